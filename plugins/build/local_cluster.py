"""`python -m plugins.build.local_cluster`: a Dask scheduler, and a worker for each core, on this machine until Ctrl-C.

For trying out what docs/cluster.md says of several machines.
"""

from __future__ import annotations

import importlib
import signal
from contextlib import suppress
from typing import Any

PORT = 8786


def main() -> None:
    """Start them, say so, and wait."""
    distributed: Any = importlib.import_module("distributed")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which the workers inherit: they would each print a traceback
    cluster = distributed.LocalCluster(
        scheduler_port=PORT, threads_per_worker=1, dashboard_address=None, silence_logs=50
    )
    print(f"{len(cluster.workers)} workers at {cluster.scheduler_address}; Ctrl-C ends them", flush=True)  # noqa: T201
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with cluster, suppress(KeyboardInterrupt):
        signal.pause()


if __name__ == "__main__":
    main()
