"""A pack in a language -> the job of its PDF: cover, contents, the briefings in short, the briefings, and what ends it.

What ends it: an index of names, the sources, and a colophon by which anybody can verify the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta

from plugins.model import Briefing, Calendar, Edition, Job, Language, Moment, Pack, PackFormat, Text
from plugins.packs.articles import article
from plugins.packs.binding import Binding, Shelf
from plugins.packs.documents import archived, authors, language_row
from plugins.packs.index import index
from plugins.packs.plan import printable
from plugins.packs.values import (
    Article,
    Colophon,
    ContentsLine,
    Cover,
    DigestLine,
    PdfDocument,
    SourceEntry,
    SourceLine,
    TextDigest,
)
from plugins.persian.collation import sort_key
from plugins.persian.dates import month_start, parts, week_days, written_range
from plugins.persian.numbers import digits

_SAME_DATE = re.compile(r"(?<=\d) (?=\w)")
"""The space of "2 November": a large title must not break there."""
_DIGEST_POINTS, _DIGEST_BRIEFINGS = 18, 18
"""What one page of key points holds; a pack of more briefings has its summaries in the contents only."""
_TEXTS = 60
"""Texts whose digests the colophon lists; of more, their common digest alone."""
_KICKERS = {"week": "pdf_week", "month": "pdf_month", "topic": "pdf_topic", "curated": "pdf_selected"}


def pack_job(shelf: Shelf, pack: Pack, briefings: tuple[Briefing, ...], tag: str, form: PackFormat, path: str) -> Job:
    """The job of a pack's PDF in one of its languages and formats. `briefings` are the pack's, in its order."""
    editions = {b.slug: e for b in briefings if (e := printable(b, tag))}
    binding = Binding(shelf, language_row(shelf, tag), tuple(editions.values()))
    cover = _cover(binding, pack, briefings)
    newest = max(e.updated.at for e in binding.editions)
    topics = dict.fromkeys(topic for e in binding.editions for topic in e.topics)
    articles, indexes = index(binding, [article(binding, b, editions[b.slug]) for b in briefings if b.slug in editions])
    value = PdfDocument(
        path=path,
        source=pack.path,
        language=binding.language,
        masthead=binding.masthead,
        title=binding.words(
            "pdf_title", site=binding.masthead, kicker=cover.kicker, title=_title(binding, pack, briefings)
        ),
        description=pack.summaries.get(tag) or cover.count,
        authors=authors(binding),
        keywords=binding.names(shelf.collection.topics, topics),
        created=newest.isoformat(),
        modified=newest.isoformat(),
        articles=articles,
        format=form,
        picture=f"assets/covers/{pack.id}.{tag}" if form == pack.formats[0] else "",
        cover=cover,
        contents=tuple(_line(binding, b, editions.get(b.slug)) for b in briefings),
        digest=_digest(articles),
        indexes=indexes,
        sources=_sources(binding, articles),
        colophon=_colophon(binding, Moment(newest)),
    )
    return archived(value, binding)


def _digest(articles: Sequence[Article]) -> tuple[DigestLine, ...]:
    """All briefings on one page, as far as that can be."""
    if not 1 < len(articles) <= _DIGEST_BRIEFINGS:
        return ()
    most = max(1, min(3, _DIGEST_POINTS // len(articles)))
    return tuple(
        DigestLine(a.id, a.title, a.key_points[:most] or ((a.summary.html,) if a.summary else ())) for a in articles
    )


def _sources(binding: Binding, articles: Sequence[Article]) -> tuple[SourceEntry, ...]:
    """Every source once, by its title; nothing where the pack has one briefing, whose own list says it all."""
    if len(articles) < 2:
        return ()
    found: dict[tuple[str, str], tuple[SourceLine, list[str]]] = {}
    for printed in articles:
        for line in printed.sources:
            _, anchors = found.setdefault((line.url, line.title.plain if not line.url else ""), (line, []))
            if printed.id not in anchors:
                anchors.append(printed.id)
    entries = [SourceEntry(line, tuple(anchors)) for line, anchors in found.values()]
    return tuple(sorted(entries, key=lambda entry: sort_key(entry.line.title.plain, binding.language)))


def _cover(binding: Binding, pack: Pack, briefings: tuple[Briefing, ...]) -> Cover:
    words, language = binding.words, binding.language
    others = [row.tag for row in binding.shelf.config.languages if row.tag in pack.languages and row != language]
    return Cover(
        kicker=words(_KICKERS[pack.kind]),
        number=words("number", number=digits(pack.number, language)) if pack.number else "",
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
    return (
        _span(pack, briefings, language.calendars[0], language) if pack.kind == "week" else binding.named(pack.titles)
    )


def _dates(binding: Binding, pack: Pack, briefings: tuple[Briefing, ...]) -> tuple[str, ...]:
    """The days that a pack spans, in both calendars; a week or a month has those of the first as its title."""
    language = binding.language
    calendars = language.calendars[1:] if pack.kind in ("week", "month") else language.calendars
    return tuple(_span(pack, briefings, calendar, language) for calendar in calendars)


def _span(pack: Pack, briefings: tuple[Briefing, ...], calendar: Calendar, language: Language) -> str:
    """The whole week or month; of others, from the first of their briefings to the last."""
    days = sorted(b.date.day for b in briefings)
    first, last = days[0], days[-1]
    if pack.kind == "week":
        first, last = week_days(*first.isocalendar()[:2])
    elif pack.kind == "month":
        year, month, _ = parts(first, language.calendars[0])
        first = month_start(year, month, language.calendars[0])
        last = month_start(year + month // 12, month % 12 + 1, language.calendars[0]) - timedelta(days=1)
    return written_range(first, last, calendar, language)


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
        language=language_row(binding.shelf, shown.language),
        date=binding.day(briefing.date),
        number=binding.words("number", number=digits(shown.number, binding.language)) if shown.number else "",
        summary=Text(summary.plain, binding.line(summary.html, shown)) if summary and edition else None,
        mark=mark,
    )


def _colophon(binding: Binding, newest: Moment) -> Colophon:
    texts = hashlib.sha256("".join(e.digest for e in binding.editions).encode()).hexdigest()
    listed = binding.editions if len(binding.editions) <= _TEXTS else ()
    return Colophon(
        modified=binding.day(newest),
        licence=binding.typeset(binding.named(binding.shelf.config.licence)),
        digest=_in_fours(texts),
        url=binding.shelf.config.absolute("index.html"),
        texts=tuple(TextDigest(e.title, language_row(binding.shelf, e.language), _in_fours(e.digest)) for e in listed),
    )


def _in_fours(digest: str) -> str:
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))
