"""A name that the other language lacks."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.found_names import Said, missing_in_english, missing_in_persian
from plugins.checks.pair import Pair, called, problem
from plugins.model import Problem, Severity
from plugins.sources.sides import Side


def name_ungrounded(pair: Pair) -> Iterator[Problem]:
    """A name in one language is in the other too, by any spelling that sounds like it.

    Bad: «خانم تاکاچی گفت» beside “Kishida said”
    Good: «خانم تاکاچی گفت» beside “Takaichi said”
    """
    if pair.persian is None or pair.english is None:
        return
    unnamed = missing_in_persian(pair)
    rivals = {said.rival for said in unnamed}
    lost = [said for said in missing_in_english(pair) if said.name not in rivals]
    if pair.full or pair.other is pair.english:
        yield from _told(pair, pair.english, [said for said in unnamed if not said.rival], "warning")
    if pair.full or pair.other is pair.persian:
        yield from _told(pair, pair.persian, lost, "warning")
    elif pair.other is pair.english:
        yield from _told(pair, pair.persian, lost, "info")
    if not pair.full and pair.other is pair.persian:
        yield from _told(pair, pair.english, unnamed, "info")


def _told(pair: Pair, side: Side, names: list[Said], severity: Severity) -> Iterator[Problem]:
    there = pair.across(side)
    for said in names:
        level: Severity = "info" if said.faint else severity
        about = "see who is meant there" if not said.faint else "no dictionary has it: see whether it is a name"
        about = "a summary need not name all" if severity == "info" else about
        message = f"“{said.name}” is not in {called(there)}"
        fix = f"{about}; where it is right, enter it in names.yaml with both forms"
        yield problem(side, said.place, "name-ungrounded", message, fix, severity=level, length=len(said.name))
