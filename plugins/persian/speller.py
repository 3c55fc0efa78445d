"""Single words -> what they should be, by rules in an order, each word looked at once.

Knows words and how they are inflected; the rules stand in `endings` and `compounds`, their order in `joined`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plugins.persian.letters import HALF_SPACE
from plugins.persian.lexicon import Lexicon
from plugins.persian.repair import Tier
from plugins.persian.verbs import PREVERBS


class Spelling(NamedTuple):
    """What a word should be."""

    text: str
    tier: Tier
    reason: str
    kind: str
    """verb, clitic, plural, pronoun, comparative, listed, compound, ezafe; silent: a half-space behind a silent ه."""


PLURALS = (
    "هایشان", "هایتان", "هایمان", "هایش", "هایت", "هایم", "هایی", "های", "هاست", "هاشان", "هاش", "هات", "هام", "ها",
)  # fmt: skip
"""Plural endings, the longest first."""
CLITICS = ("ایم", "اید", "اند", "ام", "ات", "اش", "ای")
"""Endings that stand off by a half-space behind a silent ه."""
_TOGETHER = (
    "هایی", "یی", "ی", "ان", "ات", "یان", "ین", "م", "ش", "ت", "یم", "ید", "ند", "مان", "تان", "شان", "یش", "یت", "ام",
    "انه", "وار", "مند", "گر", "ون", "ه", "ای", "گی", "ک", "چه", "ن", "د", "است", "ست",
)  # fmt: skip
"""Endings that are written together with their word."""
_OF_NOUNS = ("انی", "ان", "ات", "ی")
Rule = Callable[["Speller", str], Spelling | None]


class Speller:
    """Answers for single words, and remembers the answers. Letters are folded."""

    def __init__(self, lexicon: Lexicon, rules: Sequence[Rule], rarer: Sequence[Rule]) -> None:
        """`rarer`: rules for a word that is not explained as a known one with an ending."""
        self.lexicon = lexicon
        self._rules = rules
        self._rarer = rarer
        self._answers: dict[str, Spelling | None] = {}

    def spell(self, word: str) -> Spelling | None:
        """What a word without half-spaces should be; None where it is right or nothing is known."""
        try:
            return self._answers[word]
        except KeyError:
            found = self._look(word) if len(word) > 3 else None
            if found and found.kind in ("listed", "plural", "compound") and _behind_silent(found.text):
                found = found._replace(kind="silent")
            self._answers[word] = found
            return found

    def _look(self, word: str) -> Spelling | None:
        lexicon = self.lexicon
        if lexicon.strong(word) or lexicon.verbs.alone(word) or self._prefixed(word):
            return None
        for rule in self._rules:
            found = rule(self, word)
            if found:
                return found
        if self.inflected(word):
            return None
        return next(filter(None, (rule(self, word) for rule in self._rarer)), None)

    def form(self, word: str) -> str:
        """The word as it should be written."""
        found = self.spell(word)
        return found.text if found else word

    def known(self, word: str) -> bool:
        """Whether the word, or what it is made of, is no misspelling."""
        strong = self.lexicon.strong
        if strong(word) or self.lexicon.verbs.alone(word) or word in self.lexicon.compounds or self.inflected(word):
            return True
        plural = any(word.endswith(e) and len(word) > len(e) + 1 and strong(word[: -len(e)]) for e in PLURALS)
        return plural or self.spell(word) is not None

    def noun(self, word: str) -> bool:
        """Whether an ending or another part may hang on the word."""
        if self.lexicon.strong(word):
            return len(word) > 2 or self.lexicon.level(word) > 12
        return word in self.lexicon.compounds or self.inflected(word) or self.spell(word) is not None

    def inflected(self, word: str) -> bool:
        """Whether the word is a known word with an ending that is written together."""
        for ending in _TOGETHER:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2 and self.lexicon.named(stem):
                return not (stem[-1] == "ه" and ending in CLITICS)
        return word[-3:-1] == "گا" and self.lexicon.strong(word[:-3] + "ه")

    def of_noun(self, word: str) -> bool:
        """Whether it is a frequent noun with an ending of nouns: میدانی is of میدان before it is «you know»."""
        stems = (word.removesuffix(ending) for ending in _OF_NOUNS if word.endswith(ending))
        return any(len(stem) > 2 and self.lexicon.named(stem) and self.lexicon.level(stem) > 8 for stem in stems)

    def participle(self, word: str) -> bool:
        """کرده, نکرده, برگشته."""
        done = self.lexicon.verbs.participles
        return word in done or any(word.startswith(b) and word[len(b) :] in done for b in PREVERBS)

    def _prefixed(self, word: str) -> bool:
        """Whether it is a form of a verb like برگشتن or بازشمردن that stands without «می»."""
        if not word.startswith(PREVERBS):
            return False
        return any(word.startswith(before) and self.lexicon.verbs.alone(word[len(before) :]) for before in PREVERBS)


def _behind_silent(spelled: str) -> bool:
    """Whether a half-space stands behind a silent ه: no hand joins that to the next letter."""
    parts = spelled.split(HALF_SPACE)[:-1]
    return any(part in ("به", "سه") or (part[-1:] == "ه" and len(part) > 2 and part[-2] not in "اوی") for part in parts)
