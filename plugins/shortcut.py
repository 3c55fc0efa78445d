"""What a build sees before it reads anything, and where it could only repeat the last one: that one's report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.build import commit, last, manifest, scan
from plugins.build.last import Last
from plugins.build.manifest import Manifest, Stat
from plugins.build.processes import Local
from plugins.build.scan import ContentFile
from plugins.model import Problem, plain
from plugins.request import Report, Request, output_fingerprint, stops


@dataclass(frozen=True, slots=True)
class Walked:
    """What stands in the output folder."""

    left: str
    """Digest of the files' stats, as the last build noted it (see `Totals`); empty where something else is there."""
    stats: dict[str, Stat] | None
    """Of the files; None where they are as expected: nobody has to look at them one by one then."""


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
    last: Last | None = None
    """What the last build saw and left."""
    _walked: Walked | None = None
    _walk: Callable[[], Walked] | None = None
    _digest: str = ""

    def stats(self, request: Request, left: str) -> dict[str, Stat] | None:
        """The stats of what stands in the output folder; None where it is as it was left."""
        walked = self._stands(request)
        if walked.left == left:
            return None
        return walk((request.output, request.config.claimed, "")).stats if walked.stats is None else walked.stats

    def as_left(self, request: Request) -> bool:
        """Whether the output folder is as the last build left it."""
        return self.last is not None and self._stands(request).left == self.last.left

    def walk_with(self, readers: Local, request: Request) -> None:
        """Have the output folder walked beside this process, if it has not been."""
        if self._walked is None:
            self._walk = readers.begin("plugins.shortcut:walk", self._where(request))

    def _stands(self, request: Request) -> Walked:
        """Walked once."""
        if self._walked is None:
            self._walked = self._walk() if self._walk else walk(self._where(request))
            self._walk = None
        return self._walked

    def _where(self, request: Request) -> tuple[Path, tuple[str, ...], str]:
        return request.output, request.config.claimed, self.last.left if self.last else ""

    @property
    def digest(self) -> str:
        """Of the files and the fingerprint; see `Last`."""
        if not self._digest:
            self._digest = last.seen(self.files, self.fingerprint + self.allowed)
        return self._digest


def walk(where: tuple[Path, tuple[str, ...], str], _: object = None) -> Walked:
    """What stands in an output folder. `where`: the folder, the prefixes that others write, what should be left."""
    output, claimed, expected = where
    found = commit.standing(output, claimed)
    stats = commit.stats(found)
    left = "" if found.others or commit.bare(found) else manifest.worded(manifest.left(stats.items()))
    return Walked(left, None if left == expected else stats)


def look(request: Request) -> Seen:
    """List the content folder. Raises BuildError (no-content)."""
    fingerprint, when = output_fingerprint(request), time.time_ns()
    files, problems = scan.scan(request.content, limit=request.config.max_file_bytes)
    return Seen(files, problems, when, fingerprint, repr(request.config.allow) if request.config.allow else "")


def nothing_to_do(request: Request, state: Path, seen: Seen) -> Report | None:
    """The last build's report, where this one could only repeat it."""
    before = seen.last = last.load(state)
    if before is None or seen.problems or before.seen != seen.digest:
        return None
    if not last.holds(before, seen.files, request.now.timestamp()):
        return None
    if not seen.as_left(request):
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
        made.totals.left,
        request.now.timestamp(),
        until,
        seen.when,
        json.dumps(told),
    )
    last.save(state, noted)
