"""What the last build saw and left <-> the state folder; so that a build with nothing to do ends at once.

It holds where the same content files stand with the same sizes and times, nothing that shapes outputs is another, no
embargo has ended since, and the output folder is as it was left. A file so young that a change could hide behind its
time (see readings) makes it worthless, and so does any damage.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.build import writing
from plugins.build.readings import settled
from plugins.build.scan import ContentFile
from plugins.values import dataclass

_FORM = "gozaresh last 1"


@dataclass(frozen=True, slots=True)
class Last:
    """A build, in short."""

    seen: str
    """Digest of the content files' stats and of the fingerprint."""
    left: str
    """Digest of the output files' stats; see `Totals`."""
    since: float
    """What the time was, in seconds since 1970: a clock that was put back may end an embargo's end."""
    until: float
    """When the next embargo ends, in seconds since 1970."""
    when: int
    """When the content was listed, in nanoseconds since 1970."""
    told: str
    """What the build reported, for the pipeline to read."""


def seen(files: Iterable[ContentFile], fingerprint: str) -> str:
    """See `Last`."""
    return _digest([fingerprint, *[(f.path, f.size, f.mtime_ns, f.inode) for f in files]])


def load(state: Path) -> Last | None:
    """None where there is none that can be read."""
    try:
        said, _, body = (state / "last").read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return Last(**json.loads(body)) if said == _digest([_FORM, body]) else None


def save(state: Path, last: Last) -> None:
    """Raises BuildError (cannot-write)."""
    with writing(state):
        new = state / "last.new"
        body = json.dumps(asdict(last))
        new.write_text(f"{_digest([_FORM, body])}\n{body}", "utf-8")
        new.replace(state / "last")


def holds(last: Last, files: Iterable[ContentFile], now: float) -> bool:
    """Whether no change can hide behind a file's time, and the same embargoes are over."""
    return last.since <= now < last.until and all(settled(file, last.when) for file in files)


def _digest(said: list[Any]) -> str:
    # Version 2: later ones write what is equal in more than one way. Three times as fast as repr.
    return blake2b(marshal.dumps(said, 2), digest_size=16).hexdigest()
