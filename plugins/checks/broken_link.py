"""A link to a file or heading that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.checks.nearest import path_suggestion, suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Problem, Reference, StaticPage


def broken_link(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """A link to a source file leads to one that exists, is published, and has the heading that it names.

    Bad: [the treaty](helmand.fa.md#sahm) where the heading is `## سهم ایران`
    Good: [the treaty](helmand.fa.md#سهم-ایران)
    """
    editions = [e for b in collection.briefings for e in b.editions]
    pages: dict[str, Edition | StaticPage] = {e.path: e for e in editions if not e.embedded}
    pages |= {page.path: page for page in collection.pages}
    # What an edition leads to is known without its text, and so is, as a rule, that it is there.
    doubtful = [e for e in editions if e.anchored or not pages.keys() >= set(e.links)]
    texts: list[Edition | StaticPage] = [*doubtful, *collection.pages]
    for text in texts:
        for reference in text.body.references:
            if reference.kind == "link":
                found = _fault(reference, text.path, pages, collection)
                if found:
                    code, message, fix = found
                    end = reference.column + len(reference.written) if reference.column else 0
                    yield Problem(text.path, reference.line, reference.column, code, message, fix, end_column=end)


def _ids(text: Edition | StaticPage) -> frozenset[str]:
    """What a link may name after "#"; a tombstone has none of its text's headings."""
    return frozenset() if getattr(text, "status", "") == "withdrawn" else text.body.ids


def _fault(
    reference: Reference, page: str, pages: Mapping[str, Edition | StaticPage], collection: Collection
) -> tuple[str, str, str] | None:
    target = reference.target
    if target in collection.unread:
        return None
    if target in collection.withheld:
        message = f"{reference.written!r} leads to {target!r}, which is a draft or under embargo"
        return "link-to-unpublished", message, "take the link out until it is published"
    if target not in pages:
        fix = path_suggestion(target, pages, page, "mend the path: it goes from this file's folder to the other file")
        return "broken-link", f"{reference.written!r} leads to {target!r}, which is not there", fix
    ids = _ids(pages[target]) if reference.fragment else frozenset()
    if reference.fragment and reference.fragment not in ids:
        fix = suggestion(reference.fragment, ids, "write the heading's words with hyphens, or leave it out")
        return "broken-anchor", f"{target!r} has no heading {reference.fragment!r}", fix
    return None
