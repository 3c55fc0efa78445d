"""A document's value -> a tagged PDF (PDF/UA-1), the same bytes whenever and wherever it is made.

One HTML document, one layout, one structure tree: page numbers in the contents are the real ones. Fonts and
stylesheets are loaded once a process; system fonts are shut out, so that the same text breaks into the same
lines on every machine, and a letter that our fonts lack is a problem, not a surprise.
Source: WeasyPrint 70.0 API reference; ISO 14289-1 (PDF/UA-1); ISO 32000-1 table 150 (/Direction).
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Protocol

from pydyf import Dictionary
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from plugins.model import Facts, Job, Language, Problem, Rendered, Workshop
from plugins.render import archive, weasyprint_patches
from plugins.render.archive import Attached
from plugins.render.fetcher import Fetcher
from plugins.render.html import environment

CODE = "pdf-engine"
_NO_GLYPH = re.compile(r'unsupported by fonts: "(.+?)" \((U\+[^)]+)\)')
SHEETS = "static/css/pdf"
"""Folder of the theme: all its sheets are read, by name; `rtl` and `ltr` only where they fit."""


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
    def attachments(self) -> Sequence[Attached]: ...


@dataclass(frozen=True, slots=True)
class Press:
    """What all documents of a language share."""

    fonts: Any
    counters: Any
    sheets: tuple[Any, ...]
    lines: tuple[str, ...]
    """What WeasyPrint said about the stylesheets: each document repeats it, whichever process made it."""


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
    kept = value.format == "archive"
    variant = archive.VARIANT if kept else "pdf/ua-1"
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/document.html")
    html = template.render(document=value, s=workshop.strings[value.language.tag])
    fetcher = Fetcher(workshop)
    with _listening() as lines:
        source = HTML(string=html, url_fetcher=fetcher)
        laid_out = source.render(shared.fonts, shared.counters, stylesheets=list(shared.sheets), pdf_variant=variant)
        _keep_links_of_anchors(laid_out.pages)
        finish = _finish(value.language, kept=kept)
        carried = archive.attachments(value.attachments, workshop)
        data: bytes = laid_out.write_pdf(finisher=finish, pdf_variant=variant, attachments=carried)
    return Rendered(
        {value.path: data},
        {"pages": len(laid_out.pages), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()},
        _problems(value, fetcher.denied, (*shared.lines, *lines)),
    )


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


# --------------------------------------------------------------------------------------------- once a process


def press(workshop: Workshop, language: Language, form: str = "a4") -> Press:
    """What documents of a language and format share; loaded once a process."""
    chosen = frozenset({language.direction, form})
    return _press(workshop.theme, _stamp(workshop.theme), chosen, language.digits)


_CHOICES = frozenset({"rtl", "ltr", "a5", "large"})
"""Words of a sheet's name that say for which documents it is: "rtl", "a5-rtl"."""


def _sheets(stamp: tuple[tuple[str, int, int], ...], chosen: frozenset[str]) -> list[str]:
    """The sheets of a document, those for fewer documents later."""
    words = {name: _CHOICES & set(name.removesuffix(".css").split("-")) for name, _, _ in stamp}
    formats = {"a5", "large"}
    mine = [name for name, said in words.items() if said <= chosen]
    return sorted(mine, key=lambda name: (len(words[name] & formats), len(words[name]), name))


def _stamp(theme: str) -> tuple[tuple[str, int, int], ...]:
    """Changes when a stylesheet does: the live server keeps the process while its theme is edited."""
    sheets = sorted(Path(theme, SHEETS).glob("*.css"))
    return tuple((sheet.name, (stat := sheet.stat()).st_mtime_ns, stat.st_size) for sheet in sheets)


@lru_cache(maxsize=4)
def _press(theme: str, stamp: tuple[tuple[str, int, int], ...], chosen: frozenset[str], digits: str) -> Press:
    fonts, counters = _fonts(), CounterStyle()
    fetcher = Fetcher(Workshop(theme, {}, {}))
    options = {"font_config": fonts, "counter_style": counters, "url_fetcher": fetcher}
    symbols = " ".join(f'"{digit}"' for digit in digits)
    with _listening() as lines:
        sheets = [CSS(string=f"@counter-style folio {{ system: numeric; symbols: {symbols} }}", **options)]
        paths = [Path(theme, SHEETS, name).resolve() for name in _sheets(stamp, chosen)]
        sheets += [CSS(url=path.as_uri(), **options) for path in paths]
    # WeasyPrint copies the fonts there, and forgets them where a worker ends without tidying up.
    Finalize(None, shutil.rmtree, (fonts._folder, True), exitpriority=10)  # noqa: SLF001
    return Press(fonts, counters, tuple(sheets), (*lines, *(f"{url!r} is refused" for url in fetcher.denied)))


def _fonts() -> Any:
    """A font configuration without the machine's fonts: only the stylesheets' @font-face add to it."""
    with tempfile.TemporaryDirectory(prefix="gozaresh-") as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(f"<fontconfig><cachedir>{folder}</cachedir></fontconfig>", "utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what the engine logs; none of it reaches the terminal.

    Pelican makes every logger drop a message that it has seen: a second document's would be lost with it.
    """
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    listener = Listener(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, logger.filters) for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate, logger.filters = False, []
    try:
        yield lines
    finally:
        for logger, (propagate, filters) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate, logger.filters = propagate, filters
