"""An edition -> how to cite it, as a line of HTML in its language."""

from __future__ import annotations

from markupsafe import escape

from plugins.model import Edition, Html
from plugins.persian.dates import both
from plugins.site.context import SiteContext, briefing_path


def citation(context: SiteContext, edition: Edition) -> Html:
    """Authors, title in the language's quotation marks, publisher, day, and the address where it is known."""
    language = context.language(edition.language)
    people = context.collection.people
    names = [context.forms(people[p].names, language.tag) for p in edition.authors if p in people]
    url = context.config.absolute(briefing_path(edition.slug, language.tag))
    opening, closing = language.quotes[:2]
    return Html(
        context.strings[language.tag](
            "cite_form",
            authors=context.typeset(language.comma.join(names), language.tag) + language.comma if names else "",
            title=f"{opening}{edition.title.html}{closing}",
            site=context.typeset(context.publisher(language.tag), language.tag),
            date=both(edition.date.day, language)[0],
            url=f'{language.comma}<bdi dir="ltr">{escape(url)}</bdi>' if url else "",
        )
    )
