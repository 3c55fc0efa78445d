"""A title and the width of a line -> its lines, for pictures that Pillow draws: it does not break lines itself.

Lines break at spaces, never at a half-space. `width` measures a text in the same unit as `room`.
Source: UAX #14 rules LB18, LB12 (a no-break space holds); the rest is a typesetter's habit.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugins.model import Language

Width = Callable[[str], float]

_LATIN_NAME = re.compile(r"\(?[A-Za-z][\w.&-]{0,11}( [A-Za-z][\w.&-]{0,11}){1,2}\)?(?! ?[A-Za-z])", re.ASCII)
_VA = " \u0648 "
"""The word «و», "and": it begins a line, it does not end one."""


def bound(text: str, language: Language) -> str:
    """Single spaces; in Persian, no-break ones inside a short Latin name and after «و»."""
    text = " ".join(re.split(r"[ \t\r\n]+", text.strip()))
    if language.direction == "ltr":
        return text
    return _LATIN_NAME.sub(lambda m: m[0].replace(" ", "\u00a0"), text.replace(_VA, f"{_VA[:2]}\u00a0"))


def wrapped(text: str, room: float, width: Width) -> list[str]:
    """As few lines as there must be, none much longer than another. A word wider than the room has its own."""
    lines = _greedy(text, room, width)
    low, high = room / 2, room
    while high - low > 4:
        middle = (low + high) / 2
        tried = _greedy(text, middle, width)
        if len(tried) == len(lines) and max(map(width, tried)) <= middle:
            high = middle
        else:
            low = middle
    return _greedy(text, high, width)


def limited(lines: list[str], most: int, room: float, width: Width) -> list[str]:
    """The first `most` lines, with an ellipsis for what was left out and where a word is too wide."""
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, room, width) for line in lines]


def cut(line: str, room: float, width: Width) -> str:
    """Shorten a line to the room: by whole words, or one long word by letters, with an ellipsis."""
    if width(line) <= room:
        return line
    while line and width(f"{line}…") > room:
        line = (line.rpartition(" ")[0] or line[:-1]).rstrip(" \u00a0\u200c،,؛;:")
    return f"{line}…"


def _greedy(text: str, room: float, width: Width) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
