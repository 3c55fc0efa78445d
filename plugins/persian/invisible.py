"""Characters that nobody sees -> repairs: idle half-spaces, other signs in their place, controls of direction.

Source: Unicode 16, section 23.2 (ZWNJ) and UAX #9; CVE-2021-42574 (Trojan Source) on overrides as an attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.persian.letters import HALF_SPACE, MARKS, PERSIAN, Words
from plugins.persian.repair import Repair

_LETTER = f"[{PERSIAN}{MARKS}]"
_EDGE = "\\s.,:;!?،؛؟«»()\\[\\]\"'"
_STRAY = re.compile(f"{HALF_SPACE}+(?:(?<={HALF_SPACE}{HALF_SPACE})|(?![^{_EDGE}])|(?<![^{_EDGE}]{HALF_SPACE}))")
"""Two and more; or one at the edge of a word."""
_TWICE = HALF_SPACE * 2
_INSTEAD = re.compile(f"(?<={_LETTER})[\u00ad\u200b\u2060\ufeff\u00ac\u200d]+(?={_LETTER})")
"""What some programs store for a half-space: soft hyphen, zero-width space, word joiner, BOM, ¬ of old code pages."""
_CONTROLS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI",
    "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM",
}  # fmt: skip
OVERRIDES = frozenset("\u202d\u202e")
"""They make a text read otherwise than it is written."""
_CONTROL = re.compile(f"[{''.join(_CONTROLS)}]")
CONTROLS = frozenset(_CONTROLS)
SUSPECTS = frozenset("\u00ad\u200b\u2060\ufeff\u00ac\u200d")


def stray_half_spaces(text: str, words: Words | None = None) -> Iterator[Repair]:
    """Half-spaces beside a space, a mark of punctuation or one another. `words`: the text's, where they are at hand."""
    if words is not None:
        joined = "\n".join(["", *words.apart, ""])
        if not any(sign in joined for sign in (_TWICE, f"\n{HALF_SPACE}", f"{HALF_SPACE}\n")):
            return
    for match in _STRAY.finditer(text):
        inside = match.start() and match.end() < len(text) and len(match[0]) > 1
        joins = inside and re.fullmatch(f"{_LETTER}{{2}}", text[match.start() - 1] + text[match.end()])
        reason = "stands twice" if len(match[0]) > 1 else "stands at the edge of a word, where it does nothing"
        yield Repair(match.start(), match[0], HALF_SPACE if joins else "", "safe", f"(half-space) {reason}")


def false_half_spaces(text: str) -> Iterator[Repair]:
    """Other invisible signs between letters, where a half-space is meant."""
    for match in _INSTEAD.finditer(text):
        names = ", ".join(f"U+{ord(char):04X}" for char in match[0])
        yield Repair(
            match.start(), match[0], HALF_SPACE, "safe", f"({names}) stands where a half-space (U+200C) is meant"
        )


def bidi_controls(text: str) -> Iterator[Repair]:
    """Signs that turn the direction of what follows: directions are set by the page."""
    for match in _CONTROL.finditer(text):
        name = f"({_CONTROLS[match[0]]}, U+{ord(match[0]):04X})"
        reason = f"{name} is invisible and turns the direction of the text; the page sets directions itself"
        if match[0] in OVERRIDES:
            reason = f"{name} is invisible and makes the text read otherwise than it is written"
        yield Repair(match.start(), match[0], "", "safe", reason)
