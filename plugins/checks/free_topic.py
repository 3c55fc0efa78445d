"""A topic that no table has, made as it came."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.made import made_as_they_come
from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def free_topic(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A tag or category is better an entry of topics.yaml: another spelling makes another topic.

    Bad: Tags: انرژی
    Good: topics: [energy]
    """
    yield from made_as_they_come(collection, "topics", lambda e: (("topics", e.topics),))
