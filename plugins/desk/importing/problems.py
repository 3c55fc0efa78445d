"""Drafts -> what `inv check` would say of them, before a person builds."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.checks import texts
from plugins.config import SiteConfig
from plugins.desk.importing.drafts import Draft
from plugins.model import Problem
from plugins.sources import briefings


def found(drafts: Sequence[Draft], config: SiteConfig) -> tuple[Problem, ...]:
    """Problems of the drafts of one briefing, by path and place. What looks at both editions belongs here, too."""
    problems: list[Problem] = []
    for draft in drafts:
        reading = briefings.read(draft.path, draft.text.encode("utf-8"), config)
        problems += reading.problems
        language = config.language(draft.source.language)
        if language is not None:
            problems += texts.problems(draft.path, draft.text, language, config, {})
    return tuple(sorted(problems))
