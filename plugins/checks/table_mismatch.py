"""Tables that do not answer one another."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, called, problem, short
from plugins.model import Problem


def table_mismatch(pair: Pair) -> Iterator[Problem]:
    """Both full editions have the same tables, with as many rows and columns.

    Bad: a table of three rows beside one of two
    Good: a table of three rows beside one of three
    """
    if not pair.full:
        return
    one, other = pair.original, pair.other
    for ours, theirs in zip(one.tables, other.tables, strict=False):
        if ours.size != theirs.size:
            beside = called(one, ours.place)
            message = f"a table of {_size(theirs.size)}, and {_size(ours.size)} in {beside}"
            yield problem(other, theirs.place, "table-mismatch", message, "see which row or column is missing")
    side = one if len(one.tables) > len(other.tables) else other
    there = pair.across(side)
    for table in side.tables[len(there.tables) :]:
        message = f"the table “{short(table.text)}” has no fellow in {called(there)}"
        yield problem(side, table.place, "table-mismatch", message, "give both texts the table")


def _size(size: tuple[int, ...]) -> str:
    rows, columns = size
    return f"{rows} row{'s' if rows != 1 else ''} and {columns} column{'s' if columns != 1 else ''}"
