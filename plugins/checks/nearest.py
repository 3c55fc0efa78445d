"""A word that is not in a list -> the sentence that says what to type instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def suggestion(wrong: str, right: Iterable[str], else_do: str = "") -> str:
    """ "write 'energy'", or `else_do` where nothing is near."""
    near = difflib.get_close_matches(wrong, list(right), 1, 0.6)
    return f"write {near[0]!r}" if near else else_do
