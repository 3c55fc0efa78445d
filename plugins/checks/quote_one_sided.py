"""A quotation that is none in the other language."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, called, problem, short
from plugins.model import Problem
from plugins.sources.sides import Found, Side


def quote_one_sided(pair: Pair) -> Iterator[Problem]:
    """What is quoted in one language is quoted in the other: a reader must know whose words they are.

    Bad: گفت: «این سند برای ما الزام‌آور نیست» beside “She said the document was not binding”
    Good: گفت: «این سند برای ما الزام‌آور نیست» beside “She said: ‘The document does not bind us’”
    """
    sides = (pair.original, pair.other) if pair.full else (pair.other,)
    for side in sides:
        there = pair.across(side)
        for quote in _alone(side, there):
            message = f"“{short(quote.text[1:-1], 40)}” is quoted here, and nothing is in {called(there)}"
            fix = "quote it in both, or report it in both"
            yield problem(side, quote.place, "quote-one-sided", message, fix)


def _alone(side: Side, there: Side) -> list[Found]:
    """Quotations without a fellow: all where the other side has none, else those too many, the farthest from any."""
    ours, theirs = side.sayings, there.quotes
    extra = len(ours) - len(theirs) - there.blocks
    if extra <= 0:
        return []
    if not theirs:
        return list(ours[:extra])
    places = [there.part(quote.place) for quote in theirs]
    far = sorted(ours, key=lambda quote: -min(abs(side.part(quote.place) - place) for place in places))
    return sorted(far[:extra], key=lambda quote: quote.place)
