"""The fonts of the PDFs -> a problem for each that sets words which no reader can find or copy.

A PDF keeps, for each glyph of a font, the letters that it stands for. A font that builds dots as glyphs of their own,
or lends one glyph to two letters, looks right and reads wrong: «قیمت» comes back as «تیمت» (WeasyPrint issue 2841).
So each face is set by the engine that sets the PDFs, in one document, and read back from the PDF's own tables.

It is an output without a file: made when fonts, engine or code change, as all that the fingerprint holds, else kept.
Source: ISO 32000-1, 9.10.3 (ToUnicode CMaps); Unicode 16, section 9.2 (joining).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import tinycss2
from fontTools.ttLib import TTFont
from markupsafe import escape
from weasyprint import HTML

from plugins.model import Facts, Job, Problem, Rendered, Strings, Workshop
from plugins.render import press, weasyprint_patches
from plugins.render.fetcher import Fetcher
from plugins.values import dataclass

WORDS = tuple(
    """
    می\u200cگوید پرونده\u200cای نخست\u200cوزیر همکاری\u200cهایشان خانه\u200cها غنی\u200cسازی
    اعلام اسلام سلام آلاینده بلا لأ الإعلام الآن خانهٔ دربارهٔ مسئله مسؤول رأی جزء شیء
    الطاقة فعالیت قیمت تثبیت بیشترین پیچیده ژرف گفتگو قفقاز ضبط ظرفیت اِعلام مُدّعی حقّ کاملاً
    ۱۴۰۴ ۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789 Office affluent fjord Tokyo AVATAR façade naïve Zürich
    """.split()
)
"""Half-spaces, lam-alef, hamza on its seats, letters that differ by their dots alone, marks, digits, ligatures."""
_FREE = "\u200c"
"""What a font that has the letters must have too: a word is asked for even where this is lacking."""
_DIGITS = re.compile(r"\d+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_SHOWN = 4
_CODE = "font-text-layer"


@dataclass(frozen=True, slots=True)
class Face:
    """An `@font-face` of the PDFs' style sheets."""

    family: str
    weight: str
    style: str
    file: str
    """In the theme: "static/fonts/x.ttf"."""

    def __str__(self) -> str:
        """As an author would call it."""
        return " ".join([self.family, self.weight, *([self.style] if self.style != "normal" else [])])


def fonts(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Set and read all faces. Problems: font-text-layer. No file."""
    try:
        weasyprint_patches.apply()
    except weasyprint_patches.EngineChanged:
        return Rendered({})  # each PDF says it
    with press.listening():  # what the engine says of our own words concerns nobody
        found = tuple(problem for face in faces(workshop.theme) for problem in _problems(face, workshop))
    return Rendered({}, problems=found)


def faces(theme: str) -> Iterator[Face]:
    """All that the style sheets of the PDFs name, in their order."""
    root = Path(theme).resolve()
    for sheet in sorted((root / press.SHEETS).glob("*.css")):
        for rule in tinycss2.parse_stylesheet(sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
                told = _told(rule.content)
                file = (sheet.parent / told["src"]).resolve().relative_to(root).as_posix()
                yield Face(
                    told["font-family"], told.get("font-weight", "normal"), told.get("font-style", "normal"), file
                )


def _told(content: Any) -> dict[str, str]:
    """Descriptor -> what it says, without quotation marks and `url()`."""
    said = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {one.lower_name: " ".join(map(_plain, one.value)).strip() for one in said if one.type == "declaration"}


def _plain(token: Any) -> str:
    if token.type == "function":
        return " ".join(map(_plain, token.arguments))
    return str(token.value if token.type in ("string", "ident", "url") else token.serialize()).strip()


def _problems(face: Face, workshop: Workshop) -> Iterator[Problem]:
    with TTFont(Path(workshop.theme, face.file), lazy=True) as font:
        letters = font.getBestCmap() or {}
    asked = [w for w in words(workshop.strings.values()) if all(ord(sign) in letters or sign in _FREE for sign in w)]
    read = read_back(face, asked, workshop)
    if len(read) != len(asked):
        raise ValueError(f"{len(asked)} words set in {face} are read back as {len(read)} lines")
    wrong = {word: got for word, got in zip(asked, read, strict=True) if _same(word) != _same(got)}
    if wrong:
        shown = ", ".join(f"{word!r} is read as {got!r}" for word, got in list(wrong.items())[:_SHOWN])
        more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        message = f"PDFs set in {face} cannot be searched or copied from: {shown}{more}"
        fix = (
            "use a build of the font that has one glyph for each letter and one for the half-space, as Vazirmatn 33 has"
        )
        yield Problem(f"theme/{face.file}", 0, 0, _CODE, message, fix)


def words(strings: Iterable[Strings]) -> tuple[str, ...]:
    """Those above, and each letter of the languages alone and where it joins: at the beginning, inside, at the end."""
    letters = dict.fromkeys(letter for said in strings for letter in said.language.alphabet)
    return tuple(dict.fromkeys([*WORDS, *(word for letter in letters for word in _forms(letter))]))


def _forms(letter: str) -> tuple[str, ...]:
    if _RIGHT_TO_LEFT.match(letter):
        return letter, f"{letter}ب", f"ب{letter}ب", f"ب{letter}"
    return letter, letter.upper()


def _same(word: str) -> str:
    """Both ways to write heh with hamza have one glyph, whose letters are those of the word that came first."""
    return word.replace("\u06c0", "\u0647\u0654")


# ------------------------------------------------------------------------------------------------------ set and read


def read_back(face: Face, asked: Sequence[str], workshop: Workshop) -> tuple[str, ...]:
    """The same words as the text layer of a PDF has them."""
    read: list[str] = []
    printed(face, asked, workshop, partial(_read, read))
    return tuple(read)


def printed(face: Face, asked: Sequence[str], workshop: Workshop, finisher: Any = None) -> bytes:
    """A PDF of one page with a word on each line. `finisher`: WeasyPrint's, called before the bytes are made."""
    shared = press.press(workshop, next(iter(workshop.strings.values())).language)
    style = f"p {{ margin: 0; font: {face.style} {face.weight} 10pt '{face.family}' }}"
    page = f"@page {{ size: 100cm {len(asked) + 2}cm }}"
    lines = "".join(f"<p>{escape(word)}</p>" for word in asked)
    html = HTML(string=f"<style>{page} {style}</style>{lines}", url_fetcher=Fetcher(workshop))
    data: bytes = html.render(shared.fonts, shared.counters).write_pdf(finisher=finisher)
    return data


def _read(into: list[str], _document: Any, made: Any) -> None:
    """Append the lines of a PDF that is about to be written."""
    tables: dict[str, dict[str, str]] = {}
    for thing in made.objects:
        if isinstance(thing, dict) and thing.get("Subtype") == "/Type0":
            name = bytes(thing["BaseFont"]).decode()[1:].partition("+")[0]
            tables[name] = _letters(_bytes(made.objects[int(thing["ToUnicode"].split()[0])]))
    for thing in made.objects:
        if hasattr(thing, "stream") and b"\nBT\n" in (content := _bytes(thing)):
            into += _lines(content, tables)


def _bytes(thing: Any) -> bytes:
    return b"\n".join(part if isinstance(part, bytes) else str(part).encode() for part in thing.stream)


def _letters(table: bytes) -> dict[str, str]:
    """A ToUnicode table: glyph (four hexadecimal digits) -> letters."""
    return {
        glyph.decode(): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
        for glyph, letters in re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", table, re.MULTILINE)
    }


def _lines(content: bytes, tables: dict[str, dict[str, str]]) -> Iterator[str]:
    """The text between one setting of the text matrix and the next; glyphs stand in the order of the eye."""
    for text in re.findall(rb"^BT\n(.*?)^ET$", content, re.MULTILINE | re.DOTALL):
        table: dict[str, str] = {}
        for line in re.split(rb" Tm\n", text)[1:]:
            glyphs: list[str] = []
            for font, shown in re.findall(rb"^/(\w+) \S+ Tf$|<([0-9a-f]+)>", line, re.MULTILINE):
                table = tables[font.decode()] if font else table
                digits = shown.decode()
                glyphs += [table.get(digits[i : i + 4], "\ufffd") for i in range(0, len(digits), 4)]
            turned = not all(map(_DIGITS.fullmatch, glyphs)) and any(map(_RIGHT_TO_LEFT.search, glyphs))
            yield "".join(reversed(glyphs) if turned else glyphs)
