"""The last build's outputs <-> bytes of the state folder: keys, files, facts, problems.

Not published. It says what need not be made again, and is believed only where the files on disk have the size and
time that it names: so it never decides what is right, only what is spared. One that is missing, damaged, cut off or
of another version is an empty one.
Source: marshal, for 24,000 entries load in a tenth of the time that pickle takes; a digest stands before it, since
marshal must not be given what it did not write.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model import Problem, plain

_FORM = b"gozaresh manifest 3\n"
_DIGEST = 16
Stat = tuple[int, int]
"""Size in bytes, time of change in nanoseconds."""


class Made(NamedTuple):
    """What a build made for one output. A tuple: a large site has 27,000, and each build reads and writes them all."""

    decided: str
    """Digest of its parts."""
    learned: str
    """Digest of the facts that it was given."""
    files: Mapping[str, Stat]
    digests: Mapping[str, bytes]
    """Of the files' bytes."""
    facts: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Outputs whose facts it prints."""

    def with_files(self, files: Mapping[str, Stat]) -> Made:
        """The same, where its files have other times."""
        return self._replace(files=files)


@dataclass(slots=True)
class Manifest:
    """All outputs of a build."""

    fingerprint: str = ""
    """Of theme, code, settings, fonts and engines: another one makes all keys worthless."""
    outputs: dict[str, Made] = field(default_factory=dict)
    groups: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Group -> the digest of its parts, and its outputs."""

    def encode(self) -> bytes:
        """To bytes, the same for equal manifests."""
        rows = {name: _row(made) for name, made in self.outputs.items()}
        payload = marshal.dumps((self.fingerprint, rows, self.groups), 2)
        return _FORM + blake2b(payload, digest_size=_DIGEST).digest() + payload


def decode(data: bytes) -> Manifest:
    """From bytes; empty where they are not a whole manifest of this version."""
    start = len(_FORM) + _DIGEST
    payload = data[start:]
    if data[: len(_FORM)] != _FORM or data[len(_FORM) : start] != blake2b(payload, digest_size=_DIGEST).digest():
        return Manifest()
    fingerprint, rows, groups = marshal.loads(payload)  # noqa: S302 - its digest shows that we wrote it
    return Manifest(fingerprint, {name: _made(row) for name, row in rows.items()}, groups)


def _row(made: Made) -> tuple[Any, ...]:
    told: list[Any] = [plain(problem) for problem in made.problems]
    return tuple(made._replace(problems=tuple(told)) if told else made)


def _made(row: tuple[Any, ...]) -> Made:
    made = Made._make(row)
    plain: tuple[Any, ...] = made.problems
    return made._replace(problems=tuple(Problem(*said) for said in plain)) if plain else made


def digest(data: bytes) -> bytes:
    """Of the bytes of a file."""
    return blake2b(data, digest_size=_DIGEST).digest()


def load(state: Path) -> Manifest:
    """The manifest of a folder of state."""
    try:
        return decode((state / "manifest").read_bytes())
    except OSError:
        return Manifest()
