"""A translation whose original has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, problem, short, where
from plugins.model import Problem
from plugins.sources.digests import paragraph_digest, translated_from
from plugins.sources.sides import Side


def stale(pair: Pair) -> Iterator[Problem]:
    """A translation says in `translated_from` what it was made from; where the original changed since, it is stale.

    Bad: translated_from: 0f3a9c21d4e5b678 beside an original that is now 77aa01c2d3e4f506
    Good: translated_from: 77aa01c2d3e4f506
    """
    one, other = pair.original, pair.other
    if not other.facts.translated_from or one.facts.translated_from or one.facts.status == "withdrawn":
        return
    if other.facts.translated_from == one.facts.digest:
        return
    changed = _changed(one, other.facts.parts)
    message = f"the original has changed since this was translated{changed}"
    now = translated_from(one.facts.digest, [p.text for p in one.paragraphs])
    fix = f"bring the translation up to date, then write translated_from: {now}"
    yield problem(other, other.key("translated_from"), "stale", message, fix)


def _changed(original: Side, parts: tuple[str, ...]) -> str:
    """Which paragraphs are new, where the translation says what the old ones were."""
    if not parts:
        return ""
    known = set(parts)
    new = [p for p in original.paragraphs if paragraph_digest(p.text) not in known]
    gone = len(known - {paragraph_digest(p.text) for p in original.paragraphs})
    told = "; ".join(f"“{short(p.text, 40)}” ({where(original, p.place)})" for p in new[:3])
    more = f" and {len(new) - 3} more" if len(new) > 3 else ""
    lost = f"; {gone} of the old paragraphs are gone or rewritten" if gone else ""
    return f": new or rewritten {told}{more}{lost}" if new else lost
