"""Paragraphs that one edition lacks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from plugins.checks.pair import Pair, called, problem, short
from plugins.model import Problem
from plugins.sources.sides import Found, Side

_END = re.compile("[.!?؟…](?=[\\s»”’\"')]|$)")
_SHORTER = 0.8
"""A section with fewer paragraphs that is shorter than this, beside what the whole lets expect, has lost one."""
_FEWER = 0.85
"""The same for its sentences: one that is merely cut in two keeps them."""
_MANY = 3
"""So many fewer are worth a word whatever the length."""


def paragraph_count(pair: Pair) -> Iterator[Problem]:
    """Section by section, both full editions have as many paragraphs; one that is merely cut in two is passed over.

    Bad: a section of four paragraphs beside one of three, a quarter shorter
    Good: four paragraphs beside three of the same length
    """
    one, other = pair.original, pair.other
    if not pair.full:
        return
    ours, theirs = _sections(one), _sections(other)
    if len(ours) != len(theirs):
        ours, theirs = [list(one.paragraphs)], [list(other.paragraphs)]
    ratio = _length(other.paragraphs) / max(1, _length(one.paragraphs))
    usual = min(max(ratio, 0.95), 1.4)
    for left, right in zip(ours, theirs, strict=True):
        side, more, fewer = (one, left, right) if len(left) > len(right) else (other, right, left)
        expected = _length(more) * (usual if side is one else 1 / usual)
        lost = len(more) - len(fewer)
        shorter = _length(fewer) < _SHORTER * expected or _sentences(fewer) < _FEWER * _sentences(more)
        if lost and (lost >= _MANY or shorter):
            there = pair.across(side)
            beside = called(there, fewer[0].place if fewer else -1)
            message = f"{_number(more)} from “{short(more[0].text, 30)}” on, and {_number(fewer)} in {beside}"
            yield problem(side, more[0].place, "paragraph-count", message, "see which paragraph is missing there")


def _number(paragraphs: list[Found]) -> str:
    return f"{len(paragraphs)} paragraph{'s' if len(paragraphs) != 1 else ''}"


def _sentences(paragraphs: list[Found]) -> int:
    return sum(len(_END.findall(paragraph.text)) for paragraph in paragraphs)


def _length(paragraphs: tuple[Found, ...] | list[Found]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _sections(side: Side) -> list[list[Found]]:
    """Paragraphs before the first heading, behind it, and so on."""
    starts = [side.first, *(heading.place for heading in side.headings), side.last + 1]
    places = [paragraph.place for paragraph in side.paragraphs]
    cuts = [bisect_right(places, start) if start != side.first else 0 for start in starts]
    return [list(side.paragraphs[a:b]) for a, b in pairwise(cuts)]
