"""A page's HTML -> its elements, links and head, read as a browser reads it."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5

LINKS = ("href", "src", "poster", "data", "action", "formaction", "cite", "data-worker", "data-newest")


def parse(html: str) -> Element:
    return tinyhtml5.parse(html, namespace_html_elements=False)


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def by_class(root: Element, name: str) -> list[Element]:
    return [element for element in elements(root) if name in classes(element)]


def elements(root: Element) -> Iterator[Element]:
    """Every element; comments and processing instructions have a function for a tag."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def links(root: Element) -> Iterator[tuple[Element, str]]:
    """Every element with a URL, and the URL as written; each candidate of a srcset for itself."""
    for element in elements(root):
        for name in LINKS:
            if name in element.attrib:
                yield element, element.get(name)
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                yield element, candidate.split()[0]
        if element.get("http-equiv") == "refresh":
            yield element, element.get("content").partition("url=")[2]


def is_external(url: str) -> bool:
    return bool(urlsplit(url).scheme or url.startswith("//"))


def target(page: str, url: str, base: str = "/") -> tuple[str, str]:
    """A relative URL on a page -> (path in output/, decoded fragment); `base` is where output/ is served."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if path.startswith("/"):
        assert path.startswith(base), f"{url} leads out of {base}"
        joined = path.removeprefix(base)
    elif path:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    else:
        joined = page
    assert not joined.startswith(".."), f"{url} on {page} leads out of the site"
    return joined, unquote(parts.fragment)


@dataclass(frozen=True)
class Said:
    """What a page's head says to machines."""

    canonical: str
    alternates: dict[str, str]
    noindex: bool
    meta: dict[str, str]


def said(root: Element) -> Said:
    found = [link for link in elements(root) if link.tag == "link"]
    canonical = [link.get("href") for link in found if link.get("rel") == "canonical"]
    hreflang = [(link.get("hreflang"), link.get("href")) for link in found if link.get("hreflang")]
    meta = [(m.get("property") or m.get("name"), m.get("content")) for m in elements(root) if m.tag == "meta"]
    assert len(canonical) <= 1
    assert len(dict(hreflang)) == len(hreflang), "a language stands twice"
    named = [pair for pair in meta if pair[0]]
    assert len(dict(named)) == len(named), "a property stands twice"
    meta = dict(named)
    return Said("".join(canonical), dict(hreflang), meta.get("robots") == "noindex", meta)
