"""An edition -> its card: the picture that a link to it shows in messengers and social media (Open Graph).

Made only for editions without a picture of their own. The name changes with what the card says, for those services
keep a picture under its address for months. Source: the Open Graph protocol, og:image.
"""

from __future__ import annotations

import hashlib

from plugins.languages import ARABIC_SCRIPT, LATIN_SCRIPT
from plugins.model import Edition, Job, Language, Output
from plugins.persian.dates import both
from plugins.site.context import SiteContext
from plugins.values import dataclass

_DRAWN = frozenset({ARABIC_SCRIPT, LATIN_SCRIPT})
"""The letters that theme/static/fonts has: a card of empty boxes is worse than none."""


@dataclass(frozen=True, slots=True)
class Card:
    """The value of a "card" job: every text as it is to be printed."""

    path: str
    language: Language
    title: str
    kicker: str
    """Series or topic, over the title; may be empty."""
    foot: str
    """Whose it is."""
    date: str


def card_path(edition: Edition) -> str:
    """Where an edition's card stands in `output/`."""
    said = repr((edition.title.plain, edition.date.iso, edition.series, edition.topics[:1]))
    mark = hashlib.blake2b(said.encode(), digest_size=4).hexdigest()
    return f"assets/cards/{edition.slug}.{edition.language}.{mark}.png"


def has_card(context: SiteContext, edition: Edition) -> bool:
    """Only where the site's address is known (og:image is absolute), and the fonts know the language's letters."""
    return bool(context.config.site_url) and context.language(edition.language).letters in _DRAWN


def card_output(context: SiteContext, edition: Edition) -> Output:
    """The output of an edition's card."""
    path = card_path(edition)

    def make() -> Job:
        value = Card(
            path=path,
            language=context.language(edition.language),
            title=edition.title.plain,
            kicker=_kicker(context, edition),
            foot=context.title(edition.language),
            date=both(edition.date.day, context.language(edition.language))[0],
        )
        return Job("card", value)

    parts = (context.parts.entry(edition), context.parts.named("series", edition.series))
    return Output(path, "card", parts, make, sources=(edition.path,))


def _kicker(context: SiteContext, edition: Edition) -> str:
    series = context.collection.series.get(edition.series)
    topic = next((context.collection.topics[t] for t in edition.topics if t in context.collection.topics), None)
    named = series or topic
    return context.forms(named.names, edition.language) if named else ""
