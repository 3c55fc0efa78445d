"""Words in a row -> where the space between two of them should be a half-space, how sure that is, and why.

Source: the Academy's Dastur-e Khatt (2015) on endings, «می» and compounds; which compounds: the lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from plugins.persian.compounds import makes_compounds
from plugins.persian.letters import HALF_SPACE
from plugins.persian.repair import Tier
from plugins.persian.speller import CLITICS, PLURALS, Speller
from plugins.persian.verbs import PREVERBS

_MI = frozenset({"می", "نمی", *(before + mi for before in PREVERBS for mi in ("می", "نمی"))})
_PLURALS = frozenset(PLURALS)
_CLITICS = frozenset(CLITICS)
_POSSESSIVES = frozenset({"مان", "تان", "شان", "مون", "تون", "شون"})
_COMPARATIVES = frozenset({"تر", "ترین", "تری"})
_TO_LAST = _PLURALS | _CLITICS | _POSSESSIVES | _COMPARATIVES | {"ی"}
_DAYS = frozenset("یک دو سه چهار پنج".split())
_NEVER_FIRST = frozenset(
    "قابل و در به از که این آن را با است برای تا یا بر هر چه اما اگر نه باید شد بود ما من تو او همه همان همین خود باز"
    " می یک یکی هیچ راجع وقتی هنگامی چنان چنین اشاره تکیه".split()
)
"""Words that stand for themselves, whatever the dictionary says: به ویژه, آن که, یک بار."""
_NEVER_LAST = frozenset(
    "شده نشده کرده داده گرفته گذاشته یافته آمده آمد رفته برده برداشته خوانده شدن کردن دادن باشی خواهی گویی بوده است بود"
    " شد گذشته زیست که از را در بر تا ماه سال طور طوری گونه نظر بزرگ نو سو طرف بار وقت زمان کل تو من ما او پا سر نفس"
    " رقمی نفره نفری نظامی دستی شیری قید".split()
)
"""Verbs, adjectives and free nouns that the dictionary pairs too often: وارد شده, سال گذشته, صنایع دستی."""
_FREE = frozenset(
    "جوان جوانی داری بخشی آزار کاری زنی زنان دوستی فکری چینی سالی درمانی مالی ماهی بازی حرفی متری دلی جان دانی".split()
)
"""Words made of verbs' stems, or alike, that stand alone as well."""
_ENDINGS = ("", "ی", "ان", "یی", "ها", "های", "یان", "م", "ش")
_PREFIXES = frozenset(
    "بی هم پیش پس نیم نیمه میان پشت خوش بد کم پر چند تک ضد شبه صاحب نا غیر فرا فوق پاک دست بین سه دو چهار پنج شش هفت"
    " هشت نه ده سر زیر تمام".split()
)
"""First parts that make compounds freely; a pair of the dictionary that begins so is one."""


class Joint(NamedTuple):
    """Between a word and the next."""

    tier: Tier
    reason: str
    kind: str


STARTS, TO_NEXT, TO_LAST, DAY = 1, 2, 4, 8
"""What a word may be in a row: the beginning of a compound, a part of the next word, a part of the last one, a number
before «شنبه»."""


class Joiner:
    """Answers for rows of words. Letters are folded."""

    def __init__(self, speller: Speller) -> None:
        self._speller = speller
        self._lexicon = speller.lexicon
        self._after: dict[str, set[str]] = {}
        for pair in self._lexicon.pairs:
            first, _, rest = pair.partition(" ")
            self._after.setdefault(first, set()).add(rest.partition(" ")[0])
        self._fixed = frozenset(word.replace(HALF_SPACE, " ") for word in self._lexicon.fixed)
        self._firsts = {pair.partition(" ")[0] for pair in self._fixed}
        self._bonds: dict[str, bool] = {}

    def fixed_in(self, words: AbstractSet[str], text: str) -> bool:
        """Whether the text has one of the compounds that are one word for sure, or a day of the week, with a space."""
        if "شنبه" in words and not words.isdisjoint(_DAYS):
            return True
        return any(pair in text for first in words & self._firsts for pair in self._fixed if pair.startswith(first))

    def role(self, word: str) -> int:
        """What a word could be in a row; 0 for most."""
        found = STARTS * (word.rpartition(HALF_SPACE)[2] in self._after and word not in _NEVER_FIRST)
        found |= TO_NEXT * (word in _MI or word == "بی")
        return found | DAY * (word in _DAYS) | TO_LAST * (word in _TO_LAST or self._makes(word))

    def joints(self, words: Sequence[str], roles: Sequence[int], known: frozenset[str]) -> dict[int, Joint]:
        """Index of a word -> why it belongs to the next one. `known`: pairs that the desk or the text itself joins."""
        found: dict[int, Joint] = {}
        for at in range(len(words) - 1):
            if at in found:
                continue
            joint = self._next(words[at], words[at + 1]) if roles[at] & (TO_NEXT | DAY) else None
            if not joint and (roles[at] & STARTS or known) and self._compound(words, at, known, found):
                continue
            if not joint and roles[at + 1] & TO_LAST and words[at] not in _MI:
                joint = self._last(words[at], words[at + 1])
            if joint:
                found[at] = joint
        return found

    def _compound(self, words: Sequence[str], at: int, known: frozenset[str], found: dict[int, Joint]) -> int:
        """Note the longest compound that begins here; how many joints it has."""
        row, behind = words[at], words[at + 1]
        after = self._after.get(row, ())
        if not known and behind not in after and not any(behind.removesuffix(e) in after for e in _ENDINGS[1:]):
            return 0
        best = 0
        sure = False
        for length in range(1, min(4, len(words) - at)):
            row += " " + words[at + length]
            if row in known or row in self._fixed:
                best, sure = length, True
            elif self._bound(row):
                best, sure = length, False
            elif row not in self._lexicon.pairs:
                break
        elsewhere = best and " ".join(words[at : at + best + 1]) in known
        reason = "the text writes it so elsewhere" if elsewhere else "the dictionary writes it with a half-space"
        for number in range(best):
            found[at + number] = Joint("safe" if sure else "likely", reason, "listed")
        return best

    def _bound(self, row: str) -> bool:
        try:
            return self._bonds[row]
        except KeyError:
            found = self._bonds[row] = self._one_word(row)
            return found

    def _one_word(self, row: str) -> bool:
        """Whether a compound of the dictionary is one, and no pair of free words that it took for one."""
        lexicon = self._lexicon
        first = row.partition(" ")[0]
        for ending in _ENDINGS:
            stem = row.removesuffix(ending)
            spelled, code = lexicon.compounds.get(stem.replace(" ", ""), ("", 0))
            if (stem != row or not ending) and spelled == stem.replace(" ", HALF_SPACE):
                break
        else:
            return False
        if row.count(" ") > 1:
            return code > 0
        last = stem.rpartition(" ")[2]
        if last in _NEVER_LAST or (lexicon.verbs.alone(last) and not makes_compounds(last, lexicon)):
            return False
        share = lexicon.seconds.get(last, 0)
        often = share > 0.9 or (share > 0.7 and code > 0)
        return first in _PREFIXES or often or not lexicon.strong(last) or not lexicon.strong(first)

    def _next(self, first: str, second: str) -> Joint | None:
        """«می» and its verb, «بی» and its noun, a day of the week."""
        verbs = self._lexicon.verbs
        if first in _MI:
            rest = second.partition(HALF_SPACE)[0]
            if verbs.after_mi(rest) or rest in verbs.participles:
                return Joint("safe", "«می» stands off from its verb by a half-space", "verb")
        elif first == "بی":
            if second not in _NEVER_FIRST and self._lexicon.noun(second) and self._lexicon.level(second) > 10:
                return Joint("likely", "«بی» belongs to the word behind it", "compound")
        elif second == "شنبه":
            return Joint("safe", "days of the week are one word", "day")
        return None

    def _last(self, first: str, second: str) -> Joint | None:
        """A word and its ending."""
        tail = first.rpartition(HALF_SPACE)[2]
        reason = f"«{second}» belongs to the word before it"
        if second in _PLURALS:
            return Joint("safe", reason, "plural") if len(first) > 1 else None
        if second in _COMPARATIVES:
            sure = tail != first or self._lexicon.graded(tail) or tail in self._lexicon.verbs.participles
            # A noun before «تر» is wet: خاک تر.
            compared = sure or second == "ترین" or (not self._lexicon.strong(tail) and self._speller.known(tail))
            return Joint("safe", reason, "comparative") if compared else None
        if len(tail) < 3 or tail in _NEVER_FIRST:
            return None
        if second in _CLITICS or second in _POSSESSIVES or second == "ی":
            return self._clitic(tail, second, reason)
        return Joint("likely", f"«{second}» makes compounds", "compound") if self._lexicon.noun(tail) else None

    def _clitic(self, tail: str, second: str, reason: str) -> Joint | None:
        if second == "ی":
            return Joint("safe", reason, "ezafe") if tail[-1] == "ه" else None
        if second in _POSSESSIVES:
            return Joint("likely", reason, "clitic") if self._lexicon.named(tail) else None
        if tail[-1] == "ه":
            sure = second in ("ای", "اند") or tail in self._lexicon.verbs.participles
            return Joint("safe" if sure else "likely", reason, "clitic")
        behind_ye = second in ("اند", "ام", "اش", "ات") and tail[-1] == "ی"
        if behind_ye or (second == "اند" and self._lexicon.adjective(tail)):
            return Joint("likely", reason, "clitic")
        return None

    def _makes(self, second: str) -> bool:
        """Whether a word lives only as the second part of compounds: گذاری, کنندگان."""
        free = second in _NEVER_LAST or second in _FREE or self._lexicon.level(second) > 8
        return not free and makes_compounds(second, self._lexicon)
