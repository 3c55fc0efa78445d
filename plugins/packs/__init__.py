"""The collection -> the outputs of kind "pdf": one for each edition, one for each pack and language.

`plan` says which packs there are, `outputs` what is to be made; the names are decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Output, Pack, Strings
from plugins.packs.binding import Shelf, shelf
from plugins.packs.documents import edition_job, pack_job
from plugins.packs.plan import plan, printable
from plugins.parts import Parts, digest

__all__ = ["edition_pdf", "outputs", "pack_pdf", "plan"]


def edition_pdf(edition: Edition) -> str:
    """The name of the PDF of an edition, full or summary: "pdf/x.fa.pdf"."""
    return f"pdf/{edition.slug}.{edition.language}.pdf"


def pack_pdf(pack: Pack, language: str) -> str:
    """The name of the PDF of a pack: "packs/week-2025-w44.fa.pdf"."""
    return f"packs/{pack.id}.{language}.pdf"


def outputs(
    collection: Collection, config: SiteConfig, strings: Mapping[str, Strings], parts: Parts
) -> tuple[Output, ...]:
    """All PDFs, or none where the build makes none. `strings` by language tag."""
    if not config.pdf:
        return ()
    bound = shelf(collection, config, strings)
    return (*_editions(bound, parts), *_packs(bound, parts))


def _editions(bound: Shelf, parts: Parts) -> Iterator[Output]:
    for briefing in bound.collection.briefings:
        for edition in briefing.editions:
            if printable(briefing, edition.language):
                name = edition_pdf(edition)
                decided = (parts.whole(edition), parts.listed(briefing))
                make = partial(edition_job, bound, briefing, edition, name)
                yield Output(name, "pdf", decided, make, sources=(edition.path,))


def _packs(bound: Shelf, parts: Parts) -> Iterator[Output]:
    briefings = {b.slug: b for b in bound.collection.briefings}
    for pack in plan(bound.collection, bound.config, bound.strings):
        members = tuple(briefings[slug] for slug in pack.briefings)
        texts = tuple(e.path for b in members for e in b.editions)
        for tag in pack.languages:
            name = pack_pdf(pack, tag)
            printed = [e for b in members if (e := printable(b, tag))]
            decided = (digest(pack), *map(parts.listed, members), *map(parts.whole, printed))
            make = partial(pack_job, bound, pack, members, tag, name)
            yield Output(name, "pdf", decided, make, sources=(pack.path, *texts) if pack.path else texts)
