"""The last build's outputs <-> bytes of the state folder: keys, files, facts, problems.

Not published. It says what need not be made again, and is believed only where the files on disk have the size and
time that it names: so it never decides what is right, only what is spared. One that is missing, damaged, cut off or
of another version is an empty one.
Source: marshal, for 24,000 entries load in a tenth of the time that pickle takes; a digest stands before it, since
marshal must not be given what it did not write.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model import Problem, plain

_FORM = b"gozaresh manifest 4\n"
_DIGEST = 16
Stat = tuple[int, int]
"""Size in bytes, time of change in nanoseconds."""


class Made(NamedTuple):
    """What a build made for one output. A tuple: a large site has 27,000, and each build reads and writes them all."""

    decided: str
    """Digest of its parts."""
    learned: str
    """Digest of the facts that it was given."""
    files: Mapping[str, Stat]
    digests: Mapping[str, bytes]
    """Of the files' bytes."""
    facts: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Outputs whose facts it prints."""

    def with_files(self, files: Mapping[str, Stat]) -> Made:
        """The same, where its files have other times."""
        return self._replace(files=files)


class Totals(NamedTuple):
    """What a manifest comes to."""

    files: int
    endings: Mapping[str, int]
    """Ending of a name ("html") -> outputs."""
    left: str
    """Of the stats of all files, in any order: what an output folder holds where nobody has touched it."""


NOTHING = Totals(0, {}, "0")


class Shelf(NamedTuple):
    """The outputs of a group as they lie on the disk, with all that is asked of them as a whole.

    Of 27,000 outputs an edit touches a hundred: the rows of all others are never taken apart.
    """

    decided: str
    """Digest of the group's parts."""
    outputs: int
    files: int
    endings: Mapping[str, int]
    """How many outputs have names with an ending: "html"."""
    left: int
    """Of the files' stats; see `left`."""
    needs: tuple[str, ...]
    problems: tuple[tuple[Any, ...], ...]
    raw: bytes | memoryview
    """The rows."""

    def rows(self) -> dict[str, Made]:
        """Take it apart."""
        return {name: _made(row) for name, row in marshal.loads(self.raw).items()}  # noqa: S302 - see `decode`


def _shelf(decided: str, outputs: Mapping[str, Made]) -> Shelf:
    rows = {name: _row(made) for name, made in outputs.items()}
    return Shelf(
        decided,
        len(outputs),
        sum(len(made.files) for made in outputs.values()),
        dict(Counter(name.rpartition(".")[2] for name in outputs)),
        left(item for made in outputs.values() for item in made.files.items()),
        tuple(dict.fromkeys(need for made in outputs.values() for need in made.needs)),
        tuple(problem for row in rows.values() for problem in row[5]),
        marshal.dumps(rows, 2),
    )


@dataclass(slots=True)
class Manifest:
    """All outputs of a build."""

    fingerprint: str = ""
    """Of theme, code, settings, fonts and engines: another one makes all keys worthless."""
    outputs: dict[str, Made] = field(default_factory=dict)
    groups: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Group -> the digest of its parts, and its outputs."""
    closed: dict[str, Shelf] = field(default_factory=dict)
    """Groups whose outputs are not among `outputs`."""
    totals: Totals = field(default=NOTHING, compare=False)
    """As it was last read or written."""

    def open(self, group: str) -> dict[str, Made]:
        """Put the outputs of a closed group among the others; which they are."""
        shelf = self.closed.pop(group, None)
        if shelf is None:
            return {}
        rows = shelf.rows()
        self.outputs.update(rows)
        self.groups[group] = shelf.decided, tuple(rows)
        return rows

    def shelves(self) -> dict[str, Shelf]:
        """All outputs by group, those without one under no name."""
        grouped = {name for _, names in self.groups.values() for name in names}
        shelves = {"": _shelf("", {name: made for name, made in self.outputs.items() if name not in grouped})}
        for group, (decided, names) in self.groups.items():
            shelves[group] = _shelf(decided, {name: self.outputs[name] for name in names})
        return shelves | self.closed

    def encode(self) -> bytes:
        """To bytes, the same for equal manifests."""
        shelves = self.shelves()
        self.totals = _totals(shelves.values())
        head = marshal.dumps((self.fingerprint, [(name, *s[:-1], len(s.raw)) for name, s in shelves.items()]), 2)
        payload = b"".join([len(head).to_bytes(8, "big"), head, *(shelf.raw for shelf in shelves.values())])
        return _FORM + blake2b(payload, digest_size=_DIGEST).digest() + payload

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of all outputs."""
        told = [Problem(*said) for shelf in self.closed.values() for said in shelf.problems]
        return (*(problem for made in self.outputs.values() for problem in made.problems), *told)

    @property
    def count(self) -> int:
        """How many outputs there are."""
        return len(self.outputs) + sum(shelf.outputs for shelf in self.closed.values())


def _totals(shelves: Collection[Shelf]) -> Totals:
    endings: Counter[str] = Counter()
    for shelf in shelves:
        endings.update(shelf.endings)
    return Totals(sum(s.files for s in shelves), endings, worded(sum(s.left for s in shelves)))


def left(files: Iterable[tuple[str, Stat]]) -> int:
    """A digest of files' stats that does not ask for their order, so that parts of it can be added up.

    Source: Bellare and Micciancio, "A New Paradigm for Collision-free Hashing: Incrementality at Reduced Cost" (1997),
    AdHash. Nobody is kept out by it: whoever can change the one can change the other.
    """
    said = (f"{path}\0{stat[0]}\0{stat[1]}".encode("utf-8", "surrogatepass") for path, stat in files)
    return sum([int.from_bytes(blake2b(one, digest_size=_DIGEST).digest(), "big") for one in said])


def worded(left: int) -> str:
    """Such a digest in letters."""
    return format(left % (1 << 8 * _DIGEST), "x")


def decode(data: bytes) -> Manifest:
    """From bytes, all groups closed; empty where they are not a whole manifest of this version."""
    start = len(_FORM) + _DIGEST
    payload = memoryview(data)[start:]
    if data[: len(_FORM)] != _FORM or data[len(_FORM) : start] != blake2b(payload, digest_size=_DIGEST).digest():
        return Manifest()
    at = 8 + int.from_bytes(payload[:8], "big")
    fingerprint, heads = marshal.loads(payload[8:at])  # noqa: S302 - its digest shows that we wrote it
    shelves: dict[str, Shelf] = {}
    for name, *said, length in heads:
        shelves[name] = Shelf._make([*said, payload[at : at + length]])
        at += length
    totals = _totals(shelves.values())
    return Manifest(fingerprint, shelves.pop("").rows(), closed=shelves, totals=totals)


def _row(made: Made) -> tuple[Any, ...]:
    told: list[Any] = [plain(problem) for problem in made.problems]
    return tuple(made._replace(problems=tuple(told)) if told else made)


def _made(row: tuple[Any, ...]) -> Made:
    made = Made._make(row)
    plain: tuple[Any, ...] = made.problems
    return made._replace(problems=tuple(Problem(*said) for said in plain)) if plain else made


def digest(data: bytes) -> bytes:
    """Of the bytes of a file."""
    return blake2b(data, digest_size=_DIGEST).digest()


def load(state: Path) -> Manifest:
    """The manifest of a folder of state."""
    try:
        return decode((state / "manifest").read_bytes())
    except OSError:
        return Manifest()
