"""A .docx -> its text as Markdown, by mammoth; with what mammoth does not read.

mammoth gives HTML by the meaning of styles, notes, lists, tables, links and pictures. It does not read page headers and
comments (told in the report), and skips what it does not know: every paragraph of the file is looked for in what came
out, and one that lacks a word goes to the end of the text. Deleted text under change tracking is no text.
Source: ECMA-376 part 1, section 17 (w:p, w:t, w:del).
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import mammoth
from bs4 import BeautifulSoup

from plugins.config import SiteConfig
from plugins.desk.importing import package, web
from plugins.desk.importing.raw import Leftover, Raw, refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nstrike => del"
_AROUND = re.compile(r"word/(header|footer|comments)\d*\.xml")
_TEXT = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")
_BREAKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}sym", f"{_W}noBreakHyphen"})
_ORIGINS = {"header": "page header", "footer": "page footer", "comments": "comment"}


def read(path: Path, data: bytes, config: SiteConfig) -> Raw:
    """Read a Word file. Raises BuildError (import-file)."""
    parts = package.members(path, data, config)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, include_embedded_style_map=False).value
        paragraphs = [text for name in parts if _TEXT.fullmatch(name) for text in _paragraphs(parts[name])]
        around = [
            Leftover(_ORIGINS[match[1]], text)
            for name in sorted(parts)
            if (match := _AROUND.fullmatch(name))
            for text in _paragraphs(parts[name])
        ]
    except RecursionError:
        message = "its parts are nested too deep in one another"
        raise refused(path, "import-file", message, "copy its text into a .txt file") from None
    except Exception as error:
        message = f"it cannot be read: {type(error).__name__}"
        raise refused(
            path, "import-file", message, "open it in Word or LibreOffice and save it again as .docx"
        ) from error
    return web.fragment(
        path,
        html,
        unplaced=tuple(Leftover("paragraph", text) for text in _missing(paragraphs, html)),
        left_out=tuple(dict.fromkeys(around)),
    )


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The words of each paragraph that has some; of a paragraph within one (a text box), by itself."""
    for paragraph in ET.fromstring(xml).iter(f"{_W}p"):  # noqa: S314  package.py refuses document types
        text = "".join(_run(paragraph)).strip()
        if text:
            yield text


def _run(element: ET.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag != f"{_W}p":
            yield from _run(child)


def _missing(paragraphs: list[str], html: str) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for call in soup.select("sup"):
        call.insert_before(" ")
        call.insert_after(" ")
    shown = re.sub(r"\s+", " ", soup.get_text() + " " + soup.get_text(" "))
    for text in dict.fromkeys(paragraphs):
        if re.sub(r"\s+", " ", text) not in shown and not all(word in shown for word in text.split()):
            yield text
