"""Editions of which one is withdrawn, or comes out at another time."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, called, problem, where
from plugins.model import Problem


def status_mismatch(pair: Pair) -> Iterator[Problem]:
    """An edition is not shown while the other is withdrawn or embargoed; a draft beside a published text is work.

    Bad: status: withdrawn in the original, and the translation still published
    Good: status: withdrawn in both
    """
    one, other = pair.original.facts, pair.other.facts
    if other.embedded or "draft" in (one.status, other.status):
        return
    if one.status == other.status and (one.status != "embargoed" or one.publish_at == other.publish_at):
        return
    what = "publish_at" if one.status == other.status else "status"
    side = pair.other if pair.other.key(what) else pair.original
    there = pair.across(side)
    if what == "status":
        message = f"this edition is {side.facts.status}, and the other one is {there.facts.status}"
        fix = f"write the same status in {called(there)}"
    else:
        message = f"the two editions come out at different times ({where(there, there.key(what))})"
        fix = "write the same publish_at in both"
    yield problem(side, side.key(what), "status-mismatch", message, fix)
