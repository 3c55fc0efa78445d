"""A Persian text -> words that look like a slip of one letter, and pairs that differ by one from their twin.

A word is only doubted where the lexicon knows neither it nor what it is made of, where it stands once (a name comes
again), and where a letter of like shape makes a frequent word of it. Source of the groups: letters of one
skeleton (rasm) and those next to each other on the Persian keyboard's dots.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plugins.persian.half_space import speller
from plugins.persian.letters import FOLD, HALF_SPACE, MARKS, WORDS, Words
from plugins.persian.lexicon import lexicon
from plugins.persian.repair import Repair

_GROUPS = ("حجخچ", "عغ", "سش", "صض", "طظ", "دذ", "رزژ", "بپتثنی", "فق", "کگ")
_ALIKE = {letter: "".join(group).replace(letter, "") for group in _GROUPS for letter in group}
_FREQUENT = 19
"""Log2 of the least count that a word must have to be meant: 500,000."""
_EZAFE = "\u064e\u064f\u0650\u0652\u0654"
"""At a word's end they are grammar, no spelling."""
_VOWELS = "\u064e\u064f\u0650\u0652"
_MARK = re.compile(f"[{MARKS}]")
_ENDINGS = (
    "ش",
    "م",
    "ت",
    "شان",
    "مان",
    "تان",
    "ها",
    "های",
    "ی",
    "ان",
    "ات",
    "یم",
    "ید",
    "ند",
    "است",
    "ام",
    "اش",
    "ای",
    "تر",
)


_right: set[str] = set()
"""Words that were looked at and may be right."""


def slips(text: str, words: Words | None = None) -> Iterator[Repair]:
    """Words with one letter that looks like another: وحود for وجود. `words`: the text's, where they are at hand."""
    words = words or Words(text)
    new = words.each - _right
    doubtful = {word for word in new if _meant(word)}
    _right.update(new - doubtful)
    if doubtful:
        for match in WORDS.finditer(text):
            word = match[0]
            if word in doubtful and words.row.count(word) == 1:
                reason = "is in no dictionary, and one letter makes a frequent word of it"
                yield Repair(match.start(), word, _meant(word), "likely", reason)


@cache
def _meant(word: str) -> str:
    """The frequent word that it was to be; empty where it may be right."""
    words = lexicon()
    bare = word.translate(FOLD)
    if len(bare) < 4 or not bare.isalpha() or bare.startswith("ال") or _known(bare):
        return ""
    best, level = "", _FREQUENT
    for at, letter in enumerate(bare):
        for other in _ALIKE.get(letter, ""):
            candidate = bare[:at] + other + bare[at + 1 :]
            if words.level(candidate) > level:
                best, level = candidate, words.level(candidate)
    return best


def _known(word: str) -> bool:
    words, spell = lexicon(), speller()
    if spell.known(word) or words.verbs.after_mi(word) or words.level(word) > 0:
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) > 1 and (words.strong(stem) or words.verbs.alone(stem)) for stem in stems) or (
        word[0] in "بن" and (words.strong(word[1:]) or words.verbs.alone(word[1:]))
    )


def near_pairs(text: str, words: Words | None = None) -> Iterator[Repair]:
    """Two words that stand once and differ by one letter, dropped or changed, from two that stand more often.

    Only where those are one term of the dictionary (ایالات متحده), or where the word is in none: both of مورد دیگر and
    موارد دیگر are right.
    """
    words = words or Words(text)
    row = words.row
    unknown = {left for left in words.each - _right if len(left) > 3}
    firsts = _firsts()
    rights = {word for word in words.each & firsts.keys() if not words.each.isdisjoint(firsts[word])}
    rights |= {right for left, right in pairwise(row) if left in unknown and len(right) > 3} if unknown else set()
    if not rights:
        return
    pairs = Counter([pair for pair in pairwise(row) if pair[1] in rights])
    often: dict[str, list[str]] = {}
    for (left, right), count in pairs.items():
        if count > 1:
            often.setdefault(right, []).append(left)
    for (left, right), count in pairs.items():
        for twin in often.get(right, ()) if count == 1 and len(left) > 3 else ():
            if _one_letter(left, twin) and (f"{twin} {right}" in lexicon().pairs or not _known(left.translate(FOLD))):
                place = _place(text, left, right)
                reason = f"before “{right}” stands once, and “{twin} {right}” {pairs[twin, right]} times"
                yield Repair(place, left, twin, "likely", reason)


def _place(text: str, left: str, right: str) -> int:
    for one, other in pairwise(WORDS.finditer(text)):
        if one[0] == left and other[0] == right:
            return one.start()
    raise AssertionError


@cache
def _firsts() -> dict[str, set[str]]:
    """Last word of compounds, of four letters and more -> the words before it."""
    found: dict[str, set[str]] = {}
    for pair in lexicon().pairs:
        first, _, last = pair.rpartition(" ")
        if len(last) > 3 and len(first) > 3:
            found.setdefault(last, set()).add(first)
    return found


def _one_letter(one: str, other: str) -> bool:
    """Whether a letter inside was dropped or changed; endings may differ rightly (ایالت، ایالتی)."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def variants(text: str) -> Iterator[Repair]:
    """A name that the text writes with a vowel mark here and without it there: روسنِفت and روسنفت.

    A word of the dictionary is given a mark to tell it from its twin (می‌کَند): that is no variant.
    """
    if not any(vowel in text for vowel in _VOWELS):
        return
    counts = Counter(match[0] for match in WORDS.finditer(text))
    for match in WORDS.finditer(text):
        bare = _MARK.sub("", match[0])
        if match[0][-1] in _EZAFE:
            continue
        if bare != match[0] and counts[bare] and not _written_with_mark(match[0]) and not _has_twins(bare):
            reason = f"is written “{bare}” elsewhere in the text"
            yield Repair(match.start(), match[0], bare, "likely", reason)


def _written_with_mark(word: str) -> bool:
    """Tanvin, the hamza of ezafe and a doubled letter belong to the spelling."""
    return any(mark in word for mark in "\u064b\u0654\u0651\u0655\u0670")


def _has_twins(word: str) -> bool:
    """Whether it is made of words of the dictionary, which a mark may tell from one another; a name is none."""
    words = lexicon()
    parts = word.translate(FOLD).split(HALF_SPACE)
    return any(words.level(part) > 0 or words.verbs.alone(part) for part in parts)
