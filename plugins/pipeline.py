"""A request -> a report: the build as a whole, locked, after what an earlier one left undone.

A build that could only repeat the last one ends here, before the stages and what they need are even imported. Content
faults never raise here: they come back in the Report, and a build with an error has changed nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from plugins import build
from plugins.build import commit, journal
from plugins.build.processes import Local
from plugins.build.workers import cores
from plugins.model import BuildError, Problem
from plugins.readers import hired
from plugins.request import Clock, Progress, Report, Request, named
from plugins.shortcut import look, nothing_to_do


def run(request: Request, *, progress: Progress) -> Report:
    """Build, or only check."""
    clock = Clock(progress)
    problems: list[Problem] = []
    try:
        with _uncollected():
            return _run(request, clock, problems)
    except BuildError as error:
        clock.stop()
        problems += error.problems
        return Report(named(problems, request), request.output, failed=True, stages=tuple(clock.stages))


def _run(request: Request, clock: Clock, problems: list[Problem]) -> Report:
    state = build.state_folder(request.root, request.content, request.output)
    if request.check_only:
        clock.stage("scan")
        with _kept(state) as keep, _readers(request) as readers:
            from plugins import stages

            return stages.check(request, clock, problems, state, look(request), readers, keep=keep).report
    commit.refuse(request.content, request.output)
    with build.lock(state, request.output):
        journal.recover(state, request.output)
        clock.stage("scan")
        with _readers(request) as readers:
            seen = look(request)
            repeated = nothing_to_do(request, state, seen)
            if repeated:
                clock.stop()
                return replace(repeated, stages=tuple(clock.stages))
            seen.walk_with(readers, request)
            from plugins import stages

            checked = stages.check(request, clock, problems, state, seen, readers)
            return checked.report if checked.report.failed else stages.build(request, clock, checked, problems, state)


@contextmanager
def _kept(state: Path) -> Iterator[bool]:
    """Whether what a check reads and finds can be kept for the next: not beside a build, nor where nobody may write."""
    with ExitStack() as held:
        try:
            held.enter_context(build.lock(state))
        except BuildError:
            yield False
        else:
            yield True


@contextmanager
def _readers(request: Request) -> Iterator[Local]:
    """Who reads: as many as the settings say."""
    wish = request.config.workers
    with hired() as readers:
        readers.limit(wish if isinstance(wish, int) and wish else cores())
        yield readers


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cycle collector: a build makes values by the hundred thousand and drops them all at once.

    Half the time of a build after one edit went into walking them. Workers collect what their work leaves behind.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
