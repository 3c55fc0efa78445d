"""The same office, another person."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.found_names import missing_in_persian
from plugins.checks.pair import Pair, problem, where
from plugins.model import Problem


def name_role(pair: Pair) -> Iterator[Problem]:
    """Whoever bears an office in one language bears it in the other.

    Bad: «خانم تاکاچی، نخست‌وزیر ژاپن» beside “Prime Minister Kishida”
    Good: «خانم تاکاچی، نخست‌وزیر ژاپن» beside “Prime Minister Takaichi”
    """
    if pair.persian is None or pair.english is None:
        return
    for said in missing_in_persian(pair):
        if not said.rival:
            continue
        place = where(pair.persian, said.rival_place)
        office = f"{said.office.title()} {said.name}" if said.office else said.name
        message = f"“{office}” is not in the Persian text; the name in that role there is «{said.rival}» ({place})"
        start = said.office_place if said.office else said.place
        length = said.place + len(said.name) - start
        fix = "write the same person in both"
        yield problem(pair.english, start, "name-role", message, fix, length=length)
