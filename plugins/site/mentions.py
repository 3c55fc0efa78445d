"""The HTML of a text and the glossary -> the HTML with each name's first mention marked, and the names mentioned.

A marked name carries its form in the other languages, which shows on hover, focus or tap; screen readers are led to
the list at the foot instead (`aria-describedby`). A page hangs on names.yaml, so this is done when the page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from plugins.model import Html, Language, Name
from plugins.site.views import NameView
from plugins.sources.isolate import isolate
from plugins.sources.named import Named, mentions, named
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class LanguageNames:
    """The names of a table that a language has, ready to be looked for."""

    known: Named
    views: Mapping[str, NameView]


def language_names(names: Iterable[Name], language: Language, languages: Sequence[Language]) -> LanguageNames | None:
    """The names that a text of a language can mention; None if no name has a form in it and in another one."""
    others = [row for row in languages if row.tag != language.tag]
    views: dict[str, NameView] = {}
    shown: list[Name] = []
    for name in names:
        beside = tuple((_typeset(name, row, languages), row) for row in others if _best(name, row.tag))
        if beside and _best(name, language.tag):
            views[name.id] = NameView(f"g-name-{name.id}", _typeset(name, language, languages), beside)
            shown.append(name)
    known = named(shown, language, languages)
    return LanguageNames(known, views) if known else None


def _best(name: Name, tag: str) -> str:
    return name.full.get(tag) or name.names.get(tag, "")


def _typeset(name: Name, row: Language, languages: Sequence[Language]) -> Html:
    return isolate(escape(_best(name, row.tag), quote=False), row, languages)


def mark(html: Html, names: LanguageNames | None) -> tuple[Html, tuple[NameView, ...]]:
    """The text with first mentions marked, and the names that it mentions, in the order of their mentions."""
    if names is None:
        return html, ()
    listed: dict[str, NameView] = {}
    marked: set[str] = set()
    out: list[str] = []
    done = 0
    for mention in mentions(html, names.known):
        view = listed[mention.id] = names.views[mention.id]
        if mention.id not in marked and not mention.quiet:
            marked.add(mention.id)
            out += [html[done : mention.start], _marked(html[mention.start : mention.end], view)]
            done = mention.end
    return Html("".join([*out, html[done:]])), tuple(listed.values())


def _marked(words: str, view: NameView) -> str:
    glosses = "".join(
        f'<span class="g-gloss" lang="{row.tag}" dir="{row.direction}" aria-hidden="true" hidden>{form}</span>'
        for form, row in view.others
    )
    return f'<span class="g-name" tabindex="0" aria-describedby="{view.id}">{words}{glosses}</span>'
