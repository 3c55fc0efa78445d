"""Briefings by month -> the archive's index and a page for each month of each calendar, in each language.

Both calendars stand in both languages, so that a reader's month is found and the language switch leads to the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model import Briefing, Calendar, Language
from plugins.parts import digest
from plugins.persian.dates import parts, written_month
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext
from plugins.site.frame import Leaf, Said, page, settled
from plugins.site.lists import Shelves, list_view, paged
from plugins.site.views import ArchiveView, ArchiveYear, MonthLink

Month = tuple[int, int]
_CALENDARS: tuple[Calendar, ...] = ("solar-hijri", "gregorian")


def archive_pages(context: SiteContext, entries: Shelves) -> Iterator[Leaf]:
    """The index and every month that has briefings."""
    months = {calendar: _months(context.listed, calendar) for calendar in _CALENDARS}
    for row in context.config.languages:
        yield _index(context, row.tag, months)
        for calendar in row.calendars:
            for month, briefings in months[calendar].items():
                yield from _month(context, row.tag, calendar, month, briefings, entries)


def month_path(tag: str, month: Month) -> str:
    """ "fa/archive/1404-08.html": the year tells the calendar."""
    return f"{tag}/archive/{month[0]:04}-{month[1]:02}.html"


def _months(briefings: tuple[Briefing, ...], calendar: Calendar) -> dict[Month, list[Briefing]]:
    table: dict[Month, list[Briefing]] = {}
    for briefing in briefings:
        year, month, _ = parts(briefing.date.day, calendar)
        table.setdefault((year, month), []).append(briefing)
    return table


def _index(context: SiteContext, tag: str, months: dict[Calendar, dict[Month, list[Briefing]]]) -> Leaf:
    words, language = context.strings[tag], context.language(tag)
    calendars = tuple(
        (words(f"calendar_{calendar}"), _years(months[calendar], calendar, language)) for calendar in language.calendars
    )
    view = ArchiveView(words("archive"), words("archive_intro"), calendars)
    parts, make = settled(view, Said(view.title, view.intro))
    return page(
        context,
        tag,
        path=f"{tag}/archive.html",
        template="pages/archive.html",
        parts=parts,
        view=make,
        section="archive",
    )


def _years(months: dict[Month, list[Briefing]], calendar: Calendar, language: Language) -> tuple[ArchiveYear, ...]:
    """The years that have briefings, newest first, each with all its months in their order."""
    names = [name.removesuffix("\u0654") for name in language.months[calendar]]  # no year follows: no ezafe

    def link(year: int, number: int, name: str) -> MonthLink:
        found = months.get((year, number))
        if not found:
            return MonthLink(name)
        return MonthLink(name, month_path(language.tag, (year, number)), digits(len(found), language))

    return tuple(
        ArchiveYear(digits(year, language), tuple(link(year, number, name) for number, name in enumerate(names, 1)))
        for year in sorted({year for year, _ in months}, reverse=True)
    )


def _month(
    context: SiteContext,
    tag: str,
    calendar: Calendar,
    month: Month,
    briefings: list[Briefing],
    entries: Shelves,
) -> Iterator[Leaf]:
    title = written_month(*month, calendar, context.language(tag))
    view = list_view(context, tag, title, context.strings[tag]("archive"), len(briefings))
    path = month_path(tag, month)
    yield from paged(
        context,
        tag,
        [b.slug for b in briefings],
        entries[tag],
        lambda: view,
        path=path,
        folder=path.removesuffix(".html") + "/",
        said=Said(title),
        section="archive",
        parts=(digest(view),),
    )
