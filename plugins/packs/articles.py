"""An edition -> the Article that a PDF prints of it."""

from __future__ import annotations

from markupsafe import escape

from plugins.model import Briefing, Edition, Html, Text
from plugins.packs.binding import Binding
from plugins.packs.plan import printable
from plugins.packs.qr import code
from plugins.packs.values import Article, CorrectionLine, Fact, Figure, Link, SourceLine
from plugins.persian.dates import both
from plugins.persian.numbers import digits


def article(binding: Binding, briefing: Briefing, edition: Edition) -> Article:
    """Everything the page shows, in the order of the page."""
    collection, words = binding.shelf.collection, binding.words
    series = binding.names(collection.series, (edition.series,))
    changed = edition.modified is not None and edition.modified.day != edition.date.day
    return Article(
        id=edition.slug,
        title=edition.title,
        date=binding.day(edition.date),
        body=binding.body(edition),
        modified=binding.day(edition.updated) if changed else None,
        notice=_notice(binding, briefing, edition),
        other=_full_text(binding, briefing, edition),
        series=binding.typeset(series[0]) if series else Html(""),
        number=words("number", number=digits(edition.number, binding.language)) if edition.number else "",
        summary=_text(binding, edition.summary, edition),
        people=people(binding, edition),
        topics=tuple(map(binding.typeset, binding.names(collection.topics, edition.topics))),
        key_points=tuple(binding.line(point.html, edition) for point in edition.key_points),
        figure=figure(binding, edition),
        sources=sources(binding, edition),
        corrections=tuple(
            CorrectionLine(binding.day(c.date).first, binding.line(c.text.html, edition)) for c in edition.corrections
        ),
        cite=citation(binding, edition),
        qr=code(binding.url(edition)),
    )


def _text(binding: Binding, text: Text | None, edition: Edition) -> Text | None:
    return Text(text.plain, binding.line(text.html, edition)) if text else None


def _notice(binding: Binding, briefing: Briefing, edition: Edition) -> str:
    if edition.status in ("draft", "embargoed"):
        return binding.words("notice_draft")
    full = _full(briefing, edition)
    return binding.words("notice_summary", language=binding.words(f"language_{full.language}")) if full else ""


def _full(briefing: Briefing, edition: Edition) -> Edition | None:
    """The edition that this one is a summary of."""
    if edition.extent != "summary":
        return None
    others = (printable(briefing, e.language) for e in briefing.editions if e.language != edition.language)
    return next((e for e in others if e), None)


def _full_text(binding: Binding, briefing: Briefing, edition: Edition) -> Link | None:
    full = _full(briefing, edition)
    language = binding.shelf.config.language(full.language) if full else None
    return Link(full.title.plain, binding.url(full), language) if full and language else None


def people(binding: Binding, edition: Edition) -> tuple[Fact, ...]:
    table = binding.shelf.collection.people
    rows = (
        ("authors", edition.authors),
        ("translators", edition.translators),
        ("reviewers", edition.reviewers),
    )
    facts = (
        Fact(binding.words(key), binding.typeset(binding.language.comma.join(binding.names(table, ids))))
        for key, ids in rows
    )
    return tuple(fact for fact in facts if fact.text)


def figure(binding: Binding, edition: Edition) -> Figure | None:
    image = edition.image
    src = binding.picture(image.target) if image else ""
    if not image or not src:
        return None
    credit = binding.typeset(binding.words("picture_credit", credit=image.credit) if image.credit else "")
    return Figure(src, image.alt, _text(binding, image.caption, edition), credit)


def sources(binding: Binding, edition: Edition) -> tuple[SourceLine, ...]:
    return tuple(
        SourceLine(
            source.title,
            binding.typeset(source.publisher),
            source.url,
            both(source.date.day, binding.language)[0] if source.date else "",
        )
        for source in edition.sources
    )


def citation(binding: Binding, edition: Edition) -> Html:
    """As on the briefing's page: the words are in `cite_form`."""
    language = binding.language
    names = binding.names(binding.shelf.collection.people, edition.authors)
    url = binding.url(edition)
    opening, closing = language.quotes[:2]
    return Html(
        binding.words(
            "cite_form",
            authors=binding.typeset(language.comma.join(names)) + language.comma if names else "",
            title=f"{opening}{edition.title.html}{closing}",
            site=binding.typeset(binding.named(binding.shelf.config.publisher) or binding.masthead),
            date=both(edition.date.day, language)[0],
            url=f'{language.comma}<a class="url" dir="ltr" href="{escape(url)}">{escape(url)}</a>' if url else "",
        )
    )
