"""What a build sees before it reads anything, and where it could only repeat the last one: that one's report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.build import commit, last, scan
from plugins.build.manifest import Manifest, Stat
from plugins.build.processes import Local
from plugins.build.scan import ContentFile
from plugins.model import Problem, plain
from plugins.request import Report, Request, output_fingerprint, stops

Others = list[str]
"""What is neither file nor folder: links and the like, which a build removes."""


@dataclass(slots=True)
class Seen:
    """What a build saw when it began."""

    files: Sequence[ContentFile]
    problems: Sequence[Problem]
    """With the content folder's files."""
    when: int
    """When they were listed, in nanoseconds since 1970."""
    fingerprint: str
    """Of all that shapes outputs, taken before any of it was read: a change in the middle shows next time."""
    allowed: str = ""
    """What the settings allow: it shapes no output, and what a build has to say."""
    _walked: tuple[Others, dict[str, Stat]] | None = None
    _walk: Callable[[], tuple[Others, dict[str, Stat]]] | None = None
    _digest: str = ""

    def standing(self, request: Request) -> tuple[Others, dict[str, Stat]]:
        """What else lies in the output folder, and the stats of its files; walked once."""
        if self._walked is None:
            self._walked = self._walk() if self._walk else walk((request.output, request.config.claimed))
            self._walk = None
        return self._walked

    def walk_with(self, readers: Local, request: Request) -> None:
        """Have the output folder walked beside this process, if it has not been."""
        if self._walked is None:
            self._walk = readers.begin("plugins.shortcut:walk", (request.output, request.config.claimed))

    @property
    def digest(self) -> str:
        """Of the files and the fingerprint; see `Last`."""
        if not self._digest:
            self._digest = last.seen(self.files, self.fingerprint + self.allowed)
        return self._digest


def walk(folder: tuple[Path, tuple[str, ...]], _: object = None) -> tuple[Others, dict[str, Stat]]:
    """What stands in an output folder; with it, the prefixes that others write."""
    found = commit.standing(*folder)
    return found.others, commit.stats(found)


def look(request: Request) -> Seen:
    """List the content folder. Raises BuildError (no-content)."""
    fingerprint, when = output_fingerprint(request), time.time_ns()
    files, problems = scan.scan(request.content, limit=request.config.max_file_bytes)
    return Seen(files, problems, when, fingerprint, repr(request.config.allow) if request.config.allow else "")


def nothing_to_do(request: Request, state: Path, seen: Seen) -> Report | None:
    """The last build's report, where this one could only repeat it."""
    before = last.load(state)
    if before is None or seen.problems or before.seen != seen.digest:
        return None
    if not last.holds(before, seen.files, request.now.timestamp()):
        return None
    others, stats = seen.standing(request)
    if others or before.left != last.left(stats.items()):
        return None
    told = json.loads(before.told)
    if told.pop("strict") != request.strict:  # which looks at more
        return None
    problems = tuple(Problem(*problem) for problem in told.pop("problems"))
    if stops(problems, strict=request.strict):
        return None
    return Report(problems, request.output, failed=False, committed=True, **told)


def remember(request: Request, state: Path, seen: Seen, until: float, made: Manifest, report: Report) -> None:
    """Note what this build saw and left, for `nothing_to_do`. `until`: see `Last`."""
    told = {
        "strict": request.strict,
        "problems": [plain(problem) for problem in report.problems],
        "briefings": report.briefings,
        "notes": report.notes,
        "pages": report.pages,
        "pdfs": report.pdfs,
        "unchanged": report.written + report.unchanged,
    }
    noted = last.Last(
        seen.digest,
        last.left_by(made),
        request.now.timestamp(),
        until,
        seen.when,
        json.dumps(told),
    )
    last.save(state, noted)
