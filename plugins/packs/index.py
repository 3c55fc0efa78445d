"""The articles of a pack and the glossary -> the articles with their names findable, and the pack's index of names.

An entry leads to the first mention in each briefing: a briefing begins on a page of its own, so no page stands twice
in an entry. Where a text has names in two scripts the index is there twice, sorted by each alphabet: who looks for
"Helmand" finds it without knowing how Persian writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plugins.model import Html, Language, Name
from plugins.packs.binding import Binding
from plugins.packs.values import Article, Index, IndexEntry, IndexGroup
from plugins.persian.collation import initial, sort_key
from plugins.sources.named import Named, indexed, mentions, named


def index(binding: Binding, articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Index, ...]]:
    """Both; no index where no article names anybody, nor of one article, which is short enough to look through."""
    names = binding.shelf.collection.names
    known = named(names.values(), binding.language, binding.shelf.config.languages)
    if known is None or len(articles) < 2:
        return tuple(articles), ()
    found: dict[str, list[str]] = {}
    marked = []
    for article in articles:
        body, anchors = _marked(article, known)
        marked.append(replace(article, body=body))
        for name, anchor in anchors.items():
            found.setdefault(name, []).append(anchor)
    rows = [binding.language, *(row for row in binding.shelf.config.languages if row != binding.language)]
    indexes = (_index(binding, row, [(names[key], tuple(anchors)) for key, anchors in found.items()]) for row in rows)
    return tuple(marked), tuple(made for made in indexes if made.groups)


def _marked(article: Article, known: Named) -> tuple[Html, dict[str, str]]:
    """The body with an anchor at each name's first mention, and name -> anchor."""
    anchors: dict[str, str] = {}
    out: list[str] = []
    done = 0
    for mention in mentions(article.body, known):
        if mention.id not in anchors:
            anchors[mention.id] = anchor = f"{article.id}:g-name-{mention.id}"
            words = article.body[mention.start : mention.end]
            out += [article.body[done : mention.start], f'<span id="{anchor}">{words}</span>']
            done = mention.end
    body = Html("".join([*out, article.body[done:]]))
    around = (*([article.summary.html] if article.summary else []), *article.key_points)
    for part in around:
        for mention in mentions(Html(part), known):
            anchors.setdefault(mention.id, article.id)
    return body, anchors


def _index(binding: Binding, row: Language, found: Iterable[tuple[Name, tuple[str, ...]]]) -> Index:
    """Under the letters of a language, with the pack's own form beside where that is another."""
    entries = []
    for name, anchors in found:
        form = indexed(name, row)
        if form:
            other = next(
                (other for other in binding.shelf.config.languages if other != row and _form(name, other)), None
            )
            entry = IndexEntry(
                binding.typeset_in(form, row),
                binding.typeset_in(_form(name, other), other) if other else Html(""),
                other,
                anchors,
            )
            entries.append((sort_key(form, row), initial(form, row), entry))
    entries.sort(key=lambda entry: entry[0])
    letters = dict.fromkeys(letter for _, letter, _ in entries)
    groups = tuple(IndexGroup(letter, tuple(e for _, own, e in entries if own == letter)) for letter in letters)
    words = binding.words
    return Index(words("pdf_index_by", language=words(f"language_{row.tag}")), row, groups)


def _form(name: Name, row: Language) -> str:
    return name.full.get(row.tag) or name.names.get(row.tag, "")
