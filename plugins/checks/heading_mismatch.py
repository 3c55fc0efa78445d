"""Headings that do not answer one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from plugins.checks.pair import Pair, called, problem, short, where
from plugins.model import Problem


def heading_mismatch(pair: Pair) -> Iterator[Problem]:
    """Two full editions have the same headings in the same order, so that a reader can compare them.

    Bad: ## پیامدها beside ### Consequences, or beside no heading
    Good: ## پیامدها beside ## Consequences
    """
    one, other = pair.original, pair.other
    if not pair.full:
        return
    for ours, theirs in zip_longest(one.headings, other.headings):
        if ours and theirs and ours.size == theirs.size:
            continue
        if theirs is None:
            message = f"the heading “{short(ours.text)}” has no fellow in {called(other)}"
            yield problem(one, ours.place, "heading-mismatch", message, "write the heading in both")
        elif ours is None:
            message = f"the heading “{short(theirs.text)}” has no fellow in {called(one)}"
            yield problem(other, theirs.place, "heading-mismatch", message, "write the heading in both")
        else:
            marks, wanted = "#" * theirs.size[0], "#" * ours.size[0]
            message = f"“{marks} {short(theirs.text)}” stands where the original has “{wanted} {short(ours.text)}”"
            message += f" ({where(one, ours.place)})"
            fix = f"write {wanted}, or the heading that is missing before it"
            yield problem(other, theirs.place, "heading-mismatch", message, fix)
        return  # the rest follows from the first
