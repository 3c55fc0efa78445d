"""A build that could only repeat the last one -> the last one's report, at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from plugins.build import commit, last, scan
from plugins.build.manifest import Manifest
from plugins.build.scan import ContentFile
from plugins.model import Problem
from plugins.request import Report, Request, output_fingerprint


@dataclass(frozen=True, slots=True)
class Seen:
    """What a build saw of the content folder."""

    files: Sequence[ContentFile]
    when: int
    """When it was listed, in nanoseconds since 1970."""
    until: float
    """When the next embargo ends, in seconds since 1970."""
    fingerprint: str
    """Of all that shapes outputs, taken before any of it was read: a change in the middle shows next time."""


def nothing_to_do(request: Request, state: Path) -> Report | None:
    """The last build's report, where this one could only repeat it."""
    before = last.load(state)
    if before is None:
        return None
    files, found = scan.scan(request.content, limit=request.config.max_file_bytes)
    if found or before.seen != last.seen(files, output_fingerprint(request)):
        return None
    if not last.holds(before, files, request.now.timestamp()):
        return None
    standing = commit.standing(request.output, request.config.claimed)
    if standing.others or before.left != last.left((path, commit.stat_of(e)) for path, e in standing.files.items()):
        return None
    told = json.loads(before.told)
    problems = tuple(Problem(*problem) for problem in told.pop("problems"))
    if any(request.strict or problem.severity == "error" for problem in problems):
        return None
    return Report(problems, request.output, failed=False, committed=True, **told)


def remember(request: Request, state: Path, seen: Seen, made: Manifest, report: Report) -> None:
    """Note what this build saw and left, for `nothing_to_do`."""
    told = {
        "problems": [astuple(problem) for problem in report.problems],
        "briefings": report.briefings,
        "pages": report.pages,
        "pdfs": report.pdfs,
        "unchanged": report.written + report.unchanged,
    }
    noted = last.Last(
        last.seen(seen.files, seen.fingerprint),
        last.left_by(made),
        request.now.timestamp(),
        seen.until,
        seen.when,
        json.dumps(told),
    )
    last.save(state, noted)
