"""A Persian text -> the names in it, by what stands before them and by being in no dictionary.

Persian has no capital letters. So a title is believed (خانم، آقای، رئیس‌جمهور…), and a word that is neither listed nor
made of listed ones is a name more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from plugins.persian.half_space import speller
from plugins.persian.letters import FOLD, HALF_SPACE, PERSIAN, WORDS
from plugins.persian.lexicon import lexicon
from plugins.values import dataclass

_TITLES = (
    "خانم", "آقای", "آقا", "دکتر", "مهندس", "پروفسور", "استاد", "پرزیدنت", "ژنرال", "سرلشکر", "سردار", "شیخ", "امام",
    "آیت‌الله", "حجت‌الاسلام", "سناتور", "پرنس", "ملکه", "شاهزاده", "لرد",
)  # fmt: skip
_CUE = re.compile(f"(?<![{PERSIAN}])({'|'.join(_TITLES)})[ {HALF_SPACE}]([{PERSIAN}{HALF_SPACE}]{{2,}})")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at its place."""

    place: int
    name: str
    by: Literal["title", "unknown"]
    title: str = ""


def names(text: str) -> Iterator[FoundName]:
    """Names by title, and words that no dictionary has; each place once, in the order of the text."""
    titled = {m.start(2): FoundName(m.start(2), m[2], "title", m[1]) for m in _CUE.finditer(text)}
    for match in WORDS.finditer(text):
        if match.start() in titled:
            yield titled[match.start()]
        elif len(match[0]) > 3 and unknown(match[0]):
            yield FoundName(match.start(), match[0], "unknown")


@lru_cache(maxsize=1 << 16)
def unknown(word: str) -> bool:
    """Whether neither the word nor what it is made of is listed."""
    words, spell = lexicon(), speller()
    for part in word.translate(FOLD).split(HALF_SPACE):
        bare = part.rstrip("\u0654")
        if bare[:1] == "و" and (spell.known(bare[1:]) or bare[1:] in words.verbs.presents):
            continue  # گفت‌وگو
        if len(bare) > 2 and not (words.listed(bare) or spell.known(bare) or words.verbs.after_mi(bare)):
            return True
    return False
