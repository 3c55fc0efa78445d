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

from plugins.model import Facts, Job, Language, Problem, Rendered, Workshop
from plugins.render import archive, covers, weasyprint_patches
from plugins.render.archive import Attached
from plugins.render.html import environment
from plugins.render.pieces import NoPieceError
from plugins.render.press import Laid, Press, lay_out, listening, press
from plugins.render.volumes import volume

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
    @property
    def picture(self) -> str: ...


def document(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render `job.value`. Facts: pages, bytes, sha256; cover (path, width, height) of a pack. Problems: pdf-engine.

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
    variant = archive.variant(value.format)
    laid_out, said, denied = _laid_out(value, workshop, shared, variant)
    with listening() as lines, archive.undisturbed():
        data: bytes = laid_out.write_pdf(
            finisher=_finish(value.language, kept=value.format == archive.FORMAT),
            pdf_variant=variant,
            attachments=archive.attachments(value.attachments, workshop),
        )
    picture, cover = covers.beside(value.picture, data)
    return Rendered(
        {value.path: data} | picture,
        {"pages": len(laid_out.pages), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} | cover,
        _problems(value, denied, (*shared.lines, *said, *lines)),
    )


def _laid_out(value: Document, workshop: Workshop, shared: Press, variant: str) -> Laid:
    """A pack of its articles, each laid out alone; anything else, or a pack that cannot be, as a whole."""
    if value.cover is not None and len(value.articles) > 1:
        with suppress(NoPieceError):
            return volume(value, workshop, shared, variant)
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/document.html")
    html = template.render(document=value, s=workshop.strings[value.language.tag])
    return lay_out(html, workshop, shared, variant)


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
        message = f"the fonts of the PDFs have no shape for {letters}: {value.path} shows \ufffd there"
        fix = "write it in Persian, Arabic or Latin letters"
        problems.append(Problem(value.source, 0, 0, "missing-glyph", message, fix, "warning"))
    problems += [
        Problem(value.source, 0, 0, CODE, f"{value.path}: {line}", severity="warning")
        for line in said
        if not _NO_GLYPH.search(line)
    ]
    return tuple(problems)
