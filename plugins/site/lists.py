"""Briefings in an order -> the pages of a list.

Pages are numbered from the oldest, so that a new briefing changes the first page alone: `page-1` holds the oldest
`per_page`, and the first page (`index`, or the topic's own) holds the newest, between `per_page` and one less
than twice as many. When it is full, its older half becomes the next numbered page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plugins.model import Briefing, Person, Topic
from plugins.parts import digest
from plugins.persian.numbers import digits
from plugins.site.context import SiteContext
from plugins.site.entries import Entries
from plugins.site.frame import Leaf, Said, View, page
from plugins.site.views import EMPTY, Link, ListView, Pager
from plugins.values import dataclass

Shelves = Mapping[str, Entries]
"""Language tag -> its entries."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list: its number (0 for the first page), how many numbered ones there are, what it holds."""

    number: int
    numbered: int
    start: int
    stop: int
    """Places in the list, newest first."""


def slices(count: int, size: int) -> Iterator[Slice]:
    """The pages of a list of `count`, the first page first, then from the newest numbered page to `page-1`."""
    numbered = max(0, count // size - 1)
    first = count - numbered * size
    yield Slice(0, numbered, 0, first)
    for number in range(numbered, 0, -1):
        start = first + (numbered - number) * size
        yield Slice(number, numbered, start, start + size)


def paged(
    context: SiteContext,
    tag: str,
    slugs: Sequence[str],
    entries: Entries,
    view: Callable[[], ListView],
    *,
    path: str,
    folder: str,
    said: Said,
    section: str,
    parts: tuple[str, ...],
    template: str = "pages/list.html",
    x_default: str = "",
    needs: tuple[str, ...] = (),
    notes: Mapping[str, str] | None = None,
) -> Iterator[Leaf]:
    """All pages of a list. `path` is the first page's, `folder` that of the numbered ones, with its slash.

    `parts`: what decides `view` on the first page; a numbered one shows of it only what `said` says.
    `notes`: slug -> what stands beside its entry.
    """
    words, language = context.strings[tag], context.language(tag)

    def at(number: int, numbered: int) -> str:
        return path if number in (0, numbered + 1) else f"{folder}page-{number}.html"

    for part in slices(len(slugs), context.config.per_page):
        total = part.numbered + 1
        number = part.number or total
        # No total: it would change every page of the list when one is added.
        place = words("page_place", page=digits(number, language)) if part.number else words("page_newest")
        pager = Pager(
            newer=at(part.number + 1, part.numbered) if part.number else "",
            older=at(number - 1, part.numbered) if number > 1 else "",
            place=place if total > 1 else "",
        )
        shown = slugs[part.start : part.stop]
        beside = tuple((notes or {}).get(slug, "") for slug in shown)
        title = f"{said.title}{language.comma}{place}" if part.number else said.title
        yield page(
            context,
            tag,
            path=at(part.number, part.numbered),
            template=template,
            parts=(repr(said), repr(pager), *beside, *entries.parts(shown), *(() if part.number else parts)),
            view=_slice(view, [*zip(shown, beside, strict=True)], entries, pager, replace(said, title=title)),
            x_default="" if part.number else x_default,
            section=section,
            needs=() if part.number else needs,
        )


def _slice(
    view: Callable[[], ListView], slugs: list[tuple[str, str]], entries: Entries, pager: Pager, said: Said
) -> View:
    def make() -> tuple[ListView, Said]:
        shown = tuple(entries[slug]._replace(note=note) if note else entries[slug] for slug, note in slugs)
        content = replace(view(), entries=shown, pager=pager)
        if pager.newer:
            # Nothing here that the next briefing changes: the count stands on the first page alone.
            content = replace(content, leads=(), packs=(), topics=(), writers=(), about=EMPTY, count="", downloads=())
        return content, said

    return make


def list_view(context: SiteContext, tag: str, title: str, kicker: str, count: int, about: str = "") -> ListView:
    """A list's heading, without entries."""
    shown = digits(count, context.language(tag))
    return ListView(
        title=context.typeset(title, tag),
        kicker=kicker,
        about=context.typeset(about, tag),
        entries=(),
        pager=Pager(),
        count=context.strings[tag].plural("entries_count", count, count=shown),
    )


def decided(context: SiteContext) -> Iterator[str]:
    """What decides all lists: which there are, in which order, and what they show."""
    rough = context.parts.rough
    yield digest(context.packs, sorted(name for name in context.pdfs if name.startswith("packs/")))
    for briefing in context.listed:
        yield rough(briefing)
        for e in briefing.editions:
            yield ",".join((*e.authors, "/", *e.translators, "/", *e.reviewers))


def group(context: SiteContext, keys: Callable[[Briefing], set[str]]) -> dict[str, list[Briefing]]:
    """The briefings under each key, newest first."""
    table: dict[str, list[Briefing]] = {}
    for briefing in context.listed:
        for key in keys(briefing):
            table.setdefault(key, []).append(briefing)
    return table


def counted(
    context: SiteContext, tag: str, table: Mapping[str, Topic] | Mapping[str, Person], found: Iterable[str], folder: str
) -> list[tuple[int, Link]]:
    """How often each entry of a table was found, with a link to its page; by the alphabet."""
    language = context.language(tag)
    counts = Counter(key for key in found if key in table)
    return [
        (count, Link(context.name(table[key].names, tag), f"{tag}/{folder}/{key}.html", count=digits(count, language)))
        for key, count in sorted(
            counts.items(), key=lambda pair: (context.sort_key(context.forms(table[pair[0]].names, tag), tag), pair[0])
        )
    ]
