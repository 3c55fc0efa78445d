"""A request -> a report: the build as a whole, locked, after what an earlier one left undone.

A build that could only repeat the last one ends here, before the stages and what they need are even imported. Content
faults never raise here: they come back in the Report, and a build with an error has changed nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from plugins import build
from plugins.build import commit, journal
from plugins.model import BuildError, Problem
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
        from plugins import stages

        return stages.check(request, clock, problems, state, look(request)).report
    commit.refuse(request.content, request.output)
    with build.lock(state, request.output):
        journal.recover(state, request.output)
        clock.stage("scan")
        seen = look(request)
        repeated = nothing_to_do(request, state, seen)
        if repeated:
            clock.stop()
            return replace(repeated, stages=tuple(clock.stages))
        from plugins import stages

        checked = stages.check(request, clock, problems, state, seen)
        return checked.report if checked.report.failed else stages.build(request, clock, checked, problems, state)


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
