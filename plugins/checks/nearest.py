"""A word or path that is not there -> the sentence that says what to type instead."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable


def suggestion(wrong: str, right: Iterable[str], else_do: str = "") -> str:
    """ "write 'energy'", or `else_do` where nothing is near."""
    near = difflib.get_close_matches(wrong, list(right), 1, 0.6)
    return f"write {near[0]!r}" if near else else_do


def path_suggestion(wrong: str, right: Iterable[str], page: str, else_do: str) -> str:
    """The same for paths of the content folder, written as the file `page` must write them.

    The name in another folder or another case goes before a name that only looks alike.
    """
    known = sorted(set(right) - {page})
    name = posixpath.basename(wrong).casefold()
    same = [path for path in known if posixpath.basename(path).casefold() == name]
    near = same or difflib.get_close_matches(wrong, known, 1, 0.8)
    return f"write {posixpath.relpath(near[0], posixpath.dirname(page))!r}" if near else else_do
