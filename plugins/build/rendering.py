"""A task -> its files, in whatever process it runs.

A renderer is given a job, the facts that its output needs and the workshop, and nothing else. Its files go straight
into the staging folder, so that a site of any size needs the memory of one output; where no disk is shared (a
cluster) they come back as bytes.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from plugins.build.manifest import Stat, digest
from plugins.build.order import safe
from plugins.build.staging import Staging
from plugins.model import BuildError, Facts, Job, Problem, Rendered, Workshop
from plugins.values import dataclass

Renderer = Callable[[Job, Facts, Workshop], Rendered]


@dataclass(frozen=True, slots=True)
class Task:
    """An output that has to be made."""

    name: str
    job: Job
    facts: Facts
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What all tasks of a build share."""

    renderers: Mapping[str, str]
    """Kind of job -> "module:function"."""
    workshop: Workshop
    folder: str
    """The staging folder; empty where the files have to come back as bytes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task."""

    name: str
    files: Mapping[str, Stat]
    digests: Mapping[str, bytes]
    facts: Mapping[str, Any]
    problems: tuple[Problem, ...]
    data: Mapping[str, bytes] = field(default_factory=dict)


def render(common: Common, task: Task) -> Done:
    """Make one output. Raises BuildError: render-failed, cannot-write, or what the renderer raises as BuildError."""
    source = task.sources[0] if task.sources else ""
    try:
        rendered = _function(common.renderers[task.job.kind])(task.job, task.facts, common.workshop)
    except BuildError:
        raise
    except Exception as error:
        made_from = f" from {', '.join(task.sources)}" if task.sources else ""
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"{task.name!r} cannot be made{made_from}: {said}"
        raise BuildError(Problem(source, 0, 0, "render-failed", message)) from error
    problems = tuple(p if p.path else replace(p, path=source) for p in rendered.problems)
    for path in rendered.files:
        if not safe(path):
            message = f"{task.name!r} makes a file at {path!r}, which is not a path inside the output folder"
            raise BuildError(Problem(source, 0, 0, "output-path", message))
    files, data = _put(_stage(common.folder), rendered.files) if common.folder else ({}, rendered.files)
    digests = {path: digest(content) for path, content in rendered.files.items()}
    return Done(task.name, files, digests, rendered.facts, problems, data)


def _put(stage: Staging, made: Mapping[str, bytes]) -> tuple[dict[str, Stat], dict[str, bytes]]:
    """Write files; those whose place another output has taken come back: whose it is, the engine knows."""
    files: dict[str, Stat] = {}
    data: dict[str, bytes] = {}
    for path, content in made.items():
        try:
            files[path] = stage.put(path, content)
        except BuildError as error:
            if not isinstance(error.__cause__, FileExistsError | NotADirectoryError):
                raise
            data[path] = content
    return files, data


@lru_cache(maxsize=1)
def _stage(folder: str) -> Staging:
    """The staging folder as one process sees it: it remembers which folders are there."""
    return Staging(Path(folder))


@cache
def _function(name: str) -> Renderer:
    module, _, function = name.partition(":")
    found: Renderer = getattr(importlib.import_module(module), function)
    return found
