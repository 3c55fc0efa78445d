"""A document's value -> a tagged PDF (PDF/UA-1), the same bytes whenever and wherever it is made.

One document, one structure tree: page numbers in the contents are the real ones. The articles of a pack are laid out
one by one, and kept (see pieces).
Source: WeasyPrint 70.0 API reference; ISO 14289-1 (PDF/UA-1); ISO 32000-1 table 150 (/Direction).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Protocol

from pydyf import Dictionary
from weasyprint import HTML

from plugins.model import Facts, Job, Language, Problem, Rendered, Workshop
from plugins.render import archive, pieces, weasyprint_patches
from plugins.render.archive import Attached
from plugins.render.composing import fill
from plugins.render.fetcher import Fetcher
from plugins.render.html import environment
from plugins.render.press import Press, listening, press
from plugins.render.recording import record

CODE = "pdf-engine"
_NO_GLYPH = re.compile(r'unsupported by fonts: "(.+?)" \((U\+[^)]+)\)')


class Document(Protocol):
    """What this module needs of a job's value (`packs.values.PdfDocument`); the template prints the rest."""

    @property
    def path(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def format(self) -> str: ...
    @property
    def cover(self) -> object: ...
    @property
    def articles(self) -> Sequence[object]: ...
    @property
    def attachments(self) -> Sequence[Attached]: ...


def document(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render `job.value`. Facts: pages, bytes, sha256. Problems: pdf-engine.

    Where WeasyPrint is not the version that our patches fit, no file is made and the problem is an error.
    """
    value: Document = job.value
    try:
        weasyprint_patches.apply()
    except weasyprint_patches.EngineChanged as changed:
        problem = Problem(
            value.source,
            0,
            0,
            CODE,
            f"{value.path} cannot be made: {changed}",
            "install the versions of requirements.txt",
        )
        return Rendered({}, problems=(problem,))
    shared = press(workshop, value.language, value.format)
    variant = _variant(value)
    laid_out, said, denied = _laid_out(value, workshop, shared, variant)
    with listening() as lines, archive.undisturbed():
        data: bytes = laid_out.write_pdf(
            finisher=_finish(value.language, kept=variant == archive.VARIANT),
            pdf_variant=variant,
            attachments=archive.attachments(value.attachments, workshop),
        )
    return Rendered(
        {value.path: data},
        {"pages": len(laid_out.pages), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        _problems(value, denied, (*shared.lines, *said, *lines)),
    )


class _Build(Protocol):
    @property
    def workshop(self) -> Workshop: ...


class _Task(Protocol):
    @property
    def job(self) -> Job: ...


def draw(common: _Build, share: tuple[_Task, int, int]) -> None:
    """Draw a share of a pack's articles, to be there when it is bound. What fails now fails then, and says so."""
    task, first, step = share
    value: Document = task.job.value
    with suppress(Exception):
        weasyprint_patches.apply()
        shared = press(common.workshop, value.language, value.format)
        variant = _variant(value)
        for article in value.articles[first::step]:
            _piece(article, value, common.workshop, shared, variant)


def _variant(value: Document) -> str:
    return archive.VARIANT if value.format == "archive" else "pdf/ua-1"


Laid = tuple[Any, list[str], list[str]]
"""A document of WeasyPrint, what was logged and which addresses were refused."""


def _laid_out(value: Document, workshop: Workshop, shared: Press, variant: str) -> Laid:
    """The document as a whole; a pack as its articles, each laid out alone, in a document that numbers their pages."""
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/document.html")
    words = workshop.strings[value.language.tag]
    if value.cover is None or len(value.articles) < 2:
        return _laid(template.render(document=value, s=words), workshop, shared, variant)
    try:
        found = [_piece(article, value, workshop, shared, variant) for article in value.articles]
        slots = [[[name for name, _ in leaf.anchors] for leaf in piece.leaves] for piece in found]
        laid, said, denied = _laid(template.render(document=value, s=words, slots=slots), workshop, shared, variant)
        fill(laid, found)
    except pieces.NoPieceError:
        return _laid(template.render(document=value, s=words), workshop, shared, variant)
    return laid, [*said, *(s for p in found for s in p.said)], [*denied, *(d for p in found for d in p.denied)]


def _laid(html: str, workshop: Workshop, shared: Press, variant: str) -> Laid:
    fetcher = Fetcher(workshop)
    with listening() as lines:
        source = HTML(string=html, url_fetcher=fetcher)
        laid = source.render(shared.fonts, shared.counters, stylesheets=list(shared.sheets), pdf_variant=variant)
    _keep_links_of_anchors(laid.pages)
    return laid, lines, fetcher.denied


def _piece(article: Any, value: Document, workshop: Workshop, shared: Press, variant: str) -> pieces.Piece:
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/piece.html")
    html = template.render(document=value, article=article, s=workshop.strings[value.language.tag])

    def make() -> pieces.Piece:
        laid, said, denied = _laid(html, workshop, shared, variant)
        with listening() as lines:
            made = record(laid, variant)
        return made._replace(said=(*said, *lines), denied=tuple(denied))

    return pieces.kept(workshop.pieces, pieces.key(html, value.format, variant), make)


def _keep_links_of_anchors(pages: Any) -> None:
    """WeasyPrint repeats a link for every element inside it, and does not tag those /Link as PDF/UA asks."""
    for page in pages:
        page.links[:] = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]


def _finish(language: Language, *, kept: bool) -> Any:
    """Open with the outline shown, and bind a right-to-left document on the right."""

    def finish(_document: Any, pdf: Any) -> None:
        pdf.catalog["PageMode"] = "/UseOutlines"
        preferences = pdf.catalog.setdefault("ViewerPreferences", Dictionary({}))
        preferences["Direction"] = "/R2L" if language.direction == "rtl" else "/L2R"
        weasyprint_patches.finish_roles(pdf)
        if kept:
            archive.finish(pdf)

    return finish


def _problems(value: Document, denied: list[str], lines: tuple[str, ...]) -> tuple[Problem, ...]:
    refused = dict.fromkeys(denied)
    problems = [
        Problem(value.source, 0, 0, CODE, f"{value.path} asks for {url!r}, which a PDF may not read") for url in refused
    ]
    said = [line for line in dict.fromkeys(lines) if not any(url in line for url in refused)]
    glyphs = [match for line in said if (match := _NO_GLYPH.search(line))]
    if glyphs:
        letters = ", ".join(f"{match[1]!r} ({match[2]})" for match in glyphs)
        message = f"the fonts of the PDFs have no shape for {letters}: {value.path} shows an empty box there"
        fix = "write it in Persian, Arabic or Latin letters"
        problems.append(Problem(value.source, 0, 0, "missing-glyph", message, fix, "warning"))
    problems += [
        Problem(value.source, 0, 0, CODE, f"{value.path}: {line}", severity="warning")
        for line in said
        if not _NO_GLYPH.search(line)
    ]
    return tuple(problems)
