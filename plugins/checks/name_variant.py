"""A name in another spelling than the glossary's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.pair import Pair, problem
from plugins.english.words import common
from plugins.model import Name, Problem
from plugins.sources.sides import Side

_BESIDE = 60
_SET_OFF = tuple('()«»“”*_\u2018\u2019"')
_NEAR = re.compile("[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f]{4,}")


def name_variant(pair: Pair) -> Iterator[Problem]:
    """A name is spelled as names.yaml spells it, and not as one of its variants, nor a letter beside it.

    Bad: تاکائیچی، Takachi where names.yaml has تاکایچی and Takaichi
    Good: تاکایچی، Takaichi
    """
    for side in (pair.original, pair.other):
        yield from of_side(side, pair.glossary.names)


def of_side(side: Side, names: tuple[Name, ...]) -> Iterator[Problem]:
    """The variants in one edition; each at its first place."""
    tag, text = side.language.tag, side.words
    right = {form for name in names for form in (name.names.get(tag, ""), name.full.get(tag, ""))}
    for name in names:
        wanted = name.names.get(tag, "")
        for variant in name.variants.get(tag, ()):
            if not wanted or variant in right or variant not in text:
                continue
            match = re.search(f"(?<!\\w){re.escape(variant)}(?![\\w\u200c])", text)
            if match and not _inside(match, text, right) and not _explained(match, text, wanted):
                yield _said(side, match.start(), variant, name.full.get(tag, wanted) if " " in variant else wanted)
    if tag == "en":
        yield from _slips(side, text, names)


def _explained(match: re.Match[str], text: str, wanted: str) -> bool:
    """Whether it is set off and the right form stands near: «هیرمند (هلمند)» tells a reader the other name."""
    set_off = (
        text[max(0, match.start() - 1) : match.start()] in _SET_OFF and text[match.end() : match.end() + 1] in _SET_OFF
    )
    return set_off and wanted in text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]


def _inside(match: re.Match[str], text: str, right: set[str]) -> bool:
    """Whether the variant is a part of a right form: «آبه» of «شینزو آبه»."""
    return any(
        form and len(form) > len(match[0]) and form in text[max(0, match.start() - len(form)) : match.end() + len(form)]
        for form in right
    )


def _slips(side: Side, text: str, names: tuple[Name, ...]) -> Iterator[Problem]:
    """Words that are a name but for one letter."""
    known = {w for n in names for form in (n.names.get("en", ""), n.full.get("en", ""), *n.variants.get("en", ()))
             for w in form.split()}  # fmt: skip
    own = {word for name in names for word in name.names.get("en", "").split() if len(word) > 5}
    if not own:
        return
    seen: set[str] = set()
    for match in _NEAR.finditer(text):
        word = match[0]
        if word in seen or word in known or common(word):
            continue
        seen.add(word)
        wanted = next((name for name in own if _slipped(word, name)), "")
        if wanted and not wanted.startswith(word) and not word.startswith(wanted):
            yield _said(side, match.start(), word, wanted)


def _slipped(word: str, name: str) -> bool:
    """Whether one letter was left out, put in, written wrong, or two changed places."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    rest, other = word[at:], name[at:]
    swapped = rest[:2] == other[1::-1] and len(rest) > 1 and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped


def _said(side: Side, place: int, written: str, wanted: str) -> Problem:
    message = f"“{written}” is another spelling of a name of names.yaml"
    return problem(side, place, "name-variant", message, f"write “{wanted}”", length=len(written))
