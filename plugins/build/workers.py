"""Items -> what a function makes of each, in the order in which they are done: here, in processes, or on a cluster.

This file is the door; `processes` works on this machine, `cluster` beyond it. Whoever gives work says how large the
parts are in which it goes out, and is told which item failed.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

from plugins.build.labour import load
from plugins.model import BuildError, Problem

T = TypeVar("T")
Named = Callable[[T], str]


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Protocol):
    """Who does the work."""

    failed: int | None
    """Index of the item on which `map` failed; None where no one item did."""

    def map(
        self,
        function: str,
        common: Any,
        items: Sequence[T],
        *,
        chunk: int,
        weigh: Callable[[T], int] | None = None,
        name: Named[T] | None = None,
    ) -> Iterator[tuple[int, Any]]:
        """Call `function` ("module:function") as f(common, item) for every item; give (index, result) as they end.

        Processes begin at once. Items go out `chunk` at a time at most, the heaviest first; fewer than two chunks (and
        any number, with one worker) are done in this process, one as each is asked for. `items[i]` is asked for once,
        in the worker where that is a fork. `name` says what is made of an item, for messages. What f raises is raised
        here, and ends the rest. Raises BuildError: worker-lost; on a cluster also cluster-gone,
        worker-differs, worker-failed, unreadable.
        """
        ...


def crew(workers: int | str) -> AbstractContextManager[Crew]:
    """Hire so many processes, or the cluster at an address ("tcp://…"), for as long as the block lasts.

    Raises BuildError (no-cluster) where the package for clusters is not installed.
    """
    if isinstance(workers, int):
        from plugins.build import processes

        return processes.crew(workers)
    from plugins.build import cluster

    return cluster.crew(workers)


def chunks(items: Sequence[T], chunk: int, workers: int, weigh: Callable[[T], int] | None) -> list[tuple[int, ...]]:
    """Indices in the order in which they go out; smaller than `chunk` where that spreads them better."""
    order: Sequence[int] = range(len(items))
    if weigh:
        weights = [weigh(item) for item in items]
        order = sorted(order, key=lambda index: -weights[index])
    size = max(1, min(chunk, math.ceil(len(items) / (4 * workers))))
    return [tuple(order[start : start + size]) for start in range(0, len(items), size)]


def few(items: Sequence[Any], chunk: int) -> bool:
    """Whether starting processes would cost more than it saves."""
    return len(items) < 2 * chunk


def lost(what: str, how: str) -> BuildError:
    """The error for a worker that ended in the middle of its work."""
    message = f"a worker was lost while it made {what}: {how}"
    fix = "build again; if memory was short, set a smaller number for BRIEFINGS['workers'] in pelicanconf.py"
    return BuildError(Problem("", 0, 0, "worker-lost", message, fix))


def alone(crew: Crew, function: str, common: Any, items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Do the work in this process."""
    work = load(function)
    for index in range(len(items)):
        with naming(crew, index):
            result = work(common, items[index])
        yield index, result


def made(crew: Crew, chunk: Sequence[int], items: Sequence[T]) -> list[tuple[int, T]]:
    """The items of a chunk, with their indices, for sending."""
    pairs = []
    for index in chunk:
        with naming(crew, index):
            pairs.append((index, items[index]))
    return pairs


@contextmanager
def naming(crew: Crew, index: int) -> Iterator[None]:
    """Say on which item the crew failed, if it does."""
    try:
        yield
    except BaseException:
        crew.failed = index
        raise
