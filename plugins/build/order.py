"""Outputs -> the levels in which they are rendered, and the paths that they claim.

An output whose facts another prints comes a level before it. Two outputs never claim one path; names that differ
only in case are one, as on many disks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.build.manifest import Made
from plugins.model import BuildError, Output, Problem

Owner = tuple[str, tuple[str, ...]]
"""An output's name and the content files that it was made from."""


def levels(outputs: Sequence[Output], there: Collection[str] = ()) -> Iterator[list[Output]]:
    """What is needed before what needs it; what is `there` already is no output of these.

    Raises BuildError (output-clash, output-need, output-cycle).
    """
    table = _table(outputs, there)
    left = [output for output in outputs if output.needs]
    yield [output for output in outputs if not output.needs]
    done = {output.name for output in outputs if not output.needs} | set(there)
    while left:
        level = [output for output in left if done.issuperset(output.needs)]
        if not level:
            raise BuildError(_cycle(left, table))
        yield level
        done.update(output.name for output in level)
        left = [output for output in left if output.name not in done]


def _table(outputs: Sequence[Output], there: Collection[str]) -> dict[str, Output]:
    named: dict[str, Output] = {}
    problems = []
    for output in outputs:
        first = named.setdefault(output.name.casefold(), output)
        if first is not output:
            problems.append(clash(output.name, owner(first), owner(output)))
    table = {output.name: output for output in outputs}
    problems += [
        Problem(source(owner(o)), 0, 0, "output-need", f"{o.name!r} needs {need!r}, which this build does not make")
        for o in outputs
        for need in o.needs
        if need not in table and need not in there
    ]
    if problems:
        raise BuildError(*problems)
    return table


def _cycle(left: list[Output], table: dict[str, Output]) -> Problem:
    """Walk along the needs until a name comes back."""
    waiting = {output.name for output in left}
    ring = [left[0].name]
    while ring[-1] not in ring[:-1]:
        ring.append(next(need for need in table[ring[-1]].needs if need in waiting))
    ring = ring[ring.index(ring[-1]) :]
    message = f"outputs need each other in a circle: {' needs '.join(map(repr, ring))}"
    return Problem(source(owner(table[ring[0]])), 0, 0, "output-cycle", message)


@dataclass(slots=True)
class Claims:
    """Which output made which path."""

    files: dict[str, Owner] = field(default_factory=dict)
    folders: dict[str, tuple[str, Owner]] = field(default_factory=dict)

    def keep(self, owner: Owner, paths: Iterable[str]) -> None:
        """Take paths that an earlier build has found to be in nobody's way."""
        for path in paths:
            self.files[path.casefold()] = owner
            folder = path.rpartition("/")[0]
            while folder and folder.casefold() not in self.folders:
                self.folders[folder.casefold()] = (folder, owner)
                folder = folder.rpartition("/")[0]

    def keep_all(self, outputs: Mapping[str, Made]) -> None:
        """The same, for all files of some outputs."""
        for name, made in outputs.items():
            self.keep((name, made.sources), made.files)

    def claim(self, path: str, owner: Owner) -> None:
        """Take a path for an output. Raises BuildError (output-path, output-clash)."""
        if not safe(path):
            message = f"{owner[0]!r} makes a file at {path!r}, which is not a path inside the output folder"
            raise BuildError(Problem(source(owner), 0, 0, "output-path", message))
        key = path.casefold()
        if key in self.files:
            raise BuildError(clash(path, self.files[key], owner))
        if key in self.folders:
            raise BuildError(clash(path, self.folders[key][1], owner))
        self.files[key] = owner
        parent = path
        while parent := parent.rpartition("/")[0]:
            key = parent.casefold()
            known = self.folders.get(key)
            if known and known[0] == parent:
                return  # and so are the folders above it
            if key in self.files:
                raise BuildError(clash(parent, self.files[key], owner))
            if known:
                raise BuildError(clash(parent, known[1], owner))
            self.folders[key] = (parent, owner)


def safe(path: str) -> bool:
    """Whether a path stays in the output folder and hides nothing there; `.nojekyll` alone may be hidden."""
    if not path.isprintable() and any(c == "\\" or ord(c) < 32 or ord(c) == 127 for c in path):
        return False
    if path == ".nojekyll":
        return True
    return (
        "\\" not in path
        and not path.startswith((".", "/"))
        and "//" not in path
        and "/." not in path
        and path[-1:] not in ("/", "")
    )


def owner(output: Output) -> Owner:
    """An output, as messages speak of it."""
    return output.name, output.sources


def source(who: Owner) -> str:
    """The content file that a problem of an output names; empty if it has none."""
    return who[1][0] if who[1] else ""


def clash(path: str, first: Owner, second: Owner) -> Problem:
    """Two outputs and one path."""

    def said(who: Owner) -> str:
        return f"{who[0]!r}" + (f" (from {', '.join(who[1])})" if who[1] else "")

    message = f"two outputs claim {path!r} (upper and lower case are one): {said(first)} and {said(second)}"
    return Problem(source(second) or source(first), 0, 0, "output-clash", message, "rename one of the sources")
