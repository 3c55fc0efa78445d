"""Two editions of a briefing -> where they disagree. PAIR_CHECKS is the order of the checks; one rule a file.

A check is a generator function `(Pair) -> Problems`; its docstring is the user's documentation. A finding is a doubt,
never an error: a warning between two full editions, and for a summary where it says what the original does not.
Messages quote both sides and name both places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from plugins.checks.date_mismatch import date_mismatch
from plugins.checks.figure_missing import figure_missing
from plugins.checks.heading_mismatch import heading_mismatch
from plugins.checks.length_ratio import length_ratio
from plugins.checks.link_missing import link_missing
from plugins.checks.name_role import name_role
from plugins.checks.name_ungrounded import name_ungrounded
from plugins.checks.name_variant import name_variant, of_side
from plugins.checks.number_mismatch import number_mismatch
from plugins.checks.pair import Glossary, Pair
from plugins.checks.paragraph_count import paragraph_count
from plugins.checks.quote_one_sided import quote_one_sided
from plugins.checks.stale import stale
from plugins.checks.status_mismatch import status_mismatch
from plugins.checks.table_mismatch import table_mismatch
from plugins.checks.topic_mismatch import topic_mismatch
from plugins.model import Problem
from plugins.sources.sides import Side

PairCheck = Callable[[Pair], Iterator[Problem]]

PAIR_CHECKS: tuple[PairCheck, ...] = (
    name_role,
    name_ungrounded,
    name_variant,
    number_mismatch,
    date_mismatch,
    quote_one_sided,
    heading_mismatch,
    paragraph_count,
    length_ratio,
    link_missing,
    figure_missing,
    table_mismatch,
    topic_mismatch,
    status_mismatch,
    stale,
)
_MOST_SHOWN = 10
"""Of one code in one pair: two texts that differ in more are not a pair."""


def problems(pair: Pair) -> tuple[Problem, ...]:
    """What the checks find between two editions, in their order."""
    return tuple(problem for check in PAIR_CHECKS for problem in _capped(check(pair)))


def of_one(side: Side, glossary: Glossary) -> tuple[Problem, ...]:
    """What the glossary says of an edition that stands alone."""
    return tuple(_capped(of_side(side, glossary.names)))


def _capped(found: Iterable[Problem]) -> list[Problem]:
    rows = list(found)
    if len(rows) <= _MOST_SHOWN:
        return rows
    last = rows[_MOST_SHOWN - 1]
    more = f"{last.message} (and {len(rows) - _MOST_SHOWN} more between these two files)"
    return [*rows[: _MOST_SHOWN - 1], replace(last, message=more)]
