"""A translation far shorter or longer than its original."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, called, problem
from plugins.model import Problem

_LEAST, _MOST = 0.62, 1.75
"""English characters for a Persian one. Measured on 11 translated pairs of 300 to 25,000 characters: 0.97 to 1.35."""
_SHORTEST = 300
"""Characters below which a ratio says nothing."""


def length_ratio(pair: Pair) -> Iterator[Problem]:
    """Two full editions are about as long as one another.

    Bad: 9,000 characters beside 4,000
    Good: 9,000 characters beside 10,200
    """
    if not pair.full or pair.persian is None or pair.english is None:
        return
    persian, english = (sum(len(p.text) for p in side.paragraphs) for side in (pair.persian, pair.english))
    if max(persian, english) < _SHORTEST:
        return
    ratio = english / max(1, persian)
    if not _LEAST <= ratio <= _MOST:
        short, long = (pair.english, pair.persian) if ratio < 1 else (pair.persian, pair.english)
        numbers = sorted((persian, english))
        message = f"{numbers[0]:,} characters, and {numbers[1]:,} in {called(long)}"
        fix = "see what is missing; a text that only sums up says extent: summary"
        yield problem(short, short.first, "length-ratio", message, fix)
