"""A stream -> what shows the stages of a running build on it.

On a terminal a bar that goes away when the build is over (rich, which Pelican brings); where the output goes
to a file or a log, one line for each stage and none for each file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from plugins.request import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_PAUSE = 0.1
"""Seconds between two drawings of the bar."""


class Lines:
    """A line for each stage."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def stage(self, name: str) -> None:
        self._write(f"{name} …\n")

    def step(self, done: int, total: int) -> None:
        """A log is not read while it grows: nothing."""


class Bar:
    """A bar for the stage that runs."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None
        self._drawn = 0.0

    def stage(self, name: str) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(name, total=None)
        self._bars.refresh()

    def step(self, done: int, total: int) -> None:
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total)
            if time.monotonic() - self._drawn > _PAUSE:
                self._bars.refresh()
                self._drawn = time.monotonic()


@contextmanager
def shown(stream: TextIO, *, lines: bool = True) -> Iterator[Progress]:
    """Show progress on a stream while the block runs; `lines=False`: only where it is a terminal."""
    if not stream.isatty():
        yield Lines(_flushed(stream) if lines else len)
        return
    # Not above: a build that nobody watches does not wait for it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Drawn by us and not by a thread of rich's: a build forks workers, and a fork beside threads may hang.
    with Bars(*columns, console=Console(file=stream), transient=True, auto_refresh=False) as bars:
        yield Bar(bars)


def _flushed(stream: TextIO) -> Callable[[str], object]:
    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    return write
