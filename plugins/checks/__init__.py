"""The collection -> problems that no file shows by itself. One rule a file; CHECKS is their order.

A check is a generator function `(collection, config) -> Problems`; its docstring is the user's documentation: a
sentence, then `Bad:` and `Good:`. Paths are relative to the content folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.checks.alias_clash import alias_clash
from plugins.checks.broken_link import broken_link
from plugins.checks.duplicate_edition import duplicate_edition
from plugins.checks.free_person import free_person
from plugins.checks.free_topic import free_topic
from plugins.checks.missing_file import missing_file
from plugins.checks.pack_briefings import pack_briefings
from plugins.checks.slug_clash import slug_clash
from plugins.checks.unknown_person import unknown_person
from plugins.checks.unknown_series import unknown_series
from plugins.checks.unknown_topic import unknown_topic
from plugins.checks.unsafe_file import unsafe_file
from plugins.config import SiteConfig
from plugins.model import Collection, Problem

Check = Callable[[Collection, SiteConfig], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    duplicate_edition,
    slug_clash,
    alias_clash,
    free_topic,
    free_person,
    unknown_topic,
    unknown_series,
    unknown_person,
    missing_file,
    unsafe_file,
    broken_link,
    pack_briefings,
)


def problems(collection: Collection, config: SiteConfig) -> tuple[Problem, ...]:
    """What every check finds, in the order of CHECKS."""
    return tuple(problem for check in CHECKS for problem in check(collection, config))
