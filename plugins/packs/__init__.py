"""The collection -> the outputs of kind "pdf": of each edition, of both of a briefing, of each pack and language.

`plan` says which packs there are, `outputs` what is to be made; the names are decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations

from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Output, Pack, PackFormat, Strings
from plugins.packs.binding import Shelf, shelf
from plugins.packs.documents import bilingual_job, edition_job
from plugins.packs.plan import plan, printable
from plugins.packs.volume import pack_job
from plugins.parts import Parts, digest

__all__ = ["bilingual_pdf", "edition_pdf", "outputs", "pack_pdf", "plan"]


def edition_pdf(edition: Edition, form: PackFormat = "a4") -> str:
    """The name of the PDF of an edition, full or summary: "pdf/x.fa.pdf"; "pdf/x.fa.archive.pdf" in a format."""
    return f"pdf/{edition.slug}.{edition.language}{_suffix(form)}.pdf"


def bilingual_pdf(slug: str, first: str, second: str) -> str:
    """The name of the PDF of both editions: "pdf/x.fa-en.pdf"."""
    return f"pdf/{slug}.{first}-{second}.pdf"


def pack_pdf(pack: Pack, language: str, form: PackFormat = "a4") -> str:
    """The name of the PDF of a pack: "packs/week-2025-w44.fa.pdf", "packs/rules.fa.a5.pdf"."""
    return f"packs/{pack.id}.{language}{_suffix(form)}.pdf"


def _suffix(form: PackFormat) -> str:
    return "" if form == "a4" else f".{form}"


def outputs(
    collection: Collection, config: SiteConfig, strings: Mapping[str, Strings], parts: Parts
) -> tuple[Output, ...]:
    """All PDFs, or none where the build makes none. `strings` by language tag."""
    if not config.pdf:
        return ()
    bound = shelf(collection, config, strings)
    return (*_editions(bound, parts), *_packs(bound, parts))


def _editions(bound: Shelf, parts: Parts) -> Iterator[Output]:
    forms: tuple[PackFormat, ...] = ("a4", "archive") if bound.config.archive_pdfs else ("a4",)
    for briefing in bound.collection.briefings:
        listed = parts.listed(briefing)
        editions = [e for row in bound.config.languages if (e := printable(briefing, row.tag))]
        for edition in editions:
            for form in forms:
                name = edition_pdf(edition, form)
                make = partial(edition_job, bound, briefing, edition, form, name)
                yield Output(name, "pdf", (form, parts.whole(edition), listed), make, sources=(edition.path,))
        for pair in combinations(editions, 2) if bound.config.bilingual_pdfs else ():
            if any(e.extent == "full" for e in pair):
                name = bilingual_pdf(briefing.slug, *(e.language for e in pair))
                make = partial(bilingual_job, bound, briefing, pair, name)
                decided = (*map(parts.whole, pair), listed)
                yield Output(name, "pdf", decided, make, sources=tuple(e.path for e in pair))


def _packs(bound: Shelf, parts: Parts) -> Iterator[Output]:
    briefings = {b.slug: b for b in bound.collection.briefings}
    for pack in plan(bound.collection, bound.config, bound.strings):
        members = tuple(briefings[slug] for slug in pack.briefings)
        texts = tuple(e.path for b in members for e in b.editions)
        for tag in pack.languages:
            printed = [e for b in members if (e := printable(b, tag))]
            decided = (digest(pack), parts.names, *map(parts.listed, members), *map(parts.whole, printed))
            for form in pack.formats:
                name = pack_pdf(pack, tag, form)
                make = partial(pack_job, bound, pack, members, tag, form, name)
                yield Output(name, "pdf", (form, *decided), make, sources=(pack.path, *texts) if pack.path else texts)
