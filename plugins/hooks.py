"""Pelican's settings and signals -> a build; the only module that touches Pelican's signals and generators.

Pelican forgives: a bad article is dropped, a failed plugin is logged, and the exit code is 0 (4.12, run). A
build of ours that fails prints its problems on stderr and ends the process with 1. Only under `pelican
--autoreload` does it return, since Pelican runs again at once after an exception, for ever. Receivers stand
at module level because Pelican's signals hold them weakly.
"""

from __future__ import annotations

import inspect
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pelican
from pelican import log, signals
from pelican.generators import Generator
from rich.console import Console

from plugins import config, pipeline
from plugins.desk import progress, report, summary
from plugins.model import BuildError, Problem, Severity
from plugins.request import Request

ROOT = Path(__file__).resolve().parents[1]
"""The site's folder: plugins/ stands beside pelicanconf.py."""

IDLE = (
    "ARTICLE_PATHS",
    "PAGE_PATHS",
    "STATIC_PATHS",
    "THEME_STATIC_PATHS",
    "DIRECT_TEMPLATES",
    "TEMPLATE_PAGES",
    "OUTPUT_SOURCES",
    "DELETE_OUTPUT_DIRECTORY",
    "CACHE_CONTENT",
)
"""Settings under which Pelican writes or deletes files itself; each must be empty, and so must every feed."""
_FEED = re.compile(r"(\w+_)?FEED(_ALL)?_(ATOM|RSS)")

_RUN = {"pdf": True, "search": True, "drafts": False, "strict": False, "published": "", "explain": ""}
"""Keys of `BRIEFINGS_RUN`: what one run decides. `published` is the folder that drafts must stay out of."""
_REFUSED = "BRIEFINGS_REFUSED"


class LogProblems(logging.Handler):
    """Warnings and errors that Pelican logs -> Problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
        self.problems.append(Problem("", 0, 0, "pelican-log", record.getMessage(), severity=severity))

    def take(self) -> tuple[Problem, ...]:
        """What was logged since the last time."""
        taken, self.problems = tuple(self.problems), []
        return taken


LOGGED = LogProblems()
# Here and not in register(): Pelican imports all plugins, and logs those it cannot, before it registers one.
logging.getLogger("pelican").addHandler(LOGGED)


def register() -> None:
    """Connect to Pelican; it calls this each time that it reads its settings."""
    signals.get_generators.connect(generators)


def generators(site: pelican.Pelican) -> type[Generator] | None:
    """Our generator; none where the settings are refused, and then Pelican's own write nothing either."""
    refused = site.settings.get(_REFUSED, ())
    try:
        request(site.settings)
    except BuildError as error:
        refused = refused or error.problems
    if not refused:
        return BriefingsGenerator
    fail(refused)
    # Only under autoreload: Pelican runs on, and keeps these settings until pelicanconf.py changes.
    site.settings[_REFUSED] = refused
    for key in _awake(site.settings):
        site.settings[key] = type(site.settings[key])()
    return None


class BriefingsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """The pipeline, as Pelican runs it."""

    def generate_context(self) -> None:
        """Nothing: a page sees its own value alone."""

    def generate_output(self, _writer: object) -> None:
        """Build."""
        build(self.settings)


def build(settings: Mapping[str, Any]) -> None:
    """Run the pipeline; print problems on stderr, the summary on stdout. Raises SystemExit as `fail` does."""
    console = Console() if log.console.quiet else log.console  # tasks.py quiets Pelican's
    logged = LOGGED.take()
    try:
        wanted = request(settings)
        if stops(logged, strict=wanted.strict):
            return fail(logged)
        with progress.shown(console) as shown:
            built = pipeline.run(wanted, progress=shown)
    except BuildError as error:
        return fail(error.problems)
    except Exception:
        if not watching():
            raise
        traceback.print_exc()
        return None
    problems = (*logged, *built.problems)
    if built.failed:
        return fail(problems)
    sys.stderr.write(report.text(problems))
    told = summary.lines(replace(built, problems=problems), site_url=wanted.config.site_url, here=Path.cwd())
    asked = {**_RUN, **settings.get("BRIEFINGS_RUN", {})}["explain"]
    told += [summary.why(built, str(asked))] if asked else []
    sys.stdout.write("\n".join(told) + "\n")
    return None


def fail(problems: Iterable[Problem]) -> None:
    """Print problems on stderr; end with exit code 1, or under autoreload return, so that Pelican goes on."""
    sys.stderr.write(report.text(problems))
    if not watching():
        raise SystemExit(1)


def stops(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Whether a build with these problems may not go on."""
    return any(strict or problem.severity == "error" for problem in problems)


def watching() -> bool:
    """Whether Pelican's autoreload is calling: nothing in its settings says so, the stack does."""
    frame = inspect.currentframe()
    while frame and frame.f_code is not pelican.autoreload.__code__:
        frame = frame.f_back
    return frame is not None


# ---------------------------------------------------------------------------------------- settings -> request


def request(settings: Mapping[str, Any], *, check_only: bool = False) -> Request:
    """What Pelican's settings ask for. Raises BuildError (pelican-setting, unknown-setting, bad-setting,
    output-folder, drafts-output).
    """
    run = {**_RUN, **settings.get("BRIEFINGS_RUN", {})}
    problems = [*_refused(settings, run), *_folders(settings, run)]
    switches = {key: bool(run[key]) for key in ("pdf", "search", "drafts")}
    try:
        site = config.read(settings.get("BRIEFINGS", {}), site_url=settings["SITEURL"], **switches)
    except BuildError as error:
        raise BuildError(*problems, *error.problems) from None
    if problems:
        raise BuildError(*problems)
    return Request(
        root=ROOT,
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        theme=Path(settings["THEME"]),
        config=site,
        now=datetime.now(UTC).astimezone(site.zone),
        strict=bool(run["strict"]),
        check_only=check_only,
    )


def _awake(settings: Mapping[str, Any]) -> list[str]:
    names = [*IDLE, *sorted(filter(_FEED.fullmatch, settings))]
    return [name for name in names if settings.get(name)]


def _refused(settings: Mapping[str, Any], run: Mapping[str, object]) -> list[Problem]:
    past = "Pelican would write past the checks"
    awake = [
        _problem("pelican-setting", f"{key} is {settings[key]!r}: {past}", f"empty {key}") for key in _awake(settings)
    ]
    known = f"the switches are {', '.join(_RUN)}"
    unknown = [
        _problem("unknown-setting", f"BRIEFINGS_RUN[{key!r}] is not a switch", known) for key in run if key not in _RUN
    ]
    return awake + unknown


def _folders(settings: Mapping[str, Any], run: Mapping[str, object]) -> list[Problem]:
    # A build removes files that it did not make, so the output may hold nothing that people wrote.
    output = Path(settings["OUTPUT_PATH"]).resolve()
    ours = [Path(settings["PATH"]), Path(settings["THEME"]), ROOT / "plugins"]
    problems = []
    if any(_overlap(output, folder) for folder in ours):
        message = f"the output folder {str(output)!r} overlaps the site's own files"
        problems.append(_problem("output-folder", message, "build into a folder of its own: --output output"))
    if run["drafts"] and (not run["published"] or _overlap(output, Path(str(run["published"])))):
        message = f"drafts would be built into the published folder {str(output)!r}"
        problems.append(_problem("drafts-output", message, "inv build --drafts --output output-drafts"))
    return problems


def _overlap(output: Path, folder: Path) -> bool:
    folder = folder.resolve()
    return output.is_relative_to(folder) or folder.is_relative_to(output)


def _problem(code: str, message: str, fix: str) -> Problem:
    return Problem(config.SETTINGS_FILE, 0, 0, code, message, fix)
