"""Outputs -> their files in a staging folder, what was found out on the way, and problems.

A renderer is given a job, the facts that its output needs and the workshop, and nothing else: all three pickle, so
that rendering can move to other processes without a renderer knowing. Each file is written as soon as it is made;
a site of any size needs the memory of one output.
"""

from __future__ import annotations

import graphlib
import importlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plugins.build import writing
from plugins.model import BuildError, Facts, Job, Output, Problem, Rendered, Workshop

Renderer = Callable[[Job, Facts, Workshop], Rendered]


@dataclass(slots=True)
class Staging:
    """A folder that holds the new files under the paths that they will have in `output/`."""

    folder: Path
    paths: list[str] = field(default_factory=list)

    def put(self, path: str, data: bytes) -> None:
        """Write a file that is not there yet. Raises BuildError (cannot-write)."""
        target = self.folder / path
        with writing(self.folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(data)
                os.fchmod(file.fileno(), 0o644)  # whatever the umask: a web server must be able to read it
        self.paths.append(path)


@dataclass(frozen=True, slots=True)
class Results:
    """What rendering found out."""

    facts: Mapping[str, Mapping[str, Any]]
    problems: tuple[Problem, ...]


@contextmanager
def staging(state: Path) -> Iterator[Staging]:
    """An empty staging folder in the folder of state, for as long as the block lasts."""
    folder = state / "staging"
    with writing(state):
        shutil.rmtree(folder, ignore_errors=True)  # left by a build that was killed
        folder.mkdir()
    try:
        yield Staging(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def render(
    outputs: Sequence[Output],
    renderers: Mapping[str, str],
    workshop: Workshop,
    stage: Staging,
    progress: Callable[[str, int, int], None],
) -> Results:
    """Render all into `stage`. `renderers`: kind -> "module:function"; `progress`: name, how many are done, of what.

    Raises BuildError: output-clash, output-path, output-need, output-cycle, render-failed, cannot-write, and whatever
    a renderer raises as BuildError.
    """
    ordered = order(outputs)
    functions = {kind: _function(renderers[kind]) for kind in {o.job.kind for o in ordered}}
    claims = _Claims()
    facts: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for done, output in enumerate(ordered, 1):
        needed = {name: facts[name] for name in output.needs}
        rendered = _rendered(functions[output.job.kind], output, needed, workshop)
        for path, data in rendered.files.items():
            claims.claim(path, output)
            stage.put(path, data)
        facts[output.name] = rendered.facts
        problems += (p if p.path else replace(p, path=_source(output)) for p in rendered.problems)
        progress(output.name, done, len(ordered))
    return Results(facts, tuple(problems))


def order(outputs: Sequence[Output]) -> list[Output]:
    """What is needed before what needs it. Raises BuildError (output-clash, output-need, output-cycle)."""
    named: dict[str, Output] = {}
    problems = []
    for output in outputs:
        first = named.setdefault(output.name.casefold(), output)
        if first is not output:
            problems.append(_clash(output.name, first, output))
    table = {output.name: output for output in outputs}
    problems += [
        Problem(_source(o), 0, 0, "output-need", f"{o.name!r} needs {need!r}, which this build does not make")
        for o in outputs
        for need in o.needs
        if need not in table
    ]
    if problems:
        raise BuildError(*problems)
    try:
        names = graphlib.TopologicalSorter({o.name: o.needs for o in outputs}).static_order()
        return [table[name] for name in names]
    except graphlib.CycleError as error:
        ring = [table[name] for name in reversed(error.args[1])]
        message = f"outputs need each other in a circle: {' needs '.join(repr(o.name) for o in ring)}"
        raise BuildError(Problem(_source(ring[0]), 0, 0, "output-cycle", message)) from None


@dataclass(slots=True)
class _Claims:
    """Which output made which path; names that differ only in case are one, as on many disks."""

    files: dict[str, Output] = field(default_factory=dict)
    folders: dict[str, tuple[str, Output]] = field(default_factory=dict)

    def claim(self, path: str, output: Output) -> None:
        """Take a path for an output. Raises BuildError (output-path, output-clash)."""
        if not safe(path):
            message = f"{output.name!r} makes a file at {path!r}, which is not a path inside the output folder"
            raise BuildError(Problem(_source(output), 0, 0, "output-path", message))
        key = path.casefold()
        if key in self.files:
            raise BuildError(_clash(path, self.files[key], output))
        if key in self.folders:
            raise BuildError(_clash(path, self.folders[key][1], output))
        self.files[key] = output
        parent = path
        while parent := parent.rpartition("/")[0]:
            key = parent.casefold()
            if key in self.files:
                raise BuildError(_clash(parent, self.files[key], output))
            spelled, first = self.folders.setdefault(key, (parent, output))
            if spelled != parent:
                raise BuildError(_clash(parent, first, output))


def safe(path: str) -> bool:
    """Whether a path stays in the output folder and hides nothing there; `.nojekyll` alone may be hidden."""
    if any(c == "\\" or ord(c) < 32 or ord(c) == 127 for c in path):
        return False
    return path == ".nojekyll" or all(part and not part.startswith(".") for part in path.split("/"))


def _function(name: str) -> Renderer:
    module, _, function = name.partition(":")
    found: Renderer = getattr(importlib.import_module(module), function)
    return found


def _rendered(function: Renderer, output: Output, facts: Facts, workshop: Workshop) -> Rendered:
    try:
        return function(output.job, facts, workshop)
    except BuildError:
        raise
    except Exception as error:
        made_from = f" from {', '.join(output.sources)}" if output.sources else ""
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"{output.name!r} cannot be made{made_from}: {said}"
        raise BuildError(Problem(_source(output), 0, 0, "render-failed", message)) from error


def _source(output: Output) -> str:
    return output.sources[0] if output.sources else ""


def _clash(path: str, first: Output, second: Output) -> Problem:
    def who(output: Output) -> str:
        return f"{output.name!r}" + (f" (from {', '.join(output.sources)})" if output.sources else "")

    message = f"two outputs claim {path!r} (upper and lower case are one): {who(first)} and {who(second)}"
    return Problem(_source(second) or _source(first), 0, 0, "output-clash", message, "rename one of the sources")
