"""An English name of a place or a people -> how Persian writes it, and the other way round.

CLDR's territories, languages and cities (`data/places.z`, made by `data/make.py`), and in `data/places.txt` what CLDR
lacks: peoples, capitals, rivers, offices that English writes short, second forms. Forms here are folded.
"""

from __future__ import annotations

import re
import zlib
from functools import cache, lru_cache
from importlib.resources import files

from plugins.persian.letters import FOLD, MARKS

_SAME = FOLD | str.maketrans("آأإ", "ااا")
"""CLDR writes افریقا, most papers آفریقا."""
_MARKS = re.compile(f"[{MARKS}\u0640]")
_ENDING = re.compile("(?:ian|ans|ese|ish|an|is|i|s|n)$")
"""Of a people, behind the name of its country: Iranian, Japanese, Iraqi."""
_NO_LETTER = re.compile("[^\u0621-\u06cc\u200c]+")
_ENDINGS = ("", "ی", "یی", "ای", "ها", "های", "هایی", "یان")
"""What may follow a form of three letters or fewer; behind a longer one all may."""


def folded(text: str) -> str:
    """A Persian text as forms are sought in it: bare letters, one space between words and at both ends, half-spaces
    gone.
    """
    return f" {_NO_LETTER.sub(' ', _MARKS.sub('', text.translate(_SAME))).strip()} ".replace("\u200c", "")


@lru_cache(maxsize=1 << 13)
def forms(name: str) -> tuple[str, ...]:
    """Folded Persian forms of an English name; empty where it is not known. "Iranian" has those of "Iran" too."""
    table = _table()
    found = table.get(name) or table.get(name.removesuffix("s")) or ()
    if not found and len(name) < 7:  # Nato, Unicef: as British papers write them
        found = table.get(name.upper(), ())
    stem = _ENDING.sub("", name)
    if len(name) > 4 and len(stem) > 3 and stem != name and " " not in name:
        starts = _starts().get(stem[:4], ())
        alike = (k for k in starts if k.startswith(stem) or (stem.startswith(k) and len(stem) - len(k) < 3))
        found += next((table[known] for known in alike if known != name), ())
    return found


def stands(form: str, text: str) -> bool:
    """Whether a folded form stands in a folded text, at the beginning of a word; a short one as a whole word."""
    if len(form) > 3:
        return f" {form}" in text
    return any(f" {form}{ending} " in text for ending in _ENDINGS)


@lru_cache(maxsize=1 << 13)
def english(word: str) -> tuple[str, ...]:
    """English names of a folded Persian word that is a country or a city."""
    table = _english()
    return table.get(word, ()) if len(word) > 2 else ()


@cache
def _table() -> dict[str, tuple[str, ...]]:
    folder = files("plugins.bilingual") / "data"
    made: dict[str, list[str]] = {}
    for row in (folder / "places.txt").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, said = row.partition(" = ")
            made.setdefault(name, []).extend(said.split(" | "))
    for name, said, _ in _rows():
        made.setdefault(name, []).append(said)
    return {name: tuple(dict.fromkeys(_both(said))) for name, said in made.items()}


@cache
def _rows() -> list[list[str]]:
    data = (files("plugins.bilingual") / "data" / "places.z").read_bytes()
    return [row.split("\t") for row in zlib.decompress(data).decode().split("\n")]


def _both(said: list[str]) -> list[str]:
    """Folded, and where there is a half-space once more with a space."""
    return [folded(form).strip() for one in said for form in (one, one.replace("\u200c", " "))]


@cache
def _starts() -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    languages = {name for name, _, kind in _rows() if kind == "l"}
    for name in sorted(_table(), key=len):
        if " " not in name and name not in languages:
            made.setdefault(name[:4], []).append(name)
    return made


@cache
def _english() -> dict[str, tuple[str, ...]]:
    made: dict[str, list[str]] = {}
    places = {name for name, _, kind in _rows() if kind != "l"}
    sought = {form for name in places for form in _table()[name] if " " not in form}
    for name, said in _table().items():
        for form in said:
            if form in sought:
                made.setdefault(form, []).append(name)
    return {form: tuple(names) for form, names in made.items()}
