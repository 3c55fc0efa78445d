"""A card's texts -> a PNG of 1200 × 630 pixels, set like the first page of a pack.

Pillow shapes and orders the letters through libraqm (HarfBuzz and FriBiDi) only where that is found; without it
Persian would come out unjoined and from left to right, so we stop instead. Each line is laid out in the language's
direction, whatever it begins with.
Source: Pillow's handbook, "Text anchors", "Raqm"; UAX #9 rule HL1 (direction from a higher-level protocol).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Literal, Protocol

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont, features

from plugins.model import BuildError, Facts, Job, Language, Problem, Rendered, Workshop
from plugins.render import lines
from plugins.values import dataclass

Colour = tuple[int, int, int]
Side = Literal["start", "end"]

SIZE = (1200, 630)
MARGIN = 80
ROOM = SIZE[0] - 2 * MARGIN
PAPER, INK, LAPIS, GREY = (251, 250, 246), (28, 27, 25), (29, 63, 148), (93, 90, 83)  # as tokens.css
SHADES = 10
"""Steps from paper to each colour: the letters' soft edges."""
ACCENT = 168
"""Pixels of the rule's heavy part."""
MAX_LINES = 4
RULE_TOP = 142
TITLE_TOP, TITLE_BOTTOM = 172, 508
BASELINE_TOP, BASELINE_FOOT = 108, 566


@dataclass(frozen=True, slots=True)
class Face:
    """A family, and how large it is set: the eye of Vazirmatn's letters is larger, and its lines stand wider."""

    title: str
    text: str
    strong: str
    sizes: tuple[int, ...]
    leading: float
    small: int


PERSIAN = Face(
    "Vazirmatn-Bold.ttf", "Vazirmatn-Medium.ttf", "Vazirmatn-SemiBold.ttf",
    (84, 76, 68, 62, 56, 51, 46), 1.5, 29,
)  # fmt: skip
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

    def face(self, text: str) -> Face:
        """The language's own, or the other where that one lacks a letter and the other has all."""
        own = (PERSIAN, LATIN) if self.language.direction == "rtl" else (LATIN, PERSIAN)
        return next((face for face in own if not self.missing(text, face)), own[0])

    def missing(self, text: str, face: Face) -> list[str]:
        return sorted({c for c in text if not c.isspace() and ord(c) not in _letters(self.fonts / face.title)})

    def font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        return _font(self.fonts / name, size)

    def width(self, text: str, font: ImageFont.FreeTypeFont) -> float:
        return font.getlength(text, direction=self.language.direction, language=self.language.tag)

    def write(
        self, text: str, baseline: float, font: ImageFont.FreeTypeFont, colour: Colour, side: Side = "start"
    ) -> None:
        """Set a line at the margin where the language begins, or where it ends."""
        right = (side == "start") == (self.language.direction == "rtl")
        place = (SIZE[0] - MARGIN if right else MARGIN, baseline)
        anchor = "rs" if right else "ls"
        direction, tag = self.language.direction, self.language.tag
        self.draw.text(place, text, colour, font, anchor=anchor, direction=direction, language=tag)


def _furniture(sheet: _Sheet, value: Card) -> None:
    """Kicker and rule above, site and date below."""
    left, right = MARGIN, SIZE[0] - MARGIN
    heavy = (right - ACCENT, right) if sheet.language.direction == "rtl" else (left, left + ACCENT)
    sheet.draw.rectangle((left, RULE_TOP, right - 1, RULE_TOP), LAPIS)
    sheet.draw.rectangle((heavy[0], RULE_TOP, heavy[1] - 1, RULE_TOP + 6), LAPIS)
    rows: tuple[tuple[str, float, Colour, Side, float], ...] = (
        (value.kicker, BASELINE_TOP, LAPIS, "start", 1.0),
        (value.foot, BASELINE_FOOT, INK, "start", 0.55),
        (value.date, BASELINE_FOOT, GREY, "end", 0.4),
    )
    for text, baseline, colour, side, share in rows:
        face = sheet.face(text)
        font = sheet.font(face.strong if side == "start" else face.text, face.small)
        short = lines.cut(text, share * ROOM, partial(sheet.width, font=font))
        sheet.write(short, baseline, font, colour, side)


def _title(sheet: _Sheet, title: str) -> None:
    """Set the title as large as it fits, in lines of like length."""
    face = sheet.face(title)
    title = lines.bound(title, sheet.language)
    for size in face.sizes:
        font = sheet.font(face.title, size)
        width = partial(sheet.width, font=font)
        broken = lines.wrapped(title, ROOM, width)
        fits = len(broken) <= MAX_LINES and len(broken) * size * face.leading <= TITLE_BOTTOM - TITLE_TOP
        if fits and max(map(width, broken)) <= ROOM:
            break
    else:
        size = face.sizes[-1]
        font = sheet.font(face.title, size)
        width = partial(sheet.width, font=font)
        broken = lines.limited(lines.wrapped(title, ROOM, width), MAX_LINES, ROOM, width)
    ascent, descent = font.getmetrics()
    first = TITLE_TOP + ascent + (size * face.leading - ascent - descent) / 2
    for number, line in enumerate(broken):
        sheet.write(line, first + number * size * face.leading, font, INK)


def _unwritable(sheet: _Sheet, value: Card) -> tuple[Problem, ...]:
    texts = (value.title, value.kicker, value.foot, value.date)
    missing = sorted({c for text in texts for c in sheet.missing(text, sheet.face(text))})
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
    shades = [mixed(colour, step) for colour in (INK, LAPIS, GREY) for step in range(1, SHADES + 1)]
    table.putpalette([*PAPER, *(value for shade in shades for value in shade)])
    return table
