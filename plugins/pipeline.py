"""The build on one screen: scan -> sources -> checks -> site, packs -> build.

This is the only module that knows the order; each stage knows its own part. Content faults never raise here: they
come back in the Report, and a build with an error has changed nothing.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from plugins import build, checks, packs, site
from plugins.build import commit, engine, scan
from plugins.config import SiteConfig
from plugins.gather import Gathered, gather
from plugins.model import Blob, BuildError, Collection, Job, Output, Problem, Strings, Workshop
from plugins.site.assets import Assets, assets
from plugins.site.context import SiteContext, content_paths

RENDERERS = {
    "template": "plugins.render.html:page",
    "pdf": "plugins.render.pdf:document",
    "picture": "plugins.render.pictures:picture",
    "card": "plugins.render.cards:card",
    "copy": "plugins.render.files:copy",
    "bytes": "plugins.render.files:plain",
}
"""Kind of job -> the function that makes its bytes."""


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


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it."""

    problems: tuple[Problem, ...]
    output: Path
    failed: bool
    briefings: dict[str, int] = field(default_factory=dict)
    """Language tag -> editions."""
    pages: int = 0
    pdfs: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    stages: tuple[tuple[str, float], ...] = ()
    """Stage and seconds, in order."""
    committed: bool = False


class Progress(Protocol):
    """Told how far the build is."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def step(self, done: int, total: int) -> None:
        """So much of the stage is done."""


@dataclass(slots=True)
class _Clock:
    progress: Progress
    stages: list[tuple[str, float]] = field(default_factory=list)
    started: float = 0.0

    def stage(self, name: str) -> None:
        self.stop()
        self.progress.stage(name)
        self.stages.append((name, 0.0))
        self.started = time.perf_counter()

    def stop(self) -> None:
        if self.stages:
            self.stages[-1] = (self.stages[-1][0], time.perf_counter() - self.started)


def run(request: Request, *, progress: Progress) -> Report:
    """Build, or only check."""
    clock = _Clock(progress)
    problems: list[Problem] = []
    try:
        return _run(request, clock, problems)
    except BuildError as error:
        clock.stop()
        problems += error.problems
        return Report(_sorted(problems, request), request.output, failed=True, stages=tuple(clock.stages))


def _run(request: Request, clock: _Clock, problems: list[Problem]) -> Report:
    config = request.config
    clock.stage("scan")
    files, found = scan.scan(request.content, limit=config.max_file_bytes)
    problems += found
    clock.stage("read")
    gathered = gather(files, config, request.now, clock.progress.step)
    problems += gathered.problems
    clock.stage("check")
    problems += checks.problems(gathered.collection, config)
    clock.stop()
    report = Report(
        _sorted(problems, request),
        request.output,
        failed=_stops(problems, request),
        briefings=_count(gathered.collection, config),
        stages=tuple(clock.stages),
    )
    return report if report.failed or request.check_only else _build(request, clock, gathered, problems, report)


def _build(request: Request, clock: _Clock, gathered: Gathered, problems: list[Problem], report: Report) -> Report:
    clock.stage("plan")
    strings = read_strings(request.theme, request.config)
    theme, theme_blobs = read_theme(request.theme)
    outputs = plan(gathered.collection, request.config, strings, theme)
    workshop = Workshop(str(request.theme), strings, gathered.blobs | theme_blobs)
    with build.lock(build.state_folder(request.root, request.content, request.output)) as state:
        commit.refuse(request.content, request.output)
        clock.stage("render")
        with engine.staging(state) as stage:
            rendered = engine.render(outputs, RENDERERS, workshop, stage, lambda _n, d, t: clock.progress.step(d, t))
            problems += rendered.problems
            if _stops(problems, request):
                clock.stop()
                return replace(report, problems=_sorted(problems, request), failed=True, stages=tuple(clock.stages))
            clock.stage("commit")
            done = commit.commit(stage, request.output, request.config.claimed)
    clock.stop()
    return replace(
        report,
        problems=_sorted(problems, request),
        pages=sum(o.name.endswith(".html") for o in outputs),
        pdfs=sum(o.name.endswith(".pdf") for o in outputs),
        written=done.written,
        unchanged=done.unchanged,
        removed=done.removed,
        stages=tuple(clock.stages),
        committed=True,
    )


def plan(collection: Collection, config: SiteConfig, strings: dict[str, Strings], theme: Assets) -> Sequence[Output]:
    """Everything that the site is made of."""
    documents = packs.outputs(collection, config, strings) if config.pdf else ()
    context = SiteContext(
        collection=collection,
        config=config,
        strings=strings,
        assets=theme.paths,
        packs=packs.plan(collection, config, strings) if config.pdf else (),
        pdfs=frozenset(output.name for output in documents),
        content_paths=content_paths(collection, config),
    )
    mark = Output(".nojekyll", Job("bytes", (".nojekyll", build.MARK)))
    return (mark, *theme.outputs, *site.outputs(context), *documents)


def read_strings(theme: Path, config: SiteConfig) -> dict[str, Strings]:
    """theme/strings of the site's languages."""
    return {
        row.tag: Strings(row, json.loads((theme / "strings" / f"{row.tag}.json").read_text("utf-8")))
        for row in config.languages
    }


def read_theme(theme: Path) -> tuple[Assets, dict[str, str]]:
    """The theme's assets, and digest -> file for those that are carried as they are."""
    static = theme / "static"
    sheets: dict[str, str] = {}
    files: list[Blob] = []
    where: dict[str, str] = {}
    for path in sorted(p for p in static.rglob("*") if p.is_file() and not p.is_symlink()):
        name = path.relative_to(static).as_posix()
        if path.suffix == ".css":
            sheets[name] = path.read_text("utf-8")
        else:
            data = path.read_bytes()
            files.append(Blob(name, scan.digest(data), len(data)))
            where[files[-1].digest] = str(path)
    return assets(sheets, tuple(files)), where


def _stops(problems: list[Problem], request: Request) -> bool:
    return any(p.severity == "error" or request.strict for p in problems)


def _sorted(problems: list[Problem], request: Request) -> tuple[Problem, ...]:
    """By place, without repeats, with the content folder's name before the paths of its files."""
    prefix = os.path.relpath(request.content.resolve(), request.root.resolve())
    if prefix.startswith(f"..{os.sep}.."):
        prefix = str(request.content.resolve())
    own = ("theme/", "pelicanconf.py", "output")

    def named(problem: Problem) -> Problem:
        inside = problem.path and not problem.path.startswith(own)
        return replace(problem, path=f"{prefix}/{problem.path}") if inside else problem

    return tuple(sorted({named(problem) for problem in problems}))


def _count(collection: Collection, config: SiteConfig) -> dict[str, int]:
    editions = [e for b in collection.briefings for e in b.editions]
    return {row.tag: sum(e.language == row.tag for e in editions) for row in config.languages}
