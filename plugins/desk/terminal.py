"""Settings -> a build as a person sees it: its stages, its problems on stderr, what it made on stdout, an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from plugins import pipeline
from plugins.desk import progress, report, summary
from plugins.model import BuildError, Problem
from plugins.request import stops
from plugins.settings import RUN, request


def build(settings: Mapping[str, Any], logged: Iterable[Problem] = ()) -> None:
    """Run the pipeline. `logged`: problems that Pelican had before. Raises SystemExit as `fail` does."""
    logged = tuple(logged)
    try:
        wanted = request(settings)
        if stops(logged, strict=wanted.strict):
            fail(logged)
        with progress.shown(sys.stdout) as shown:
            built = pipeline.run(wanted, progress=shown)
    except BuildError as error:
        fail(error.problems)
    problems = (*logged, *built.problems)
    if built.failed:
        fail(problems)
    sys.stderr.write(report.text(report.pressing(problems)))
    told = summary.lines(replace(built, problems=problems), site_url=wanted.config.site_url, here=Path.cwd())
    asked = {**RUN, **settings.get("BRIEFINGS_RUN", {})}["explain"]
    told += [summary.why(built, str(asked))] if asked else []
    sys.stdout.write("\n".join(told) + "\n")


def fail(problems: Iterable[Problem]) -> NoReturn:
    """Print errors and warnings on stderr; end with exit code 1."""
    sys.stderr.write(report.text(report.pressing(problems)))
    raise SystemExit(1)
