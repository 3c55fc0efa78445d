"""The HTML of a text with footnotes -> the same, with each note also beside its first call.

The notes stay in their list at the end, for phones, print and readers of the bare text. A copy follows the call as
`<small class="g-side" hidden>`; where the screen is wide enough the style sheet shows the copies and hides the list,
so that one of the two is there and is heard once. A call has a link for each, for the same reason.
All notes or none: a copy stands inside a paragraph, so every note must be paragraphs of words, and every call must
lie where the margin is next to it (not in a table or box, or in a run of the other direction).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from plugins.model import Html
from plugins.sources import tree
from plugins.sources.tree import BLOCKS, Element

_PLACES = frozenset({("p",), ("ul", "li"), ("ol", "li"), ("ul", "li", "p"), ("ol", "li", "p"), ("blockquote", "p")})
"""From the text down to a call."""
_CALL = "footnote-ref"
_LIST = '<div class="footnote"'


def beside(html: Html) -> Html:
    """The text with its notes beside it too, or as it was."""
    if _LIST not in html:
        return html
    parts = tree.blocks(html)
    # Most of a text has no call, and stays as it is written.
    ends = [n for n, part in enumerate(parts) if part.html.startswith(_LIST)]
    roots = {n: tree.parse(part.html) for n, part in enumerate(parts) if _CALL in part.html or n in ends}
    lists = [roots[n].elements()[0] for n in ends]
    notes = _notes(lists[0]) if len(lists) == 1 else {}
    calls = [call for root in roots.values() for call in _calls(root, (), straight=True)]
    if not notes or any(target not in notes or place not in _PLACES for _, _, target, place in calls):
        return html
    if {target for _, _, target, _ in calls} != set(notes):
        return html
    _set(notes, [(parent, sup, target) for parent, sup, target, _ in calls])
    lists[0].attrs["class"] = "footnote g-beside"
    return Html("".join(tree.serialise(roots[n]) if n in roots else part.html for n, part in enumerate(parts)))


def _notes(box: Element) -> dict[str, Element]:
    """Id -> note; empty where one is more than paragraphs of words."""
    found: dict[str, Element] = {}
    items = [e for e in box.elements() if e.tag == "li"]
    for item in items:
        blocks = [e for e in item.elements() if e.tag in BLOCKS or e.tag in ("p", "img") or "id" in e.attrs]
        straight = all(e.tag == "p" and "id" not in e.attrs for e in blocks)
        if not straight or not blocks or any(isinstance(c, str) and c.strip() for c in item.children):
            return {}
        found[item.attrs.get("id", "")] = item
    return found if len(found) == len(items) and "" not in found else {}


def _calls(
    parent: Element, place: tuple[str, ...], *, straight: bool
) -> Iterator[tuple[Element, Element, str, tuple[str, ...]]]:
    """Each call: its parent, itself, the id of its note, and where it stands; "?" below a turned element."""
    for child in parent.children:
        if isinstance(child, str):
            continue
        link = child.children[0] if child.tag == "sup" and len(child.children) == 1 else None
        if isinstance(link, Element) and _CALL in link.classes:
            target = unquote(link.attrs.get("href", ""))
            yield parent, child, target.removeprefix("#"), place if straight else ("?",)
        else:
            yield from _calls(child, (*place, child.tag), straight=straight and "dir" not in child.attrs)


def _set(notes: dict[str, Element], calls: list[tuple[Element, Element, str]]) -> None:
    numbers = {target: place for place, target in enumerate(notes, 1)}
    seen: set[str] = set()
    for parent, sup, target in calls:
        link = sup.elements()[0]
        second = Element("a", {"class": "g-side-ref", "href": f"#g-side-{numbers[target]}", "hidden": ""})
        second.children = list(link.children)
        link.attrs["class"] += " g-end-ref"
        sup.children.append(second)
        if target not in seen:
            seen.add(target)
            place = next(i for i, child in enumerate(parent.children) if child is sup)
            parent.children.insert(place + 1, _copy(notes[target], numbers[target], link))


def _copy(note: Element, number: int, link: Element) -> Element:
    """The note as words of a paragraph, with its number before it and one way back."""
    small = Element("small", {"class": "g-side", "id": f"g-side-{number}", "role": "note", "hidden": ""})
    label = Element("span", {"class": "g-side-number"}, list(link.children))
    back: Element | None = None
    small.children = [label, " "]
    for paragraph in note.children:
        if isinstance(paragraph, str):
            continue
        words = paragraph.copy()
        for element in [words, *words.elements()]:
            backs = [c for c in element.children if isinstance(c, Element) and "footnote-backref" in c.classes]
            back = back or next(iter(backs), None)
            element.children = [c for c in element.children if not any(c is b for b in backs)]
        span = Element("span", {k: v for k, v in words.attrs.items() if k in ("lang", "dir")}, words.children)
        small.children += [span, " "]
    if back:
        small.children.append(back)
    return small
