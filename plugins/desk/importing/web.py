"""An HTML page -> its readable part as Markdown, what the page says about itself, and what was left out, whole.

The part is found by what pages mark it with (`article`, `main`, `articleBody`), else it is the smallest element
with nearly all words of paragraphs. Libraries that score (readability, trafilatura) drop paragraphs without a
word; here everything beside the part is told. Nothing of a page is run or fetched.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from plugins.config import SiteConfig
from plugins.desk.importing import blocks, decoding, heads, mapping, markdown
from plugins.desk.importing.raw import PICTURE, Facts, Leftover, Raw, refused

_NO_WORDS = "script, style, template, noscript, svg, canvas, object, embed, iframe, link, meta, base"
_NO_TEXT = "nav, form, button, select, input, textarea, dialog, [role=navigation], [role=search], [hidden]"
_MARKED = ("[itemprop=articleBody]", "article", "main, [role=main]")
_AROUND = "nav, aside, footer, header, form"
_ENOUGH = 0.3
_NEARLY_ALL = 0.9
_DEEPEST = 150
_MOST_ELEMENTS = 20_000
"""markdownify looks back over all items of a list at each of them."""
_FACTOR = 10
"""A page has so many times the bytes of its text, at most."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_FACTS = {
    "summary": "meta[name=description], meta[property='og:description']",
    "author": "meta[name=author], meta[property='article:author']",
    "date": "meta[property='article:published_time'], meta[name=date], meta[itemprop=datePublished]",
    "modified": "meta[property='article:modified_time']",
}


def read(path: Path, data: bytes, named: str, config: SiteConfig) -> Raw:
    """Read a page. Raises BuildError (import-file, import-encoding)."""
    text, remarks = decoding.text(path, data, named or _declared(data), _FACTOR * config.max_source_bytes)
    soup = _parsed(path, text)
    facts, title = _facts(soup, config), _title(soup)
    for gone in soup.select(_NO_WORDS):
        gone.decompose()
    part = _part(soup)
    title = "" if part.find("h1") else title
    made, pictures = converted(part, soup)
    part.decompose()
    around = _lines(soup.body or soup)
    left_out = (Leftover("the page around the text", around),) if around else ()
    if title:
        facts = Facts({**facts.keys, "title": title}, facts.date, language=facts.language, imported=facts.imported)
    return Raw(
        tuple(blocks.of_markdown(made, unit="paragraph")), "paragraph", facts, pictures,
        left_out=left_out, remarks=tuple(remarks),
    )  # fmt: skip


def converted(part: Tag, soup: BeautifulSoup) -> tuple[str, tuple[bytes, ...]]:
    """A tree as Markdown, and the pictures that it holds in itself."""
    pictures: list[bytes] = []
    for image in part.find_all("img"):
        source = str(image.get("src") or "")
        if held := _PICTURE.match(source):
            try:
                pictures.append(base64.b64decode(source[held.end() :], validate=False))
            except (binascii.Error, ValueError):
                pictures.append(b"")
            image["src"] = PICTURE.format(len(pictures))
    markdown.footnotes(part, soup)
    return markdown.write(part), tuple(pictures)


def _parsed(path: Path, html: str) -> BeautifulSoup:
    """A tree that can be walked. Raises BuildError (import-file)."""
    soup = BeautifulSoup(html, "html.parser")
    depths = {id(soup): 0}
    for element in soup.find_all():
        depths[id(element)] = depths.get(id(element.parent), 0) + 1
    if max(depths.values()) > _DEEPEST or len(depths) > _MOST_ELEMENTS:
        message = "its elements are too many, or nested too deep in one another"
        raise refused(path, "import-file", message, "copy its text into a .txt file")
    return soup


def _declared(data: bytes) -> str:
    """The encoding that a page says it has, unless its bytes say UTF-8 or UTF-16 themselves."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return ""
        found = _CHARSET.search(data[:4096])
        said = found[1].decode("ascii") if found else ""
        return "" if said.lower().replace("-", "") == "utf8" else said
    return ""


def _facts(soup: BeautifulSoup, config: SiteConfig) -> Facts:
    values: dict[str, heads.Value] = {}
    for key, selector in _FACTS.items():
        found = soup.select_one(selector)
        if found and str(found.get("content") or "").strip():
            values[key] = str(found["content"]).strip()
    when = soup.select_one("article time[datetime], main time[datetime], time[datetime][pubdate]")
    if when and "date" not in values:
        values["date"] = str(when["datetime"])
    address = soup.select_one("link[rel=canonical][href], meta[property='og:url']")
    if address:
        values["address"] = str(address.get("href") or address.get("content") or "")
    root = soup.find("html")
    if isinstance(root, Tag) and root.get("lang"):
        values["lang"] = str(root["lang"])
    return mapping.facts(values, config.zone)


def _title(soup: BeautifulSoup) -> str:
    said = soup.select_one("meta[property='og:title']")
    if said and said.get("content"):
        return " ".join(str(said["content"]).split())
    found = soup.find("h1") or soup.find("title")
    return " ".join(found.get_text(" ").split()) if found else ""


def _part(soup: BeautifulSoup) -> Tag:
    body = soup.body or soup
    words = max(1, len(body.get_text(" ").split()))
    for selector in _MARKED:
        found = max(soup.select(selector), key=_words, default=None)
        if found is not None and _words(found) >= _ENOUGH * words:
            return _cleared(found)
    for junk in list(body.select(_AROUND)):
        if not junk.find("p"):
            junk["hidden"] = ""
    return _cleared(_densest(body))


def _densest(body: Tag) -> Tag:
    """The smallest element with nearly all words that stand in paragraphs."""
    wanted = _NEARLY_ALL * sum(map(_words, body.find_all("p")))
    here = body
    while wanted:
        inner = next((x for x in here.find_all(recursive=False) if _in_paragraphs(x) >= wanted), None)
        if inner is None or inner.name == "p":
            break
        here = inner
    return here


def _cleared(part: Tag) -> Tag:
    """The part without menus and forms; these stay on the page, around it."""
    for junk in part.select(_NO_TEXT):
        if not junk.decomposed and part.parent is not None:
            part.insert_after(junk.extract())
    return part


def _in_paragraphs(tag: Tag) -> int:
    return sum(map(_words, tag.find_all("p")))


def _words(tag: Tag) -> int:
    return len(tag.get_text(" ").split())


def _lines(tag: Tag) -> str:
    rows = (" ".join(row.split()) for row in tag.get_text("\n").split("\n"))
    return "\n".join(row for row in rows if row)


def fragment(path: Path, html: str, *, unplaced: tuple[Leftover, ...] = (), left_out: tuple[Leftover, ...] = ()) -> Raw:
    """HTML that another reader made of its format, all of it text. Raises BuildError (import-file)."""
    soup = _parsed(path, html)
    made, pictures = converted(soup, soup)
    found = tuple(blocks.of_markdown(made, unit="paragraph"))
    return Raw(found, "paragraph", pictures=pictures, unplaced=unplaced, left_out=left_out)
