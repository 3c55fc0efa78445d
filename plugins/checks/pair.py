"""Two sides -> a Pair: the original and another edition of it, and how a problem between them is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plugins.bilingual.names import EnglishText, PersianText
from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Name, Problem, Severity
from plugins.sources.sides import Side


@dataclass(frozen=True, eq=False)
class Pair:
    """Two editions of a briefing, and what the glossary knows."""

    original: Side
    other: Side
    glossary: Glossary

    @property
    def full(self) -> bool:
        """Whether both are full editions: then each says all that the other says."""
        return self.original.facts.extent == self.other.facts.extent == "full"

    @cached_property
    def persian(self) -> Side | None:
        """The Persian side, where the other one is English."""
        return self._spoken(PERSIAN.tag) if self.bilingual else None

    @cached_property
    def english(self) -> Side | None:
        """The English side, where the other one is Persian."""
        return self._spoken(ENGLISH.tag) if self.bilingual else None

    @property
    def bilingual(self) -> bool:
        """Whether it is Persian and English, whose words can be compared."""
        return {self.original.language.tag, self.other.language.tag} == {PERSIAN.tag, ENGLISH.tag}

    @cached_property
    def in_persian(self) -> PersianText:
        """Where English names are sought. Raises AssertionError where there is no Persian."""
        assert self.persian  # noqa: S101 - asked for only where `bilingual`
        return PersianText(self.persian.words)

    @cached_property
    def in_english(self) -> EnglishText:
        """Where Persian names are sought."""
        assert self.english  # noqa: S101 - the same
        return EnglishText(self.english.words)

    def across(self, side: Side) -> Side:
        """The side that stands opposite."""
        return self.other if side is self.original else self.original

    def _spoken(self, tag: str) -> Side:
        return self.original if self.original.language.tag == tag else self.other


class Glossary:
    """names.yaml as checks ask it."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._words: dict[str, dict[str, tuple[str, ...]]] = {}
        for name in self.names:
            for word in {word for form in forms(name) for word in (form, *form.split())}:
                for tag in {*name.names, *name.full, *name.variants}:
                    known = self._words.setdefault(word, {})
                    known[tag] = tuple(dict.fromkeys((*known.get(tag, ()), *forms(name, tag))))

    def known(self, word: str, language: str) -> tuple[str, ...]:
        """Forms in a language of the entries that have a word, or a whole form, in any."""
        return self._words.get(word, {}).get(language, ())


_LANGUAGES = {"fa": "Persian", "en": "English", "ar": "Arabic", "he": "Hebrew"}


def forms(name: Name, language: str = "") -> tuple[str, ...]:
    """All forms of an entry, in one language or in all."""
    tags = [language] if language else sorted({*name.names, *name.full, *name.variants})
    found = [f for tag in tags for f in (name.names.get(tag), name.full.get(tag), *name.variants.get(tag, ())) if f]
    return tuple(dict.fromkeys(found))


def problem(
    side: Side, place: int, code: str, message: str, fix: str, *, severity: Severity = "warning", length: int = 0
) -> Problem:
    """A problem at a place of a side; `length` of what is meant, in code points, where it ends on the same line."""
    line, column = side.at(place)
    return Problem(side.facts.path, line, column, code, message, fix, severity, column + length if length else 0)


def where(side: Side, place: int) -> str:
    """A place of the other side as a message names it: "x.fa.md:12:5"."""
    line, column = side.at(place)
    return f"{side.facts.path.rpartition('/')[2]}:{line}:{column}"


def called(side: Side, place: int = -1) -> str:
    """A side, or a place of it, as a message names it: "the Persian text (x.fa.md)"."""
    language = _LANGUAGES.get(side.language.tag, side.language.tag)
    kind = "summary" if side.facts.extent == "summary" else "text"
    return f"the {language} {kind} ({where(side, place) if place >= 0 else side.facts.path.rpartition('/')[2]})"


def short(text: str, most: int = 60) -> str:
    """A passage on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"
