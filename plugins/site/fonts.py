"""A font file of the theme -> what of it the pages load: the letters of its script, whatever the texts say.

A reader on a slow line waits for the font of a language once. So it carries the letters, marks, digits and signs that
Persian or Latin writing needs, by these fixed tables and never by what the briefings happen to hold: a new word must
not bring a new font. The PDFs use the whole fonts. A font that is not named here is carried as it is.
Sources: W3C ALREQ (Persian and Arabic letters, marks, punctuation), Unicode 17 blocks; CLDR 48 exemplar characters of
the Latin languages of Europe, and of transliteration (ISO 233, DIN 31635) for the Latin font.
"""

from __future__ import annotations

from dataclasses import dataclass

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
WEIGHTS = (400, 700)
"""Lightest and boldest that the style sheets ask for: of a variable font, no more is carried."""


@dataclass(frozen=True, slots=True)
class FontCut:
    """The value of a "font" job."""

    path: str
    """In `output/`."""
    characters: str
    weights: tuple[int, int] = WEIGHTS


def characters(name: str) -> str:
    """What of a font file is needed; empty where all of it is."""
    return next((letters for start, letters in LETTERS.items() if name.startswith(start)), "")
