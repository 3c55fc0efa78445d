"""theme/fonts/*.woff2 -> theme/static/fonts/*.woff2: of each font what the pages load. Run by `inv fonts`.

A reader on a slow line waits for the font of a language once. So it carries the letters, marks, digits and signs that
Persian or Latin writing needs, by these fixed tables and never by what the briefings happen to hold: a new word must
not bring a new font. What joins letters, places marks and kerns stays, with every shape that a kept letter can take:
a cut may not be seen. The PDFs use the whole fonts.
Sources: HarfBuzz's subsetter (the closure over GSUB keeps initial, medial and final forms); W3C ALREQ (Persian and
Arabic letters, marks, punctuation), Unicode 17 blocks; CLDR 48 exemplar characters of the Latin languages of Europe,
and of transliteration (ISO 233, DIN 31635) for the Latin font.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

WHOLE = Path(__file__).parent
CUT = WHOLE.parent / "static" / "fonts"
_SIGNS = (
    "0020-007E 00A0 00A9 00AB 00B0 00B1 00B7 00BB 00D7 00F7 2000-200F 2010-2015 2018-201E 2022 2026 202A-202E 2030"
    " 2039 203A 2044 2066-2069 20AC 2212"
)
_ARABIC = f"{_SIGNS} 060C 061B 061F 0620-066F 0670-06D5 06EE-06FF FDFC 25CC"
_LATIN = (
    f"{_SIGNS} 00A1-017F 0192 0218-021B 02BB-02BF 0300-0304 0306-030C 0327 0328 1E0C 1E0D 1E24 1E25 1E62 1E63 1E6C"
    " 1E6D 1E92 1E93 1E9E 2032 2033 2070-2079 2080-2089 2116 2122 2190-2193 2215 2260 2264 2265"
)
LETTERS = {"Vazirmatn": _ARABIC, "GozareshSerif": _LATIN}
"""How a font's file name begins -> its characters (hexadecimal ranges)."""
_WEIGHTS = (400, 700)
"""Lightest and boldest that the style sheets ask for: of a variable font, no more is carried."""
_FIGURES = ("case", "lnum", "onum", "pnum", "tnum")
"""Features that the style sheets ask for, beside those that every text has."""
_NAMES = range(26)
"""All that the OpenType specification names: the licence is among them."""


def cut(path: Path) -> bytes:
    """What the pages load of a font file."""
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(characters(path.stem))
    wanted.layout_feature_tag_set.update([int.from_bytes(tag.encode()) for tag in _FIGURES])
    wanted.name_id_set.update(_NAMES)
    whole = TTFont(path, recalcTimestamp=False)
    face = uharfbuzz.Face(_saved(whole, None))
    if "fvar" in whole:
        wanted.set_axis_range(face, "wght", *_WEIGHTS)
    return _saved(TTFont(io.BytesIO(uharfbuzz.subset(face, wanted).blob.data), recalcTimestamp=False), "woff2")


def characters(name: str) -> set[int]:
    """The characters that a font file's name asks for."""
    ranges = next(letters for start, letters in LETTERS.items() if name.startswith(start))
    found: set[int] = set()
    for first, last in re.findall(r"([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _saved(font: TTFont, flavour: str | None) -> bytes:
    font.flavor = flavour
    stream = io.BytesIO()
    font.save(stream, reorderTables=None)
    return stream.getvalue()


if __name__ == "__main__":
    for file in sorted(WHOLE.glob("*.woff2")):
        data = cut(file)
        (CUT / file.name).write_bytes(data)
        print(f"{file.name}: {len(data):,} bytes of {file.stat().st_size:,}")
