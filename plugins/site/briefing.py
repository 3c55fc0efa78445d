"""A briefing -> its page in every language of the site: edition, summary, stub or tombstone.

A summary says that it is one and leads to the full text; a stub says in its reader's language that there is none,
with the title and the way to the other; a tombstone keeps the address of what was withdrawn, and why.

Over 300 lines: every kind of a briefing's page beside the others; sources, attachments and downloads may leave next.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from plugins.model import Briefing, Download, Edition, Html, Language, Pack, Person, link
from plugins.persian.dates import both
from plugins.persian.numbers import digits
from plugins.persian.sizes import file_size
from plugins.site import cards, cite, json_ld, mentions, notices, pictures, share, side_notes, wide_tables
from plugins.site.context import SiteContext, briefing_path
from plugins.site.entries import Entries, date_view, topic_links
from plugins.site.frame import Leaf, Said, page
from plugins.site.lists import Shelves
from plugins.site.parallel import parallel_links, parallel_pages
from plugins.site.views import (
    EMPTY,
    BriefingView,
    CorrectionView,
    Entry,
    FileLink,
    Link,
    Notice,
    PictureView,
    SourceView,
)
from plugins.values import dataclass

_WORDS_A_MINUTE = 200
"""Of silent reading; Brysbaert 2019 gives 238 for English, less for careful reading of a report."""
_TEMPLATE = "pages/briefing.html"


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands around a briefing: the slugs of the newer and the older one, and its week's pack."""

    newer: str
    older: str
    week: Pack | None


def briefing_pages(
    context: SiteContext, entries: Shelves
) -> Iterator[tuple[str, tuple[str, ...], Callable[[], list[Leaf]]]]:
    """All pages of all briefings, month by month: the month, what decides its pages, and what plans them."""
    slugs = ["", *(b.slug for b in context.listed), ""]
    places = {slug: place for place, slug in enumerate(slugs)}
    weeks = {slug: pack for pack in context.packs if pack.kind == "week" for slug in pack.briefings}
    around = {"": ""} | {b.slug: context.parts.rough(b) for b in context.listed}
    months: dict[str, list[tuple[Briefing, _Near]]] = {}
    for briefing in context.collection.briefings:
        slug, day = briefing.slug, briefing.date.day
        place = places.get(slug, 0)
        near = _Near(slugs[place - 1], slugs[place + 1], weeks.get(slug)) if place else _Near("", "", None)
        months.setdefault(f"{day.year}-{day.month}", []).append((briefing, near))
    for month, members in months.items():
        decided = [part for briefing, near in members for part in _decided(context, briefing, near, around)]
        yield month, tuple(decided), partial(_pages, context, members, entries)


def _decided(context: SiteContext, briefing: Briefing, near: _Near, around: Mapping[str, str]) -> Iterator[str]:
    """What decides the pages of a briefing in all languages."""
    yield context.parts.rough(briefing)
    yield from map(context.parts.rough_whole, briefing.editions)
    yield around[near.newer]
    yield around[near.older]
    if near.week:
        yield f"{near.week.id}:{near.week.languages}"


def _pages(context: SiteContext, members: Sequence[tuple[Briefing, _Near]], entries: Shelves) -> list[Leaf]:
    leaves = []
    for briefing, near in members:
        twins = {
            row.tag: (briefing_path(briefing.slug, row.tag), context.live(briefing, row.tag) is not None)
            for row in context.config.languages
        }
        leaves += [_page(context, briefing, row, entries[row.tag], near, twins) for row in context.config.languages]
        leaves += parallel_pages(context, briefing)
    return leaves


def _page(
    context: SiteContext,
    briefing: Briefing,
    row: Language,
    entries: Entries,
    near: _Near,
    twins: Mapping[str, tuple[str, bool]],
) -> Leaf:
    tag = row.tag
    path = briefing_path(briefing.slug, tag)
    edition = briefing.edition(tag)
    shown = edition or context.shown(briefing, tag) or briefing.original
    downloads: tuple[Download, ...] = ()
    parts = [context.parts.listed(briefing)]
    if edition or shown.status == "withdrawn":
        parts.append(context.parts.whole(shown))
    if edition and edition.status != "withdrawn":
        parts += [context.parts.names, notices.decided(briefing, edition)]
        pack = context.pack_pdf(near.week, tag) if near.week else ""
        downloads = _downloads(context, edition, _other_edition(briefing, edition), pack)
        parts += [repr(downloads), *entries.parts((near.newer, near.older))]

    def view() -> tuple[BriefingView, Said]:
        if shown.status == "withdrawn":
            return _tombstone(context, shown, tag)
        if edition is None:
            return _stub(context, shown, tag)
        around = (entries.get(near.newer), entries.get(near.older))
        return _edition(context, briefing, edition, path, around, downloads)

    return page(
        context,
        tag,
        path=path,
        template=_TEMPLATE,
        parts=tuple(parts),
        view=view,
        twins=twins,
        noindex=edition is None or edition.status != "published",
        modified=edition.updated.iso if edition and context.config.site_url else "",
        needs=tuple(d.output for d in downloads),
        sources=tuple(e.path for e in briefing.editions),
    )


def _other_edition(briefing: Briefing, edition: Edition) -> Edition | None:
    return next((e for e in briefing.editions if e is not edition and e.status != "withdrawn"), None)


def _stub(context: SiteContext, shown: Edition, tag: str) -> tuple[BriefingView, Said]:
    words = context.strings[tag]
    language = context.language(shown.language)
    name = context.language_name(shown.language, tag)
    full = Link(words("notice_stub_link", language=name), briefing_path(shown.slug, shown.language))
    notice = Notice(words("notice_stub", language=name), full)
    view = BriefingView(
        kind="stub",
        title=shown.title,
        language=language,
        date=date_view(shown.date, context.language(tag)),
        notices=(notice,),
        summary=shown.summary,
        topics=topic_links(context, shown.topics, tag),
    )
    return view, Said(shown.title.plain, notice.text)


def _tombstone(context: SiteContext, edition: Edition, tag: str) -> tuple[BriefingView, Said]:
    language = context.language(tag)
    notice = Notice(context.strings[tag]("notice_withdrawn"))
    view = BriefingView(
        kind="withdrawn",
        title=edition.title,
        language=context.language(edition.language),
        date=date_view(edition.date, language),
        modified=date_view(edition.modified, language) if edition.modified else None,
        notices=(notice,),
        reason=context.typeset(edition.reason, edition.language),
    )
    return view, Said(edition.title.plain, notice.text)


def _edition(
    context: SiteContext,
    briefing: Briefing,
    edition: Edition,
    path: str,
    near: tuple[Entry | None, Entry | None],
    downloads: tuple[Download, ...],
) -> tuple[BriefingView, Said]:
    tag = edition.language
    words, language = context.strings[tag], context.language(tag)
    other = _other_edition(briefing, edition)
    minutes = max(1, math.ceil(edition.body.words / _WORDS_A_MINUTE))
    body, mentioned = mentions.mark(context.resolve(edition.body.html, path), context.language_names(tag))
    headings = [h for h in edition.body.headings if h.level == 2]
    view = BriefingView(
        kind=edition.extent,
        title=edition.title,
        language=language,
        date=date_view(edition.date, language),
        modified=date_view(edition.modified, language) if edition.modified else None,
        notices=notices.notices(context, briefing, edition, other),
        summary=edition.summary,
        series=_series(context, edition),
        number=words("number", number=digits(edition.number, language)) if edition.number else "",
        authors=_people(context, edition.authors, tag),
        translators=_people(context, edition.translators, tag),
        reviewers=_people(context, edition.reviewers, tag),
        topics=topic_links(context, edition.topics, tag),
        key_points=tuple(context.resolve(point.html, path) for point in edition.key_points),
        contents=tuple((h.id, context.typeset(h.text, tag)) for h in headings) if len(headings) > 2 else (),
        body=wide_tables.scrolling(side_notes.beside(body), words),
        mentioned=mentioned,
        picture=_picture(context, edition, path),
        sources=_sources(context, edition),
        corrections=tuple(
            CorrectionView(date_view(c.date, language), context.resolve(c.text.html, path)) for c in edition.corrections
        ),
        attachments=_attachments(context, edition),
        downloads=downloads,
        other=_other(context, other) if other else None,
        other_note=_other_note(context, other, tag) if other else "",
        parallel=parallel_links(context, briefing, edition),
        cite=cite.citation(context, edition),
        records=cite.records(context, edition),
        share=share.share(context, edition),
        reading=words("reading", minutes=digits(minutes, language)),
        newer=near[0],
        older=near[1],
    )
    return view, _said(context, edition)


def _said(context: SiteContext, edition: Edition) -> Said:
    image = ""
    if edition.image and edition.image.target in context.collection.pictures:
        image = pictures.largest(context.collection.pictures[edition.image.target], context.config)
    elif cards.has_card(context, edition):
        image = cards.card_path(edition)
    language = context.language(edition.language)
    return Said(
        title=edition.title.plain,
        description=edition.summary.plain if edition.summary else "",
        og_type="article",
        og_image=image,
        published=edition.date.iso,
        modified=edition.updated.iso,
        author=language.comma.join(cite.authors(context, edition)),
        json_ld=json_ld.report(context, edition, image),
    )


def _series(context: SiteContext, edition: Edition) -> Link | None:
    series = context.collection.series.get(edition.series)
    tag = edition.language
    return Link(context.name(series.names, tag), f"{tag}/series/{series.id}.html") if series else None


def _people(context: SiteContext, ids: tuple[str, ...], tag: str) -> tuple[Link, ...]:
    found: list[Person] = [context.collection.people[i] for i in ids if i in context.collection.people]
    return tuple(Link(context.name(p.names, tag), f"{tag}/people/{p.id}.html") for p in found)


def _picture(context: SiteContext, edition: Edition, path: str) -> PictureView | None:
    image = edition.image
    if not image or image.target not in context.collection.pictures:
        return None
    picture = context.collection.pictures[image.target]
    attributes = pictures.attributes(picture, context.config, lambda target: link(path, target)) | {
        "alt": image.alt,
        "loading": "eager",
    }
    credit = EMPTY
    if image.credit:
        who = context.typeset(image.credit, edition.language)
        credit = Html(context.strings[edition.language]("picture_credit", credit=who))
    return PictureView(tuple(attributes.items()), image.caption, credit)


def _sources(context: SiteContext, edition: Edition) -> tuple[SourceView, ...]:
    language = context.language(edition.language)
    return tuple(
        SourceView(
            title=source.title,
            publisher=context.typeset(source.publisher, edition.language),
            url=source.url,
            date=both(source.date.day, language)[0] if source.date else "",
        )
        for source in edition.sources
    )


def _attachments(context: SiteContext, edition: Edition) -> tuple[FileLink, ...]:
    links = []
    for attachment in edition.attachments:
        path = context.content_path(attachment.target)
        if path:
            words = context.strings[edition.language]
            note = path.rpartition(".")[2].upper()
            blob = context.collection.blobs.get(attachment.target)
            if blob:  # a picture is drawn anew, and its size is not known yet
                # The size first: after Latin letters a Persian number would join their run (UAX #9, W7).
                note = f"{file_size(blob.size, words)}{words.language.comma}{note}"
            title = attachment.title or attachment.target.rpartition("/")[2]
            links.append(FileLink(context.typeset(title, edition.language), path, note))
    return tuple(links)


def _downloads(context: SiteContext, edition: Edition, other: Edition | None, pack: str) -> tuple[Download, ...]:
    if not context.pdfs:
        return ()
    words = context.strings[edition.language]
    rows = list(context.download(context.edition_pdf(edition), words("download_edition"), edition.language))
    rows += context.download(context.edition_pdf(edition, "archive"), words("format_archive"), edition.language)
    if other:
        label = words("download_other", language=context.language_name(other.language, edition.language))
        rows += context.download(context.edition_pdf(other), label, other.language)
        both_in_one = context.bilingual_pdf(edition, other)
        rows += context.download(both_in_one, words("download_bilingual"), edition.language)
    rows += context.download(pack, words("download_pack"), edition.language)
    return tuple(rows)


def _other(context: SiteContext, other: Edition) -> Link:
    return Link(other.title.html, briefing_path(other.slug, other.language), context.language(other.language))


def _other_note(context: SiteContext, other: Edition, tag: str) -> str:
    key = "other_summary" if other.extent == "summary" else "other_full"
    return context.strings[tag](key, language=context.language_name(other.language, tag))
