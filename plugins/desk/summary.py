"""What a build did -> the few lines that the terminal shows.

It ends with what to open, since that is what a person wants next, and says what an unknown address leaves
out, since nothing on the pages themselves shows it.
"""

from __future__ import annotations

from pathlib import Path

from plugins.desk import report
from plugins.request import Report

_LEFT_OUT = (
    "SITEURL is not set, so canonical links, the sitemap and absolute feed links are left out "
    "until it is: SITEURL=https://… make site"
)


def lines(built: Report, *, site_url: str, here: Path) -> list[str]:
    """The summary of a build that succeeded; `here` is the folder from which its path is told."""
    return [
        _made(built),
        f"Files: {built.written} written, {built.unchanged} unchanged, {built.removed} removed.",
        *_warnings(built),
        *_stages(built),
        f"Open {_seen_from(built.output / 'index.html', here)}",
        *([] if site_url else [_LEFT_OUT]),
    ]


def why(built: Report, path: str) -> str:
    """Why an output was made in this build, or that it was kept; `path` may begin with the output folder."""
    name = path.removeprefix("./").removeprefix(f"{built.output.name}/")
    if name in built.why:
        return f"{name} was made, since {built.why[name]}."
    if (built.output / name).is_file():
        return f"{name} was kept: nothing that it shows has changed."
    return f"{name} is not a file of this site."


def _made(built: Report) -> str:
    by_language = ", ".join(f"{tag} {number}" for tag, number in built.briefings.items())
    briefings = f"briefings: {by_language}" if by_language else "no briefing yet"
    return f"Built {briefings}; pages: {built.pages}; PDFs: {built.pdfs}."


def _warnings(built: Report) -> list[str]:
    above = report.pressing(built.problems)
    told = [f"Above: {report.count(above)}."] if above else []
    more = f"inv check shows {built.notes} note{'s' if built.notes > 1 else ''} more."
    return [*told, more] if built.notes else told


def _stages(built: Report) -> list[str]:
    if not built.stages:
        return []
    total = sum(seconds for _, seconds in built.stages)
    shares = ", ".join(f"{name} {seconds:.1f}" for name, seconds in built.stages)
    return [f"Took {total:.1f} s: {shares}."]


def _seen_from(path: Path, here: Path) -> str:
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
