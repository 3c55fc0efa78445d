"""The collection -> its packs: one for each ISO week with briefings, then the curated of `content/packs/`.

A week runs from Monday to Sunday (ISO 8601): the one week that readers of both calendars can look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plugins.config import SiteConfig
from plugins.model import Briefing, Collection, Edition, Pack, Strings
from plugins.persian.dates import week_days, written_range


def printable(briefing: Briefing, language: str) -> Edition | None:
    """The edition that a PDF in a language prints: its own, unless it was withdrawn."""
    edition = briefing.edition(language)
    return None if briefing.withdrawn or edition is None or edition.status == "withdrawn" else edition


def plan(collection: Collection, config: SiteConfig, strings: Mapping[str, Strings]) -> tuple[Pack, ...]:
    """All packs, newest week first, then curated by id. Briefings of a week in order of date, then slug.

    Slugs of a curated pack that are missing or withdrawn are left out, and so is a pack without any.
    """
    living = {b.slug: b for b in collection.briefings if any(printable(b, e.language) for e in b.editions)}
    weeks = _weeks(living.values(), config, strings) if config.week_packs else ()
    curated = (_living(pack, living, config) for pack in sorted(collection.packs, key=lambda p: p.id))
    return tuple(pack for pack in (*weeks, *curated) if pack.languages)


def _weeks(briefings: Iterable[Briefing], config: SiteConfig, strings: Mapping[str, Strings]) -> tuple[Pack, ...]:
    by_week: dict[tuple[int, int], list[Briefing]] = {}
    for briefing in briefings:
        year, week, _ = briefing.date.day.isocalendar()
        by_week.setdefault((year, week), []).append(briefing)
    return tuple(_week(key, by_week[key], config, strings) for key in sorted(by_week, reverse=True))


def _week(week: tuple[int, int], briefings: list[Briefing], config: SiteConfig, strings: Mapping[str, Strings]) -> Pack:
    days = week_days(*week)
    ordered = sorted(briefings, key=lambda b: (b.date.at, b.slug))
    return Pack(
        id=f"week-{week[0]}-w{week[1]:02}",
        titles={
            row.tag: strings[row.tag]("pdf_week_title", dates=written_range(*days, row.calendars[0], row))
            for row in config.languages
        },
        briefings=tuple(b.slug for b in ordered),
        languages=_languages(ordered, config),
    )


def _living(pack: Pack, living: dict[str, Briefing], config: SiteConfig) -> Pack:
    slugs = tuple(dict.fromkeys(slug for slug in pack.briefings if slug in living))
    there = _languages([living[slug] for slug in slugs], config)
    wanted = pack.languages or there
    return replace(pack, briefings=slugs, languages=tuple(tag for tag in there if tag in wanted))


def _languages(briefings: list[Briefing], config: SiteConfig) -> tuple[str, ...]:
    """Those in which at least one of the briefings can be printed."""
    return tuple(row.tag for row in config.languages if any(printable(b, row.tag) for b in briefings))
