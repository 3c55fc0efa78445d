"""What reading gave, file by file <-> the state folder; so that only what changed is read again.

A row for each content file: its stat, the digest of its bytes, what the pipeline wants at hand, and where the rest lies
in one long file beside. A row holds while the file's size, time and inode are the same and the time is not so young
that a second change could hide behind it (git's "racy" index). All of it is a cache: damaged, cut off, of another
version or with other settings, it is an empty one, and a rest that cannot be read is made again by reading the file.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugins.build import writing
from plugins.build.scan import ContentFile

_FORM = b"gozaresh readings 1\n"
_DIGEST = 16
_WHOLE_SECOND = 1_000_000_000
_YOUNG = {True: 2 * _WHOLE_SECOND, False: 50_000_000}
"""Nanoseconds; the first where the disk keeps whole seconds."""
_WASTE = 2
"""The rest is written anew when it is this many times as long as what is still used of it."""


class Row(NamedTuple):
    """A file as it was read."""

    size: int
    mtime_ns: int
    inode: int
    digest: str
    facing: tuple[Any, ...]
    """What the pipeline wants at hand: plain values."""
    offset: int
    length: int
    check: int
    """crc32 of the rest."""


@dataclass(slots=True)
class Readings:
    """The cache of a folder of state."""

    state: Path
    fingerprint: str
    rows: dict[str, Row] = field(default_factory=dict)
    when: int = 0
    """When the files were listed, in nanoseconds since 1970."""
    rest: str = ""
    """Name of the file that holds the rests."""
    noted: dict[str, str] = field(default_factory=dict)
    """What else the pipeline wants to remember of these readings."""
    _file: int = -1

    def __del__(self) -> None:
        """Close the rest: one process may build many times."""
        if self._file >= 0:
            os.close(self._file)

    def known(self, file: ContentFile) -> Row | None:
        """The row of a file that has not changed since, as far as its stat tells."""
        row = self.rows.get(file.path)
        if row is None or (row.size, row.mtime_ns, row.inode) != (file.size, file.mtime_ns, file.inode):
            return None
        return row if settled(file, self.when) else None

    def payload(self, row: Row) -> bytes | None:
        """The rest of a row; None if it is not whole."""
        try:
            if self._file < 0:
                self._file = os.open(self.state / self.rest, os.O_RDONLY)
            data = os.pread(self._file, row.length, row.offset)
        except OSError:
            return None
        return data if zlib.crc32(data) == row.check else None

    def save(self, rows: Mapping[str, Row], fresh: Mapping[str, bytes], when: int, noted: dict[str, str]) -> Readings:
        """Write rows; `fresh`: path -> the rest of those whose row is new. Raises BuildError (cannot-write)."""
        kept = sum(row.length for path, row in rows.items() if path not in fresh)
        with writing(self.state):
            length = self._length()
            anew = not self.rest or length < 0 or length > _WASTE * (kept + 1) + 1_000_000
            name = f"readings-{when:x}.rest" if anew else self.rest
            made = dict(rows)
            with (self.state / name).open("wb" if anew else "ab") as file:
                at = file.tell()
                for path, row in rows.items():
                    data = fresh.get(path)
                    if data is None and anew:
                        data = self.payload(row)
                        if data is None:
                            del made[path]  # damaged: the file is read again next time
                    if data is not None:
                        file.write(data)
                        made[path] = row._replace(offset=at, length=len(data), check=zlib.crc32(data))
                        at += len(data)
            after = Readings(self.state, self.fingerprint, made, when, name, noted)
            after._write()
            for old in self.state.glob("readings-*.rest"):
                if old.name != name:
                    old.unlink()
        return after

    def _length(self) -> int:
        try:
            return (self.state / self.rest).stat().st_size if self.rest else -1
        except OSError:
            return -1

    def _write(self) -> None:
        rows = {path: tuple(row) for path, row in self.rows.items()}
        payload = marshal.dumps((self.fingerprint, self.when, self.rest, self.noted, rows), 4)
        new = self.state / "readings.new"
        new.write_bytes(_FORM + blake2b(payload, digest_size=_DIGEST).digest() + payload)
        new.replace(self.state / "readings")


def settled(file: ContentFile, when: int) -> bool:
    """Whether a change after `when` must have given the file another time."""
    return file.mtime_ns + _YOUNG[file.mtime_ns % _WHOLE_SECOND == 0] < when


def load(state: Path, fingerprint: str) -> Readings:
    """The cache of a folder of state; an empty one where it is not whole or was made by other code or settings."""
    empty = Readings(state, fingerprint)
    try:
        data = (state / "readings").read_bytes()
    except OSError:
        return empty
    start = len(_FORM) + _DIGEST
    payload = memoryview(data)[start:]
    if data[: len(_FORM)] != _FORM or data[len(_FORM) : start] != blake2b(payload, digest_size=_DIGEST).digest():
        return empty
    made_by, when, rest, noted, rows = marshal.loads(payload)  # noqa: S302 - its digest shows that we wrote it
    if made_by != fingerprint:
        return empty
    return Readings(state, fingerprint, {path: Row(*row) for path, row in rows.items()}, when, rest, noted)
