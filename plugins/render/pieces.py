"""The pages of one article, drawn and recorded -> a file of the state folder, and back.

A pack of 200 briefings takes a minute to lay out and little of it changes with an edit: a briefing begins on a page of
its own, and nothing on its pages hangs on what stands before them but the number at the foot, which the pack draws.
So each article is laid out alone, and what came of it is plain data, kept under the digest of all that it hangs on.
Source: ISO 32000-1 sections 14.6 to 14.8 (marked content, logical structure).
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

_DIGEST = 16


class NoPieceError(Exception):
    """A document whose drawing hangs on more than is recorded; it has to be laid out as a whole."""


class Node(NamedTuple):
    """An element of the tag tree of a page."""

    role: str
    language: str
    alt: str
    id: str
    """Unique in the piece; a heading cell of a table has one."""
    attributes: tuple[tuple[str, Any], ...]
    """Of its `A`: numbers, names, lists of numbers, and under "Headers" a list of ids."""
    kids: tuple[Any, ...]
    """Numbers of marked content, ("link", index), and Nodes."""


class Picture(NamedTuple):
    """A picture as a stream of PDF."""

    data: bytes
    entries: tuple[tuple[str, bytes], ...]
    """Of its dictionary, as they are written."""
    compress: bool
    mask: Picture | None


class Leaf(NamedTuple):
    """A page."""

    drawing: bytes
    marks: int
    """How many pieces of marked content it has, numbered from 0."""
    tree: tuple[Node, ...]
    links: tuple[tuple[str, str, tuple[float, ...]], ...]
    """Kind ("internal" or "external"), target, rectangle."""
    anchors: tuple[tuple[str, tuple[float, ...]], ...]
    bookmarks: tuple[Any, ...]
    states: tuple[tuple[str, str, float], ...]
    """Graphics states: name, and the one thing that each sets, an opacity."""
    images: tuple[str, ...]
    """Names of those of `Piece.images` that it draws."""


class Face(NamedTuple):
    """A font, and what was drawn with it."""

    family: str
    style: int
    weight: int
    size: float
    mark: str
    """The name by which drawings call it."""
    words: tuple[tuple[int, str], ...]
    """Glyph -> the text that it stands for."""
    widths: tuple[tuple[int, float], ...]


class Piece(NamedTuple):
    """The pages of an article."""

    leaves: tuple[Leaf, ...]
    faces: tuple[Face, ...]
    images: tuple[tuple[str, Picture], ...]
    said: tuple[str, ...] = ()
    """What the engine logged."""
    denied: tuple[str, ...] = ()
    """Addresses that were refused."""


def key(*parts: str) -> str:
    """What a piece is kept under: HTML, sheets and variant (the code and the engine stand in the folder's name)."""
    return blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def there(folder: str, name: str) -> bool:
    """Whether a piece is kept, whole or not."""
    return bool(folder) and Path(folder, name).exists()


def kept(folder: str, name: str, make: Callable[[], Piece]) -> Piece:
    """The piece of a key, made where the folder has none that is whole. `folder`: empty where nothing is kept."""
    path = Path(folder, name)
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = path.read_bytes() if folder else b""
        if data[:_DIGEST] == blake2b(data[_DIGEST:], digest_size=_DIGEST).digest():
            os.utime(path)
            return _thawed(marshal.loads(data[_DIGEST:]))  # noqa: S302 - ours, and whole
    made = make()
    if folder:
        data = marshal.dumps(_frozen(made))
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
    return made


def _frozen(value: Any) -> Any:
    """Named tuples as tuples: marshal knows no others."""
    return tuple(map(_frozen, value)) if isinstance(value, tuple) else value


def _thawed(value: Any) -> Piece:
    leaves, faces, images, said, denied = value
    pages = [Leaf(d, m, tuple(map(_node, tree)), *rest) for d, m, tree, *rest in leaves]
    pictures = tuple((name, _picture(picture)) for name, picture in images)
    return Piece(tuple(pages), tuple(Face(*face) for face in faces), pictures, said, denied)


def _node(value: Any) -> Node:
    role, language, alt, name, attributes, kids = value
    # The mark of a link has two parts, a Node more.
    below = tuple(_node(kid) if isinstance(kid, tuple) and len(kid) > 2 else kid for kid in kids)
    return Node(role, language, alt, name, attributes, below)


def _picture(value: Any) -> Picture:
    data, entries, compress, mask = value
    return Picture(data, entries, compress, _picture(mask) if mask else None)
