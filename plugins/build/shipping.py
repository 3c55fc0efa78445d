"""A chunk of work -> bytes that another machine can do, and there: those bytes -> results.

The machines of a cluster share no disk with this one. So an order carries the blobs that its jobs name. The theme,
and what else all jobs share, stay with a worker under their digest: the first order that reaches it comes back with
what it lacks, and is sent again with that. So a worker may come, go or be started anew at any time.
Source: Python library reference, "pickle", reducer_override; distributed 2026.8, "Limitations" (whoever reaches a
scheduler runs code on its workers).
"""

from __future__ import annotations

import io
import pickle
import platform
import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, fields
from hashlib import blake2b
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from plugins.build import fingerprint
from plugins.build.labour import load, reply
from plugins.model import BuildError, Job, Problem, Workshop
from plugins.values import dataclass

KEPT = 8
"""Themes, and values that jobs share, that a worker keeps."""
PLUGINS = Path(__file__).parents[1]


def here() -> str:
    """What this machine makes bytes with: our code, Python, the libraries, native ones too, and the processor."""
    code = fingerprint.of_folders([PLUGINS], (".py",))
    return fingerprint.joined(code, fingerprint.of_libraries(), platform.system(), platform.machine())


@dataclass(frozen=True, slots=True)
class Order:
    """A chunk of work, as it is sent."""

    fingerprint: str
    function: str
    needs: tuple[str, ...]
    """Digests without which it cannot begin: themes, then what all its jobs share."""
    items: bytes
    """Pickled pairs of index and item."""
    blobs: Mapping[str, bytes]
    parcels: Mapping[str, bytes]
    """What is sent of its needs."""


# ------------------------------------------------------------------------------------------------ where it is sent


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one call of `map` sends; makes its orders."""

    fingerprint: str
    function: str
    parts: Mapping[str, bytes]
    files: Mapping[str, str]
    """Digest -> file, of every blob that a job may name."""

    def order(self, pairs: Sequence[tuple[int, Any]], lacking: Sequence[str] = ()) -> bytes:
        """Pack some items with their indices, and those parts that the worker lacks; to load it is to do it.

        Raises BuildError (unreadable).
        """
        packer, data = _packed(pairs)
        blobs = {digest: self._blob(digest) for digest in sorted(packer.blobs) if digest in self.files}
        parcels = {digest: part for digest, part in self.parts.items() if digest in lacking}
        order = Order(self.fingerprint, self.function, tuple(self.parts), data, blobs, parcels)
        return pickle.dumps(_Errand(order), pickle.HIGHEST_PROTOCOL)

    def _blob(self, digest: str) -> bytes:
        try:
            return Path(self.files[digest]).read_bytes()
        except OSError as error:
            message = f"the file {self.files[digest]!r} cannot be read any more: {error.strerror}"
            raise BuildError(Problem("", 0, 0, "unreadable", message, "build again")) from error


@dataclass(frozen=True, slots=True)
class _Errand:
    """An order whose pickle does the order where it is loaded.

    A scheduler and a worker that know nothing of our code are then sent nothing that they cannot read: Dask stops a
    worker that is.
    """

    order: Order

    def __reduce__(self) -> tuple[Any, tuple[Order]]:
        return labour, (self.order,)


def pack(function: str, common: Any) -> Parcel:
    """Pack what all jobs share."""
    packer, data = _packed(common)
    parts = {theme: _folder(Path(workshop.theme)) for theme, workshop in packer.workshops.items()}
    parts[blake2b(data, digest_size=16).hexdigest()] = data
    files = {digest: file for workshop in packer.workshops.values() for digest, file in workshop.blobs.items()}
    return Parcel(here(), function, parts, files)


class _Packer(pickle.Pickler):
    """Pickles, notes the blobs that jobs name, and leaves the paths of a workshop behind."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.blobs: set[str] = set()
        self.workshops: dict[str, Workshop] = {}

    def reducer_override(self, value: Any) -> Any:
        """Be asked for every value that is not a plain one."""
        if isinstance(value, Job):
            self.blobs.update(value.blobs)
        elif isinstance(value, Workshop):
            theme = fingerprint.of_folders([Path(value.theme)])
            self.workshops[theme] = value
            rest = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in {"theme", "blobs"}}
            return _workshop, (theme, rest)
        return NotImplemented


def _packed(value: Any) -> tuple[_Packer, bytes]:
    file = io.BytesIO()
    packer = _Packer(file)
    packer.dump(value)
    return packer, file.getvalue()


def _folder(folder: Path) -> bytes:
    """A folder's files as an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return file.getvalue()


# ------------------------------------------------------------------------------------- in a worker of the cluster


@dataclass(slots=True)
class _Bench:
    """What this process has unpacked. Dask clears the folder of a worker that is gone."""

    began: tuple[str, object] | None = None
    """What this process makes bytes with, and the state of the files of our code when it began."""
    themes: dict[str, str] = field(default_factory=dict)
    commons: dict[str, Any] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)
    """Digest -> file, of the order under way."""


_BENCH = _Bench()
_ONE = threading.Lock()
"""Renderers change loggers and the environment: one at a time, however many threads the worker has."""


def labour(order: Order) -> tuple[str, Any, str]:
    """Do an order: ("done", pickled Reply), ("lacks", digests) or ("differs", host), and this worker's address."""
    from distributed import get_worker

    worker = get_worker()
    with _ONE:
        if _began() != order.fingerprint:
            return "differs", socket.gethostname(), worker.address
        folder = Path(worker.local_directory, "gozaresh")
        _unpack(order, folder)
        lacking = [digest for digest in order.needs if digest not in _BENCH.themes | _BENCH.commons]
        if lacking:
            return "lacks", lacking, worker.address
        with _blobs(order.blobs, folder):
            pairs = pickle.loads(order.items)  # noqa: S301
            common = _BENCH.commons[order.needs[-1]]
            return "done", reply(load(order.function), common, pairs, SimpleNamespace(value=-1)), worker.address


def _began() -> str:
    """What this process makes bytes with; nothing that fits any more once the files of our code have changed."""
    files = sorted(PLUGINS.rglob("*.py"))
    state = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    if _BENCH.began is None:
        _BENCH.began = here(), state
    return _BENCH.began[0] if _BENCH.began[1] == state else ""


def _unpack(order: Order, folder: Path) -> None:
    for digest, part in order.parcels.items():
        if digest == order.needs[-1]:
            _BENCH.commons[digest] = pickle.loads(part)  # noqa: S301
        else:
            zipfile.ZipFile(io.BytesIO(part)).extractall(folder / digest)
            _BENCH.themes[digest] = str(folder / digest)
    while len(_BENCH.commons) > KEPT:
        del _BENCH.commons[next(iter(_BENCH.commons))]
    while len(_BENCH.themes) > KEPT:
        shutil.rmtree(_BENCH.themes.pop(next(iter(_BENCH.themes))))


def _workshop(theme: str, rest: Mapping[str, Any]) -> Workshop:
    """A workshop of this machine: its theme where it was unpacked, its blobs those of the order under way."""
    return Workshop(theme=_BENCH.themes[theme], blobs=_BENCH.blobs, **rest)


@contextmanager
def _blobs(blobs: Mapping[str, bytes], folder: Path) -> Iterator[None]:
    """Lay out the blobs of an order as files."""
    place = folder / "blobs"
    place.mkdir(parents=True, exist_ok=True)
    try:
        for digest, data in blobs.items():
            (place / digest).write_bytes(data)
            _BENCH.blobs[digest] = str(place / digest)
        yield
    finally:
        _BENCH.blobs.clear()
        shutil.rmtree(place, ignore_errors=True)
