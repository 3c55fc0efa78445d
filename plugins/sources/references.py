"""Links and pictures of a tree -> `content:` references, which `addresses` resolves later.

While one file is read nothing is known of the others (DESIGN section 4), so a link into the content folder stands
as `href="content:PATH#FRAGMENT"`, a picture as `src="content:PATH"`, both percent-encoded.
Paths are resolved by their words alone; nothing here touches a disk.
Written forms: relative paths; Pelican's `{filename}`, `{static}`, `{attach}` and their `|…|` spelling.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, unquote

from plugins.model import Problem, Reference, Severity
from plugins.sources import headings
from plugins.sources.places import Source
from plugins.sources.sanitise import PLACE, SCHEMES, scheme_of
from plugins.sources.tree import Element, Node

_PELICAN = re.compile(r"[{|](filename|static|attach)[}|]")
_PELICAN_OTHER = re.compile(r"[{|](\w+)[}|]")
_SAFE = "/:@!$&'()*+,;=-._~"
_RELATIVE_FIX = "write the path of the source file from this one, as ../2024/x.fa.md"


@dataclass(slots=True)
class Opened:
    """What `open_all` finds."""

    references: list[Reference] = field(default_factory=list)
    anchors: list[Element] = field(default_factory=list)
    """Links to a place of the same file."""
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    source: Source
    path: str
    found: Opened = field(default_factory=Opened)

    def place(self, element: Element, written: str) -> tuple[int, int]:
        line, column = self.source.of_mark(element.attrs.pop(PLACE, ""))
        return (line, column) if line else self.source.only(written)

    def report(self, place: tuple[int, int], code: str, message: str, fix: str, *, warning: bool = False) -> None:
        severity: Severity = "warning" if warning else "error"
        self.found.problems.append(Problem(self.path, *place, code, message, fix, severity))

    def target(self, written: str, place: tuple[int, int]) -> str | None:
        """The path from the content folder; None (and a problem) where there is none."""
        path, from_root = written, False
        if match := _PELICAN.match(written):
            path = written[match.end() :]
            from_root = path.startswith("/")
            path = path.lstrip("/")
        elif match := _PELICAN_OTHER.match(written):
            self.report(place, "bad-scheme", f"{match[0]!r} in {written!r} leads nowhere here", _RELATIVE_FIX)
            return None
        elif written.startswith(("/", "\\")):
            self.report(place, "absolute-link", f"{written!r} is the same on no other address", _RELATIVE_FIX)
            return None
        folder = "" if from_root else posixpath.dirname(self.path)
        resolved = posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0])))
        if resolved in ("..", ".") or resolved.startswith("../") or "\\" in resolved or "\0" in resolved:
            fix = "link to a file below the content folder"
            self.report(place, "outside-content", f"{written!r} leads out of the content folder", fix)
            return None
        return resolved


def open_all(root: Element, source: Source, path: str) -> Opened:
    """Turn every link and picture below a root, in place; a link that cannot be becomes its own text.

    Problems: absolute-link, bad-scheme, outside-content, empty-link, remote-picture (a warning).
    """
    reader = _Reader(source, path)
    _open_children(root, reader, inside_link=False)
    return reader.found


def _open_children(parent: Element, reader: _Reader, *, inside_link: bool) -> None:
    children: list[Node] = []
    for child in parent.children:
        if isinstance(child, str):
            children.append(child)
            continue
        if child.tag == "img":
            children += _picture(child, reader, inside_link=inside_link)
        elif child.tag == "a":
            keep = _link(child, reader)
            _open_children(child, reader, inside_link=True)
            children += [child] if keep else child.children
        else:
            _open_children(child, reader, inside_link=inside_link)
            children.append(child)
    parent.children = children


def _link(element: Element, reader: _Reader) -> bool:
    """Whether the element stays a link."""
    written = element.attrs.get("href", "")
    place = reader.place(element, written)
    if "href" not in element.attrs:
        return bool(element.attrs.get("id"))  # an anchor, or a link whose scheme was refused and reported
    if not written:
        if not place[0] and (brackets := reader.source.only("]()"))[0]:
            place = brackets[0], brackets[1] + 2
        reader.report(place, "empty-link", "a link without an address", "write the address, or leave the words alone")
        return False
    scheme = scheme_of(written)
    if scheme or written.startswith("#"):
        if scheme in ("http:", "https:"):
            element.attrs["rel"] = "external"
        elif scheme and scheme[:-1] not in SCHEMES:
            return False  # told by `sanitise`, which reads what a browser does not; taken out all the same
        elif not scheme:
            element.attrs["href"] = "#" + quote(headings.name(unquote(written[1:])), safe=_SAFE + "?")
            reader.found.anchors.append(element)
        return True
    path, _, fragment = written.partition("#")
    target = reader.target(path, place)
    if target is None:
        return False
    fragment = headings.name(unquote(fragment))
    kind: Literal["link", "attachment"] = "link" if target.endswith(".md") else "attachment"
    reader.found.references.append(Reference(kind, target, fragment, written, *place))
    element.attrs["href"] = f"content:{quote(target, safe=_SAFE)}" + (
        "#" + quote(fragment, safe=_SAFE + "?") if fragment else ""
    )
    return True


def _picture(element: Element, reader: _Reader, *, inside_link: bool) -> list[Node]:
    written = element.attrs.get("src", "")
    place = reader.place(element, written)
    alt = element.attrs.setdefault("alt", "")
    if not written:
        return [alt] if alt else []
    if scheme_of(written) or written.startswith("//"):
        message = f"the picture {written!r} is on another site"
        fix = "put the file into content/images and write its path"
        reader.report(place, "remote-picture", message, fix, warning=True)
        words = alt or written
        if inside_link or scheme_of(written)[:-1] not in SCHEMES:
            return [words]
        return [Element("a", {"href": written, "rel": "external"}, [words])]
    target = reader.target(written.partition("#")[0], place)
    if target is None:
        return [alt] if alt else []
    reader.found.references.append(Reference("picture", target, "", written, *place))
    element.attrs["src"] = f"content:{quote(target, safe=_SAFE)}"
    return [element]


def check_anchors(anchors: Iterable[Element], ids: frozenset[str], source: Source, path: str) -> list[Problem]:
    """Links to a heading of the same file that is not there (broken-anchor), notes no one calls (unused-footnote)."""
    problems = []
    for element in anchors:
        href = element.attrs["href"]
        fragment = unquote(href[1:])
        if not fragment or fragment in ids:
            continue
        if fragment.startswith("fnref"):
            label = fragment.partition(":")[2]
            element.tag, element.attrs, element.children = "span", {}, []
            message, fix = f"the footnote {label!r} is never called", f"write [^{label}] in the text, or take it out"
            place = source.only(f"[^{label}]:")
            problems.append(Problem(path, *place, "unused-footnote", message, fix, "warning"))
            continue
        near = difflib.get_close_matches(fragment, ids, 1, 0.5)
        fix = f"write #{near[0]}" if near else "link to a heading that is there"
        place = next((p for p in map(source.only, (f"(#{fragment}", f"#{fragment}", href)) if p[0]), (0, 0))
        problems.append(Problem(path, *place, "broken-anchor", f"nothing here is called {'#' + fragment!r}", fix))
    return problems


# ------------------------------------------------------------------------------------- references that are resolved
