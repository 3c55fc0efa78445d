"""A briefing with two full editions -> a page of each language that sets both side by side.

The page's own language comes first, so that it stands where that language begins: Persian on the right of a Persian
page and of an English one too.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model import Briefing, Edition, Language
from plugins.site.aligning import rows
from plugins.site.context import SiteContext, briefing_path
from plugins.site.entries import date_view
from plugins.site.frame import Leaf, Said, View, page
from plugins.site.views import Link, ParallelSide, ParallelView
from plugins.sources.references import prefix_ids


def parallel_path(slug: str, tag: str, other: str) -> str:
    """The page that sets both editions of a briefing side by side, in the words of the first language."""
    return f"{tag}-{other}/{slug}.html"


def editions(briefing: Briefing) -> tuple[Edition, ...]:
    """The full editions that can be set side by side, in the order of the site's languages; none where one is alone."""
    full = tuple(e for e in briefing.editions if e.extent == "full" and e.status != "withdrawn")
    return full if len(full) > 1 else ()


def parallel_pages(context: SiteContext, briefing: Briefing) -> Iterator[Leaf]:
    """The page in each language that has a full edition, with one other edition beside it."""
    full = editions(briefing)
    for edition in full:
        other = next(e for e in full if e is not edition)
        tag = edition.language
        yield page(
            context,
            tag,
            path=parallel_path(briefing.slug, tag, other.language),
            template="pages/parallel.html",
            parts=(context.parts.listed(briefing), context.parts.whole(edition), context.parts.whole(other)),
            view=_view(context, edition, other),
            twins={
                tag: (parallel_path(briefing.slug, tag, other.language), True),
                other.language: (parallel_path(briefing.slug, other.language, tag), True),
            },
            noindex=edition.status != "published" or other.status != "published",
            modified=max(edition.updated, other.updated, key=lambda m: m.at).iso if context.config.site_url else "",
            sources=(edition.path, other.path),
        )


def _view(context: SiteContext, edition: Edition, other: Edition) -> View:
    def make() -> tuple[ParallelView, Said]:
        tag = edition.language
        path = parallel_path(edition.slug, tag, other.language)
        words, language = context.strings[tag], context.language(tag)
        bodies = [context.resolve(e.body.html, path) for e in (edition, other)]
        view = ParallelView(
            kicker=words("parallel"),
            date=date_view(edition.date, language),
            sides=(
                _side(context, edition, language),
                _side(context, other, context.language(other.language)),
            ),
            # One page, two texts: their headings and notes may bear the same names.
            rows=rows(bodies[0], prefix_ids(bodies[1], f"{other.language}-")),
        )
        said = Said(
            title=f"{edition.title.plain} ({words('parallel')})",
            description=edition.summary.plain if edition.summary else "",
            og_type="article",
            published=edition.date.iso,
            modified=edition.updated.iso,
        )
        return view, said

    return make


def _side(context: SiteContext, edition: Edition, language: Language) -> ParallelSide:
    return ParallelSide(
        language=language,
        title=edition.title,
        summary=edition.summary,
        key_points=tuple(point.html for point in edition.key_points),
        key_points_title=context.strings[language.tag]("key_points"),
        page=Link(context.language_name(edition.language, language.tag), briefing_path(edition.slug, language.tag)),
    )
