"""What the hostile tests share: reading every byte of an output folder, and telling whether a page is safe."""

import gzip
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
import tinyhtml5
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from plugins.site.policy import POLICY

HTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "background", "xlink:href", "ping")
LOADED = ("src", "srcset", "poster", "data", "background")
NEVER = frozenset(
    "iframe frame frameset object embed applet base svg math style noscript template portal audio video source track "
    "textarea input button select".split()
)
"""Elements that no text may bring; `form` and its like come with the search and are the theme's."""
CONTROL = re.compile(r"[\x00-\x20\x7f]")


def _walk(value: object, seen: set[int]) -> Iterator[bytes]:
    """Every string, name and stream that a PDF holds, decoded."""
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, StreamObject):
        yield value.get_data()
    if isinstance(value, DictionaryObject):
        for key, item in value.items():
            yield str(key).encode()
            yield from _walk(item, seen)
    elif isinstance(value, ArrayObject):
        for item in value:
            yield from _walk(item, seen)
    elif isinstance(value, bytes):
        yield bytes(value)
    elif isinstance(value, str):
        yield str(value).encode("utf-8", "surrogatepass")


def _pdf_bytes(data: bytes) -> bytes:
    reader = pypdf.PdfReader(io.BytesIO(data))
    texts = [page.extract_text().encode() for page in reader.pages]
    return b"\n".join([data, *texts, *_walk(reader.trailer, set())])


def _faults(root: ET.Element, where: str, allowed_host: str) -> Iterator[str]:
    for element in root.iter():
        tag = str(element.tag).removeprefix(HTML)
        kind = element.get("type", "")
        ours = tag == "button" and {"data-choose", "data-done"} & set(element.keys())  # no author can write data-…
        if tag in NEVER and not ours:
            yield f"{where}: <{tag}>"
        if tag == "script" and kind != "application/ld+json" and (element.text or not element.get("src")):
            yield f"{where}: a script: {element.text!r}"
        content = element.get("content", "")
        meant = content == POLICY or re.fullmatch(r"0; url=[\w./-]+", content)
        if tag == "meta" and element.get("http-equiv") and not meant:
            yield f"{where}: <meta http-equiv>: {content!r}"
        fetches = tag == "link" and element.get("rel") in ("stylesheet", "preload", "icon", "manifest")
        for name, value in element.attrib.items():
            for fault in _attribute_faults(str(name).lower(), value, allowed_host, fetches=fetches):
                yield f"{where}: <{tag} {name}={value!r}> {fault}"


def _attribute_faults(name: str, value: str, allowed_host: str, *, fetches: bool) -> Iterator[str]:
    if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
        yield "runs or covers"
    if name not in ADDRESSES:
        return
    plain = CONTROL.sub("", value).replace("\\", "/")
    parts = urlsplit(plain)
    if parts.scheme not in ("", "http", "https", "mailto", "tel", "feed"):
        yield f"has the scheme {parts.scheme}"
    if (name in LOADED or fetches) and parts.netloc and not plain.startswith(allowed_host):
        yield "is fetched from another host"
    if not parts.scheme and parts.netloc:
        yield "leaves the site without a scheme"


class Hostile:
    """An output folder that untrusted content was built into."""

    def __init__(self, output: Path, address: str) -> None:
        self.output, self.address = output, address
        self.paths = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())

    def read(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def bytes_of(self, path: str) -> bytes:
        """A file's bytes; a PDF's with its texts and streams decoded, a packed file's unpacked."""
        data = (self.output / path).read_bytes()
        if data.startswith(b"\x1f\x8b"):  # the search index
            return gzip.decompress(data)
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
        return _pdf_bytes(data) if path.endswith(".pdf") else data

    def holding(self, text: str) -> list[str]:
        """The files with a text in their name or in any byte, in the encodings that an output may have."""
        forms = {text.encode(), text.encode("utf-16-be"), text.encode("utf-16-be").hex().encode()}
        found = [path for path in self.paths if text in path]
        return found + [path for path in self.paths if any(form in self.bytes_of(path) for form in forms)]

    def pdf_text(self, path: str) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(self.output / path).pages)

    def text(self, path: str) -> str:
        """What a browser shows of a page, as HTML5 reads it."""
        root = tinyhtml5.parse(self.read(path))
        return "".join(t for e in root.iter() if e.tag != f"{HTML}script" for t in (e.text or "", e.tail or ""))

    def faults(self) -> list[str]:
        """What could run, load or lead a reader astray, in any page or feed."""
        found: list[str] = []
        for path in self.paths:
            if path.endswith(".html"):
                found += _faults(tinyhtml5.parse(self.read(path)), path, self.address)
            if path.endswith(".atom.xml"):
                for entry in ET.fromstring(self.read(path)).iter(f"{ATOM}content"):
                    found += _faults(tinyhtml5.parse(entry.text or ""), f"{path} content", self.address)
        return found


@pytest.fixture
def hostile():
    """`hostile(output)` -> Hostile."""
    return lambda output: Hostile(output, "https://desk.example/briefings/")
