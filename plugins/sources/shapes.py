"""A safe tree -> the shapes that the theme knows: figures, table cells, footnotes; and the words of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plugins.model import Language
from plugins.persian.numbers import digits
from plugins.sources.headings import footnote_call
from plugins.sources.tree import BLOCKS, Element, Node

_ALIGN = {"left": "align-start", "right": "align-end", "center": "align-center"}
_OPENING = tuple("«‹“‘„”’\"'")
_CLASS = re.compile(r"(?!g-)[a-z][a-z0-9_-]{0,40}")
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BACK = {
    "fa": "بازگشت به متن، یادداشت {}",
    "en": "Back to the text, note {}",
    "ar": "العودة إلى النص، الحاشية {}",
    "he": "חזרה לטקסט, הערה {}",
}


def shape(elements: Iterable[Element], language: Language) -> None:
    """Put the elements of a tree into shape, in place."""
    for element in elements:
        if element.attrs:
            _attributes(element)
        if element.tag == "pre":
            element.attrs["tabindex"] = "0"  # it scrolls inside itself: by keyboard one has to be able to reach it
        elif element.tag in ("td", "th"):
            _cell(element)
        elif element.tag == "blockquote":
            _quotation(element)
        elif not element.attrs:
            continue
        elif footnote_call(element):
            _call(element, language)
        elif "footnote-backref" in element.classes:
            _back(element, language)
        elif element.tag == "div" and "footnote" in element.classes:
            element.attrs["role"] = "doc-endnotes"


def _attributes(element: Element) -> None:
    attrs = element.attrs
    if "class" in attrs:
        kept = [word for word in element.classes if _CLASS.fullmatch(word)]
        if kept:
            attrs["class"] = " ".join(kept)
        else:
            del attrs["class"]
    if "lang" in attrs and not _LANG.fullmatch(attrs["lang"]):
        del attrs["lang"]
    if "dir" in attrs:
        attrs["dir"] = attrs["dir"].lower()
        if attrs["dir"] not in ("rtl", "ltr", "auto"):
            del attrs["dir"]


def _cell(element: Element) -> None:
    align = _ALIGN.get(element.attrs.pop("align", "").lower())
    if align:
        element.attrs["class"] = " ".join([*element.classes, align])
    if element.tag == "th":
        element.attrs.setdefault("scope", "col")


def _quotation(element: Element) -> None:
    """One that begins with the author's own mark gets no second one from the theme."""
    if element.text().lstrip()[:1] in _OPENING:
        element.attrs["class"] = " ".join([*element.classes, "g-quoted"])


def _call(element: Element, language: Language) -> None:
    for link in element.children:
        if isinstance(link, Element) and link.tag == "a":
            link.children = [digits(link.text(), language)]
            link.attrs["role"] = "doc-noteref"


def _back(element: Element, language: Language) -> None:
    number = element.attrs.pop("title", "")
    label = _BACK.get(language.tag, _BACK["en"]).format(digits(number, language))
    element.attrs |= {"role": "doc-backlink", "aria-label": label, "title": label}


def figures(parent: Element) -> None:
    """Make a figure of each paragraph below that is a picture, in place; a mark for a table of contents goes."""
    children: list[Node] = []
    for child in parent.children:
        if isinstance(child, str) or child.tag != "p":
            children.append(child)
            if not isinstance(child, str):
                figures(child)
        elif child.children == ["[TOC]"]:
            continue  # Python-Markdown's; the theme has its own
        elif picture := _lone_picture(child):
            children.append(_figure(child, picture))
        else:
            children.append(child)
            figures(child)
    parent.children = children


def _figure(paragraph: Element, picture: Element) -> Element:
    caption = picture.attrs.pop("title", "")
    children: list[Node] = [node for node in paragraph.children if not isinstance(node, str)]
    if caption:
        children.append(Element("figcaption", None, [caption]))
    return Element("figure", paragraph.attrs, children)


def _lone_picture(paragraph: Element) -> Element | None:
    inside = [node for node in paragraph.children if not isinstance(node, str) or node.strip()]
    if len(inside) != 1 or isinstance(inside[0], str):
        return None
    only = inside[0]
    if only.tag == "a" and len(only.children) == 1 and isinstance(only.children[0], Element):
        only = only.children[0]
    return only if only.tag == "img" else None


def flatten(root: Element) -> None:
    """Take every block element out of a line, keeping what is in it; pictures become their alternative text."""
    children: list[Node] = []
    for child in root.children:
        if isinstance(child, str):
            children.append(child)
            continue
        flatten(child)
        _attributes(child)
        if child.tag == "img":
            children.append(child.attrs.get("alt", ""))
        elif child.tag in BLOCKS:
            children += [*child.children, " "]
        else:
            child.attrs.pop("id", None)
            children.append(child)
    root.children = children


_SPACES = re.compile("  +")
_APART = BLOCKS - {"td", "th", "col", "colgroup"}


def words(root: Element) -> str:
    """The words alone: blocks parted by a blank line, cells of a row by a space; no footnote calls."""
    parts: list[str] = []
    _gather(root, parts)
    text = "".join(parts).replace("\n", " ").replace("\t", " ")
    blocks = [(_SPACES.sub(" ", block) if "  " in block else block).strip() for block in text.split("\0")]
    return "\n\n".join([block for block in blocks if block])


def _gather(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in ("br", "td", "th"):
            parts.append(" ")
            _gather(child, parts)
        elif child.attrs and (footnote_call(child) or "footnote-backref" in child.classes):
            continue
        elif child.tag in _APART:
            parts.append("\0")
            _gather(child, parts)
            parts.append("\0")
        else:
            _gather(child, parts)
