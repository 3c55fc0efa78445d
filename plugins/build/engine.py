"""Outputs -> what has to be made, made: its files in a staging folder, a new manifest, and problems.

An output is made when the last build did not make it from the same parts, facts and fingerprint, or when a file of it
is not on the disk as it was written. A page that prints a PDF's size is decided once the PDF is there. All else is
kept: neither built, nor rendered, nor touched; of a group that nothing has changed not even planned.
"""

from __future__ import annotations

import filecmp
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from plugins.build import kept, rendering
from plugins.build.manifest import Made, Manifest, Shelf, Stat
from plugins.build.order import Claims, levels, owner
from plugins.build.rendering import Common, Done
from plugins.build.staging import Staging
from plugins.build.tasks import Tasks
from plugins.model import Facts, Group, Output, Planned, Problem
from plugins.values import dataclass

Spread = Callable[[Common, Tasks], Iterator[Done]]
"""Renders tasks, somewhere; in any order."""


@dataclass(slots=True)
class Before:
    """What stands from the last build."""

    manifest: Manifest
    output: Path
    stats: Mapping[str, Stat] | None
    """Files of the output folder, with size and time; None where it is as the manifest says, and holds nothing else."""
    fingerprint: str
    """Of this build."""
    state: Path
    """Where files are kept."""
    standing: dict[str, Stat] = field(default_factory=dict)
    """Files of the output folder; where it is as the manifest says, those of the open groups."""

    def __post_init__(self) -> None:
        """Open all groups where their files have to be looked at one by one."""
        if self.stats is None:
            self._stand(self.manifest.outputs)
        else:
            self.standing = dict(self.stats)
            for group in [*self.manifest.closed]:
                self.manifest.open(group)

    def closed(self, group: str, decided: str) -> Shelf | None:
        """A group that is as it was decided, and whose files all stand as they were left."""
        shelf = self.manifest.closed.get(group)
        same = shelf and shelf.decided == decided and self.manifest.fingerprint == self.fingerprint
        return shelf if same else None

    def open(self, group: str) -> None:
        """Look at the outputs of a group one by one."""
        self._stand(self.manifest.open(group))

    def _stand(self, rows: Mapping[str, Made]) -> None:
        for made in rows.values():
            self.standing.update(made.files)

    def why(self, known: Made | None, decided: str, learned: str) -> str:
        """Why an output has to be made; empty where it has not."""
        if known is None:
            return "it is new"
        if self.manifest.fingerprint != self.fingerprint:
            return "the theme, the settings, the code, a font or an engine is another one"
        if known.decided != decided:
            return "what it shows has changed"
        if known.learned != learned:
            return "the size or the pages of a PDF that it offers have changed"
        return ""

    def astray(self, known: Made) -> str:
        """Which file of an output is not as it was left; empty where all are."""
        for path, stat in known.files.items():
            there = self.standing.get(path)
            if there != stat:
                return f"{path} is missing" if there is None else f"{path} was changed by another hand"
        return ""

    def again(self, known: Made, stage: Staging) -> Made | None:
        """What was made, where its files can be had without making it."""
        return kept.again(known, self.output, self.standing, stage, self.state)


@dataclass(slots=True)
class Results:
    """What a build made and kept."""

    manifest: Manifest
    keep: set[str] = field(default_factory=set)
    """Files of the output folder that stay as they are."""
    """Without those of closed groups, which all do."""
    why: dict[str, str] = field(default_factory=dict)
    """Output that was made -> why."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of all outputs, the kept ones too: a warning stays as long as its cause."""
        return self.manifest.problems

    @property
    def staying(self) -> frozenset[str] | None:
        """Files that stay as they are; None where all do that stand and are not made."""
        return None if self.manifest.closed else frozenset(self.keep)

    def open(self) -> dict[str, Made]:
        """Take all closed groups apart; what was in them."""
        rows: dict[str, Made] = {}
        for group in [*self.manifest.closed]:
            rows |= self.manifest.open(group)
        self.keep.update(path for made in rows.values() for path in made.files)
        return rows


def alone(common: Common, tasks: Tasks) -> Iterator[Done]:
    """Render in this process."""
    return (rendering.render(common, task) for task in tasks)


def render(
    planned: Planned,
    common: Common,
    stage: Staging,
    before: Before,
    progress: Callable[[int, int], None],
    spread: Spread = alone,
) -> Results:
    """Make what has to be made into `stage`. `progress`: how many outputs are done, of how many.

    Raises BuildError: output-clash, output-path, output-need, output-cycle, render-failed, cannot-write, and whatever
    a renderer raises as BuildError.
    """
    results, claims = Results(Manifest(before.fingerprint)), Claims()
    outputs = _wanted(planned, before, results, stage)
    made, closed = results.manifest.outputs, results.manifest.count - len(results.manifest.outputs)
    total = closed + len(made) + len(outputs)
    claims.keep_all(made)
    for level in levels(outputs, there=frozenset(made)):
        given: dict[str, Facts] = {}
        keys: dict[str, tuple[Output, str, str]] = {}
        for output in level:
            facts = {need: made[need].facts for need in output.needs}
            decided, learned = _digest(*output.parts), _digest(repr(sorted(facts.items()))) if facts else ""
            known = before.manifest.outputs.get(output.name)
            why = before.why(known, decided, learned)
            if known and not why:
                why = before.astray(known)
                found = before.again(known, stage) if why else known
                if found:
                    _stay(output.name, found, results, stage, why)
                    for path in found.files:
                        claims.claim(path, owner(output))
                    continue
            results.why[output.name] = why
            keys[output.name] = (output, decided, learned)
            given[output.name] = facts
        progress(closed + len(made), total)
        late: list[Done] = []
        for done in spread(common, Tasks([output for output, _, _ in keys.values()], given)):
            if done.data and common.folder:
                late.append(done)  # its place is taken: by whom is known once all are here
            else:
                made[done.name] = _take(stage, before, claims, results, done, keys[done.name])
            progress(min(closed + len(made), total), total)
        for done in late:
            made[done.name] = _take(stage, before, claims, results, done, keys[done.name])
    if results.manifest.closed and before.standing.keys() - results.keep - stage.paths:
        results.open()  # something goes: folders too, where nothing else is in them
    return results


def _wanted(planned: Planned, before: Before, results: Results, stage: Staging) -> list[Output]:
    """What has to be looked at one by one; the groups that stay as they are go into the results."""
    wanted = [output for output in planned if isinstance(output, Output)]
    table = {output.name: output for output in wanted}

    @cache
    def stays(need: str) -> bool:
        output, known = table.get(need), before.manifest.outputs.get(need)
        if output is None or known is None:
            return False
        return not (before.why(known, _digest(*output.parts), known.learned) or before.astray(known))

    for group in planned:
        if isinstance(group, Group):
            decided = _digest(*group.parts)
            shelf = before.closed(group.name, decided)
            if shelf and all(map(stays, shelf.needs)):
                results.manifest.closed[group.name] = shelf
                continue
            before.open(group.name)
            last, names = before.manifest.groups.get(group.name, ("", ()))
            rows = {name: before.manifest.outputs[name] for name in names} if last == decided else {}
            if not _stands(rows, before, results, stage, stays):
                outputs = group.make()
                names = tuple(output.name for output in outputs)
                wanted += outputs
            results.manifest.groups[group.name] = (decided, names)
    for gone in before.manifest.closed.keys() - results.manifest.closed.keys():
        before.open(gone)
    planned_here = {output.name for output in wanted} | results.manifest.outputs.keys()
    if not all(planned_here.issuperset(output.needs) for output in wanted if output.needs):
        results.open()
    return wanted


def _stands(
    rows: Mapping[str, Made], before: Before, results: Results, stage: Staging, stays: Callable[[str], bool]
) -> bool:
    """Whether a group stays as it was left, with files put back where some are gone; it is in the results then."""
    if not rows or before.manifest.fingerprint != before.fingerprint:
        return False
    if not all(map(stays, {need for made in rows.values() for need in made.needs})):
        return False
    back: dict[str, Made] = {}
    for name, made in rows.items():
        if not made.files.items() <= before.standing.items():
            found = before.again(made, stage)
            if found is None:
                for path in [path for other in back.values() for path in other.files if path in stage.paths]:
                    stage.drop(path)
                return False
            back[name] = found
    for name, made in rows.items():
        found = back.get(name)
        _stay(name, found or made, results, stage, before.astray(made) if found else "")
    return True


def _stay(name: str, made: Made, results: Results, stage: Staging, why: str) -> None:
    results.manifest.outputs[name] = made
    if why:
        results.why[name] = why
        results.keep.update(path for path in made.files if path not in stage.paths)
    else:
        results.keep.update(made.files)


def _take(
    stage: Staging,
    before: Before,
    claims: Claims,
    results: Results,
    done: Done,
    key: tuple[Output, str, str],
) -> Made:
    """Take in what came of a task; files whose bytes stand already go to `keep`."""
    output, decided, learned = key
    stage.paths.update(done.files)
    for path in (*done.files, *done.data):
        if results.manifest.closed and path not in before.standing:
            claims.keep_all(results.open())  # a new name: one of theirs may be in its way
        claims.claim(path, owner(output))
    files = dict(done.files) | {path: stage.put(path, data) for path, data in done.data.items()}
    for path in files:
        same = _same(stage, before, path, files[path])
        if same:
            files[path] = same
            results.keep.add(path)
    return Made(
        decided, learned, files, dict(done.digests), dict(done.facts), done.problems, output.sources, output.needs
    )


def _same(stage: Staging, before: Before, path: str, new: Stat) -> Stat | None:
    """Where the file that stands has the bytes of the new one, it stays, and its time with it: readers' caches hold."""
    there = before.standing.get(path)
    if there and there[0] == new[0] and filecmp.cmp(stage.folder / path, before.output / path, shallow=False):
        stage.paths.remove(path)
        return there
    return None


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
