"""A card's texts -> a PNG of 1200 × 630 pixels, set like the first page of a pack.

Pillow shapes and orders the letters through libraqm (HarfBuzz and FriBiDi) only where that is found; without it
Persian would come out unjoined and from left to right, so we stop instead. Lines are broken by us, at spaces, and
evened out; each is laid out in the language's direction whatever it begins with.
Source: Pillow's handbook, "Text anchors", "Raqm"; UAX #9 rule HL1 (direction from a higher-level protocol).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont, features

from plugins.model import BuildError, Facts, Job, Language, Problem, Rendered, Workshop

SIZE = (1200, 630)
MARGIN = 80
PAPER, INK, LAPIS, GREY = (251, 250, 247), (26, 26, 26), (31, 63, 143), (96, 96, 94)
SHADES = 10
"""Steps from paper to each colour: the letters' soft edges."""
ACCENT = 168
"""Pixels of the rule's heavy part."""
MAX_LINES = 4
RULE_TOP = 142
TITLE_TOP, TITLE_BOTTOM = 172, 508
BASELINE_TOP, BASELINE_FOOT = 108, 566
_LATIN_NAME = re.compile(r"\(?[A-Za-z][\w.&-]{0,11}( [A-Za-z][\w.&-]{0,11}){1,2}\)?(?! ?[A-Za-z])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Face:
    """A family, and how large it is set: the eye of Vazirmatn's letters is larger, and its lines stand wider."""

    title: str
    text: str
    strong: str
    sizes: tuple[int, ...]
    leading: float
    small: int


PERSIAN = Face("Vazirmatn-Bold.ttf", "Vazirmatn-Medium.ttf", "Vazirmatn-SemiBold.ttf", (84, 76, 68, 62, 56, 51, 46), 1.5, 29)
LATIN = Face(
    "GozareshSerif-Semibold.ttf", "GozareshSerif-Regular.ttf", "GozareshSerif-Semibold.ttf",
    (90, 82, 74, 68, 61, 54, 48), 1.17, 32,
)  # fmt: skip


class Card(Protocol):
    """What this module needs of a job's value (`site.cards.Card`)."""

    @property
    def path(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def title(self) -> str: ...
    @property
    def kicker(self) -> str: ...
    @property
    def foot(self) -> str: ...
    @property
    def date(self) -> str: ...


def card(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render a card. Problems: card-letter (a warning). Raises BuildError (card-engine)."""
    if not features.check("raqm"):
        message = "the cards for social media need FriBiDi: without it Persian letters are not joined"
        raise BuildError(Problem("", 0, 0, "card-engine", message, "install it: apt-get install libfribidi0"))
    value: Card = job.value
    sheet = _Sheet.of(value.language, Path(workshop.theme, "static/fonts"))
    _furniture(sheet, value)
    _title(sheet, value.title)
    out = io.BytesIO()
    sheet.image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Rendered({value.path: out.getvalue()}, problems=_unwritable(sheet, value))


@dataclass(slots=True)
class _Sheet:
    """The paper, and a pen that begins on the language's side."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    language: Language
    fonts: Path

    @classmethod
    def of(cls, language: Language, fonts: Path) -> _Sheet:
        image = Image.new("RGB", SIZE, PAPER)
        return cls(image, ImageDraw.Draw(image), language, fonts)

    def faces(self, text: str) -> tuple[Face, ...]:
        """The language's own face first; the other where that one lacks a letter."""
        own = (PERSIAN, LATIN) if self.language.direction == "rtl" else (LATIN, PERSIAN)
        whole = [face for face in own if not self.missing(text, face)]
        return (*whole, *own)

    def missing(self, text: str, face: Face) -> list[str]:
        return sorted({c for c in text if not c.isspace() and ord(c) not in _letters(self.fonts / face.title)})

    def font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        return _font(self.fonts / name, size)

    def width(self, text: str, font: ImageFont.FreeTypeFont) -> float:
        return font.getlength(text, direction=self.language.direction, language=self.language.tag)

    def write(self, text: str, baseline: float, font: ImageFont.FreeTypeFont, colour: tuple[int, int, int]) -> None:
        """Set a line at the starting margin."""
        self._set(text, baseline, font, colour, at_start=True)

    def write_end(self, text: str, baseline: float, font: ImageFont.FreeTypeFont, colour: tuple[int, int, int]) -> None:
        """Set a line at the other margin."""
        self._set(text, baseline, font, colour, at_start=False)

    def _set(
        self, text: str, baseline: float, font: ImageFont.FreeTypeFont, colour: tuple[int, int, int], *, at_start: bool
    ) -> None:
        right = at_start == (self.language.direction == "rtl")
        place = (SIZE[0] - MARGIN if right else MARGIN, baseline)
        self.draw.text(
            place, text, colour, font,
            anchor="rs" if right else "ls", direction=self.language.direction, language=self.language.tag,
        )  # fmt: skip


def _furniture(sheet: _Sheet, value: Card) -> None:
    """Kicker and rule above, site and date below."""
    left, right = MARGIN, SIZE[0] - MARGIN
    heavy = (right - ACCENT, right) if sheet.language.direction == "rtl" else (left, left + ACCENT)
    sheet.draw.rectangle((left, RULE_TOP, right - 1, RULE_TOP), LAPIS)
    sheet.draw.rectangle((heavy[0], RULE_TOP, heavy[1] - 1, RULE_TOP + 6), LAPIS)
    for text, baseline, colour, strong, write in (
        (value.kicker, BASELINE_TOP, LAPIS, True, sheet.write),
        (value.foot, BASELINE_FOOT, INK, True, sheet.write),
        (value.date, BASELINE_FOOT, GREY, False, sheet.write_end),
    ):
        face = sheet.faces(text)[0]
        font = sheet.font(face.strong if strong else face.text, face.small)
        room = right - left if baseline == BASELINE_TOP else (right - left) * 0.55
        write(_cut(sheet, text, font, room), baseline, font, colour)


def _title(sheet: _Sheet, title: str) -> None:
    """Set the title as large as it fits, in lines of like length."""
    face = sheet.faces(title)[0]
    room = SIZE[0] - 2 * MARGIN
    title = _bound(title, sheet.language)
    for size in face.sizes:
        font = sheet.font(face.title, size)
        lines = _wrapped(sheet, title, font, room)
        if len(lines) <= MAX_LINES and len(lines) * size * face.leading <= TITLE_BOTTOM - TITLE_TOP:
            if max(sheet.width(line, font) for line in lines) <= room:
                break
    else:
        size = face.sizes[-1]
        font = sheet.font(face.title, size)
        lines = _wrapped(sheet, title, font, room)
        if len(lines) > MAX_LINES:
            lines = [*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :])]
        lines = [_cut(sheet, line, font, room) for line in lines]
    ascent = font.getmetrics()[0]
    extra = (size * face.leading - sum(font.getmetrics())) / 2
    for number, line in enumerate(lines):
        sheet.write(line, TITLE_TOP + ascent + extra + number * size * face.leading, font, INK)


def _bound(title: str, language: Language) -> str:
    """Put no-break spaces where a line of Persian does not end well: in a short Latin name, and after «و»."""
    title = " ".join(re.split(r"[ \t\r\n]+", title.strip()))
    if language.direction == "ltr":
        return title
    return _LATIN_NAME.sub(lambda m: m[0].replace(" ", "\u00a0"), title.replace(" \u0648 ", " \u0648\u00a0"))


def _wrapped(sheet: _Sheet, text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Break at spaces (never at a half-space) into as few lines as there must be, none much longer than another."""
    lines = _greedy(sheet, text, font, room)
    low, high = room / 2, room
    while high - low > 4:
        middle = (low + high) / 2
        tried = _greedy(sheet, text, font, middle)
        if len(tried) == len(lines) and max(sheet.width(line, font) for line in tried) <= middle:
            high = middle
        else:
            low = middle
    return _greedy(sheet, text, font, high)


def _greedy(sheet: _Sheet, text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sheet.width(longer, font) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _cut(sheet: _Sheet, line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """Shorten a line to the room, with an ellipsis."""
    if sheet.width(line, font) <= room:
        return line
    while line and sheet.width(f"{line}…", font) > room:
        line = line[:-1].rstrip(" \u200c،,؛;:")
    return f"{line}…"


def _unwritable(sheet: _Sheet, value: Card) -> tuple[Problem, ...]:
    texts = (value.title, value.kicker, value.foot, value.date)
    missing = sorted({c for text in texts for c in sheet.missing(text, sheet.faces(text)[0])})
    if not missing:
        return ()
    named = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in missing)
    message = f"the card {value.path} shows a box: no face of theme/static/fonts has {named}"
    return (Problem("", 0, 0, "card-letter", message, "write the title in the site's letters", "warning"),)


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@cache
def _letters(path: Path) -> frozenset[int]:
    """The code points that a font has, and those that HarfBuzz never shows."""
    invisible = {0x200C, 0x200D, 0x200E, 0x200F, 0xAD, *range(0x2066, 0x206A), *range(0x202A, 0x202F)}
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap()) | invisible


@cache
def _palette() -> Image.Image:
    """Paper and its way to each colour: the same entries in every card."""

    def mixed(colour: Sequence[int], step: int) -> list[int]:
        return [round(p + (c - p) * step / SHADES) for p, c in zip(PAPER, colour, strict=True)]

    table = Image.new("P", (1, 1))
    table.putpalette([*PAPER, *(v for c in (INK, LAPIS, GREY) for step in range(1, SHADES + 1) for v in mixed(c, step))])
    return table
