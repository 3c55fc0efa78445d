"""What is found in a text: a repair, or a note where only a person knows one. Places are offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from plugins.model import Severity
from plugins.values import dataclass

Tier = Literal["safe", "likely"]
"""Safe: `inv fix --apply` makes it. Likely: it is suggested."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A place of a text, and what should stand there."""

    place: int
    old: str
    new: str
    tier: Tier
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """A place of a text that a person has to look at."""

    place: int
    old: str
    reason: str
    advice: str
    severity: Severity = "warning"


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """The text with repairs made. They do not overlap and stand in the order of the text."""
    parts: list[str] = []
    done = 0
    for repair in repairs:
        parts += text[done : repair.place], repair.new
        done = repair.place + len(repair.old)
    return "".join([*parts, text[done:]])
