"""An edition -> how to cite it: a line of HTML in its language, and records for reference managers."""

from __future__ import annotations

from markupsafe import escape

from plugins.languages import ENGLISH
from plugins.model import Edition, Html
from plugins.persian.dates import both
from plugins.persian.numbers import ascii_digits
from plugins.site.bibliography import Record, bibtex, ris
from plugins.site.context import SiteContext, briefing_path
from plugins.site.views import RecordView
from plugins.sources.isolate import isolate


def authors(context: SiteContext, edition: Edition) -> list[str]:
    """The authors' names in the edition's language."""
    people = context.collection.people
    return [context.forms(people[p].names, edition.language) for p in edition.authors if p in people]


def citation(context: SiteContext, edition: Edition) -> Html:
    """Authors, title in the language's quotation marks, publisher, day, and the address where it is known."""
    language = context.language(edition.language)
    names = authors(context, edition)
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


def records(context: SiteContext, edition: Edition) -> tuple[RecordView, ...]:
    """The same for programs. A page's lines end with LF; where RIS is copied to, they end as it asks."""
    language = context.language(edition.language)
    record = Record(
        key=f"{edition.slug}-{language.tag}",
        title=edition.title.plain,
        authors=tuple(authors(context, edition)),
        publisher=context.publisher(language.tag),
        day=edition.date.day,
        language=language.tag,
        babel=language.babel,
        number=ascii_digits(edition.number),
        url=context.config.absolute(briefing_path(edition.slug, language.tag)),
        note=both(edition.date.day, language)[0] if language.calendars[0] != "gregorian" else "",
    )

    def shown(text: str) -> Html:
        lines = str(escape(text)).split("\n")  # each is a paragraph of its own, and most are plain
        return Html("\n".join([isolate(line, ENGLISH, context.config.languages) for line in lines]))

    return (
        RecordView("g-cite-bibtex", "BibTeX", shown(bibtex(record))),
        RecordView("g-cite-ris", "RIS", shown(ris(record).replace("\r\n", "\n")), crlf=True),
    )
