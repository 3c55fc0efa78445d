"""An edition -> what its reader must know before reading it, above the title: the gravest first.

Several may be true at once; each is a sentence and, where there is more to read, a way to it. A withdrawn edition has
one, of its own (`briefing`): nothing else that could be said of its text matters any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.model import Briefing, Edition, Moment
from plugins.persian.dates import both
from plugins.site.context import SiteContext, briefing_path
from plugins.site.entries import clock
from plugins.site.views import Link, Notice


def notices(context: SiteContext, briefing: Briefing, edition: Edition, other: Edition | None) -> tuple[Notice, ...]:
    """The notices of an edition's own page. `other`: the edition to which a summary leads."""
    return tuple(_notices(context, briefing, edition, other))


def decided(briefing: Briefing, edition: Edition) -> str:
    """What decides the notices and is said by another file: for the page's `parts`."""
    return "stale" if briefing.stale(edition) else ""


def unpublished(context: SiteContext, editions: Sequence[Edition], tag: str) -> Iterator[Notice]:
    """That a page is a preview."""
    if any(edition.status in ("draft", "embargoed") for edition in editions):
        yield Notice(context.strings[tag]("notice_draft"))


def stale(context: SiteContext, briefing: Briefing, edition: Edition, tag: str) -> Iterator[Notice]:
    """That the original's text has changed since this translation was made."""
    if briefing.stale(edition):
        words, original = context.strings[tag], briefing.original
        text = words("notice_stale", language=context.language_name(original.language, tag))
        yield Notice(text, Link(words("notice_stale_link"), briefing_path(original.slug, original.language)))


def _notices(context: SiteContext, briefing: Briefing, edition: Edition, other: Edition | None) -> Iterator[Notice]:
    tag = edition.language
    words = context.strings[tag]
    yield from unpublished(context, (edition,), tag)
    if edition.extent == "summary" and other:
        text = words("notice_summary", language=context.language_name(other.language, tag))
        yield Notice(text, Link(words("notice_summary_link"), briefing_path(other.slug, other.language)))
    if edition.corrections:
        newest = max((correction.date for correction in edition.corrections), key=lambda moment: moment.at)
        where = Link(words("notice_corrected_link"), f"{briefing_path(edition.slug, tag)}#g-corrections")
        yield Notice(words("notice_corrected", date=both(newest.day, context.language(tag))[0]), where)
    yield from stale(context, briefing, edition, tag)
    if edition.publish_at and edition.status == "published":
        yield Notice(_embargo(context, edition.publish_at, tag))


def _embargo(context: SiteContext, end: Moment, tag: str) -> str:
    language, words = context.language(tag), context.strings[tag]
    day = both(end.day, language)[0]
    if end.timed:
        return words("notice_embargo_timed", date=day, time=clock(end, language))
    return words("notice_embargo", date=day)
