"""An edition, or both of a briefing -> the job of its PDF: a PdfDocument, and the pictures it needs."""

from __future__ import annotations

from dataclasses import replace

from plugins.model import Briefing, Edition, Job, Language, PackFormat
from plugins.packs.articles import article
from plugins.packs.bilingual import panel, spread
from plugins.packs.binding import Binding, Shelf
from plugins.packs.values import Attachment, PdfDocument


def edition_job(shelf: Shelf, briefing: Briefing, edition: Edition, form: PackFormat, path: str) -> Job:
    """The job of an edition's own PDF."""
    binding = Binding(shelf, language_row(shelf, edition.language), (edition,))
    value = replace(_document(binding, edition, path), articles=(article(binding, briefing, edition),), format=form)
    return archived(value, binding)


def bilingual_job(shelf: Shelf, briefing: Briefing, editions: tuple[Edition, Edition], path: str) -> Job:
    """The job of a PDF of both: side by side, or the full text with the summary as a panel."""
    full = next(e for e in editions if e.extent == "full")
    other = next(e for e in editions if e is not full)
    main = full if other.extent == "summary" else editions[0]
    blobs: dict[str, None] = {}
    binding = Binding(shelf, language_row(shelf, main.language), (main,), blobs)
    value = _document(binding, main, path)
    if other.extent == "summary":
        beside = panel(Binding(shelf, language_row(shelf, other.language), (other,), blobs), other, binding.words)
        value = replace(value, articles=(article(binding, briefing, full),), panel=beside)
    else:
        second = Binding(shelf, language_row(shelf, editions[1].language), (editions[1],), blobs)
        value = replace(value, pair=spread((binding, second), editions))
    return Job("pdf", value, tuple(blobs))


def _document(binding: Binding, edition: Edition, path: str) -> PdfDocument:
    return PdfDocument(
        path=path,
        source=edition.path,
        language=binding.language,
        masthead=binding.masthead,
        title=edition.title.plain,
        description=edition.summary.plain if edition.summary else "",
        authors=authors(binding),
        keywords=binding.names(binding.shelf.collection.topics, edition.topics),
        created=edition.date.iso,
        modified=edition.updated.iso,
        articles=(),
    )


def archived(value: PdfDocument, binding: Binding) -> Job:
    """The job of a document; one to keep carries the Markdown of its texts."""
    if value.format != "archive":
        return Job("pdf", value, tuple(binding.blobs))
    words, sources = binding.words, {e.path: e for e in binding.editions}
    attachments = tuple(
        Attachment(
            name=path.rpartition("/")[2],
            digest=edition.record,
            about=words("pdf_source_of", title=edition.title.plain),
            modified=edition.updated.iso,
        )
        for path, edition in sources.items()
    )
    blobs = dict.fromkeys([*binding.blobs, *(a.digest for a in attachments)])
    return Job("pdf", replace(value, attachments=attachments), tuple(blobs))


def language_row(shelf: Shelf, tag: str) -> Language:
    """A language of the site."""
    row = shelf.config.language(tag)
    if row is None:
        raise KeyError(tag)
    return row


def authors(binding: Binding) -> tuple[str, ...]:
    """Each author once; the publisher where none is named."""
    ids = dict.fromkeys(person for e in binding.editions for person in e.authors)
    names = binding.names(binding.shelf.collection.people, ids)
    return names or (binding.named(binding.shelf.config.publisher) or binding.masthead,)
