"""A Persian word, a name in Latin letters -> their consonants in one alphabet, by which the two may be one name.

Persian does not write short vowels, and Latin spells one sound in many ways: so each side gives a set of skeletons
(«مرکل» and "Merkel" both mrkl) with the gaps in which it writes a vowel. Two are one name where a skeleton is the same
and Latin has a vowel in each gap in which Persian has one. A letter of the alphabet is a class: c = ch, S = sh,
Z = zh, x = kh, G = gh or q. The table is our own, by the habits of the Persian press for names of English, German,
French, Spanish, Slavic, Turkish, Arabic and Chinese (pinyin).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from plugins.persian.letters import FOLD

NEAR = 0.8
_MOST = 96
"""Skeletons of one word, of each way to say its end."""
_PERSIAN = {
    "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j", "چ": "c", "ح": "h", "ه": "h",
    "خ": "x", "د": "d", "ذ": "z", "ز": "z", "ض": "z", "ظ": "z", "ژ": "Z", "ر": "r", "ش": "S", "غ": "G", "ف": "f",
    "ق": "G", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
_LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tsch", ("c",)), ("dsch", ("j",)), ("sch", ("S", "sk")), ("tch", ("c",)), ("shch", ("S", "Sc")),
    ("sh", ("S",)), ("ch", ("c", "k", "S", "x")), ("kh", ("x", "k")), ("gh", ("G", "g", "")), ("zh", ("Z", "j")),
    ("ph", ("f",)),
    ("pf", ("f", "pf")), ("oua", ("v*", "*v*")), ("oui", ("v*", "*v*")),
    ("th", ("t", "s", "d")), ("dh", ("z", "d")), ("dj", ("j",)), ("dzh", ("j",)), ("ck", ("k",)),
    ("qu", ("k", "kv")), ("cz", ("c", "ts")), ("sz", ("S", "s")), ("rz", ("Z", "rz", "rts")), ("tz", ("ts", "z")),
    ("ts", ("ts", "s", "c")), ("gn", ("n", "gn")), ("ll", ("l", "*")), ("ng", ("ng", "nj", "n")),
    ("x", ("ks", "S", "z", "x", "s", "gz")),
    ("c", ("k", "s", "c", "j", "ts")), ("q", ("G", "k", "c")), ("j", ("j", "Z", "*", "x", "h")), ("v", ("v", "f")),
    ("w", ("v", "", "f")), ("z", ("z", "ts", "s", "Z")),
    ("s", ("s", "z")), ("g", ("g", "G", "j", "Z", "x")), ("h", ("h", "", "x")),
    ("k", ("k", "x")), ("d", ("d", "z")), ("\u0161", ("S",)), ("\u010d", ("c",)), ("\u0107", ("c",)),
    ("\u017e", ("Z",)), ("\u015f", ("S",)), ("\u00e7", ("s", "c")), ("\u011f", ("G", "")), ("\u00f1", ("n",)),
    ("\u0142", ("v", "l")), ("dz", ("dz", "z", "c")),
)  # fmt: skip
"""Spelling -> what it may sound like; the longer ones before those that they begin with. Vowels are no sound here."""
_SPELLED = re.compile("|".join(sorted((spelled for spelled, _ in _LATIN), key=len, reverse=True)) + "|[a-z]")
_SOUNDS = dict(_LATIN)
_SILENT = re.compile("(?:et|ot|er|ez|ault?|aud|ard|art|ert|[ao]is|[aeo]ux|oux|eau)$")
_NASAL = re.compile("(?:[ao]n|in|our|ar)[dtgs]$")
"""What French may leave unspoken at a word's end."""
_MARKS = re.compile("[\u064b-\u0655\u0670\u200c\u0640]")


Sounds = frozenset[tuple[str, int]]
"""Skeletons, each with a bit for each gap that has a vowel: 1 before the first consonant, 2 behind it."""


@lru_cache(maxsize=1 << 16)
def of_persian(word: str) -> Sounds:
    """The sounds of a Persian word; empty where it has no consonant."""
    letters = _MARKS.sub("", word.translate(FOLD))
    choices: list[tuple[str, ...]] = []
    for at, letter in enumerate(letters):
        if letter == "و":
            choices.append(("v",) if at == 0 else ("v", "*"))
        elif letter == "ه" and at == len(letters) - 1 and at:
            choices.append(("h", "*"))
        elif letter in _PERSIAN:
            choices.append((_PERSIAN[letter],))
        elif letter in "اآیئأإ":
            choices.append(("*", "") if letter == "ا" and not at else ("*",))
    return _joined(choices)


@lru_cache(maxsize=1 << 14)
def of_latin(name: str) -> Sounds:
    """The sounds of a word in Latin letters."""
    low = _plain(name.lower())
    found = _joined(_choices(low))
    if low.endswith("s") and len(low) > 3:  # Portuguese: Luís, لوئیش
        found |= _joined([*_choices(low[:-1]), ("S",)])
    if _NASAL.search(low):  # French: Bertrand, برتران
        found |= _joined(_choices(low[:-1]))
    silent = _SILENT.search(low)
    if silent and len(low) - len(silent[0]) > 2:
        found |= _joined([*_choices(low[: silent.start()]), ("*",)])
    return found


def alike(ours: Sounds, theirs: Sounds, least: float = NEAR) -> bool:
    """Whether a Persian and a Latin word sound nearly alike: 1 - edits / length of the longer is at least so much.

    Edits as Levenshtein (1966) counts them, over the consonants; sounds that are kin count half.
    """
    if same(ours, theirs):
        return True
    bases, others = {base for base, _ in ours}, {base for base, _ in theirs}
    return any(_within(a, b, (1 - least) * max(len(a), len(b))) for a in bases for b in others)


def _within(one: str, other: str, most: float) -> bool:
    """Whether so many edits are enough. An edit changes the kinds of sounds by two at most: most words end here."""
    if len(_kinds(one) ^ _kinds(other)) > 2 * most:
        return False
    return _edits(one, other) <= most + 1e-9


def same(ours: Sounds, theirs: Sounds) -> bool:
    """Whether a Persian and a Latin word sound alike."""
    if len(ours) == 1:
        ((base, gaps),) = ours
        return any(base == other and not gaps & ~vowels for other, vowels in theirs)
    return any(base == other and not gaps & ~vowels for base, gaps in ours for other, vowels in theirs)


@lru_cache(maxsize=1 << 17)
def one_name(word: str, name: str) -> bool:
    """Whether a Persian and a Latin word sound the same, from their first sound to their last."""
    return edges(word, name) and same(of_persian(word), of_latin(name))


@lru_cache(maxsize=1 << 17)
def nearly_one(word: str, name: str) -> bool:
    """Whether they sound nearly the same."""
    return edges(word, name) and alike(of_persian(word), of_latin(name))


def edges(word: str, name: str) -> bool:
    """Whether both begin with a vowel, or both with a consonant; Persian sets one before two (اسلپنیوف, Slepnev). And
    whether a Persian word ends in a vowel where the name ends in one that is spoken.
    """
    last = name[-1:].lower()
    if _plain(last) in "aiou" and word[-1:] not in "اویهیئآۀٔ":
        return False
    vowel = word[:1] in "اآعیئإأ" or (word[:1] == "و" and name[:1].lower() in "uo")
    spoken = name[:1].lower()
    latin = not spoken or _plain(spoken) in "aeiouyhj"
    if vowel and not latin:
        return word[:1] in "اع" and _plain(name[:2].lower())[-1] not in "aeiouy"
    return vowel == latin or spoken in "hjy"


def _choices(low: str) -> list[tuple[str, ...]]:
    return [_SOUNDS.get(part, ("*",) if part in "aeiouy" else (part,)) for part in _SPELLED.findall(low)]


_LETTERS = str.maketrans({"ø": "o", "æ": "e", "ß": "ss", "đ": "d", "ı": "i", "œ": "e", "þ": "th", "ð": "d"})


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> str:
    """Without marks on its letters, but for those that make another sound."""
    name = name.translate(_LETTERS)
    kept = [c if c in _SOUNDS else unicodedata.normalize("NFD", c)[0] for c in unicodedata.normalize("NFC", name)]
    return re.sub(r"([^aeioul])\1", r"\1", "".join(kept))


def _joined(choices: list[tuple[str, ...]]) -> Sounds:
    size = 1
    for at, choice in enumerate(choices):
        size *= len(choice)
        if size > _MOST:
            choices = [*choices[:at], *((choice[0],) for choice in choices[at:])]
            break
    return frozenset(filter(None, map(_gaps, product(*choices))))


def _gaps(parts: tuple[str, ...]) -> tuple[str, int] | None:
    base, gaps = "", 0
    for part in parts:
        for sound in part:
            if sound == "*":
                gaps |= 1 << len(base)
            else:
                base += sound
    return (base, gaps) if base else None


_KIN = {letter: kin for kin in ("sSzZcj", "kGgxh", "td", "bp", "fv") for letter in kin}


def _edits(one: str, other: str) -> float:
    """Edits from one skeleton to the other; sounds that are kin, and an h that is written or not, count half."""
    row = [0.0]
    for b in other:
        row.append(row[-1] + _alone(b))
    for a in one:
        lost = _alone(a)
        diagonal, row[0] = row[0], row[0] + lost
        for j, b in enumerate(other, 1):
            swapped = 0.0 if a == b else 0.5 if _KIN.get(a, a) == _KIN.get(b, b) else 1.0
            diagonal, row[j] = row[j], min(row[j] + lost, row[j - 1] + _alone(b), diagonal + swapped)
    return row[-1]


@lru_cache(maxsize=1 << 16)
def _kinds(sounds: str) -> frozenset[str]:
    return frozenset(_KIN.get(sound, sound) for sound in sounds)


def _alone(sound: str) -> float:
    return 0.5 if sound == "h" else 1.0
