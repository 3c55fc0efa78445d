"""A laid-out document of one article -> its Piece: what its pages draw, say, link and are called by.

WeasyPrint writes the document as it writes any; the PDF is caught before it becomes bytes and taken apart, so that
drawing and tags are its own. What is drawn beside the text (heads) becomes an artifact: it is in no tag tree.
Raises NoPieceError for what hangs on more than a page: patterns, masks, groups. None of our sheets asks for one.
Source: WeasyPrint 70.0, `generate_pdf`; ISO 32000-1 section 14.8.2.2 (artifacts).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydyf import Dictionary, Stream
from weasyprint.document import Page

from plugins.render.archive import undisturbed
from plugins.render.pieces import Face, Leaf, Node, NoPieceError, Picture, Piece
from plugins.render.press import Laid, listening
from plugins.render.weasyprint_patches import OpenFonts

ELSEWHERE = "elsewhere:"
"""Marks a link to an anchor that another piece has."""
_MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
_STATE, _DRAWN = re.compile(rb"/(\S+) gs"), re.compile(rb"/(\S+) Do")


class _Caught(Exception):  # noqa: N818 (it is none)
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf


class _Drawn(Page):  # type: ignore[misc]
    """A page that remembers what it drew."""

    def __init__(self, page: Any) -> None:
        self.__dict__.update(page.__dict__)
        self.operations = b""
        self.stream: Any = None

    def paint(self, stream: Any, scale: float = 1) -> None:
        before = len(stream.stream)
        super().paint(stream, scale)
        data: bytes = Stream(stream.stream[before:]).data
        self.operations = data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
        self.stream = stream


def record(laid: Laid, variant: str) -> Piece:
    """Record a document, which is of no use after it."""
    document, said, denied = laid
    own: set[str] = set()
    for page in document.pages:
        for name in own & page.anchors.keys():  # an element that goes on over the page is named where it begins
            del page.anchors[name]
        own |= page.anchors.keys()
    for page in document.pages:
        page.links[:] = [_lasting(link, own) for link in page.links]
    document.pages = pages = [_Drawn(page) for page in document.pages]
    document.fonts = OpenFonts()
    with listening() as lines:
        pdf = _written(document, variant)
    trees = _trees(pdf)
    leaves = [_leaf(page, trees.get(reference, ())) for page, reference in zip(pages, pdf.page_references, strict=True)]
    faces = tuple(
        Face(f.family, f.style, f.weight, f.font_size, f.hash, tuple(f.to_unicode.items()), tuple(f.widths.items()))
        for f in document.fonts.values()
    )
    return Piece(tuple(leaves), faces, tuple(_pictures(pages, pdf)), (*said, *lines), tuple(denied))


def _written(document: Any, variant: str) -> Any:
    """Its PDF, before it becomes bytes."""

    def catch(_document: Any, pdf: Any) -> None:
        raise _Caught(pdf)

    try:
        with undisturbed():
            document.write_pdf(finisher=catch, pdf_variant=variant)
    except _Caught as caught:
        return caught.pdf
    raise NoPieceError(variant)


def _lasting(link: tuple[Any, ...], own: set[str]) -> tuple[Any, ...]:
    """A link to another piece as one that WeasyPrint does not drop."""
    kind, target, *rest = link
    if kind == "attachment":
        raise NoPieceError(kind)
    return (kind, target, *rest) if kind != "internal" or target in own else ("external", ELSEWHERE + target, *rest)


def _leaf(page: _Drawn, tree: tuple[Node, ...]) -> Leaf:
    resources = page.stream._resources  # noqa: SLF001
    if resources["Pattern"] or resources["Shading"]:
        raise NoPieceError("a pattern")
    said = {number: place for place, number in enumerate(sorted(_marks(tree)))}

    def mark(found: re.Match[bytes]) -> bytes:
        place = said.get(int(found[1]))
        if place is None:
            return b"/Artifact\nBMC"
        return found[0].replace(b"/MCID " + found[1], b"/MCID " + str(place).encode())

    states = []
    for name in sorted(set(_STATE.findall(page.operations))):
        ((what, value),) = resources["ExtGState"][name.decode()].items() or (("", ""),)
        if what not in ("ca", "CA"):
            raise NoPieceError("a state")
        states.append((name.decode(), what, float(value)))
    return Leaf(
        drawing=_MARKED.sub(mark, page.operations),
        marks=len(said),
        tree=tuple(_renumbered(node, said) for node in tree),
        links=tuple(
            ("internal", target.removeprefix(ELSEWHERE), tuple(place))
            if target.startswith(ELSEWHERE)
            else (kind, target, tuple(place))
            for kind, target, place, _ in page.links
        ),
        anchors=tuple((name, tuple(place)) for name, place in page.anchors.items()),
        bookmarks=tuple((level, label, tuple(place), state) for level, label, place, state in page.bookmarks),
        states=tuple(states),
        images=tuple(sorted({name.decode() for name in _DRAWN.findall(page.operations)})),
    )


def _marks(tree: Iterable[Node]) -> Iterator[int]:
    for node in tree:
        for kid in node.kids:
            if isinstance(kid, int):
                yield kid
            elif isinstance(kid, Node):
                yield from _marks((kid,))


def _renumbered(node: Node, said: Mapping[int, int]) -> Node:
    def turn(kid: Any) -> Any:
        return said[kid] if isinstance(kid, int) else _renumbered(kid, said) if isinstance(kid, Node) else kid

    return node._replace(kids=tuple(map(turn, node.kids)))


def _trees(pdf: Any) -> dict[bytes, tuple[Node, ...]]:
    """Page -> the elements of its tag tree; nothing in a PDF without tags."""
    root = pdf.catalog.get("StructTreeRoot")
    if root is None:
        return {}
    (top,) = _object(pdf, root)["K"]
    links: dict[bytes, int] = {}
    for reference in pdf.page_references:
        annotations = _object(pdf, reference).get("Annots", ())
        links |= {annotation: place for place, annotation in enumerate(annotations)}
    found: dict[bytes, list[Node]] = {}
    for kid in _object(pdf, top)["K"]:
        element = _object(pdf, kid)
        found.setdefault(element["Pg"], []).append(_node(pdf, element, links))
    return {page: tuple(nodes) for page, nodes in found.items()}


def _node(pdf: Any, element: Any, links: Mapping[bytes, int]) -> Node:
    kids: list[Any] = []
    for kid in element["K"]:
        if isinstance(kid, int):
            kids.append(kid)
            continue
        inner = _object(pdf, kid)
        kids.append(("link", links[inner["Obj"]]) if inner["Type"] == "/OBJR" else _node(pdf, inner, links))
    attributes = []
    for name, value in element.get("A", {}).items():
        listed = isinstance(value, list)
        attributes.append((name, tuple(v.string if name == "Headers" else v for v in value) if listed else value))
    language, alt, name = (element[key].string if key in element else "" for key in ("Lang", "Alt", "ID"))
    return Node(element["S"], language, alt, name, tuple(attributes), tuple(kids))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _pictures(pages: list[_Drawn], pdf: Any) -> Iterator[tuple[str, Picture]]:
    for name, reference in pages[0].stream._resources["XObject"].items():  # noqa: SLF001
        if not name.startswith("i"):
            raise NoPieceError("a group")
        yield name, _picture(pdf, _object(pdf, reference))


def _picture(pdf: Any, stream: Any) -> Picture:
    entries = Dictionary({name: value for name, value in stream.extra.items() if name != "SMask"})
    mask = _object(pdf, stream.extra["SMask"]) if "SMask" in stream.extra else None
    written = tuple(
        (name, Dictionary({name: value}).data.removeprefix(f"<</{name} ".encode())[:-2])
        for name, value in entries.items()
    )
    data: bytes = Stream(stream.stream).data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
    return Picture(data, written, stream.compress, _picture(pdf, mask) if mask else None)
