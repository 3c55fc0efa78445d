"""An English text -> the names in it: words with a capital that are no common words, and the office before them.

An office makes a name of any word: in "President Trump" the dictionary's trump is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.english.words import common
from plugins.values import dataclass

_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_TITLES = "Mr|Mrs|Ms|Dr|St|Gen|Sen|Prof"
_CAPITAL = f"(?:(?:[A-Z]\\.)+|(?:{_TITLES})\\.|[A-Z\u00c0-\u00de\u0141\u015a\u0160\u017d][{_LETTER}'\u2019-]*)"
_RUN = re.compile(
    f"(?<![{_LETTER}0-9]){_CAPITAL}(?: (?:(?:of|the|de|da|von|van|der|den|bin|al|del) ){{0,2}}{_CAPITAL})*"
)
_WORD = re.compile(f"[{_LETTER}](?:[{_LETTER}'\u2019]|\\.(?=[{_LETTER}]))*")
_NO_NAME = re.compile("['\u2019](?:t|ve|ll|d|m|re)$|[a-z]\\.[a-z]|^[IVXLC]+$")
"""I've, example.com, the XIV of Leo XIV."""
_PARTICLES = frozenset("of the de da von van der den bin al el del ibn ben".split())
_OF_PERSONS = frozenset(
    "president|prime minister|premier|chancellor|king|queen|pope|senator|mr|mrs|ms|ayatollah|crown prince".split("|")
)
"""Offices behind which even a common word is a name; a general agreement is none, nor the minister of state."""
_STARTS = re.compile('(?:^|[.!?:…"“”‘\u2019\ufffc|>#*-])\\s*$')


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at its place."""

    place: int
    words: tuple[str, ...]
    """As written, without 's; those that are in the dictionary too stand in `doubtful`."""
    doubtful: tuple[str, ...] = ()
    office: str = ""
    """In lower case: "prime minister"."""
    office_place: int = -1
    whole: str = ""
    """All its words, without spaces: RollsRoyce."""

    @property
    def name(self) -> str:
        """All words that are surely its own; the doubtful ones where there are no others."""
        return " ".join(self.words or self.doubtful)


Place = Callable[[str], object]
"""Whether a word with a capital is the name of a place, though a dictionary may have it: Japan, China, Turkey."""


def names(text: str, offices: frozenset[str], place: Place) -> Iterator[FoundName]:
    """Names in the order of the text; places stand alone. `offices`: titles in lower case."""
    for run in _RUN.finditer(text):
        yield from _Run(run[0], run.start(), text, offices, place).names()


class _Run:
    """Words with capitals in a row."""

    def __init__(self, run: str, start: int, text: str, offices: frozenset[str], place: Place) -> None:
        self.words = [(start + match.start(), match[0]) for match in _WORD.finditer(run)]
        self.text, self.offices, self.place = text, offices, place
        self.opens = _STARTS.search(text, max(0, start - 6), start) is not None
        self.acts = _ACTS.match(text, start + len(run)) is not None
        self._reset()

    def names(self) -> Iterator[FoundName]:
        at = 0
        while at < len(self.words):
            size, found = self._office(at)
            place, word = self.words[at]
            bare = _bare(word)
            opens = self.opens and at == 0
            wide = 0 if size else self._wide(at)
            at += size or wide or 1
            if size:
                yield from self._name()
                self.office, self.office_place = found, place
            elif wide:
                yield from self._name()
                yield FoundName(place, (self._joined(at - wide, at),))
            elif bare.lower() not in _PARTICLES and bare[:1].isupper() and not _NO_NAME.search(bare):
                if self.place(bare) and not self.sure:  # Luís Montenegro is nobody's country
                    yield from self._name()
                    yield FoundName(place, (bare,))
                elif self.place(bare) or (not common(bare) and not (opens and self._unproven(bare))):
                    self.sure.append((place, bare))
                elif not opens:
                    self.doubtful.append((place, bare))
            if word != bare:  # China's Premier
                yield from self._name()
        yield from self._name()

    def _unproven(self, word: str) -> bool:
        """Whether a word alone at the beginning of a sentence may be any word: nothing shows that it is somebody."""
        alone = len(self.words) == 1
        return alone and not self.acts and not re.search(f"[a-z,;] {re.escape(word)}\\b", self.text)

    def _wide(self, at: int) -> int:
        """How many words from here on are one place: Saudi Arabia."""
        sizes = range(min(4, len(self.words) - at), 1, -1)
        return next((size for size in sizes if self.place(self._joined(at, at + size))), 0)

    def _joined(self, start: int, end: int) -> str:
        return _bare(" ".join(word for _, word in self.words[start:end]))

    def _name(self) -> Iterator[FoundName]:
        if self.sure or (self.doubtful and self.office in _OF_PERSONS):
            first = min(place for place, _ in (self.sure or self.doubtful))
            words = tuple(word for _, word in self.sure)
            whole = "".join(word for _, word in sorted([*self.sure, *self.doubtful]))
            doubtful = tuple(word for _, word in self.doubtful)
            yield FoundName(first, words, doubtful, self.office, self.office_place, whole)
        self._reset()

    def _reset(self) -> None:
        self.sure: list[tuple[int, str]] = []
        self.doubtful: list[tuple[int, str]] = []
        self.office, self.office_place = "", -1

    def _office(self, at: int) -> tuple[int, str]:
        rest = [word.lower() for _, word in self.words[at : at + 3]]
        for size in range(len(rest), 0, -1):
            title = " ".join(rest[:size])
            if title in self.offices:
                return size, title
        return 0, ""


_ACTS = re.compile(
    "['\u2019]s\\b|,? (?:said|says|told|met|went|won|has|had|was|is|will|did|spoke|wrote|left|came|took|gave|held|made|"
    "[a-z]{3,}ed)\\b"
)
"""What is said of somebody, behind a name."""


def _bare(word: str) -> str:
    """Without the genitive."""
    return re.sub("['\u2019]s$|['\u2019]$", "", word)
