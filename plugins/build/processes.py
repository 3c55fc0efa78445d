"""Items -> what a function makes of each, in processes of this machine.

On Linux a worker is a fork: it has what is imported here and sees `common` and the items where they lie, so that
only numbers go out and only results come back. Elsewhere (macOS) it is a new process, and both are pickled to it.
The pool is our own: the one of multiprocessing waits for ever for a worker that was killed, the one of
concurrent.futures cannot renew forked workers, and both keep threads in the process that forks.
Source: Python library reference, "multiprocessing"; pthread_sigmask(3).
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from plugins.build import labour
from plugins.build.workers import Named, T, alone, chunks, few, lost, made

RENEWED = 100
"""Chunks that a worker does before another takes its place: WeasyPrint's memory grows with each document."""
PATIENCE = 2.0
"""Seconds that a worker has to tidy up when there is no more work."""
_ASIDE = 5
"""How nice (see nice(2)) is who works beside: of three processes on two cores it is asked last."""


@contextmanager
def crew(workers: int) -> Iterator[Local]:
    """Hire processes of this machine; see `workers.crew`."""
    # Their temporary files lie in a folder of ours, so that a worker may be killed at any time.
    with tempfile.TemporaryDirectory(prefix="gozaresh-", ignore_cleanup_errors=True) as folder:
        local = Local(workers, folder)
        try:
            yield local
        finally:
            _dismiss(local.hands)
            _dismiss(local.beside)


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker process, as seen from here."""

    process: BaseProcess
    pipe: Connection
    at: Any
    """Shared with the process: the index of the item on which it is."""
    sees: bool
    """Whether the items lie before it, as before a fork; otherwise they are sent."""
    given: int = 0
    pending: deque[tuple[int, ...]] = field(default_factory=deque)

    def give(self, chunk: tuple[int, ...], said: Sequence[Any]) -> None:
        """Send a chunk, as its indices or as those with their items."""
        self.pending.append(chunk)
        self.given += 1
        with suppress(OSError):  # it has ended: its pipe says so when it is read
            self.pipe.send(said)

    def take(self) -> labour.Reply:
        """Wait for a chunk. Raises EOFError, OSError where the process has ended."""
        reply: labour.Reply = pickle.loads(self.pipe.recv_bytes())  # noqa: S301 - from our own child
        self.pending.popleft()
        return reply

    def leave(self) -> None:
        """Ask it to end once it has nothing to do."""
        with suppress(OSError):
            self.pipe.send(None)

    @property
    def item(self) -> int:
        """The index on which it is, or was."""
        return self.at.value if self.at.value in self.pending[0] else self.pending[0][0]


@dataclass(slots=True)
class Local:
    """Processes of this machine."""

    workers: int
    folder: str
    failed: int | None = None
    hands: list[_Hand] = field(default_factory=list)
    early: _Hand | None = None
    """Of `hands`, one that was hired before there was work."""
    expected: str = ""
    """The function that it was hired for."""
    beside: list[_Hand] = field(default_factory=list)
    """Those of `begin`."""

    def expect(self, function: str) -> None:
        """Say what `map` may be asked for: a worker loads what that needs, while this process does other things.

        Little work, of which a `map` would do all in this process, it then does alone.
        """
        if self.workers > 1 and not multiprocessing.current_process().daemon:
            self.early, self.expected = self._hire(function, labour.Later, None), function

    def limit(self, workers: int) -> None:
        """Have so many at most from now on; with one, what was expected is done in this process too."""
        self.workers = workers
        if workers == 1:
            _dismiss(self.hands)
            self.early = None

    def begin(self, function: str, common: Any) -> Callable[[], Any]:
        """Call `function` ("module:function") as f(common, None) beside this process; what is given waits for it.

        With one worker it is called when it is waited for. Raises what `map` raises.
        """
        if self.workers == 1 or multiprocessing.current_process().daemon:
            return lambda: labour.load(function)(common, None)
        hand = self._hire(function, common, [None])
        self.beside.append(self.hands.pop())
        with suppress(OSError):  # it has ended
            os.setpriority(os.PRIO_PROCESS, hand.process.pid or -1, _ASIDE)
        hand.give((0,), (0,) if hand.sees else [(0, None)])
        return lambda: self._take(hand, [None], lambda _: function)[0][1]

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
        """See Crew."""
        if few(items, chunk) and self.early and self.expected == function and items:
            return self._together(function, common, items, chunks(items, 1, 1, weigh), 1, name)
        # A daemonic process may have no children.
        if self.workers == 1 or few(items, chunk) or multiprocessing.current_process().daemon:
            return alone(self, function, common, items)
        work = chunks(items, chunk, self.workers, weigh)
        return self._together(function, common, items, work, min(self.workers, len(work)), name)

    def _together(
        self,
        function: str,
        common: Any,
        items: Sequence[T],
        work: list[tuple[int, ...]],
        count: int,
        name: Named[T] | None,
    ) -> Iterator[tuple[int, Any]]:
        """Have the work begun; what comes of it."""
        waiting = deque(work)
        # One chunk in hand and one beside it, so that nobody waits while results are written. Not where chunks are
        # large to send (two full pipes would wait for each other) or long to do (the other worker may be free).
        ahead = 2 if labour.FORKS and len(work[0]) > 1 else 1
        at_work = self._begin(function, common)
        for hand in at_work:
            self._give(hand, waiting.popleft(), items)
        if len(at_work) < count:
            labour.load(function)  # imported before the fork, once for all
            at_work += [self._hire(function, common, items) for _ in range(count - len(at_work))]
        for hand in at_work * ahead:
            if waiting and (hand.sees or not hand.given):
                self._give(hand, waiting.popleft(), items)
        renew = partial(self._hire, function, common, items)
        return self._results(at_work, waiting, ahead, items, name, renew)

    def _results(
        self,
        at_work: list[_Hand],
        waiting: deque[tuple[int, ...]],
        ahead: int,
        items: Sequence[T],
        name: Named[T] | None,
        renew: Callable[[], _Hand],
    ) -> Iterator[tuple[int, Any]]:
        try:
            while busy := {hand.pipe: hand for hand in at_work if hand.pending}:
                for pipe in wait(list(busy)):
                    hand = busy[pipe]  # type: ignore[index]
                    done = self._take(hand, items, name)
                    if waiting and hand.given < RENEWED:
                        self._give(hand, waiting.popleft(), items)
                    elif waiting and not hand.pending:
                        hand.leave()
                        at_work[at_work.index(hand)] = hand = renew()
                        for _ in range(min(ahead if hand.sees else 1, len(waiting))):
                            self._give(hand, waiting.popleft(), items)
                    yield from done
        finally:
            _dismiss(self.hands)
            self.early = None

    def _begin(self, function: str, common: Any) -> list[_Hand]:
        """Who was expected to do this, if anybody; told what is common."""
        if self.early is None or self.expected != function:
            return []
        with suppress(OSError):  # it has ended: its pipe says so when it is read
            self.early.pipe.send(common)
        return [self.early]

    def _give(self, hand: _Hand, chunk: tuple[int, ...], items: Sequence[Any]) -> None:
        hand.give(chunk, chunk if hand.sees else made(self, chunk, items))

    def _hire(self, function: str, common: Any, items: Sequence[Any] | None) -> _Hand:
        context: Any = multiprocessing.get_context("fork" if labour.FORKS else "spawn")
        ours, theirs = context.Pipe()
        at = context.RawValue("q", -1)
        arguments = (theirs, function, common, items if labour.FORKS else None, at, self.folder, os.getpid())
        process = context.Process(target=labour.labour, args=arguments, daemon=True)
        hand = _Hand(process, ours, at, sees=labour.FORKS and items is not None)
        with _undisturbed(), theirs, warnings.catch_warnings():
            # Newer Pythons warn of a fork beside threads. We have none; a test runner's hold no lock of ours.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
            self.hands.append(hand)
        return hand

    def _take(self, hand: _Hand, items: Sequence[T], name: Named[T] | None) -> list[tuple[int, Any]]:
        try:
            done, failure = hand.take()
        except (EOFError, OSError):
            self.failed = hand.item
            what = name(items[hand.item]) if name else f"item {hand.item + 1} of {len(items)}"
            hand.process.join(PATIENCE)
            raise lost(what, _end(hand.process.exitcode)) from None
        if failure:
            self.failed = failure[0]
            raise failure[1]
        return done


def _end(exitcode: int | None) -> str:
    if exitcode == -signal.SIGKILL:
        return "it was killed, as the system does when memory runs out"
    return f"its process ended with exit code {exitcode}"


def _dismiss(hands: list[_Hand]) -> None:
    """Let go of all: who is idle tidies up, who is at work or never had any is killed."""
    with _undisturbed():
        for hand in hands:
            if hand.pending or not hand.given:  # at work, or still loading what it was hired for
                hand.process.kill()
            else:
                hand.leave()
        while hands:
            hand = hands.pop()
            hand.process.join(PATIENCE)
            hand.process.kill()
            hand.process.join()
            hand.process.close()
            hand.pipe.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back: a worker must not hear it before it can ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
