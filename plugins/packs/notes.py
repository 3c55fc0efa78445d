"""A body with its footnotes at the end -> the same with each where it is called, for the foot of the page.

WeasyPrint moves an element with `float: footnote` to the foot of the page where it stands. Its number is
written by us, in the language's digits: the engine counts through a whole pack, a reader through one article.
A body with a footnote of more than one paragraph, or a call in a heading (the outline would read it out),
keeps all its footnotes at the end: a paragraph inside a paragraph is not HTML.
Source: Python-Markdown 3.11 docs, "Footnotes"; CSS Generated Content for Paged Media, section 2.
"""

from __future__ import annotations

from plugins.model import Html, Language
from plugins.persian.numbers import digits
from plugins.sources.tree import BLOCKS, Element, Node, parse, serialise

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def to_foot(html: Html, language: Language) -> Html:
    """Move every footnote, or none."""
    root = parse(html)
    listed = next((e for e in root.elements() if "footnote" in e.classes and e.tag == "div"), None)
    notes = _notes(listed) if listed else {}
    if listed is None or not notes or _called_in_heading(root):
        return html
    placed: set[str] = set()
    numbers = {note: digits(number, language) for number, note in enumerate(notes, 1)}
    for element in [root, *root.elements()]:
        element.children = [_placed(child, notes, numbers, placed) for child in element.children if child is not listed]
    return Html(serialise(root))


def _placed(node: Node, notes: dict[str, Element], numbers: dict[str, str], placed: set[str]) -> Node:
    """The footnote in place of its first call; the number alone in place of a later one."""
    note = _called(node)
    if note not in notes:
        return node
    if note in placed:
        return Element("sup", {"class": "g-call"}, [Element("a", {"href": f"#{note}"}, [numbers[note]])])
    placed.add(note)
    said = notes[note]
    return Element("span", {"class": "g-note", "id": note, "data-number": numbers[note], **said.attrs}, said.children)


def _called(node: Node) -> str:
    """The id of the footnote that a `<sup id="…"><a class="footnote-ref" href="#…">` calls; else empty."""
    if isinstance(node, str) or node.tag != "sup" or "id" not in node.attrs:
        return ""
    call = next((e for e in node.elements() if e.tag == "a" and "footnote-ref" in e.classes), None)
    return call.attrs.get("href", "").removeprefix("#") if call else ""


def _called_in_heading(root: Element) -> bool:
    return any(_called(e) for heading in root.elements() if heading.tag in _HEADINGS for e in heading.elements())


def _notes(listed: Element) -> dict[str, Element]:
    """Id -> its inline content, with the language and direction that it had; empty if one is not a single paragraph."""
    notes: dict[str, Element] = {}
    around = [listed, *(e for e in listed.elements() if e.tag == "ol")]
    for item in (e for e in listed.elements() if e.tag == "li" and "id" in e.attrs):
        inner = [child for child in item.children if not isinstance(child, str) or child.strip()]
        own = [item]
        if len(inner) == 1 and isinstance(inner[0], Element) and inner[0].tag == "p":
            own.append(inner[0])
            inner = inner[0].children
        if any(isinstance(child, Element) and _holds_block(child) for child in inner):
            return {}
        direction: dict[str, str] = {
            key: e.attrs[key] for e in (*around, *own) for key in ("lang", "dir") if key in e.attrs
        }
        notes[item.attrs["id"]] = Element("span", direction, _without_way_back(inner))
    return notes


def _holds_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(e.tag in BLOCKS for e in element.elements())


def _without_way_back(inner: list[Node]) -> list[Node]:
    kept = [c for c in inner if isinstance(c, str) or "footnote-backref" not in c.classes]
    while kept and isinstance(last := kept[-1], str):
        kept.pop()
        if last.strip():
            return [*kept, last.rstrip()]
    return kept
