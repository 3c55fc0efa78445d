"""A pair -> the quantities of each side that the other lacks, and which of the other side may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from plugins.bilingual.equal import missing
from plugins.checks.pair import Pair
from plugins.persian.quantities import Quantity
from plugins.sources.sides import Side

Kinds = frozenset[str]
NUMBERS: Kinds = frozenset({"number", "percent", "money"})
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


def _nearest(quantity: Quantity, free: list[Quantity], side: Side, there: Side) -> Quantity | None:
    """Of the same kind, and about as far into the text."""
    at = _part(quantity.place, side)
    alike = [q for q in free if q.kind == quantity.kind and q.unit == quantity.unit]
    near = [q for q in alike if abs(_part(q.place, there) - at) < 0.25]
    return min(near, key=lambda q: (_figure(q) != _figure(quantity), abs(_part(q.place, there) - at)), default=None)


def _figure(quantity: Quantity) -> str:
    """Its digits without what multiplies them: of 550 billion and 550 million the same."""
    return str(quantity.value).rstrip("0") if isinstance(quantity.value, Fraction) else ""


def _part(place: int, side: Side) -> float:
    """How far into its body a place is, 0 to 1; what stands in the front matter is before it."""
    return (place - side.first) / max(1, side.last - side.first)
