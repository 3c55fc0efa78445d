"""A number that the other language lacks, or gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.found_quantities import NUMBERS, Kinds, one_sided, swapped
from plugins.checks.pair import Pair, called, problem, where
from plugins.model import Problem


def number_mismatch(pair: Pair) -> Iterator[Problem]:
    """A number is the same in both languages, in whatever digits or words.

    Bad: «۲۵ درصد» beside “35 per cent”
    Good: «۲۵٪» beside “a quarter”
    """
    yield from compared(pair, NUMBERS, "number-mismatch")
    for quantity, twin in swapped(pair) if pair.bilingual else ():
        there = f"“{twin.text}” ({where(pair.original, twin.place)})"
        message = f"“{quantity.text}” stands where {called(pair.original)} has {there}"
        fix = "see which of the two is right"
        yield problem(pair.other, quantity.place, "number-mismatch", message, fix, length=len(quantity.text))


def compared(pair: Pair, kinds: Kinds, code: str) -> Iterator[Problem]:
    """Quantities of some kinds: what the other edition says and the original does not, and between full ones what
    only the original says. Where each lacks one, they are one problem.
    """
    if not pair.bilingual:
        return
    told: set[int] = set()
    for quantity, twin in one_sided(pair, pair.other, kinds):
        there = f"there: “{twin.text}” ({where(pair.original, twin.place)})" if twin else "it is not there"
        if twin:
            told.add(twin.place)
        message = f"“{quantity.text}” is not in {called(pair.original)}; {there}"
        fix = "see which of the two is right" if twin else f"see what {called(pair.original)} says"
        yield problem(pair.other, quantity.place, code, message, fix, length=len(quantity.text))
    if not pair.full:
        return
    for quantity, _ in one_sided(pair, pair.original, kinds):
        if quantity.place not in told:
            message = f"“{quantity.text}” is not in {called(pair.other)}"
            fix = f"write it in {called(pair.other)}, or take it out here"
            yield problem(pair.original, quantity.place, code, message, fix, length=len(quantity.text))
