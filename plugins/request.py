"""What a build is asked for and what it reports: the words between the pipeline and those who start it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from plugins.build import fingerprint
from plugins.config import SiteConfig
from plugins.model import Problem
from plugins.values import dataclass


@cache
def code() -> str:
    """Digest of this code and of the words that it knows, as they were when the process first asked."""
    return fingerprint.of_folders([Path(__file__).parent], (".py", ".txt", ".z"))


@dataclass(frozen=True, slots=True)
class Request:
    """What to build."""

    root: Path
    """The folder of pelicanconf.py: problems name files from here; the state folder lies here."""
    content: Path
    output: Path
    theme: Path
    config: SiteConfig
    now: datetime
    """Aware: which embargoes are over."""
    strict: bool = False
    """Warnings stop the build too."""
    check_only: bool = False
    code: str = field(default_factory=code)
    """Digest of this code."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it."""

    problems: tuple[Problem, ...]
    output: Path
    failed: bool
    briefings: dict[str, int] = field(default_factory=dict)
    """Language tag -> editions."""
    notes: int = 0
    """How many more a check would show: a build has no notes among its problems."""
    pages: int = 0
    pdfs: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    stages: tuple[tuple[str, float], ...] = ()
    """Stage and seconds, in order."""
    committed: bool = False
    why: Mapping[str, str] = field(default_factory=dict)
    """Output that was made -> why it was."""


def stops(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether a build with these problems may not go on."""
    stopping = ("error", "warning") if strict else ("error",)
    return any(problem.severity in stopping for problem in problems)


class Progress(Protocol):
    """Told how far the build is."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def step(self, done: int, total: int) -> None:
        """So much of the stage is done."""


@dataclass(slots=True)
class Clock:
    """Times the stages."""

    progress: Progress
    stages: list[tuple[str, float]] = field(default_factory=list)
    started: float = 0.0

    def stage(self, name: str) -> None:
        """Begin a stage."""
        self.stop()
        self.progress.stage(name)
        self.stages.append((name, 0.0))
        self.started = time.perf_counter()

    def stop(self) -> None:
        """End the one that runs."""
        if self.stages:
            self.stages[-1] = (self.stages[-1][0], time.perf_counter() - self.started)


def output_fingerprint(request: Request) -> str:
    """Of all that shapes every output: code, theme, settings, libraries."""
    theme, config = fingerprint.of_folders([request.theme]), replace(request.config, workers=0, allow={})
    return fingerprint.joined(request.code, theme, fingerprint.of_libraries(), repr(config))


def reading_fingerprint(request: Request) -> str:
    """Of all that shapes what reading a file gives: not the address, nor what this run makes."""
    config = replace(request.config, site_url="", pdf=True, search=True, drafts=False, workers=0, allow={})
    return fingerprint.joined(request.code, fingerprint.of_libraries(), repr(config))


def named(problems: Iterable[Problem], request: Request) -> tuple[Problem, ...]:
    """By place, without repeats, with the content folder's name before the paths of its files."""
    prefix = os.path.relpath(request.content.resolve(), request.root.resolve())
    if prefix.startswith(f"..{os.sep}.."):
        prefix = str(request.content.resolve())
    own = ("theme/", "pelicanconf.py", "output")

    def placed(problem: Problem) -> Problem:
        inside = problem.path and not problem.path.startswith(own)
        return replace(problem, path=f"{prefix}/{problem.path}") if inside else problem

    return tuple(sorted({placed(problem) for problem in problems}))
