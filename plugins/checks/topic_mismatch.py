"""Topics that differ between the editions."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, problem, where
from plugins.model import Problem


def topic_mismatch(pair: Pair) -> Iterator[Problem]:
    """Both editions of a briefing have the same topics, or a reader finds it in one language and not in the other.

    Bad: topics: [energy, water] beside topics: [energy]
    Good: topics: [energy, water] beside topics: [water, energy]
    """
    one, other = pair.original.facts, pair.other.facts
    if other.embedded or set(one.topics) == set(other.topics):
        return
    place = where(pair.original, pair.original.key("topics"))
    message = f"the topics are “{', '.join(other.topics)}”, and “{', '.join(one.topics)}” in the original ({place})"
    fix = f"write topics: [{', '.join(one.topics)}], or change them in the original"
    yield problem(pair.other, pair.other.key("topics"), "topic-mismatch", message, fix)
