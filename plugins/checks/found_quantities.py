"""A pair -> the quantities of each side that the other lacks, and which of the other side may be meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

from plugins.bilingual.equal import missing
from plugins.checks.pair import Pair
from plugins.persian.quantities import Quantity
from plugins.sources.sides import Side

Kinds = frozenset[str]
NUMBERS: Kinds = frozenset({"number", "percent", "money"})
_BESIDE = 0.05
"""How far apart in their texts two are that stand in one place; the whole is 1."""
DATES: Kinds = frozenset({"date", "day"})


def one_sided(pair: Pair, side: Side, kinds: Kinds) -> Iterator[tuple[Quantity, Quantity | None]]:
    """What a side has and the other lacks, with the one of the other side that stands in its place, if there is one."""
    there = pair.across(side)
    year = pair.original.facts.day.year
    ours = [q for q in side.quantities if q.sure and q.kind in kinds]
    lost = missing(ours, there.quantities, year) if ours else []
    if not lost:
        return
    free = missing([q for q in there.quantities if q.sure and q.kind in kinds], side.quantities, year)
    for quantity in lost:
        twin = _nearest(quantity, free, side, there)
        if twin:
            free.remove(twin)
        yield quantity, twin


def swapped(pair: Pair) -> Iterator[tuple[Quantity, Quantity]]:
    """Small numbers in words, parts, ordinals and times of day of the translation, each with another of its kind that
    stands in its place in the original. Alone they say nothing: both languages drop and add them.
    """
    side, there = pair.other, pair.original
    if not pair.full:
        return
    year = there.facts.day.year
    ours = missing([q for q in side.quantities if _small(q)], there.quantities, year)
    theirs = missing([q for q in there.quantities if _small(q)], side.quantities, year) if ours else []
    for quantity in ours:
        alike = [q for q in theirs if q.kind == quantity.kind and _beside(quantity, side, q, there)]
        if len(alike) == 1:
            theirs.remove(alike[0])
            yield quantity, alike[0]


def _beside(one: Quantity, side: Side, other: Quantity, there: Side) -> bool:
    """Whether they stand in the same paragraph, where there are as many; else about as far into the text."""
    if len(side.paragraphs) == len(there.paragraphs):
        rows = [bisect_right([p.place for p in s.paragraphs], q.place) for s, q in ((side, one), (there, other))]
        return rows[0] == rows[1]
    return abs(side.part(one.place) - there.part(other.place)) < _BESIDE


def _small(quantity: Quantity) -> bool:
    return not quantity.sure and not quantity.vague and quantity.value not in (0, 1) and not quantity.text.isdigit()


def _nearest(quantity: Quantity, free: list[Quantity], side: Side, there: Side) -> Quantity | None:
    """Of the same kind, and about as far into the text."""
    at = side.part(quantity.place)
    alike = [q for q in free if q.kind == quantity.kind and q.unit == quantity.unit]
    near = [q for q in alike if abs(there.part(q.place) - at) < 0.25]
    return min(near, key=lambda q: (_figure(q) != _figure(quantity), abs(there.part(q.place) - at)), default=None)


def _figure(quantity: Quantity) -> str:
    """Its digits without what multiplies them: of 550 billion and 550 million the same."""
    return str(quantity.value).rstrip("0") if isinstance(quantity.value, Fraction) else ""
