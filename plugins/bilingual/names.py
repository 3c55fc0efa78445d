"""A name of one language and a text of the other -> whether the text has it. Persian and English.

By what is known first (places, the glossary), then by sound: `sounds.py`. A common verb sounds like half of all names
(«کشید» like Kishida), so verbs and the commonest words are no names; a word that no dictionary has is one even where
only most of its consonants are the same. facts/persian.md section 3 has the figures of the thresholds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from plugins.bilingual import places
from plugins.bilingual.places import folded, stands
from plugins.bilingual.sounds import Sounds, nearly_one, of_latin, of_persian, one_name
from plugins.english.words import common
from plugins.persian.letters import FOLD, HALF_SPACE, WORDS
from plugins.persian.lexicon import lexicon
from plugins.persian.names import unknown

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_ENDINGS = ("s", "n", "an", "ean", "ian", "es", "ns")
_TOO_COMMON = 28
"""Log2 of a count: این, که, برای; a name's words stay below (محمد has 26)."""
_SHORT_COMMON = 23
"""The same for words of two consonants or fewer, which sound like half of all names."""


_CUE = re.compile(f"(?:شهر|شهرستان|کشور|استان|روستای|بندر|جزیره|جزیرهٔ|رود|کوه|آقای|خانم|دکتر) ({WORDS.pattern})")
"""What only a name stands behind, whatever verb it may look like."""


class PersianText:
    """A Persian text in which English names are sought."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        return folded(self.text)

    @cached_property
    def latin(self) -> frozenset[str]:
        """Words in Latin letters, in lower case."""
        return frozenset(word.lower() for word in _LATIN.findall(self.text))

    @cached_property
    def sounds(self) -> dict[str, list[str]]:
        """Skeleton -> the words that may be names and have it."""
        made: dict[str, list[str]] = {}
        for word in dict.fromkeys(WORDS.findall(self.text)):
            for part, skeletons in _spoken(word):
                for base in {base for base, _ in skeletons}:
                    made.setdefault(base, []).append(part)
        for word in _CUE.findall(self.text):  # a verb elsewhere, a name here
            for base in {base for base, _ in of_persian(word)}:
                made.setdefault(base, []).append(word)
        return made

    @cached_property
    def strangers(self) -> list[str]:
        """Words that no dictionary has."""
        words = dict.fromkeys(WORDS.findall(self.text))
        return [word for word in words if len(word) > 3 and unknown(word)]

    def has(self, name: str, known: Iterable[str] = ()) -> str:
        """The word by which the text has an English name (one word); empty where it has none. `known`: its forms in
        the glossary.
        """
        for form in (*(folded(form).strip() for form in known), *places.forms(name)):
            if stands(form, self.folded):
                return form
        if name.lower() in self.latin:
            return name
        return next(filter(None, map(self._sounding, _alike(name))), "")

    def _sounding(self, name: str) -> str:
        theirs = of_latin(name)
        for base in sorted({base for base, _ in theirs}):
            for word in self.sounds.get(base, ()):
                if one_name(word, name):
                    return word
        if _longest(theirs) > 2:
            for word in self.strangers:
                if nearly_one(word, name):
                    return word
        return ""


def _alike(name: str) -> tuple[str, ...]:
    """A name, and what it is made of where it names a people or mountains: Himalayas, Andean."""
    bare = (name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending))
    return (name, *(each for each in bare if len(each) > 2))


class EnglishText:
    """An English text in which Persian names are sought."""

    def __init__(self, text: str) -> None:
        self.text = text
        words: dict[str, None] = dict.fromkeys(_LATIN.findall(text))
        self.words = frozenset(word.lower() for word in words)
        self._capital = [word for word in words if word[0].isupper() or not common(word)]
        self._others = [word for word in words if len(word) > 4 and word not in self._capital]

    def has(self, word: str, known: Iterable[str] = ()) -> str:
        """The word by which the text has a Persian name (one word); empty where it has none. `known`: its English
        forms in the glossary.
        """
        bare = folded(word).strip()
        for form in (*known, *places.english(bare)):
            if f" {form.lower()}" in self._spaced:
                return form
        for name in self._capital:
            if nearly_one(word, name):
                return name
        for name in self._others:
            if one_name(word, name):
                return name
        return ""

    @cached_property
    def _spaced(self) -> str:
        return " " + re.sub("[^A-Za-z\u00c0-\u024f\u1e00-\u1eff.]+", " ", self.text).lower() + " "


@lru_cache(maxsize=1 << 15)
def _spoken(word: str) -> tuple[tuple[str, Sounds], ...]:
    """A word and its parts that may be names, with their skeletons."""
    parts = [word, *(word.split(HALF_SPACE) if HALF_SPACE in word else ())]
    if word.startswith("ال") and len(word) > 4:
        parts.append(word[2:])
    parts += [word.removesuffix(ending) for ending in ("ها", "های", "هایی") if word.endswith(ending) and len(word) > 5]
    if word.endswith(("ند", "ست")) and len(word) > 5:  # دارفورند: are in Darfur
        parts.append(word[:-2])
    return tuple((part, of_persian(part)) for part in parts if len(part) > 1 and _nameable(part))


@lru_cache(maxsize=1 << 15)
def _nameable(word: str) -> bool:
    plain = word.translate(FOLD).replace(HALF_SPACE, "")
    words = lexicon()
    level = words.level(plain)
    short = _longest(of_persian(plain)) < 3
    if level >= (_SHORT_COMMON if short else _TOO_COMMON):
        return False
    return not words.verbs.alone(plain)


def _longest(sounds: Sounds) -> int:
    return max((len(base) for base, _ in sounds), default=0)
