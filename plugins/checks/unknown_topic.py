"""A topic that topics.yaml does not have."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.nearest import suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def unknown_topic(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A topic is an id of topics.yaml.

    Bad: topics: [enrgy]
    Good: topics: [energy]
    """
    for briefing in collection.briefings:
        for edition in briefing.editions:
            if edition.embedded:
                continue
            for number, topic in enumerate(edition.topics):
                if topic not in collection.topics:
                    line, column = edition.marks.get(f"topics.{number}", edition.marks.get("topics", (1, 0)))
                    fix = suggestion(topic, collection.topics, f"add {topic!r} to topics.yaml, or take it out")
                    message = f"{topic!r} is not a topic of topics.yaml"
                    yield Problem(edition.path, line, column, "unknown-topic", message, fix)
