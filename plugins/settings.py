"""Pelican's settings -> a request; whoever read them. Pelican itself is not needed for that.

What is refused here: settings under which Pelican would write past our checks, switches and keys that nobody knows, an
output folder that holds what people wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugins import config
from plugins.model import BuildError, Problem
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

RUN = {"pdf": True, "search": True, "drafts": False, "strict": False, "published": "", "explain": ""}
"""Keys of `BRIEFINGS_RUN`: what one run decides. `published` is the folder that drafts must stay out of."""


def request(settings: Mapping[str, Any], *, check_only: bool = False) -> Request:
    """What Pelican's settings ask for. Raises BuildError (pelican-setting, unknown-setting, bad-setting,
    output-folder, drafts-output).
    """
    run = {**RUN, **settings.get("BRIEFINGS_RUN", {})}
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


def awake(settings: Mapping[str, Any]) -> list[str]:
    """Names of the settings under which Pelican itself would write."""
    names = [*IDLE, *sorted(filter(_FEED.fullmatch, settings))]
    return [name for name in names if settings.get(name)]


def _refused(settings: Mapping[str, Any], run: Mapping[str, object]) -> list[Problem]:
    past = "Pelican would write past the checks"
    writing = [
        _problem("pelican-setting", f"{key} is {settings[key]!r}: {past}", f"empty {key}") for key in awake(settings)
    ]
    known = f"the switches are {', '.join(RUN)}"
    unknown = [
        _problem("unknown-setting", f"BRIEFINGS_RUN[{key!r}] is not a switch", known) for key in run if key not in RUN
    ]
    return writing + unknown


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
