"""A number of bytes -> its size in a language's words and digits."""

from __future__ import annotations

from plugins.model import Strings
from plugins.persian.numbers import decimal, grouped

_MEGABYTE = 1_000_000


def file_size(size: int, words: Strings) -> str:
    """Decimal units, as browsers' download lists show: "31 kB", "۱٫۲ مگابایت"."""
    if size >= _MEGABYTE:
        return words("megabytes", count=decimal(size / _MEGABYTE, words.language))
    return words("kilobytes", count=grouped(max(1, round(size / 1000)), words.language))
