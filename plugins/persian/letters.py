"""Letters of Persian, and those that another keyboard, an old font or a copy brought along -> repairs.

Source: Unicode 16 ArabicShaping.txt for who joins; CLDR fa exemplar characters; ISIRI 6219; Lucene's PersianNormalizer
for folding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.persian.repair import Repair

HALF_SPACE = "\u200c"
JOINING = frozenset("بپتثجچحخسشصضطظعغفقکگلمنهیئيكى")
"""Letters that join the next one: only behind these does a lost half-space show."""
PERSIAN = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06c0-\u06c3\u06cc"
"""A regular-expression class, without brackets, of letters that stand in Persian words, Arabic ones among them."""
MARKS = "\u064b-\u0652\u0654\u0655\u0670"
WORD = f"[{PERSIAN}{MARKS}\u200c\u0640]+"
"""A pattern of a Persian word as it is typed, marks, tatweel and half-spaces with it."""
WORDS = re.compile(WORD)


class Words:
    """The words of a text, found once for all who look at them."""

    def __init__(self, text: str) -> None:
        self.row = WORDS.findall(text)
        """In their order."""
        self.each = set(self.row)
        self.apart = [word for word in self.each if HALF_SPACE in word]
        """Those with half-spaces."""


HAMZA = "\u0654"
"""Written above a silent ه: نامهٔ."""
FOLD = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u06c0": "\u0647"})
"""Letters of the Arabic keyboard -> the Persian ones; one for one, so that places stay."""
ARABIC = {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u06aa": "\u06a9", "\u06c1": "\u0647"}
"""What looks alike and is sought in vain: Arabic yeh and kaf, Sindhi kaf, Urdu heh."""
_ARABIC = re.compile(f"[{''.join(ARABIC)}]")
_FORMS = re.compile("[\ufb50-\ufbff\ufd50-\ufdf9\ufdfb\ufe70-\ufefc]+")
"""Shapes of letters that fonts of old programs stored; ﷺ and ﷼ are signs of their own."""
_MAYBE_FORMS = re.compile("[\ufb50-\ufefc]")
_TATWEEL = re.compile(f"(?<=[{PERSIAN}{MARKS}])\u0640+(?=[{PERSIAN}])|(?<=[{PERSIAN}]{{2}})\u0640+(?![{PERSIAN}])")
"""Stretching inside a word or behind it; «هـ» of «هـ.ش» has its own."""


def has_forms(text: str) -> bool:
    """Whether shapes of letters are stored in the text."""
    return _MAYBE_FORMS.search(text) is not None


def arabic_letters(text: str) -> Iterator[Repair]:
    """Letters of another keyboard that look Persian."""
    for match in _ARABIC.finditer(text):
        right = ARABIC[match[0]]
        reason = f"(U+{ord(match[0]):04X}) looks like “{right}” (U+{ord(right):04X}), and no search finds it"
        yield Repair(match.start(), match[0], right, "safe", reason)


def presentation_forms(text: str) -> Iterator[Repair]:
    """Stored shapes of letters instead of letters."""
    for match in _FORMS.finditer(text):
        right = "".join(ARABIC.get(letter, letter) for letter in unicodedata.normalize("NFKC", match[0]))
        yield Repair(match.start(), match[0], right, "safe", "is stored as shapes of an old font, not as letters")


def tatweels(text: str) -> Iterator[Repair]:
    """Stretched words."""
    for match in _TATWEEL.finditer(text):
        reason = "(tatweel, U+0640) stretches a word; justification is the style sheet's"
        yield Repair(match.start(), match[0], "", "safe", reason)
