"""A .odt -> its text as Markdown: the elements of OpenDocument as HTML, the rest as for Word.

Our own, about a hundred lines over the standard library's XML: odfpy has seen no release for years, odfdo writes
Markdown of its own kind and needs lxml. Source: OpenDocument 1.3 part 3, sections 5 (text), 9 (tables), 10.4
(frames), 14.1 (annotations), 16.27 (what a style's family and parent are).
"""

from __future__ import annotations

import base64
import html
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from plugins.config import SiteConfig
from plugins.desk.importing import package, web
from plugins.desk.importing.raw import Leftover, Raw, refused
from plugins.values import dataclass

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_TITLE = "Title"
_MIME = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}
_MOST_REPEATED = 50


def _(name: str) -> str:
    prefix, _colon, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    tags: tuple[str, ...]
    """HTML elements that its looks mean."""


@dataclass(slots=True)
class _Document:
    parts: dict[str, bytes]
    styles: dict[str, _Style]
    numbered: frozenset[str]
    """List styles whose first level has numbers."""
    notes: list[str] = field(default_factory=list)
    comments: list[Leftover] = field(default_factory=list)


def read(path: Path, data: bytes, config: SiteConfig) -> Raw:
    """Read an OpenDocument text. Raises BuildError (import-file)."""
    parts = package.members(path, data, config)
    again = "open it in LibreOffice and save it again as .odt"
    if "content.xml" not in parts:
        raise refused(path, "import-file", "it has no content.xml: it is no .odt file", again)
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise refused(path, "import-file", "it is locked with a password", "save it without a password")
    try:
        root = ET.fromstring(parts["content.xml"])  # noqa: S314  package.py refuses document types
        body = root.find(f"{_('office:body')}/{_('office:text')}")
        if body is None:
            raise refused(
                path, "import-file", "it is no text: perhaps a table or slides", "copy its text into a .txt file"
            )
        document = _Document(parts, *_styles(root))
        made = _blocks(body, document)
    except ET.ParseError as error:
        raise refused(path, "import-file", f"it is damaged: {error}", again) from None
    except RecursionError:
        message = "its parts are nested too deep in one another"
        raise refused(path, "import-file", message, "copy its text into a .txt file") from None
    if document.notes:
        made += f"<ol>{''.join(document.notes)}</ol>"
    return web.fragment(path, made, left_out=tuple(document.comments))


def _styles(root: ET.Element) -> tuple[dict[str, _Style], frozenset[str]]:
    styles = {}
    for style in root.iter(_("style:style")):
        looks = style.find(_("style:text-properties"))
        tags = []
        if looks is not None:
            bold, slant = looks.get(_("fo:font-weight"), ""), looks.get(_("fo:font-style"), "")
            place, struck = (
                looks.get(_("style:text-position"), ""),
                looks.get(_("style:text-line-through-style"), "none"),
            )
            tags += ["strong"] if bold in ("bold", "600", "700", "800", "900") else []
            tags += ["em"] if slant in ("italic", "oblique") else []
            tags += ["del"] if struck != "none" else []
            tags += ["sup"] if place.startswith("super") else ["sub"] if place.startswith("sub") else []
        styles[style.get(_("style:name"), "")] = _Style(style.get(_("style:parent-style-name"), ""), tuple(tags))
    numbered = {
        style.get(_("style:name"), "")
        for style in root.iter(_("text:list-style"))
        if (first := next(iter(style), None)) is not None and first.tag == _("text:list-level-style-number")
    }
    return styles, frozenset(numbered)


def _blocks(element: ET.Element, document: _Document) -> str:
    return "".join(_block(child, document) for child in element)


def _block(element: ET.Element, document: _Document) -> str:
    write = _BLOCKS.get(element.tag)
    if write:
        return write(element, document)
    if element.tag == _("text:tracked-changes"):
        deleted = [text for p in element.iter(_("text:p")) if (text := "".join(p.itertext()).strip())]
        document.comments += [Leftover("deleted under change tracking", text) for text in deleted]
        return ""
    return _blocks(element, document) if len(element) and element.tag not in _SILENT else ""


def _paragraph(element: ET.Element, document: _Document) -> str:
    name = element.get(_("text:style-name"), "")
    style = document.styles.get(name, _Style("", ()))
    inner = _inline(element, document)
    if not inner.strip():
        return ""
    tag = "h1" if _TITLE in (name, style.parent) else "p"
    return f"<{tag}>{_wrapped(inner, style.tags if tag == 'p' else ())}</{tag}>"


def _heading(element: ET.Element, document: _Document) -> str:
    level = element.get(_("text:outline-level"), "1")
    tag = f"h{min(int(level), 6) if level.isdecimal() and level != '0' else 1}"
    return f"<{tag}>{_inline(element, document)}</{tag}>"


def _list(element: ET.Element, document: _Document) -> str:
    tag = "ol" if element.get(_("text:style-name"), "") in document.numbered else "ul"
    items = "".join(f"<li>{_blocks(item, document)}</li>" for item in element)
    return f"<{tag}>{items}</{tag}>"


def _table(element: ET.Element, document: _Document) -> str:
    rows = []
    for row in element.iter(_("table:table-row")):
        cells = []
        for cell in row:
            if cell.tag != _("table:table-cell"):
                continue
            made = "<br>".join(filter(None, (_block(child, document) for child in cell)))
            again = cell.get(_("table:number-columns-repeated"), "1")
            span = cell.get(_("table:number-columns-spanned"), "1")
            colspan = f' colspan="{html.escape(span)}"' if span != "1" else ""
            times = min(int(again), _MOST_REPEATED) if again.isdecimal() and made else 1
            cells += [f"<td{colspan}>{made}</td>"] * times
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _inline(element: ET.Element, document: _Document) -> str:
    made = [html.escape(element.text or "", quote=False)]
    for child in element:
        made += _inner(child, document), html.escape(child.tail or "", quote=False)
    return "".join(made)


def _inner(element: ET.Element, document: _Document) -> str:  # noqa: PLR0911  a case for each element
    match element.tag:
        case tag if tag == _("text:s"):
            return " "
        case tag if tag == _("text:tab"):
            return " "
        case tag if tag == _("text:line-break"):
            return "<br>"
        case tag if tag == _("text:span"):
            style = document.styles.get(element.get(_("text:style-name"), ""), _Style("", ()))
            return _wrapped(_inline(element, document), style.tags)
        case tag if tag == _("text:a"):
            return f'<a href="{html.escape(element.get(_("xlink:href"), ""))}">{_inline(element, document)}</a>'
        case tag if tag == _("text:note"):
            return _note(element, document)
        case tag if tag == _("office:annotation"):
            said = " ".join("".join(p.itertext()) for p in element.iter(_("text:p")))
            document.comments.append(Leftover("comment", said.strip()))
            return ""
        case tag if tag == _("draw:frame"):
            return _frame(element, document)
        case tag if tag in _SILENT:
            return ""
    return _inline(element, document) if element.tag not in _BLOCKS else _block(element, document)


def _note(element: ET.Element, document: _Document) -> str:
    body = element.find(_("text:note-body"))
    number = len(document.notes) + 1
    document.notes.append("")
    inner = _blocks(body, document) if body is not None else ""
    document.notes[number - 1] = f'<li id="note-{number}">{inner}</li>'
    return f'<sup><a href="#note-{number}">{number}</a></sup>'


def _frame(element: ET.Element, document: _Document) -> str:
    alt = " ".join((element.findtext(_(name)) or "").strip() for name in ("svg:title", "svg:desc")).strip()
    for image in element.iter(_("draw:image")):
        name = image.get(_("xlink:href"), "")
        data, kind = document.parts.get(name.removeprefix("./")), _MIME.get(Path(name).suffix.lower(), "unknown")
        if data is not None:
            source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
            return f'<img alt="{html.escape(alt)}" src="{source}">'
    return " ".join(_blocks(box, document) for box in element.iter(_("draw:text-box")))


def _wrapped(inner: str, tags: tuple[str, ...]) -> str:
    for tag in tags:
        inner = f"<{tag}>{inner}</{tag}>" if inner.strip() else inner
    return inner


_BLOCKS: dict[str, Callable[[ET.Element, _Document], str]] = {
    _("text:p"): _paragraph,
    _("text:h"): _heading,
    _("text:list"): _list,
    _("table:table"): _table,
    _("draw:frame"): lambda element, document: f"<p>{_frame(element, document)}</p>",
}
_SILENT = frozenset(map(_, ("text:sequence-decls", "text:soft-page-break", "text:bookmark", "office:forms")))
