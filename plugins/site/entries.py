"""A briefing -> its entry in a language's lists.

Where the language has no edition the other's title stands, marked and in its own direction: never a silent gap.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.model import Briefing, Language, Moment
from plugins.persian.dates import both
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext, briefing_path
from plugins.site.views import DateView, Entry, Link


def date_view(moment: Moment, language: Language) -> DateView:
    """A moment in both calendars, the language's own first."""
    first, second = both(moment.day, language)
    return DateView(moment.iso, first, second, clock(moment, language))


def clock(moment: Moment, language: Language) -> str:
    """The time of day that an author gave; empty where none was given."""
    return digits(f"{moment.at:%H:%M}", language) if moment.timed else ""


def topic_links(context: SiteContext, topics: tuple[str, ...], tag: str) -> tuple[Link, ...]:
    """Links to topic pages, in the author's order."""
    known = context.collection.topics
    return tuple(Link(context.name(known[t].names, tag), f"{tag}/topics/{t}.html") for t in topics if t in known)


def entry(context: SiteContext, briefing: Briefing, tag: str) -> Entry:
    """A briefing as a language's lists show it. The briefing must be one of `context.listed`."""
    shown = context.shown(briefing, tag)
    if shown is None:
        raise ValueError(briefing.slug)
    words = context.strings[tag]
    mark = ""
    if shown.language != tag:
        mark = words("mark_only", language=context.language_name(shown.language, tag))
    elif shown.extent == "summary":
        mark = words("mark_summary")
    if shown.status in ("draft", "embargoed") and context.config.drafts:
        mark = words("mark_draft")
    return Entry(
        path=briefing_path(briefing.slug, tag),
        title=shown.title,
        language=context.language(shown.language),
        date=date_view(shown.date, context.language(tag)),
        summary=shown.summary,
        topics=topic_links(context, shown.topics, tag),
        number=digits(shown.number, context.language(tag)),
        mark=mark,
        foreign=shown.language != tag,
    )


class Entries:
    """The entries of a language's lists, each made when it is first shown."""

    def __init__(self, context: SiteContext, tag: str) -> None:
        """`tag`: the language of the lists."""
        self._context, self._tag = context, tag
        self._briefings = {briefing.slug: briefing for briefing in context.listed}
        self._made: dict[str, Entry] = {}

    def __getitem__(self, slug: str) -> Entry:
        """The entry of a briefing of `context.listed`."""
        if slug not in self._made:
            self._made[slug] = entry(self._context, self._briefings[slug], self._tag)
        return self._made[slug]

    def get(self, slug: str) -> Entry | None:
        """The same, or None for a slug that no list has."""
        return self[slug] if slug in self._briefings else None

    def parts(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """What decides some entries; empty for a slug that no list has."""
        table, listed = self._briefings, self._context.parts.listed
        return tuple(listed(table[slug]) if slug in table else "" for slug in slugs)
