"""WeasyPrint 70.0 as installed -> the same with six gaps of its PDFs closed.

1. The half-space (U+200C) reaches the text layer. Pango lays it out as an "empty" glyph, which WeasyPrint
   skips: the page looks right, but no reader finds or copies a word with one (0 of 17; 17 of 17 after).
   A letter with a mark (كاملاً) is two glyphs of one cluster: WeasyPrint lets one stand for both, the other for
   nothing, and so every such letter of the document for nothing. Each stands for its own here.
2. Elements with a `lang` of their own carry /Lang, so that a screen reader changes its voice with the text.
3. `<bdi>` is tagged /Span, not /NonStruct: a language on an element that readers must ignore helps nobody.
4. What the class of an element says it is, its tag says too: contents (TOC, TOCI), notes (Note, with its Lbl), figures
   (a Div of Figure and Caption), and a table that only sets two languages side by side, which is none.
5. A page may be drawn from what was recorded of it earlier (plugins/render/pieces.py): its tags come from there, and
   a document that is only recorded packs no fonts.

Both functions that are wrapped are private, so a patch holds for one version and one text of them only:
anything else raises EngineChanged, and tests/render/test_pdf.py says what to look at.
Source: measured with pypdf, poppler, pdfium and MuPDF; ISO 14289-1 sections 7.2 (language), 7.9 (notes); ISO 32000-1
section 14.8.4 (standard structure types).
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import weasyprint
import weasyprint.document as documents
import weasyprint.pdf as writing
import weasyprint.pdf.stream as streams
from fontTools.ttLib import TTFont
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.pdf import tags
from weasyprint.text.ffi import ffi, pango

VERSION = "70.0"
SOURCES = {
    "draw_first_line": "1bb8eae6d88e71b17096a034656f3be17da8f1f513c78536c1c38d971927638b",
    "_build_box_tree": "f716251a83e7096e9cae972b63e633aab21c664d200582166dd0d5096780f9c4",
    "generate_pdf": "626343ef25c396e8521948cadbe2b7544331c161040da80ed4e338fadac3efa9",
    "Stream": "624257224db6f66d9120a8bc7aa257603f0a416cd8df58abb2d9258f5e678940",
    "Page": "69061840d66b78043408a029113b931d5d8e6f5a6111809188b2c63b2cde2e83",
    "build_fonts_dictionary": "fc551bef35d0d6c3d288f686fd21b5ea8c1efadb8f2f3b4d379cfa6045c02230",
}
"""SHA-256 of the source text of what is wrapped, and of what pieces are recorded from and drawn by."""

_HALF_SPACE = "\u200c".encode()
_TOLD = re.compile("[\u200c\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""The half-space, and marks: what is a glyph of its own beside a letter."""


class EngineChanged(RuntimeError):  # noqa: N818 (it reads as what happened)
    """The installed WeasyPrint is not the one that the patches were written for."""


def apply() -> None:
    """Wrap them, once a process. Raises EngineChanged before anything is touched."""
    if weasyprint.__version__ != VERSION:
        raise EngineChanged(f"WeasyPrint {weasyprint.__version__} is installed; the patches are for {VERSION}")
    originals: list[tuple[Any, str, Callable[..., Any]]] = []
    if all(hasattr(getattr(module, name), "replaces") for module, name in _WRAPPED):
        return
    for module, name in _WRAPPED:
        function = getattr(module, name)
        originals.append((module, name, getattr(function, "replaces", function)))
    for module, name, function in [*originals, *((m, n, getattr(m, n)) for m, n in _READ)]:
        if hashlib.sha256(inspect.getsource(function).encode()).hexdigest() != SOURCES[name]:
            raise EngineChanged(f"{module.__name__}.{name} of WeasyPrint {VERSION} is not the text that was patched")
    for (module, name, function), wrap in zip(originals, _WRAPPED.values(), strict=True):
        patched: Any = wrap(function)
        patched.replaces = function
        setattr(module, name, patched)


def _with_half_spaces(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Before a line is drawn, give its half-spaces the font's own, invisible glyph of no width.

    Pango keeps the line that it hands out until the layout changes; the wrapped function then draws from that
    line, and maps the glyph to the text of its cluster, which is U+200C. Lines that are cut short with an
    ellipsis are laid out anew inside, so they are left alone.
    """

    def draw(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        shown = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        if shown and _TOLD.search(textbox.text) and text_overflow != "ellipsis" and block_ellipsis == "none":
            pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)  # noqa: FBT003 (a C call)
            first_line, _ = textbox.pango_layout.get_first_line()
            _tell(stream, first_line, textbox.pango_layout.text.encode())
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw


def _tell(stream: Any, line: Any, text: bytes) -> None:
    """Say of a line's glyphs what they stand for, where WeasyPrint says it wrongly."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        end = item.offset + item.length
        clusters = [item.offset + glyphs.log_clusters[i] for i in range(glyphs.num_glyphs)]
        starts = sorted({*clusters, end})
        together: dict[int, list[int]] = {}
        for i, start in enumerate(clusters):
            if glyphs.glyphs[i].glyph != pango.PANGO_GLYPH_EMPTY:
                together.setdefault(start, []).append(glyphs.glyphs[i].glyph)
            elif text[start : start + len(_HALF_SPACE)] == _HALF_SPACE:
                font, _ = stream.add_font(item.analysis.font)
                glyphs.glyphs[i].glyph = _letters(font)[1] or pango.PANGO_GLYPH_EMPTY
        for start, members in together.items():
            if len(members) > 1:
                font, _ = stream.add_font(item.analysis.font)
                _part(font, members, text[start : starts[starts.index(start) + 1]].decode(errors="ignore"))


def _part(font: Any, glyphs: list[int], said: str) -> None:
    """Let each glyph of a cluster stand for its own letter, and the one whose letter is not known for the rest."""
    letters, _ = _letters(font)
    own = {glyph: letters[glyph] for glyph in glyphs if letters.get(glyph, "\0") in said}
    rest = [glyph for glyph in glyphs if glyph not in own]
    for letter in own.values():
        said = said.replace(letter, "", 1)
    if len(rest) == 1 and said:
        own[rest[0]] = said
    for glyph, letter in own.items():
        font.to_unicode.setdefault(glyph, letter)


_known: dict[str, tuple[dict[int, str], int]] = {}


def _letters(font: Any) -> tuple[dict[int, str], int]:
    """Glyph -> the letter that the font's own table gives it; and the glyph for U+200C, 0 if it has none."""
    if font.hash not in _known:
        face = TTFont(BytesIO(font.file_content), fontNumber=0)
        table = face.getBestCmap() or {}
        found = {face.getGlyphID(name): chr(code) for code, name in table.items()}
        _known[font.hash] = found, face.getGlyphID(table[0x200C]) if 0x200C in table else 0
    return _known[font.hash]


def _with_languages(build_box_tree: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Write /Lang on every structure element whose HTML element has a `lang`, and the role that its class says."""

    def build(box: Any, *rest: Any) -> Iterator[Any]:
        recorded = getattr(box, "recorded", None)
        if recorded is not None:
            yield from recorded.elements(*rest)
            for child in box.children:
                if isinstance(child, MarginBox):
                    tuple(build_box_tree(child, *rest))
            return
        inner: Any = getattr(box, "_box", box)
        html: Any = getattr(inner, "element", None)
        language = html.get("lang") if html is not None else None
        for element in build_box_tree(box, *rest):
            if language:
                element["Lang"] = tags.pydyf.String(language)
            if html is not None:
                _set_role(element, html, inner.element_tag)
            if element["S"] == "/LI":
                _set_body(element, rest[1])
            yield element

    return build


_ROLES = {
    ("g-toc", "/L"): "/TOC",
    ("g-toci", "/LI"): "/TOCI",
    ("g-toci", "/LBody"): "/NonStruct",
    ("g-pairs", "/Table"): "/Sect",
    ("g-rows", "/TBody"): "/NonStruct",
    ("g-pair", "/TR"): "/Sect",
    ("g-side-cell", "/TD"): "/Div",
    ("g-note", "/Span"): "/Note",
}
"""Class of an HTML element and the type that WeasyPrint gives -> the type that it is."""


def _set_role(element: Any, html: Any, tag: str) -> None:
    if tag == "figure":
        element["S"] = "/Div"
    elif html.tag == "bdi" and element["S"] == "/NonStruct":
        element["S"] = "/Span"
    elif tag.endswith("::footnote-marker"):
        element["S"] = "/Lbl"
    elif tag == html.tag:
        for name in html.get("class", "").split():
            role = _ROLES.get((name, element["S"]))
            if role:
                element["S"] = role


def _set_body(item: Any, pdf: Any) -> None:
    """Whatever an item of a list has beside its label is its body: WeasyPrint forgets that of a paragraph."""
    kids = [(kid, pdf.objects[int(kid.split()[0])]) for kid in item["K"] if isinstance(kid, bytes)]
    loose = [(kid, element) for kid, element in kids if element.get("S") not in ("/Lbl", "/LBody")]
    if loose:
        made = {"Type": "/StructElem", "S": "/LBody", "K": tags.pydyf.Array(kid for kid, _ in loose)}
        body = tags.pydyf.Dictionary(made | {"Pg": item["Pg"], "P": item.reference})
        pdf.add_object(body)
        for _, element in loose:
            element["P"] = body.reference
        item["K"] = tags.pydyf.Array([*(kid for kid in item["K"] if kid not in dict(loose)), body.reference])


def finish_roles(pdf: Any) -> None:
    """What can be said only once the tree is there: names of notes in their order, no table's words on what is none."""
    notes = 0
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("Type") == "/StructElem":
            if element["S"] == "/Note":
                notes += 1
                element["ID"] = tags.pydyf.String(f"note-{notes}")
            elif element["S"] == "/Div" and element.get("A", {}).get("O") == "/Table":
                del element["A"]


class OpenFonts(dict[Any, Any]):
    """The fonts of a document that is only recorded: which glyphs they draw, with nothing packed."""


def _with_open_fonts(build_fonts: Callable[..., Any]) -> Callable[..., Any]:
    def build(pdf: Any, fonts: Any, *rest: Any) -> Any:
        return tags.pydyf.Dictionary() if isinstance(fonts, OpenFonts) else build_fonts(pdf, fonts, *rest)

    return build


_WRAPPED: dict[tuple[Any, str], Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    (drawing, "draw_first_line"): _with_half_spaces,
    (tags, "_build_box_tree"): _with_languages,
    (writing, "build_fonts_dictionary"): _with_open_fonts,
}
"""What is wrapped, and by what."""
_READ = ((writing, "generate_pdf"), (streams, "Stream"), (documents, "Page"))
"""What `recording` and `composing` reckon with, as it is."""
