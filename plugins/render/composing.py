"""A pack laid out with empty pages where its articles stand, and their Pieces -> the pack, whole.

The pack's own layout counts the pages, prints their numbers in the contents and the index, and draws the number at
each foot; the empty pages are then drawn from what was recorded, with its tags, links, anchors and bookmarks.
Source: WeasyPrint 70.0, `generate_pdf` and `Page.paint`; ISO 32000-1 section 14.7 (structure trees, MCIDs).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydyf import Array, Dictionary, Stream, String
from weasyprint.document import Page
from weasyprint.text.ffi import ffi, gobject, pango

from plugins.render.pieces import Face, Leaf, Node, NoPieceError, Picture, Piece

SLOT = "g-slot-"
"""How the anchors of empty pages begin: "g-slot-3-0" is the first page of the fourth piece."""


def fill(document: Any, pieces: Sequence[Piece]) -> int:
    """Set the pieces into the document's empty pages; gives how many pages stand before the first.

    Raises NoPieceError where one has no page to stand on.
    """
    faces = _Faces(document.font_config.font_map)
    leaves = {f"{SLOT}{n}-{m}": (n, leaf) for n, piece in enumerate(pieces) for m, leaf in enumerate(piece.leaves)}
    pages: list[Any] = []
    before = 0
    for page in document.pages:
        name = next((anchor for anchor in page.anchors if anchor.startswith(SLOT)), "")
        if name:
            before = before or len(pages)
            number, leaf = leaves.pop(name)
            page = _Filled(page, leaf, pieces[number], str(number), faces)  # noqa: PLW2901
        pages.append(page)
    if leaves:
        raise NoPieceError(next(iter(leaves)))
    document.pages = pages
    return before


class _LinkBox:
    """What WeasyPrint asks of the box of a link: a place for the annotation that it makes."""

    element_tag = "a"

    def __init__(self) -> None:
        self.link_annotation: Any = None


class _Filled(Page):  # type: ignore[misc]
    """An empty page that draws what was recorded."""

    def __init__(self, page: Any, leaf: Leaf, piece: Piece, mark: str, faces: _Faces) -> None:
        self.__dict__.update(page.__dict__)
        self._leaf, self._piece, self._mark, self._faces = leaf, piece, mark, faces
        self._boxes = [_LinkBox() for _ in leaf.links]
        self.links = [(kind, to, place, box) for (kind, to, place), box in zip(leaf.links, self._boxes, strict=True)]
        self.anchors = dict(leaf.anchors)
        self.bookmarks = list(leaf.bookmarks)
        self._page_box.recorded = self

    def paint(self, stream: Any, scale: float = 1) -> None:
        leaf, resources = self._leaf, stream._resources  # noqa: SLF001
        for face in self._piece.faces:
            self._faces.add(stream, face)
        for name, what, value in leaf.states:
            resources["ExtGState"].setdefault(name, Dictionary({what: value}))
        pictures = dict(self._piece.images)
        for name in leaf.images:
            if name not in resources["XObject"]:
                resources["XObject"][name] = _stream(pictures[name])
        if stream._tags is not None:  # noqa: SLF001
            stream._tags.update({(self, number): None for number in range(leaf.marks)})  # noqa: SLF001
        with stream.stacked():
            stream.stream.append(leaf.drawing)
        super().paint(stream, scale)

    def elements(
        self, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        """The elements of its tag tree, as `_build_box_tree` gives them."""
        for number in range(self._leaf.marks):
            del tags[self, number]
        page = pdf.page_references[page_number]

        def build(node: Node, above: Any) -> Any:
            element = Dictionary(
                {"Type": "/StructElem", "S": node.role, "K": Array(), "Pg": page, "P": above.reference}
            )
            pdf.add_object(element)
            _say(element, node, self._mark)
            for kid in node.kids:
                if isinstance(kid, Node):
                    element["K"].append(build(kid, element).reference)
                elif isinstance(kid, int):
                    element["K"].append(kid)
                    nums[kid] = element.reference
                else:
                    annotation = self._boxes[kid[1]].link_annotation
                    if annotation is None:  # its target is not in this document
                        continue
                    link = Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page})
                    pdf.add_object(link)
                    annotations.append((element.reference, annotation))
                    element["K"].append(link.reference)
            return element

        for node in self._leaf.tree:
            yield build(node, parent)


def _say(element: Any, node: Node, mark: str) -> None:
    if node.language:
        element["Lang"] = String(node.language)
    if node.alt:
        element["Alt"] = String(node.alt)
    if node.id:
        element["ID"] = String(f"{mark}:{node.id}")
    if node.attributes:
        element["A"] = Dictionary()
        for name, value in node.attributes:
            listed = isinstance(value, tuple)
            made = [String(f"{mark}:{v}") for v in value] if name == "Headers" else value
            element["A"][name] = Array(made) if listed else made


def _stream(picture: Picture) -> Any:
    made = Stream([picture.data], Dictionary(dict(picture.entries)), picture.compress)
    if picture.mask:
        made.extra["SMask"] = _stream(picture.mask)
    return made


class _Faces:
    """The fonts of a document, found again by what they are called."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self._context = ffi.gc(pango.pango_font_map_create_context(fonts), gobject.g_object_unref)
        self._known: dict[tuple[str, float], Any] = {}

    def add(self, stream: Any, face: Face) -> None:
        """Take what was drawn with a face into the document's font."""
        key = face.mark, face.size
        if key not in self._known:
            self._known[key] = self._load(face)
        font, _ = stream.add_font(self._known[key])
        if font.hash != face.mark:
            raise NoPieceError(f"{face.family} {face.weight}")
        font.to_unicode.update(face.words)
        font.widths.update(face.widths)

    def _load(self, face: Face) -> Any:
        wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        pango.pango_font_description_set_family(wanted, face.family.encode())
        pango.pango_font_description_set_style(wanted, face.style)
        pango.pango_font_description_set_weight(wanted, face.weight)
        pango.pango_font_description_set_absolute_size(wanted, round(face.size * 1024))
        return ffi.gc(pango.pango_font_map_load_font(self._fonts, self._context, wanted), gobject.g_object_unref)
