"""Outputs -> files: `scan` lists the content folder, `engine` renders, `commit` puts the result in place.

This file knows where a build keeps its state and that only one build at a time works there. A folder of state
belongs to one pair of content and output folder, so that two sites never read each other's. `build` knows `model`
alone: renderers are handed to it by name.
Source: flock(2), whose lock ends with the process, however it ends.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.model import BuildError, Problem

MARK = b"Made by Gozaresh. What its build does not make is removed from this folder.\n"
"""The bytes of `.nojekyll` in an output folder that is ours (GitHub Pages asks only that the file is there)."""


def state_folder(root: Path, content: Path, output: Path) -> Path:
    """Where a build keeps what it needs: `.gozaresh/<digest>` in the site's folder."""
    pair = f"{content.resolve()}\0{output.resolve()}".encode("utf-8", "surrogateescape")
    return root / ".gozaresh" / hashlib.blake2b(pair, digest_size=8).hexdigest()


@contextmanager
def lock(state: Path) -> Iterator[Path]:
    """Make the folder of state and hold it. Raises BuildError (busy, cannot-write)."""
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        file = (state / "lock").open("w")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = "another build of this site into this folder is running"
            raise BuildError(Problem("", 0, 0, "busy", message, "wait until it ends, or stop it")) from None
        yield state


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say what the system refused (a full disk, a missing right) as a problem: BuildError (cannot-write)."""
    try:
        yield
    except OSError as error:
        message = f"writing in {str(folder)!r} failed: {error.strerror or error}"
        fix = "make room on the disk, or give yourself the right to write there"
        raise BuildError(Problem("", 0, 0, "cannot-write", message, fix)) from error
