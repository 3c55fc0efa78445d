"""What an import did -> Markdown for a person: repairs, what was left out, what to look at, what was written.

In this order, so that on a terminal the last lines are those that ask for something. Each line has the place in the
input, and where it is another in the file that was written, that too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from plugins.desk.importing.drafts import Draft, Repaired
from plugins.desk.importing.raw import Leftover, Remark, Unit
from plugins.model import Problem


def lines(
    name: str,
    *,
    unit: Unit,
    drafts: Sequence[Draft],
    written: Sequence[str],
    remarks: Sequence[Remark],
    problems: Sequence[Problem],
    unplaced: Sequence[Leftover],
    left_out: Sequence[Leftover],
) -> Iterator[str]:
    """The report. `written`: what became a file, as a person reaches it."""
    yield f"# Import of {name}"
    for draft in drafts:
        yield from _section(_repaired(draft), _repairs(draft.source.repairs, unit))
    around = [f"{left.origin}: {row}" for left in left_out for row in left.text.split("\n")]
    yield from _section("Left out, for it is no part of the text", around)
    lost = [f"{left.origin}: {' '.join(left.text.split())}" for left in unplaced]
    yield from _section("Could not be placed: it stands at the end of the text, which is a draft", lost)
    ordered = sorted(remarks, key=lambda remark: remark.place)
    yield from _section("Look at", (_remark(remark, unit) for remark in ordered))
    by_path = {draft.path: draft for draft in drafts}
    grave = [problem for problem in problems if problem.severity != "info"]
    checked = [_problem(problem, by_path, unit) for problem in grave]
    if len(grave) < len(problems):
        checked.append(f"and {len(problems) - len(grave)} notes, which inv check shows")
    yield from _section("As inv check sees it", checked)
    yield from _section("Wrote", written)
    yield ""
    yield "Then: inv check, and inv build or make site."


def _section(title: str, rows: Sequence[str] | Iterator[str]) -> Iterator[str]:
    rows = list(rows)
    if rows and title:
        yield from ("", f"## {title}", "", *(f"- {row}" for row in rows))


def _repaired(draft: Draft) -> str:
    """ "Repaired in x.fa.md: 29 half-space, 2 arabic-letter"; empty where nothing was."""
    counts = Counter(repair.made.code for repair in draft.source.repairs)
    said = ", ".join(f"{count} {code}" for code, count in counts.items())
    return f"Repaired in {PurePosixPath(draft.path).name}: {said}" if said else ""


def _repairs(repairs: Sequence[Repaired], unit: Unit) -> Iterator[str]:
    """One line for each kind of repair, with all its places."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for repair in repairs:
        places.setdefault((repair.made.code, repair.made.old, repair.made.new), []).append(repair.place)
    reasons = {(repair.made.code, repair.made.old): repair.made.reason for repair in repairs}
    for (code, old, new), found in places.items():
        where = _places(found, unit)
        if old.strip(" \u200c\u00a0\u0640") and new.strip():
            yield f"{where}: “{old}” → “{new}”"
        else:
            yield f"{where}: {code}: {reasons[code, old]}"


def _places(found: Sequence[int], unit: Unit) -> str:
    numbers = [str(place) for place in found if place]
    said = [f"{unit}{'s' * (len(numbers) > 1)} {', '.join(numbers)}"] if numbers else []
    return " and ".join([*said, *(["the title or summary given"] if 0 in found else [])])


def _remark(remark: Remark, unit: Unit) -> str:
    where = f"{unit} {remark.place}: " if remark.place else ""
    return where + remark.said + (f"; {remark.todo}" if remark.todo else "")


def _problem(problem: Problem, drafts: dict[str, Draft], unit: Unit) -> str:
    draft = drafts.get(problem.path)
    place = draft.place(problem.line) if draft else 0
    where = f"{PurePosixPath(problem.path).name}:{problem.line}:{problem.column}" if problem.line else problem.path
    said = f"{unit} {place} ({where})" if place else where
    fix = f"; {problem.fix}" if problem.fix else ""
    return f"{said}: {problem.severity}: {problem.code}: {problem.message}{fix}"
