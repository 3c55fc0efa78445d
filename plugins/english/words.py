"""words.z -> whether an English word is a common one: no name, whatever capital it bears. Made by `data/make.py`."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

_APART = frozenset(
    "january february march april may june july august september october november december farvardin ordibehesht "
    "khordad tir mordad shahrivar mehr aban azar dey bahman esfand gregorian hijri".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MORE = frozenset(
    "mr mrs ms dr sir st etc vs pm am bc ad ce covid internet islamic islamist islam muslim muslims christian "
    "christians christianity jew jewish jews judaism hindu hindus buddhist catholic protestant orthodox shia shiite "
    "sunni zionist latin roman republic organization organizations".split()
)
"""Words of faiths and of offices' names, which Persian translates."""


def common(word: str) -> bool:
    """Whether a word, in any case, is in the list, or names a month or a day."""
    low = word.lower()
    known = _words()
    if low in known or low in _APART or low in _DAYS or low in _MORE:
        return True
    return low.endswith("'s") and low[:-2] in known


@cache
def _words() -> frozenset[str]:
    data = (files("plugins.english") / "data" / "words.z").read_bytes()
    return frozenset(zlib.decompress(data).decode().split(" "))
