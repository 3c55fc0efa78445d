"""The collection -> its packs: of each week, month and topic that the settings ask for, then the curated ones.

A week runs from Monday to Sunday (ISO 8601): the one week that readers of both calendars can look up. A month is one
of a calendar, so a month's pack is in the languages of which that is the first: others have other months.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from plugins.config import SiteConfig
from plugins.model import Briefing, Calendar, Collection, Edition, Pack, Query, Strings
from plugins.persian.dates import parts, week_days, written_month, written_range


def printable(briefing: Briefing, language: str) -> Edition | None:
    """The edition that a PDF in a language prints: its own, unless it was withdrawn."""
    edition = briefing.edition(language)
    return None if briefing.withdrawn or edition is None or edition.status == "withdrawn" else edition


def plan(collection: Collection, config: SiteConfig, strings: Mapping[str, Strings]) -> tuple[Pack, ...]:
    """All packs: weeks, months and topics, then curated by id. In those that the site makes, the oldest stands first.

    Slugs of a curated pack that are missing or withdrawn are left out, and so is a pack without any.
    """
    living = [b for b in collection.briefings if any(printable(b, e.language) for e in b.editions)]
    living.sort(key=lambda b: (b.date.at, b.slug))
    made = [
        *(_weeks(living, config, strings) if config.week_packs else ()),
        *(_months(living, config) if config.month_packs else ()),
        *(_topics(living, collection, config) if config.topic_packs else ()),
        *(_curated(pack, living, config) for pack in sorted(collection.packs, key=lambda p: p.id)),
    ]
    return tuple(pack for pack in made if pack.languages)


def _weeks(briefings: list[Briefing], config: SiteConfig, strings: Mapping[str, Strings]) -> Iterator[Pack]:
    """The newest first."""
    for (year, week), members in _grouped(briefings, lambda b: b.date.day.isocalendar()[:2]):
        days = week_days(year, week)
        yield Pack(
            id=f"week-{year}-w{week:02}",
            titles={
                row.tag: strings[row.tag]("pdf_week_title", dates=written_range(*days, row.calendars[0], row))
                for row in config.languages
            },
            briefings=tuple(b.slug for b in members),
            languages=_languages(members, config),
            kind="week",
            formats=config.pack_formats,
        )


def _months(briefings: list[Briefing], config: SiteConfig) -> Iterator[Pack]:
    """Calendar by calendar, the newest first."""
    for calendar in dict.fromkeys(row.calendars[0] for row in config.languages):
        rows = [row for row in config.languages if row.calendars[0] == calendar]
        for (year, month), members in _grouped(briefings, partial(_month, calendar)):
            there = _languages(members, config)
            yield Pack(
                id=f"month-{year}-{month:02}",
                titles={row.tag: written_month(year, month, calendar, row) for row in rows},
                briefings=tuple(b.slug for b in members),
                languages=tuple(row.tag for row in rows if row.tag in there),
                kind="month",
                formats=config.pack_formats,
            )


def _month(calendar: Calendar, briefing: Briefing) -> tuple[int, int]:
    year, month, _ = parts(briefing.date.day, calendar)
    return year, month


def _topics(briefings: list[Briefing], collection: Collection, config: SiteConfig) -> Iterator[Pack]:
    for topic in sorted(collection.topics.values(), key=lambda t: t.id):
        members = _found(Query(topic=topic.id, newest=config.topic_packs), briefings)
        if len(members) > 1:  # of one, its own PDF says all
            yield Pack(
                id=f"topic-{topic.id}",
                titles=topic.names,
                briefings=tuple(b.slug for b in members),
                languages=_languages(members, config),
                kind="topic",
                formats=config.pack_formats,
            )


def _curated(pack: Pack, briefings: list[Briefing], config: SiteConfig) -> Pack:
    living = {b.slug: b for b in briefings}
    if pack.query:
        members = _found(pack.query, briefings)
    else:
        members = [living[slug] for slug in dict.fromkeys(pack.briefings) if slug in living]
    there = _languages(members, config)
    wanted = pack.languages or there
    slugs = tuple(b.slug for b in members)
    return replace(pack, briefings=slugs, languages=tuple(tag for tag in there if tag in wanted))


def _found(query: Query, briefings: list[Briefing]) -> list[Briefing]:
    """Those that a query asks for, of briefings in the order of their days."""
    found = [
        b
        for b in briefings
        if (not query.topic or any(query.topic in e.topics for e in b.editions))
        and (not query.series or any(query.series == e.series for e in b.editions))
        and (not query.since or b.date.day >= query.since.day)
        and (not query.until or b.date.day <= query.until.day)
    ]
    return found[-query.newest :] if query.newest else found


def _grouped(briefings: list[Briefing], key: Callable[[Briefing], tuple[int, int]]) -> list[tuple[Any, list[Briefing]]]:
    """By a key that grows with the day; the newest first."""
    return [(found, [*members]) for found, members in groupby(briefings, key)][::-1]


def _languages(briefings: Iterable[Briefing], config: SiteConfig) -> tuple[str, ...]:
    """Those in which at least one of the briefings can be printed."""
    there = list(briefings)
    return tuple(row.tag for row in config.languages if any(printable(b, row.tag) for b in there))
