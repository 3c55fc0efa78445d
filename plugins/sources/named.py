"""The glossary and the HTML of a text -> where the text names what the glossary has.

One expression finds tags and names in one pass: a trie, because Python's `re` tries the branches of an alternation
one after the other. Tags stand as `sources.tree` writes them, every attribute in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from plugins.model import Html, Language, Name
from plugins.sources.isolate import isolate
from plugins.sources.tree import VOID
from plugins.values import dataclass

_SILENT = frozenset("a abbr bdi code dfn h1 h2 h3 h4 h5 h6 kbd pre s samp del var".split())
"""What is said in these is no mention: a link has a hover of its own, code is quoted."""
_QUIET = frozenset({"table"})
"""Mentions in these are listed, not marked: a table scrolls, and would cut the gloss off."""
_NOTES = re.compile(r'\bclass="(?:[^"]* )?(?:footnote|g-note)[ "]')
_TAG = r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attrs>[^>"]*(?:"[^"]*"[^>"]*)*)>'
_LETTER = r"\w\u200c\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
"""What makes a word longer: letters, the half-space, and marks, which `\\w` leaves out (the hamza of an ezafe)."""
_SPACE = "[ \\n\u00a0]"
_LANG = re.compile(r'\blang="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a language, ready to be looked for."""

    language: Language
    pattern: re.Pattern[str]
    forms: Mapping[str, str]
    """Form as texts have it, typeset -> id."""


class Mention(NamedTuple):
    """A name in a text."""

    id: str
    start: int
    end: int
    quiet: bool
    """Whether it stands where nothing can be marked: in a table or a footnote."""


def named(names: Iterable[Name], language: Language, languages: Sequence[Language]) -> Named | None:
    """What to look for in texts of a language; None where no name has a form in it."""
    forms: dict[str, str] = {}
    for name in names:
        for form in _forms(name, language.tag):
            written = isolate(escape(" ".join(form.split()), quote=False), language, languages)
            forms.setdefault(written, name.id)
            # "Rare earths" at the head of a sentence.
            forms.setdefault(written[:1].upper() + written[1:], name.id)
    if not forms:
        return None
    pattern = re.compile(rf"{_TAG}|(?<![{_LETTER}])(?P<name>{_trie(forms)})(?![{_LETTER}])")
    return Named(language, pattern, forms)


def mentions(html: Html, known: Named) -> Iterator[Mention]:
    """Every mention, in the order of the text."""
    zones = _Zones(known.language.tag)
    for match in known.pattern.finditer(html):
        if match["tag"]:
            zones.pass_tag(match)
        elif not zones.silent:
            yield Mention(known.forms[re.sub(_SPACE, " ", match[0])], *match.span(), zones.quiet)


def indexed(name: Name, language: Language) -> str:
    """ "Takaichi, Sanae" for a person whose full name ends with the short one; else the full name; empty if none."""
    short, full = name.names.get(language.tag, ""), name.full.get(language.tag, "")
    first = full.removesuffix(short).strip()
    if name.kind == "person" and short and first and full.endswith(short):
        return f"{short}{language.comma}{first}"
    return full or short


def _forms(name: Name, tag: str) -> Iterator[str]:
    yield from filter(None, (name.full.get(tag), name.names.get(tag)))
    yield from filter(None, name.variants.get(tag, ()))


def _trie(words: Iterable[str]) -> str:
    """An expression for these words, the longest first."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    text = ""
    while len(node) == 1 and "" not in node:
        letter, node = next(iter(node.items()))
        text += _letter(letter)
    if set(node) == {""}:
        return text
    rest = "|".join(_letter(letter) + _branches(below) for letter, below in sorted(node.items()) if letter)
    return f"{text}(?:{rest}){'?' if '' in node else ''}"


def _letter(letter: str) -> str:
    return _SPACE if letter == " " else re.escape(letter)


class _Zones:
    """Whether the text that comes now stands where names are not marked, or not even looked for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.open: list[tuple[str, bool]] = []
        """Tag and whether it is silent; a tag within one of its own kind stands again."""

    @property
    def quiet(self) -> bool:
        return bool(self.open)

    @property
    def silent(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def pass_tag(self, match: re.Match[str]) -> None:
        tag = match["tag"]
        if match["end"]:
            if self.open and self.open[-1][0] == tag:
                self.open.pop()
        elif tag in VOID:
            return
        elif self.open and (self.silent or self.open[-1][0] == tag):
            if self.open[-1][0] == tag:
                self.open.append((tag, self.silent or self._silences(tag, match["attrs"])))
        elif self._silences(tag, match["attrs"]):
            self.open.append((tag, True))
        elif tag in _QUIET or (tag == "div" and _NOTES.search(match["attrs"])):
            self.open.append((tag, False))

    def _silences(self, tag: str, attrs: str) -> bool:
        if tag in _SILENT:
            return True
        lang = _LANG.search(attrs) if "lang=" in attrs else None
        return lang is not None and lang[1] != self.language
