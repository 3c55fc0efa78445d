"""A briefing with two full editions -> a page that sets both side by side.

It stands in the masthead of the language that comes first in the site's table, and says what it is in both; that
language's column stands where its lines begin. Of three editions each two have such a page.
What is one edition's alone (sources, downloads, names, corrections) stays on its own page, to which its title leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from plugins.model import Briefing, Edition, Html
from plugins.site import notices
from plugins.site.context import SiteContext, briefing_path
from plugins.site.entries import date_view
from plugins.site.frame import Leaf, Said, View, page
from plugins.site.views import Link, ParallelSide, ParallelView
from plugins.site.wide_tables import scrolling, tables
from plugins.sources.addresses import prefix_ids
from plugins.sources.aligning import Row, rows


def parallel_path(slug: str, tag: str, other: str) -> str:
    """The page that sets two editions of a briefing side by side, in the order of the site's languages."""
    return f"{tag}-{other}/{slug}.html"


def parallel_links(context: SiteContext, briefing: Briefing, edition: Edition) -> tuple[Link, ...]:
    """From an edition's page to those that set another edition beside it; none where it is alone."""
    return tuple(
        Link(
            _called(context, briefing, edition, two if one is edition else one),
            parallel_path(briefing.slug, one.language, two.language),
        )
        for one, two in combinations(_full(briefing), 2)
        if edition in (one, two)
    )


def parallel_pages(context: SiteContext, briefing: Briefing) -> Iterator[Leaf]:
    """The pages of a briefing, one for each two full editions."""
    for edition, other in combinations(_full(briefing), 2):
        path = parallel_path(briefing.slug, edition.language, other.language)
        yield page(
            context,
            edition.language,
            path=path,
            template="pages/parallel.html",
            parts=(
                context.parts.listed(briefing),
                *map(context.parts.whole, (edition, other)),
                *(notices.decided(briefing, side) for side in (edition, other)),
            ),
            view=_view(context, briefing, edition, other),
            # Whoever asks for the other language here gets that edition; it is no translation of a page of both.
            twins={
                edition.language: (path, True),
                other.language: (briefing_path(briefing.slug, other.language), False),
            },
            noindex={edition.status, other.status} != {"published"},
            modified=max(edition.updated, other.updated, key=lambda m: m.at).iso if context.config.site_url else "",
            sources=(edition.path, other.path),
        )


def _full(briefing: Briefing) -> tuple[Edition, ...]:
    """The editions that can be set side by side, in the order of the site's languages."""
    return tuple(e for e in briefing.editions if e.extent == "full" and e.status != "withdrawn")


def _called(context: SiteContext, briefing: Briefing, edition: Edition, other: Edition) -> str:
    """What the page is called in the words of its language; of more than one it names the other language."""
    called = context.strings[edition.language]("parallel")
    if len(_full(briefing)) == 2:
        return called
    return f"{called} ({context.language_name(other.language, edition.language)})"


def _view(context: SiteContext, briefing: Briefing, edition: Edition, other: Edition) -> View:
    def make() -> tuple[ParallelView, Said]:
        tag = edition.language
        path = parallel_path(edition.slug, tag, other.language)
        called = _called(context, briefing, edition, other)
        bodies = [context.resolve(e.body.html, path) for e in (edition, other)]
        points = [tuple(context.resolve(point.html, path) for point in e.key_points) for e in (edition, other)]
        paired = len(points[0]) == len(points[1])
        view = ParallelView(
            sides=(
                _side(context, edition, called, () if paired else points[0]),
                _side(context, other, _called(context, briefing, other, edition), () if paired else points[1]),
            ),
            key_points=tuple(Row(*pair) for pair in zip(*points, strict=True)) if paired else (),
            # One page, two texts: their headings and notes may bear the same names.
            rows=_scrolling(
                context, (tag, other.language), rows(bodies[0], prefix_ids(bodies[1], f"{other.language}-"))
            ),
            notices=(
                *notices.unpublished(context, (edition, other), tag),
                *(said for side in (edition, other) for said in notices.stale(context, briefing, side, tag)),
            ),
        )
        said = Said(
            title=f"{edition.title.plain} ({called})",
            description=edition.summary.plain if edition.summary else "",
            og_type="article",
            published=edition.date.iso,
            modified=edition.updated.iso,
        )
        return view, said

    return make


def _scrolling(context: SiteContext, tags: tuple[str, str], aligned: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with their tables in boxes; each language numbers its own."""
    numbers = [0, 0]
    made = []
    for row in aligned:
        cells = []
        for side, cell in enumerate(row.cells):
            cells.append(scrolling(cell, context.strings[tags[side]], numbers[side]))
            numbers[side] += tables(cell)
        made.append(Row(*cells))
    return tuple(made)


def _side(context: SiteContext, edition: Edition, called: str, key_points: tuple[Html, ...]) -> ParallelSide:
    tag = edition.language
    words = context.strings[tag]
    return ParallelSide(
        language=context.language(tag),
        kicker=called,
        date=date_view(edition.date, context.language(tag)),
        title=edition.title,
        summary=edition.summary,
        key_points=key_points,
        key_points_title=words("key_points"),
        page=Link(words("other_full", language=context.language_name(tag, tag)), briefing_path(edition.slug, tag)),
    )
