"""An edition, or a pack in a language -> the job of its PDF: a PdfDocument, and the pictures it needs."""

from __future__ import annotations

import hashlib
import re

from plugins.model import Briefing, Calendar, Edition, Job, Language, Moment, Pack, Text
from plugins.packs.articles import article
from plugins.packs.binding import Binding, Shelf
from plugins.packs.plan import printable
from plugins.packs.values import Colophon, ContentsLine, Cover, PdfDocument
from plugins.persian.dates import both, week_days, written_range
from plugins.persian.numbers import digits

_SAME_DATE = re.compile(r"(?<=\d) (?=\w)")
"""The space of "2 November": a large title must not break there."""


def edition_job(shelf: Shelf, briefing: Briefing, edition: Edition, path: str) -> Job:
    """The job of an edition's own PDF."""
    binding = Binding(shelf, _row(shelf, edition.language), (edition,))
    printed = article(binding, briefing, edition)
    value = PdfDocument(
        path=path,
        source=edition.path,
        language=binding.language,
        masthead=binding.masthead,
        title=edition.title.plain,
        description=edition.summary.plain if edition.summary else "",
        authors=_authors(binding),
        keywords=binding.names(shelf.collection.topics, edition.topics),
        created=edition.date.iso,
        modified=edition.updated.iso,
        articles=(printed,),
    )
    return Job("pdf", value, tuple(binding.blobs))


def pack_job(shelf: Shelf, pack: Pack, briefings: tuple[Briefing, ...], tag: str, path: str) -> Job:
    """The job of a pack's PDF in one of its languages. `briefings` are the pack's, in its order."""
    editions = {b.slug: e for b in briefings if (e := printable(b, tag))}
    binding = Binding(shelf, _row(shelf, tag), tuple(editions.values()))
    cover = _cover(binding, pack, briefings)
    newest = max(e.updated.at for e in binding.editions)
    topics = dict.fromkeys(topic for e in binding.editions for topic in e.topics)
    value = PdfDocument(
        path=path,
        source=pack.path,
        language=binding.language,
        masthead=binding.masthead,
        title=binding.words(
            "pdf_title", site=binding.masthead, kicker=cover.kicker, title=_title(binding, pack, briefings)
        ),
        description=pack.summaries.get(tag) or cover.count,
        authors=_authors(binding),
        keywords=binding.names(shelf.collection.topics, topics),
        created=newest.isoformat(),
        modified=newest.isoformat(),
        articles=tuple(article(binding, b, editions[b.slug]) for b in briefings if b.slug in editions),
        cover=cover,
        contents=tuple(_line(binding, b, editions.get(b.slug)) for b in briefings),
        colophon=_colophon(binding, Moment(newest)),
    )
    return Job("pdf", value, tuple(binding.blobs))


def _row(shelf: Shelf, tag: str) -> Language:
    row = shelf.config.language(tag)
    if row is None:
        raise KeyError(tag)
    return row


def _authors(binding: Binding) -> tuple[str, ...]:
    """Each author once; the publisher where none is named."""
    ids = dict.fromkeys(person for e in binding.editions for person in e.authors)
    names = binding.names(binding.shelf.collection.people, ids)
    return names or (binding.named(binding.shelf.config.publisher) or binding.masthead,)


def _cover(binding: Binding, pack: Pack, briefings: tuple[Briefing, ...]) -> Cover:
    words, language = binding.words, binding.language
    others = [row.tag for row in binding.shelf.config.languages if row.tag in pack.languages and row != language]
    return Cover(
        kicker=words("pdf_selected" if pack.path else "pdf_week"),
        title=binding.typeset(_SAME_DATE.sub("\u00a0", _title(binding, pack, briefings))),
        dates=_dates(binding, pack, briefings),
        about=binding.typeset(pack.cover.get(language.tag) or pack.summaries.get(language.tag, "")),
        count=_count(binding, len(briefings)),
        languages=words("pdf_also", languages=language.comma.join(words(f"language_{o}") for o in others))
        if others
        else "",
    )


def _title(binding: Binding, pack: Pack, briefings: tuple[Briefing, ...]) -> str:
    """A week's is its days in the language's first calendar: the kicker has said that it is a week."""
    language = binding.language
    return binding.named(pack.titles) if pack.path else _week(briefings, language.calendars[0], language)


def _week(briefings: tuple[Briefing, ...], calendar: Calendar, language: Language) -> str:
    year, week, _ = briefings[0].date.day.isocalendar()
    return written_range(*week_days(year, week), calendar, language)


def _dates(binding: Binding, pack: Pack, briefings: tuple[Briefing, ...]) -> tuple[str, ...]:
    """The days that a pack spans, in both calendars; a week has those of the first as its title."""
    language = binding.language
    if not pack.path:
        return tuple(_week(briefings, calendar, language) for calendar in language.calendars[1:])
    days = sorted(b.date.day for b in briefings)
    if days[0] == days[-1]:
        return both(days[0], language)
    return tuple(written_range(days[0], days[-1], calendar, language) for calendar in language.calendars)


def _count(binding: Binding, count: int) -> str:
    return binding.words.plural("entries_count", count, count=digits(count, binding.language))


def _line(binding: Binding, briefing: Briefing, edition: Edition | None) -> ContentsLine:
    shown = edition or next(e for e in briefing.editions if printable(briefing, e.language))
    mark = ""
    if edition is None:
        mark = binding.words("mark_only", language=binding.words(f"language_{shown.language}"))
    elif edition.extent == "summary":
        mark = binding.words("mark_summary")
    summary = shown.summary
    return ContentsLine(
        anchor=edition.slug if edition else "",
        title=shown.title,
        language=_row(binding.shelf, shown.language),
        date=binding.day(briefing.date),
        number=binding.words("number", number=digits(shown.number, binding.language)) if shown.number else "",
        summary=Text(summary.plain, binding.line(summary.html, shown)) if summary and edition else None,
        mark=mark,
    )


def _colophon(binding: Binding, newest: Moment) -> Colophon:
    texts = hashlib.sha256("".join(e.digest for e in binding.editions).encode()).hexdigest()
    return Colophon(
        modified=binding.day(newest),
        licence=binding.typeset(binding.named(binding.shelf.config.licence)),
        digest=" ".join(texts[i : i + 4] for i in range(0, 16, 4)),
        url=binding.shelf.config.absolute("index.html"),
    )
