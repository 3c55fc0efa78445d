"""In a worker: a chunk of items -> a reply, until there is no more; and an end when the parent ends, however it does.

Ctrl-C reaches a whole group of processes. Only the parent hears it, and stops the others.
Source: Python library reference, "gc.freeze", "multiprocessing.parent_process"; prctl(2), PR_SET_PDEATHSIG.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from plugins.model import BuildError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORKS = sys.platform == "linux"
"""Whether workers are forks. Elsewhere (macOS) the system's own libraries do not survive one."""
Reply = tuple[list[tuple[int, Any]], tuple[int, BaseException] | None]
"""What a chunk came to: results by index, and the index that failed with its exception."""

_SELDOM = (50_000, 20, 50)
"""When a worker collects (see gc.set_threshold): what it makes has few cycles."""


class Later:
    """Stands for what is common to all items while nobody knows it: it comes through the pipe, before them."""


def load(name: str) -> Callable[[Any, Any], Any]:
    """The function that "module:function" names."""
    module, _, function = name.partition(":")
    found: Callable[[Any, Any], Any] = getattr(importlib.import_module(module), function)
    return found


def labour(
    pipe: Connection, function: str, common: Any, items: Sequence[Any] | None, at: Any, folder: str, parent: int
) -> None:
    """Work until told to stop. `items` is None where they come through the pipe."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _end_with(parent)
    tempfile.tempdir = folder
    work = load(function)
    gc.freeze()  # the collector would walk all that was loaded, and copy every page shared with the parent
    gc.enable()  # the parent of a build works without it (see pipeline)
    gc.set_threshold(*_SELDOM)
    with suppress(EOFError, OSError):  # the parent is gone
        if common is Later:
            common = pipe.recv()
        while (chunk := pipe.recv()) is not None:
            pipe.send_bytes(reply(work, common, _made(items, chunk, at) if items is not None else chunk, at))


def _made(items: Sequence[Any], chunk: tuple[int, ...], at: Any) -> Iterator[tuple[int, Any]]:
    for index in chunk:
        at.value = index
        yield index, items[index]


def reply(work: Callable[[Any, Any], Any], common: Any, pairs: Iterable[tuple[int, Any]], at: Any) -> bytes:
    """Do a chunk: a pickled Reply. `at.value` is set to the index of the item under way."""
    done: list[tuple[int, Any]] = []
    try:
        for index, item in pairs:
            at.value = index
            done.append((index, work(common, item)))
        return pickle.dumps((done, None), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # noqa: BLE001 - it is raised in the parent
        return pickle.dumps(([], (at.value, portable(error))), pickle.HIGHEST_PROTOCOL)


def portable(error: BaseException) -> BaseException:
    """The same exception, with its traceback as a note; one that says the same where it does not pickle."""
    said = f"{type(error).__name__}: {error}"
    if not isinstance(error, BuildError):
        error.add_note("in a worker:\n" + "".join(traceback.format_exception(error)))
    try:
        copy: BaseException = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - a class that asks for arguments raises whatever it likes
        return RuntimeError(said)
    return copy


def _end_with(parent: int) -> None:
    """See to it that this process does not outlive its parent, however that ends."""
    if FORKS:
        pdeathsig = 1
        ctypes.CDLL(None).prctl(pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    else:
        threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
