"""Pelican's settings and signals -> a build; the only module that touches Pelican's signals and generators.

Pelican forgives: a bad article is dropped, a failed plugin is logged, and the exit code is 0 (4.12, run). A
build of ours that fails prints its problems on stderr and ends the process with 1. Only under `pelican
--autoreload` does it return, since Pelican runs again at once after an exception, for ever. Receivers stand
at module level because Pelican's signals hold them weakly.
"""

from __future__ import annotations

import inspect
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress

import pelican
from pelican import signals
from pelican.generators import Generator

from plugins.desk import terminal
from plugins.model import BuildError, Problem, Severity
from plugins.settings import awake, request

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
    _unless_watching(lambda: terminal.fail(refused))
    # Only under autoreload: Pelican runs on, and keeps these settings until pelicanconf.py changes.
    site.settings[_REFUSED] = refused
    for key in awake(site.settings):
        site.settings[key] = type(site.settings[key])()
    return None


class BriefingsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """The pipeline, as Pelican runs it."""

    def generate_context(self) -> None:
        """Nothing: a page sees its own value alone."""

    def generate_output(self, _writer: object) -> None:
        """Build."""
        _unless_watching(lambda: terminal.build(self.settings, LOGGED.take()))


def _unless_watching(work: Callable[[], None]) -> None:
    """Do it, and let it end the process if it fails; under autoreload it may not, for Pelican goes on."""
    if not watching():
        return work()
    with suppress(SystemExit):
        try:
            work()
        except Exception:  # noqa: BLE001 - whatever it is, the next change may mend it
            traceback.print_exc()
    return None


def watching() -> bool:
    """Whether Pelican's autoreload is calling: nothing in its settings says so, the stack does."""
    frame = inspect.currentframe()
    while frame and frame.f_code is not pelican.autoreload.__code__:
        frame = frame.f_back
    return frame is not None
