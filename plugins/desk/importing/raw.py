"""What a reader makes of a file of any format: blocks of Markdown in their order, and what it could not place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from plugins.model import BuildError, Problem
from plugins.values import dataclass

Kind = Literal["paragraph", "heading", "other"]
"""Other: a list, a table, a quotation, code, a footnote, a picture."""
Unit = Literal["line", "paragraph"]
"""What places are counted in: a Word file has no lines."""
PICTURE = "gozaresh-picture-{}"
"""Stands in the Markdown for the address of the n-th picture, from 1, until the slug is known."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list or table."""

    text: str
    """Markdown; never empty."""
    place: int
    """1-based line of the input at which it begins, or its number among the blocks."""
    kind: Kind = "paragraph"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was decided, or could not be, for a person to see."""

    place: int
    """In the reader's unit; 0: the whole."""
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words of the input that are no part of the text."""

    origin: str
    """ "comment", "page header", "menu"."""
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself, in the words of our schema."""

    keys: Mapping[str, object] = field(default_factory=dict)
    """Key of the front matter -> a text, or a list of texts."""
    date: str = ""
    slug: str = ""
    language: str = ""
    picture: str = ""
    """Path, as written there, of the picture of the briefing."""
    imported: Mapping[str, object] = field(default_factory=dict)
    """What the schema has no key for."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file, read."""

    blocks: tuple[Block, ...]
    unit: Unit = "line"
    facts: Facts = field(default_factory=Facts)
    pictures: tuple[bytes, ...] = ()
    unplaced: tuple[Leftover, ...] = ()
    """Words of the text that the reader did not understand: they go to its end, marked."""
    left_out: tuple[Leftover, ...] = ()
    """What is no part of the text: told in the report, whole."""
    remarks: tuple[Remark, ...] = ()


def refused(path: Path | str, code: str, message: str, fix: str, *, line: int = 0, column: int = 0) -> BuildError:
    """The error that ends an import before anything is written."""
    return BuildError(Problem(str(path), line, column, code, message, fix))
