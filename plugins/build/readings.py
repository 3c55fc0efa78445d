"""What reading gave, file by file <-> the state folder; so that only what changed is read again.

A row for each content file: its stat, the digest of its bytes, what the pipeline wants at hand, and where the rest lies
in one long file beside, to which a build adds as it reads. A row holds while the file's size, time and inode are the
same and the time is not so young that a second change could hide behind it (git's "racy" index). All of it is a cache:
damaged, cut off, of another version or with other settings, it is an empty one, and a rest that cannot be read is made
again by reading the file.
"""

from __future__ import annotations

import marshal
import os
import tempfile
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugins.build import writing
from plugins.build.scan import ContentFile

_FORM = b"gozaresh readings 4\n"
_DIGEST = 16
_WHOLE_SECOND = 1_000_000_000
_YOUNG = {True: 2 * _WHOLE_SECOND, False: 50_000_000}
"""Nanoseconds; the first where the disk keeps whole seconds."""
_WASTE = 2
"""The rest is written anew when it is this many times as long as what is still used of it."""
_SHELVES = 64
"""Parts of the index: a build after one edit writes one of them anew and carries over the others."""

Place = tuple[int, int, int]
"""Where some bytes lie: offset, length, crc32."""
NOWHERE: Place = (0, 0, 0)


class Row(NamedTuple):
    """A file as it was read."""

    size: int
    mtime_ns: int
    inode: int
    digest: str
    facing: tuple[Any, ...]
    """What the pipeline wants at hand: plain values."""
    rest: Place
    """Its values."""
    texts: Place = NOWHERE
    """Of the rest what is long and seldom asked for."""


@dataclass(slots=True)
class Readings:
    """The cache of a folder of state. What is added stands on the disk at once: a clean build reads more than fits
    into memory.
    """

    state: Path
    fingerprint: str
    keep: bool = True
    """Whether what is added stays for the next build; where not, it goes to a file without a name."""
    rows: dict[str, Row] = field(default_factory=dict)
    when: int = 0
    """When the files were listed, in nanoseconds since 1970."""
    rest: str = ""
    """Name of the file that holds the rests."""
    noted: dict[str, str] = field(default_factory=dict)
    """What else the pipeline wants to remember of these readings."""
    shelves: list[tuple[bytes, memoryview]] = field(default_factory=list)
    """The rows as they lay on the disk, parted by their paths: digest and bytes."""
    _old: int = -1
    _new: int = -1
    """Open files: what stood, and what is added behind it, which is the same one where it is kept."""
    _length: int = -1
    """Of what stood; what lies behind is new. -1: not yet looked at."""
    _end: int = 0

    def __del__(self) -> None:
        """Close the files: one process may build many times."""
        self.close()

    def close(self) -> None:
        """Close the files."""
        for descriptor in {self._old, self._new} - {-1}:
            os.close(descriptor)
        self._old = self._new = -1

    def holds(self, row: Row, file: ContentFile) -> bool:
        """Whether the file has not changed since its row was made, as far as its stat tells."""
        time = file.mtime_ns
        same = row.mtime_ns == time and row.size == file.size and row.inode == file.inode
        return same and (time + _YOUNG[True] < self.when or settled(file, self.when))

    def add(self, data: bytes) -> Place:
        """Take in some bytes. Raises BuildError (cannot-write)."""
        if not data:
            return NOWHERE
        with writing(self.state):
            self._open()
            if self._new < 0:
                self._begin()
            at, left = self._end, memoryview(data)
            while left:
                done = os.pwrite(self._new, left, self._end)
                self._end, left = self._end + done, left[done:]
        return at, len(data), zlib.crc32(data)

    def get(self, place: Place) -> bytes | None:
        """The bytes of a place; None if they are not whole."""
        offset, length, check = place
        if not length:
            return b""
        try:
            self._open()
            data = os.pread(self._new if offset >= self._length else self._old, length, offset)
        except OSError:
            return None
        return data if zlib.crc32(data) == check else None

    def save(self, rows: Mapping[str, Row], when: int, noted: dict[str, str]) -> Readings:
        """Write rows, whose places are of this cache. Raises BuildError (cannot-write)."""
        made = dict(rows)
        with writing(self.state):
            self._open()
            used = sum(row.rest[1] + row.texts[1] for row in rows.values())
            name = self.rest
            if not name or self._end > _WASTE * (used + 1) + 1_000_000:
                name, made = self._anew(rows, f"readings-{when:x}.rest")
            after = Readings(self.state, self.fingerprint, self.keep, made, when, name, noted)
            after._write(self)
            for old in self.state.glob("readings-*.rest"):
                if old.name != name:
                    old.unlink()
        return after

    def _open(self) -> None:
        """Open what stood, if it is there."""
        if self._length >= 0:
            return
        self._length = 0
        try:
            if self.rest:
                self._old = os.open(self.state / self.rest, os.O_RDWR if self.keep else os.O_RDONLY)
                self._length = self._end = os.fstat(self._old).st_size
        except OSError:
            self.rest = ""

    def _begin(self) -> None:
        """Open what takes the new: the file that is there, a new one, or one that nobody sees."""
        if not self.keep:
            self._new, path = tempfile.mkstemp()
            Path(path).unlink()
        elif self.rest:
            self._new = self._old
        else:
            self.rest = f"readings-{time.time_ns():x}.rest"
            self._new = os.open(self.state / self.rest, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)

    def _anew(self, rows: Mapping[str, Row], name: str) -> tuple[str, dict[str, Row]]:
        """Write all that is used to a new file."""
        into = Readings(self.state, self.fingerprint, rest="")
        made: dict[str, Row] = {}
        for path, row in rows.items():
            rest, texts = self.get(row.rest), self.get(row.texts)
            if rest is not None and texts is not None:  # what is damaged is read again next time
                made[path] = row._replace(rest=into.add(rest), texts=into.add(texts))
        if not into.rest:
            return "", made
        (self.state / into.rest).replace(self.state / name)
        return name, made

    def _write(self, before: Readings) -> None:
        """Write the index; a shelf on which nothing has changed goes over as it lay there."""
        shelves = list(before.shelves)
        if shelves:
            kept = before.rows
            changed = [path for path, row in self.rows.items() if row is not kept.get(path)]
            anew = {_shelf(path) for path in [*changed, *(kept.keys() - self.rows.keys())]}
        else:
            shelves, anew = [(b"", memoryview(b""))] * _SHELVES, set(range(_SHELVES))
        rows: dict[int, dict[str, tuple[Any, ...]]] = {number: {} for number in anew}
        for path, row in self.rows.items():
            if (number := _shelf(path)) in rows:
                rows[number][path] = tuple(row)
        for number, shelf in rows.items():
            raw = marshal.dumps(shelf, 4)
            shelves[number] = (_digest(raw), memoryview(raw))
        lies = [(digest, len(raw)) for digest, raw in shelves]
        head = marshal.dumps((self.fingerprint, self.when, self.rest, self.noted, lies), 4)
        new = self.state / "readings.new"
        with new.open("wb") as file:
            file.writelines([_FORM, _digest(head), len(head).to_bytes(8, "big"), head, *(raw for _, raw in shelves)])
        new.replace(self.state / "readings")


def settled(file: ContentFile, when: int) -> bool:
    """Whether a change after `when` must have given the file another time."""
    return file.mtime_ns + _YOUNG[file.mtime_ns % _WHOLE_SECOND == 0] < when


def load(state: Path, fingerprint: str, *, keep: bool = True) -> Readings:
    """The cache of a folder of state; an empty one where it is not whole or was made by other code or settings."""
    empty = Readings(state, fingerprint, keep)
    try:
        data = (state / "readings").read_bytes()
    except OSError:
        return empty
    at = len(_FORM) + _DIGEST + 8
    end = at + int.from_bytes(data[at - 8 : at], "big")
    head = data[at:end]
    if data[: len(_FORM)] != _FORM or data[len(_FORM) : at - 8] != _digest(head):
        return empty
    made_by, when, rest, noted, lies = marshal.loads(head)  # noqa: S302 - its digest shows that we wrote it
    if made_by != fingerprint:
        return empty
    cache = Readings(state, fingerprint, keep, when=when, rest=rest, noted=noted)
    for digest, length in lies:
        raw = memoryview(data)[end : end + length]
        if _digest(raw) != digest:
            return empty
        shelf = marshal.loads(raw)  # noqa: S302 - the same
        cache.rows.update((path, Row._make(row)) for path, row in shelf.items())
        cache.shelves.append((digest, raw))
        end += length
    return cache


def _shelf(path: str) -> int:
    return zlib.crc32(path.encode()) % _SHELVES


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def shared(value: Any, table: dict[Any, Any]) -> Any:
    """The same value, made of the texts and the tuples of texts that `table` has already: rows say the same again
    and again, and what is one object here is one on the disk. Nothing else is shared, for 1 equals True.
    """
    if type(value) is str:
        return table.setdefault(value, value)
    if type(value) is not tuple:
        return value
    value = tuple([shared(part, table) for part in value])
    return table.setdefault(value, value) if all(type(part) is str for part in value) else value
