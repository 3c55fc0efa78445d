"""Items -> what a function makes of each, on the machines of a Dask cluster.

Work goes out as the orders of `shipping`, a few for each thread of the cluster at a time, so that neither we nor the
scheduler hold a site in memory. A job whose worker is lost is run again by the scheduler, on another; it is given up
when four workers were lost with it. Nothing is asked of the cluster before there is work for it.
Source: distributed 2026.8, "Resilience", "Scheduling State", "Futures".
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import pickle
import queue
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from plugins.build import shipping
from plugins.build.workers import Crew, Named, T, alone, chunks, few, lost, made
from plugins.model import BuildError, Problem

VERSION = "2026.8.0"
"""Of the package `distributed`."""
CONNECT = 10.0
"""Seconds until the scheduler must have answered."""
ARRIVAL = 30.0
"""Seconds for which a build waits while the cluster has no worker."""
LOOK = 2.0
"""Seconds between two looks at who is there."""


@contextmanager
def crew(address: str) -> Iterator[Crew]:
    """Use the cluster whose scheduler is at an address; see `workers.crew`. Raises BuildError (no-cluster)."""
    if importlib.util.find_spec("distributed") is None:
        message = f"BRIEFINGS['workers'] is a cluster, {address}, and the package for clusters is not installed"
        fix = f"run .venv/bin/python -m pip install distributed=={VERSION}"
        raise BuildError(Problem("", 0, 0, "no-cluster", message, fix))
    cluster = Cluster(address)
    try:
        yield cluster
    finally:
        cluster.close()


@dataclass(slots=True)
class Cluster:
    """A scheduler and its workers. Asked for only when there is work for them."""

    address: str
    failed: int | None = None
    client: Any = None
    threads: int = 0
    seen: float = 0.0
    """When we last saw a worker."""

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
        """See `workers.Crew`."""
        if few(items, chunk):
            return alone(self, function, common, items)
        return self._spread(function, common, items, chunk, weigh, name)

    def _spread(
        self,
        function: str,
        common: Any,
        items: Sequence[T],
        chunk: int,
        weigh: Callable[[T], int] | None,
        name: Named[T] | None,
    ) -> Iterator[tuple[int, Any]]:
        self._connect()
        parcel = shipping.pack(function, common)
        waiting = deque(chunks(items, chunk, self.threads, weigh))
        under_way: dict[str, tuple[Any, tuple[int, ...]]] = {}
        arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def send(work: tuple[int, ...], lacking: Sequence[str] = (), worker: str = "") -> None:
            order = parcel.order(made(self, work, items), lacking)
            to = {"workers": [worker], "allow_other_workers": True, "priority": 1} if worker else {}
            with self._answering():
                future = self.client.submit(pickle.loads, order, pure=False, **to)
            under_way[future.key] = future, work
            future.add_done_callback(arrived.put)

        while waiting or under_way:
            while waiting and len(under_way) < max(1, 2 * self.threads):
                send(waiting.popleft())
            with self._answering():
                future = self._next(arrived)
                work = under_way.pop(future.key)[1]
                said, what, worker = self._result(future, work, items, name)
            if said == "lacks":
                send(work, what, worker)
                continue
            if said == "differs":
                raise _differs(f"the worker {worker} on {what}")
            done, failure = pickle.loads(what)  # noqa: S301 - from a worker that runs our code
            if failure:
                self.failed = failure[0]
                raise failure[1]
            yield from done

    def _connect(self) -> None:
        if self.client is not None:
            return
        distributed = _dask()
        with self._answering(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions of a package there: the fingerprints decide
            self.client = distributed.Client(self.address, timeout=CONNECT, set_as_default=False)
            self.seen = time.monotonic()
            while not self._look():
                time.sleep(0.1)

    def _look(self) -> int:
        """How many threads the cluster has. Raises BuildError (cluster-gone) where it has had none for long."""
        self.threads = sum(self.client.nthreads().values())
        if self.threads:
            self.seen = time.monotonic()
        elif time.monotonic() - self.seen > ARRIVAL:
            raise _gone(f"the scheduler at {self.address} has had no worker for {ARRIVAL:.0f} seconds")
        return self.threads

    def _next(self, arrived: queue.SimpleQueue[Any]) -> Any:
        while True:
            if time.monotonic() - self.seen > LOOK:
                self._look()
            with suppress(queue.Empty):
                return arrived.get(timeout=LOOK)

    def _result(
        self, future: Any, work: tuple[int, ...], items: Sequence[T], name: Named[T] | None
    ) -> tuple[str, Any, str]:
        if future.status == "error":
            error = future.exception()
            if isinstance(error, _dask().KilledWorker):
                self.failed = work[0]
                what = " or ".join(name(items[i]) if name else f"item {i + 1} of {len(items)}" for i in work)
                raise lost(what, "each worker of the cluster that took it was lost")
            raise _unfit(error)
        if future.status == "cancelled":
            raise ConnectionError
        result: tuple[str, Any, str] = future.result()
        return result

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Say what a silent or lost connection means. Raises BuildError (cluster-gone)."""
        try:
            yield
        except (OSError, CancelledError) as error:  # TimeoutError and CommClosedError are OSErrors
            if self.client is None:
                raise _gone(f"no scheduler answers at {self.address}") from error
            raise _gone(f"the scheduler at {self.address} is gone") from error

    def close(self) -> None:
        """Leave the cluster; it forgets what we asked for."""
        if self.client is not None:
            with suppress(OSError):
                self.client.close(timeout=2)
            self.client = None


def _gone(message: str) -> BuildError:
    fix = "start the cluster (docs/cluster.md), or set BRIEFINGS['workers'] to a number in pelicanconf.py"
    return BuildError(Problem("", 0, 0, "cluster-gone", f"{message}; the site is as it was", fix))


def _differs(who: str) -> BuildError:
    message = f"{who} has other code or libraries than this machine, so its files could differ"
    fix = "bring its checkout and its packages to those of this machine, and start it anew"
    return BuildError(Problem("", 0, 0, "worker-differs", message, fix))


def _unfit(error: BaseException) -> BuildError:
    """What an error of a worker outside the work itself means."""
    said = f"{type(error).__name__}: {error}"
    if isinstance(error, (ImportError, AttributeError, TypeError)):
        return _differs(f"a worker of the cluster ({said})")
    message = f"a worker of the cluster could not begin: {said}"
    return BuildError(Problem("", 0, 0, "worker-failed", message, "look at its log"))


def _dask() -> Any:
    """The package, which only a cluster needs, as Any: half of it has no types.

    What goes wrong is told once, as a problem. Dask's own lines would be a second voice, and a large blob is no fault.
    """
    distributed: Any = importlib.import_module("distributed")
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    importlib.import_module("dask").config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"})
    return distributed
