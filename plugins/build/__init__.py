"""Outputs -> files: `scan` lists the content folder, `engine` renders, `commit` puts the result in place.

This file knows where a build keeps its state, and that only one build at a time works there or writes into one
output folder. A folder of state belongs to one pair of content and output folder, so that two sites never read each
other's. `build` knows `model` alone: renderers are handed to it by name.
Source: flock(2), whose lock ends with the last process that holds it open, however that ends.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from plugins.model import BuildError, Problem

MARK = b"Made by Gozaresh. What its build does not make is removed from this folder.\n"
"""The bytes of `.nojekyll` in an output folder that is ours (GitHub Pages asks only that the file is there)."""


def state_folder(root: Path, content: Path, output: Path) -> Path:
    """Where a build keeps what it needs: `.gozaresh/<digest>` in the site's folder."""
    return root / ".gozaresh" / _digest(f"{content.resolve()}\0{output.resolve()}")


@contextmanager
def lock(state: Path, output: Path | None = None) -> Iterator[Path]:
    """Make the folder of state and hold it; a build names its `output` and holds that against other contents too.

    Raises BuildError (busy, cannot-write).
    """
    with ExitStack() as held:
        with writing(state):
            state.mkdir(parents=True, exist_ok=True)
            held.enter_context(_locked(state / "lock", "another build of this site into this folder is running"))
            if output is not None:
                file = state.parent / f"{_digest(str(output.resolve()))}.lock"  # beside: `inv clean` removes folders
                held.enter_context(_locked(file, f"another build into {str(output)!r} is running"))
        yield state


_held: set[int] = set()
"""Descriptors of our locks."""


def _let_go() -> None:
    """A worker that outlives a killed build must not go on holding its lock."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def _locked(file: Path, busy: str) -> Iterator[None]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    _held.add(descriptor)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildError(Problem("", 0, 0, "busy", busy, "wait until it ends, or stop it")) from None
        yield
    finally:
        if descriptor in _held:
            _held.remove(descriptor)
            os.close(descriptor)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say what the system refused (a full disk, a missing right) as a problem: BuildError (cannot-write)."""
    try:
        yield
    except OSError as error:
        message = f"writing in {str(folder)!r} failed: {error.strerror or error}"
        fix = "make room on the disk, or give yourself the right to write there"
        raise BuildError(Problem("", 0, 0, "cannot-write", message, fix)) from error


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
