"""A series that series.yaml does not have."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.nearest import suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Problem


def unknown_series(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A series is an id of series.yaml.

    Bad: series: enery-notes
    Good: series: energy-notes
    """
    for briefing in collection.briefings:
        for edition in briefing.editions:
            if edition.series and edition.series not in collection.series and not edition.embedded:
                line, column = edition.marks.get("series", (1, 0))
                fix = suggestion(edition.series, collection.series, f"add {edition.series!r} to series.yaml")
                message = f"{edition.series!r} is not a series of series.yaml"
                yield Problem(edition.path, line, column, "unknown-series", message, fix)
