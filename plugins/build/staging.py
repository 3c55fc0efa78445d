"""Rendered bytes -> files in a folder of their own, under the paths that they will have in `output/`.

Each file is written as soon as it is made, so a site of any size needs the memory of one output. The folder is new
for each build: a worker that outlives a killed build writes into the old one, which is gone or will be. It lies in
the state folder, on the same disk as `output/` as a rule, so that a commit is renames. A commit that was cut short
still needs the folder: while a journal stands, it stays (see journal).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from plugins.build import journal, writing


@dataclass(slots=True)
class Staging:
    """A folder for new files. It pickles: a worker may put files too, and names them to the one who commits."""

    folder: Path
    paths: set[str] = field(default_factory=set)
    _made: set[str] = field(default_factory=set)

    def put(self, path: str, data: bytes) -> tuple[int, int]:
        """Write a file that is not there yet; its size and its time of change in ns, which a commit keeps.

        Raises BuildError (cannot-write).
        """
        with writing(self.folder):
            self._make_way(path)
            with (self.folder / path).open("xb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), 0o644)  # whatever the umask: a web server must be able to read it
                status = os.fstat(file.fileno())
        self.paths.add(path)
        return status.st_size, status.st_mtime_ns

    def link(self, path: str, source: str) -> tuple[int, int] | None:
        """Take in a file that is there already, without a copy; None where that cannot be."""
        target = f"{self.folder}/{path}"
        try:
            self._make_way(path)
            os.link(source, target)
            status = os.stat(target)  # noqa: PTH116 - as above
        except OSError:
            return None
        self.paths.add(path)
        return status.st_size, status.st_mtime_ns

    def drop(self, path: str) -> None:
        """Take a file out again."""
        self.paths.remove(path)
        (self.folder / path).unlink()

    def _make_way(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent and parent not in self._made:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)


@contextmanager
def staging(state: Path) -> Iterator[Staging]:
    """An empty staging folder in the folder of state, for as long as the block lasts; `journal.recover` comes first."""
    _spread(state)
    with writing(state):
        folder = Path(tempfile.mkdtemp(prefix=journal.STAGING, dir=state))
    try:
        yield Staging(folder)
    finally:
        if not journal.pending(state):
            shutil.rmtree(folder, ignore_errors=True)


def _spread(folder: Path) -> None:
    """Ask ext4 for a place of its own for each folder below this one; elsewhere nothing happens.

    For some minutes ext4 passes over the inodes of deleted files one by one, at every file that it makes near them: of
    3,000 files, after as many were deleted, that was 1.1 of 1.2 s. A build often follows one whose files it replaces.
    Source: chattr(1), attribute T; ioctl_iflags(2); Linux, fs/ext4/ialloc.c, recently_deleted.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flags = bytearray(struct.calcsize("l"))
            fcntl.ioctl(descriptor, _flags_call(2, 1), flags)
            (before,) = struct.unpack("l", flags)
            fcntl.ioctl(descriptor, _flags_call(1, 2), struct.pack("l", before | _TOP))
        finally:
            os.close(descriptor)


_TOP = 0x20000
"""FS_TOPDIR_FL."""


def _flags_call(direction: int, number: int) -> int:
    """FS_IOC_GETFLAGS (2, 1) and FS_IOC_SETFLAGS (1, 2), as most processors count them."""
    return direction << 30 | struct.calcsize("l") << 16 | ord("f") << 8 | number
