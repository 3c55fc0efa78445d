"""lexicon.z -> words, how frequent they are, how compounds are spelled, and what parts make compounds.

Loaded once in a process, when the first Persian text is looked at (0.15 s). Made by `data/make.py` from Hazm's lists
(MIT); `data/ours.txt` adds what they lack.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from plugins.persian.letters import HALF_SPACE
from plugins.persian.verbs import Verbs, conjugate
from plugins.values import dataclass

NOUN, ADJECTIVE, OTHER = 1, 2, 4
"""Bits of a code, which is 8 * log2 of the word's count + its classes."""
_BITS = {"N": NOUN, "A": ADJECTIVE, "O": OTHER}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words. Solid: without a half-space."""

    solid: dict[str, int]
    """Word with a class or a count -> its code."""
    rare: frozenset[str]
    """Of the words that are only listed those that rules ask for: of three letters, or in هی or یا."""
    compounds: dict[str, tuple[str, int]]
    """A compound without its half-spaces -> as it is spelled, and its code."""
    pairs: frozenset[str]
    """Every compound and every beginning of one, parts set apart by spaces."""
    firsts: dict[str, float]
    """First part of compounds -> the share of its compounds that are written with a half-space."""
    seconds: dict[str, float]
    often: frozenset[str]
    """Second parts of many compounds that hardly ever lose the half-space: آباد, نفره, انگیز."""
    verbs: Verbs
    clitics: frozenset[str]
    """Nouns in a silent ه whose «ای» is likelier than the plural that is written alike: خانه‌ای, not خان‌های."""
    fixed: frozenset[str]
    """Compounds of two free words that are one word all the same: نخست‌وزیر."""

    def strong(self, word: str) -> bool:
        """Whether the word has a class or a count, so that it is no misspelling."""
        return word in self.solid

    def listed(self, word: str) -> bool:
        """Whether it is at least listed; a word that is nothing more may well be a misspelling. Loads the long list."""
        return word in self.solid or word in _listed()

    def hinted(self, word: str) -> bool:
        """Whether it is strong, or one of the rare words that rules ask for."""
        return word in self.solid or word in self.rare

    def level(self, word: str) -> int:
        """Log2 of a word's count; 0 where it has none."""
        return self.solid.get(word, 0) >> 3

    def named(self, word: str) -> bool:
        """Whether it has the class of nouns or of adjectives."""
        return self.solid.get(word, 0) & (NOUN | ADJECTIVE) > 0

    def noun(self, word: str) -> bool:
        """Whether it has the class of nouns."""
        return self.solid.get(word, 0) & NOUN > 0

    def graded(self, word: str) -> bool:
        """Whether it is an adjective or an adverb, which may be compared, and no mere noun."""
        classes = self.solid.get(word, 0) & (NOUN | ADJECTIVE | OTHER)
        return classes & ADJECTIVE > 0 or classes == OTHER

    def adjective(self, word: str) -> bool:
        """Whether it has the class of adjectives."""
        return self.solid.get(word, 0) & ADJECTIVE > 0


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at the first call."""
    folder = files("plugins.persian") / "data"
    sections = dict(_sections(zlib.decompress((folder / "lexicon.z").read_bytes()).decode()))
    ours = dict(_sections((folder / "ours.txt").read_text("utf-8")))
    solid: dict[str, int] = {}
    for code, words in _coded(sections["solid"]):
        solid.update(dict.fromkeys(words.split(" "), code))
    solid.update(dict.fromkeys(" ".join(ours["solid"]).split(), NOUN))
    compounds: dict[str, tuple[str, int]] = {}
    for code, words in (
        *_coded(sections["compounds"]),
        *((9, row) for name in ("compounds", "fixed") for row in ours[name]),
    ):
        spelled = words.replace("-", HALF_SPACE).split(" ")
        for key, spelling in zip(words.replace("-", "").split(" "), spelled, strict=True):
            if compounds.get(key, ("", -1))[1] < code:
                compounds[key] = spelling, code
    pairs = {spelling.replace(HALF_SPACE, " ") for spelling, _ in compounds.values()}
    pairs |= {pair.rsplit(" ", cut)[0] for pair in pairs for cut in range(1, pair.count(" "))}
    stems = " ".join(ours["verbs"]).split()
    verbs = conjugate([*sections["verbs"], *stems], sections["spoken"])
    firsts, seconds = (dict(map(_share, sections[name])) for name in ("firsts", "seconds"))
    clitics = frozenset(" ".join(ours["clitics"]).split())
    fixed = frozenset(" ".join([*ours["fixed"], *ours["compounds"]]).replace("-", HALF_SPACE).split())
    often = frozenset(row.split(" ")[0] for row in sections["seconds"] if _often(row))
    rare = frozenset(" ".join(sections["rare"]).split())
    return Lexicon(solid, rare, compounds, frozenset(pairs), firsts, seconds, often, verbs, clitics, fixed)


@cache
def _listed() -> frozenset[str]:
    """Words of which nothing is known but that a list has them: four fifths of all, and seldom asked for."""
    return frozenset(zlib.decompress((files("plugins.persian") / "data" / "listed.z").read_bytes()).decode().split())


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    for part in text.split("@")[1:]:
        name, *rows = part.rstrip("\n").split("\n")
        yield name, [row for row in rows if not row.startswith("# ")]


def _coded(rows: list[str]) -> Iterator[tuple[int, str]]:
    for row in rows:
        said, _, words = row.partition(" ")
        level = said.rstrip("NAO")
        yield 8 * int(level) + sum(_BITS[bit] for bit in said[len(level) :]), words


def _often(row: str) -> bool:
    part, apart, together = row.split(" ")
    return len(part) > 2 and int(apart) > 9 and int(apart) > 19 * int(together)


def _share(row: str) -> tuple[str, float]:
    part, apart, together = row.split(" ")
    return part, int(apart) / (int(apart) + int(together))
