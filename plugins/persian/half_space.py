"""A Persian text -> the half-spaces that it lost, each with its place, how sure it is, and why.

Half-spaces get lost in two ways: deleted (میشود) or turned into spaces (می شود). What kind of text it is decides how
much is believed: one that keeps its half-spaces is only ever suggested to, and endings that may rightly be written
together (کتابها, آنها) are damage only where the text shows no other spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from plugins.persian import joined
from plugins.persian.compounds import shown
from plugins.persian.letters import FOLD, HALF_SPACE, HAMZA, JOINING, WORD, Words
from plugins.persian.lexicon import lexicon
from plugins.persian.repair import Repair, Tier, apply
from plugins.persian.spaced import TO_LAST, TO_NEXT, Joiner, Joint
from plugins.persian.speller import Speller, Spelling
from plugins.values import dataclass

_ROW = re.compile(f"{WORD}(?:[ \u00a0]{WORD})*")
_SPELLED = re.compile(f"(?<![\u0621-\u06cc])[\u0621-\u06cc]+(?:{HALF_SPACE}[\u0621-\u06cc]+)+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A repair before the text as a whole is judged."""

    repair: Repair
    kinds: frozenset[str]
    spaced: bool

    @property
    def proof(self) -> bool:
        """Whether nobody writes so who knows of half-spaces: میشود, شدهاند, می شود, کتاب ها."""
        return self.repair.tier == "safe" and (self.spaced or not self.kinds.isdisjoint(_NO_STYLE))


_ENDINGS = frozenset({"plural", "comparative", "day"})
"""Kinds of joints that need no half-space behind a letter that does not join: کارها, جدیدتر, چهارشنبه."""
_NO_STYLE = frozenset({"verb", "clitic", "ezafe", "silent"})


class _Word(NamedTuple):
    """What is known of a word."""

    bare: str
    """In Persian letters, without a hamza at its end."""
    spelling: Spelling | None
    role: int


class _Rules:
    """What is known of words, each looked at once in a process."""

    def __init__(self) -> None:
        words = lexicon()
        self.compounds = words.compounds
        self.speller = joined.speller(words)
        self.joiner = Joiner(self.speller)
        self.known: dict[str, _Word] = {}
        self.plain: set[str] = set()
        """Words that are right and belong to no neighbour."""

    def learn(self, word: str) -> _Word:
        """Look at a word for the first time."""
        bare = word.translate(FOLD).rstrip(HAMZA)
        spelling = self.speller.spell(bare) if HALF_SPACE not in bare else None
        found = self.known[word] = _Word(bare, spelling, self.joiner.role(bare))
        return found

    def plainly(self, word: str) -> bool:
        """Whether a word is right and belongs to no neighbour, but for compounds that are only likely."""
        known = self.known.get(word) or self.learn(word)
        return known.spelling is None and not known.role & (TO_NEXT | TO_LAST)


@cache
def _rules() -> _Rules:
    return _Rules()


def speller() -> Speller:
    """What answers for single words, with what it has learnt."""
    return _rules().speller


def repairs(text: str, *, known: frozenset[str] = frozenset()) -> list[Repair]:
    """All repairs, in the order of the text. `known`: words spelled as the desk wants them, as of names.yaml."""
    return [repair for repair, _ in _judged(text, known)]


def damage(text: str, *, words: Words | None = None, known: frozenset[str] = frozenset()) -> list[Repair]:
    """The repairs that an author should be told of. `words`: those of the text, where they are at hand.

    Where the text keeps its half-spaces these are only places that nobody writes so, and words that it writes otherwise
    elsewhere: half of what else is likely there would be wrong (facts: 0.4 % of the words of clean text).
    """
    if not _suspicious(text, words or Words(text), known):
        return []
    judged = _judged(text, known)
    starved = any(repair.tier == "safe" for repair, _ in judged)
    return [repair for repair, told in judged if starved or told]


def _suspicious(text: str, words: Words, known: frozenset[str]) -> bool:
    """Whether there is anything to look at word by word; most texts end here."""
    rules = _rules()
    new = words.each - rules.plain
    rules.plain.update(word for word in new if rules.plainly(word))
    if not new <= rules.plain:
        return True
    if rules.joiner.fixed_in(words.each, text):
        return True
    solid = {word.replace(HALF_SPACE, "") for word in (*words.apart, *known)} - known
    return not solid.isdisjoint(words.each) or any(word.replace(HALF_SPACE, " ") in text for word in known)


def _judged(text: str, known: frozenset[str]) -> list[tuple[Repair, bool]]:
    """Repairs, and whether an author should be told of them in any text."""
    found = list(_all(text, known))
    kept = text.count(HALF_SPACE)
    joined = sum(item.proof and not item.spaced for item in found)
    spaced = sum(item.proof and item.spaced for item in found)
    solid = sum(not item.spaced and item.kinds.isdisjoint(_NO_STYLE) for item in found)
    apart = spaced or sum(item.spaced for item in found) >= max(1, solid)
    damaged = joined + spaced > kept
    whole = joined >= 5 and damaged
    result = []
    for item in found:
        style = not item.spaced and item.kinds.isdisjoint(_NO_STYLE)
        if style and apart and not joined:
            continue
        if item.spaced and not item.proof and joined and not spaced and item.repair.tier == "likely":
            continue
        if "pronoun" in item.kinds and not whole:
            continue
        sure = item.repair.tier == "safe" and damaged and (joined > 1 or not style)
        repair = item.repair if sure else replace(item.repair, tier="likely")
        result.append((repair, item.proof or "own" in item.kinds))
    return result


def restore(text: str, *, tier: Literal["safe", "likely"]) -> str:
    """The text with its repairs made."""
    return apply(text, [r for r in repairs(text) if tier == "likely" or r.tier == "safe"])


def _all(text: str, known: frozenset[str]) -> Iterator[_Found]:
    rules = _rules()
    seen = rules.known
    own = _evidence(text, known)
    pairs = frozenset(
        word.replace(HALF_SPACE, " ") for key, word in own.items() if word in known or key in rules.compounds
    )
    for match in _ROW.finditer(text):
        typed = match[0].replace("\u00a0", " ").split(" ")
        words = [seen.get(word) or rules.learn(word) for word in typed]
        spelled = {number: word.spelling for number, word in enumerate(words) if word.spelling}
        if own:
            for number, word in enumerate(words):
                if word.bare in own:
                    spelled[number] = _own(own[word.bare], word.spelling, known)
            spelled = {n: spelling for n, spelling in spelled.items() if spelling.text != words[n].bare}
        roles = [word.role for word in words]
        joints: dict[int, Joint] = {}
        if pairs or any(roles):
            joints = rules.joiner.joints([word.bare for word in words], roles, pairs)
        if spelled or joints:
            yield from _merged(match, typed, spelled, joints)


def _evidence(text: str, known: frozenset[str]) -> dict[str, str]:
    """Words without half-spaces -> how the desk, or else the text itself, spells them."""
    written = map(shown, _SPELLED.findall(text)) if HALF_SPACE in text else ()
    own = {word.replace(HALF_SPACE, ""): word for word in written if HALF_SPACE in word}
    return own | {word.replace(HALF_SPACE, ""): word for word in known}


def _own(spelled: str, found: Spelling | None, known: frozenset[str]) -> Spelling:
    if spelled in known:
        return Spelling(spelled, "safe", "names.yaml writes it so", "silent")
    if found and found.text == spelled:
        return found
    return Spelling(spelled, "likely", "the text writes it so elsewhere", "own")


def _merged(
    match: re.Match[str], words: list[str], spelled: dict[int, Spelling], joints: dict[int, Joint]
) -> Iterator[_Found]:
    """Repairs of neighbours that become one word are one repair."""
    done = -1
    starts = list(accumulate((len(word) + 1 for word in words), initial=match.start()))
    for number in sorted({*spelled, *joints}):
        if number <= done:
            continue
        first = last = number
        while last in joints:
            last += 1
        done = last
        made = [_like(spelled[n].text, words[n]) if n in spelled else words[n] for n in range(first, last + 1)]
        why: list[Spelling | Joint] = [spelled[n] for n in range(first, last + 1) if n in spelled]
        why += (joints[n] for n in range(first, last))
        tier: Tier = "safe" if all(item.tier == "safe" for item in why) else "likely"
        reason = "; ".join(dict.fromkeys(item.reason for item in why))
        kinds = frozenset(item.kind for item in why)
        new = made[0]
        for at, word in enumerate(made[1:], first):
            apart = joints[at].kind not in _ENDINGS or new[-1] in JOINING
            new += (HALF_SPACE if apart else "") + word
        old = match.string[starts[first] : starts[last + 1] - 1]
        yield _Found(Repair(starts[first], old, new, tier, reason), kinds, last > first)


def _like(spelled: str, typed: str) -> str:
    """The spelling in the letters that were typed: only half-spaces come in."""
    letters = iter(typed)
    made = "".join(char if char == HALF_SPACE else next(letters) for char in spelled)
    return made + "".join(letters)
