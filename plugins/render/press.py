"""The theme's print sheets and fonts -> what all PDFs of a language and format are set with, loaded once a process.

System fonts are shut out, so that the same text breaks into the same lines on every machine, and a letter that our
fonts lack is a problem, not a surprise.
Source: WeasyPrint 70.0 API reference; fontconfig's fonts.conf(5).
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from plugins.model import Language, Workshop
from plugins.render.fetcher import Fetcher
from plugins.values import dataclass

FONTS = "static/fonts"
SHEETS = "static/css/pdf"
"""Folder of the theme: all its sheets are read, by name; those whose names say so only where they fit."""


@dataclass(frozen=True, slots=True)
class Press:
    """What all documents of a language share."""

    fonts: Any
    counters: Any
    sheets: tuple[Any, ...]
    lines: tuple[str, ...]
    """What WeasyPrint said about the stylesheets: each document repeats it, whichever process made it."""
    characters: frozenset[str]
    """What the theme's fonts have shapes for."""


def press(workshop: Workshop, language: Language, form: str = "a4") -> Press:
    """What documents of a language and format share; loaded once a process."""
    chosen = frozenset({language.direction, form}) & _CHOICES
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


@lru_cache(maxsize=12)
def _press(theme: str, stamp: tuple[tuple[str, int, int], ...], chosen: frozenset[str], digits: str) -> Press:
    fonts, counters = _fonts(), CounterStyle()
    fetcher = Fetcher(Workshop(theme, {}, {}))
    options = {"font_config": fonts, "counter_style": counters, "url_fetcher": fetcher}
    symbols = " ".join(f'"{digit}"' for digit in digits)
    with listening() as lines:
        sheets = [CSS(string=f"@counter-style folio {{ system: numeric; symbols: {symbols} }}", **options)]
        paths = [Path(theme, SHEETS, name).resolve() for name in _sheets(stamp, chosen)]
        sheets += [CSS(url=path.as_uri(), **options) for path in paths]
    # WeasyPrint copies the fonts there, and forgets them where a worker ends without tidying up.
    Finalize(None, shutil.rmtree, (fonts._folder, True), exitpriority=10)  # noqa: SLF001
    refused = (f"{url!r} is refused" for url in fetcher.denied)
    return Press(fonts, counters, tuple(sheets), (*lines, *refused), _characters(theme))


@lru_cache(maxsize=2)
def _characters(theme: str) -> frozenset[str]:
    found: set[str] = set()
    for path in sorted(Path(theme, FONTS).glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= set(map(chr, font.getBestCmap() or ()))
    return frozenset(found)


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
def listening() -> Iterator[list[str]]:
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


def _unseen(char: str) -> bool:
    """Spaces, marks of direction and selectors of variants: they have no shape of their own."""
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f"


Laid = tuple[Any, list[str], list[str]]
"""A document of WeasyPrint, what was logged and which addresses were refused."""


def lay_out(html: str, workshop: Workshop, shared: Press, variant: str) -> Laid:
    """Lay a document out, ready to be written.

    A letter without a shape becomes U+FFFD, and is logged as WeasyPrint would: what WeasyPrint draws for it takes the
    text layer from all the words in that font, for readers that know no encoding but Identity-H (pypdf).
    """
    fetcher = Fetcher(workshop)
    head, mark, body = html.partition("<body")
    strange = sorted(c for c in set(body) - shared.characters if not _unseen(c))
    body = body.translate(dict.fromkeys(map(ord, strange), "\ufffd"))
    with listening() as lines:
        lines += [f'unsupported by fonts: "{c}" (U+{ord(c):04X})' for c in strange]
        source = HTML(string=head + mark + body, url_fetcher=fetcher)
        laid = source.render(shared.fonts, shared.counters, stylesheets=list(shared.sheets), pdf_variant=variant)
    for page in laid.pages:
        # WeasyPrint repeats a link for every element inside it, and does not tag those /Link as PDF/UA asks.
        page.links[:] = [link for link in page.links if link[3].element_tag.partition(":")[0] == "a"]
    return laid, lines, fetcher.denied
