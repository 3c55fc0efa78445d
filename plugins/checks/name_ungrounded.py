"""A name that the other language lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.checks.found_names import Said, missing_in_english, missing_in_persian
from plugins.checks.pair import Pair, called, problem, where
from plugins.model import Problem, Severity
from plugins.sources.sides import Side

_BESIDE = 0.12
"""How far apart in their texts two names are that stand in one place; the whole is 1."""


def name_ungrounded(pair: Pair) -> Iterator[Problem]:
    """A name in one language is in the other too, by any spelling that sounds like it.

    Bad: «خانم تاکاچی گفت» beside “Kishida said”
    Good: «خانم تاکاچی گفت» beside “Takaichi said”
    """
    if pair.persian is None or pair.english is None:
        return
    unnamed = missing_in_persian(pair)
    rivals = {said.rival for said in unnamed}
    unnamed = [said for said in unnamed if not said.rival]
    lost = [said for said in missing_in_english(pair) if said.name not in rivals]
    first, second = (unnamed, lost) if pair.other is pair.english else (lost, unnamed)
    twins = _twins(pair, first, second)
    yield from _told(pair, pair.other, first, "warning", twins)
    left = [said for said in second if said not in twins.values()]
    yield from _told(pair, pair.original, left, "warning" if pair.full else "info", {})


def _twins(pair: Pair, first: list[Said], second: list[Said]) -> dict[Said, Said]:
    """Names that one side has where the other has another: one problem, not two."""
    made: dict[Said, Said] = {}
    for said in first:
        at = pair.other.part(said.place)
        free = [other for other in second if other not in made.values() and not other.faint]
        near = [other for other in free if abs(pair.original.part(other.place) - at) < _BESIDE]
        if near and not said.faint:
            made[said] = min(near, key=lambda other: abs(pair.original.part(other.place) - at))
    return made


def _told(
    pair: Pair, side: Side, names: list[Said], severity: Severity, twins: Mapping[Said, Said]
) -> Iterator[Problem]:
    there = pair.across(side)
    for said in names:
        twin = twins.get(said)
        level: Severity = "info" if said.faint else severity
        about = "see who is meant there" if not said.faint else "no dictionary has it: see whether it is a name"
        about = "a summary need not name all" if severity == "info" else about
        beside = f"; there: “{twin.name}” ({where(there, twin.place)})" if twin else ""
        message = f"“{said.name}” is not in {called(there)}{beside}"
        fix = f"{about}; where it is right, enter it in names.yaml with both forms"
        yield problem(side, said.place, "name-ungrounded", message, fix, severity=level, length=len(said.name))
