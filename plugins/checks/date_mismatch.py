"""A date that the other language lacks, or gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.found_quantities import DATES
from plugins.checks.number_mismatch import compared
from plugins.checks.pair import Pair, problem, where
from plugins.model import Problem


def date_mismatch(pair: Pair) -> Iterator[Problem]:
    """A day is the same in both languages, in the text and in the front matter, whatever the calendar.

    Bad: «۶ آبان ۱۴۰۴» beside “29 October 2025”
    Good: «۶ آبان ۱۴۰۴» beside “28 October 2025”
    """
    one, other = pair.original, pair.other
    if not other.facts.embedded and one.facts.day != other.facts.day:
        message = (
            f"the date is {other.facts.day}, and that of the original {one.facts.day} ({where(one, one.key('date'))})"
        )
        fix = "write the same date in both; a later change of the text goes into modified:"
        yield problem(other, other.key("date"), "date-mismatch", message, fix)
    yield from compared(pair, DATES, "date-mismatch")
