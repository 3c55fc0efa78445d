"""A row of the cache and where the rest lies -> an edition that reads the rest when somebody asks for it.

A site of 10,000 briefings has 20,000 editions; one edit shows a few of them. What orders, groups and decides outputs
is in the row (plain values that load at once); titles, headings and marks are read from the cache on first use, and
the texts at each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from plugins.model import Body, Edition, Html, Moment, Status

ROW = (
    "slug", "language", "extent", "path", "status", "topics", "authors", "translators", "reviewers", "series",
    "weight", "embedded", "aliases", "uses", "links", "record", "shown", "digest", "translated_from",
    "anchored", "pictured",
)  # fmt: skip
"""Fields of a row, in its order; the date, the day of a change and the end of an embargo come behind."""
_FIELDS = tuple(field.name for field in fields(Edition))
_set = object.__setattr__
_PUT = tuple(getattr(Edition, name).__set__ for name in ROW)
"""What sets each field of a row: half the time of `object.__setattr__`, which looks them up anew."""


class Stored(Edition):
    """An edition of the cache. Equal to the one that was read."""

    __slots__ = ("_load",)
    _load: Callable[[], Edition]

    def __getattr__(self, name: str) -> Any:
        """A field that is not there yet: read all that is missing."""
        if name not in _FIELDS:
            raise AttributeError(name)
        whole = self._load()
        for field in _FIELDS:
            try:
                object.__getattribute__(self, field)
            except AttributeError:
                _set(self, field, getattr(whole, field))
        return getattr(whole, name)


class StoredBody(Body):
    """The body of an edition of the cache: its texts are read each time that they are asked for, and not kept.

    Of 20,000 editions a build that makes all prints each once or twice, and all at once are more than a desk's
    machine has room for.
    """

    __slots__ = ("_load",)
    _load: Callable[[], tuple[str, str]]

    def __getattr__(self, name: str) -> Any:
        """HTML or words."""
        if name not in ("html", "text"):
            raise AttributeError(name)
        html, text = self._load()
        return Html(html) if name == "html" else text

    def __eq__(self, other: object) -> bool:
        """Equal to the body that was read."""
        if not isinstance(other, Body):
            return NotImplemented
        return all(getattr(self, field.name) == getattr(other, field.name) for field in fields(Body))

    def __hash__(self) -> int:
        """The same for equal bodies."""
        return hash(self.text)


def without_texts(edition: Edition, load: Callable[[], tuple[str, str]]) -> Edition:
    """The edition with a body that loads HTML and words when they are asked for."""
    body = object.__new__(StoredBody)
    for name in ("headings", "ids", "references"):
        _set(body, name, getattr(edition.body, name))
    _set(body, "_load", load)
    return replace(edition, body=body)


def row_of(edition: Edition) -> tuple[Any, ...]:
    """What the cache keeps at hand; marshal can write it."""
    ends = edition.publish_at.at.timestamp() if edition.publish_at else None
    changed = (edition.modified.at.timestamp(), edition.modified.timed) if edition.modified else None
    date = (edition.date.at.timestamp(), edition.date.timed)
    return (*(getattr(edition, name) for name in ROW), date, changed, ends)


def ends_at(row: tuple[Any, ...]) -> float | None:
    """When the edition's embargo ends, in seconds since 1970."""
    found: float | None = row[-1]
    return found


def from_row(row: tuple[Any, ...], zone: tzinfo, status: Status, load: Callable[[], Edition]) -> Stored:
    """The edition, with the status that it has now."""
    made = object.__new__(Stored)
    for put, value in zip(_PUT, row, strict=False):
        put(made, value)
    _set(made, "status", status)
    _set(made, "date", _moment(row[-3], zone))
    _set(made, "modified", _moment(row[-2], zone) if row[-2] else None)
    _set(made, "_load", load)
    return made


@lru_cache(maxsize=4096)
def _moment(said: tuple[float, bool], zone: tzinfo) -> Moment:
    return Moment(datetime.fromtimestamp(said[0], zone), said[1])
