"""Rules for compounds that were written together: those of the dictionary, and those made as it makes them."""

from __future__ import annotations

from plugins.persian.letters import HALF_SPACE, JOINING
from plugins.persian.lexicon import Lexicon
from plugins.persian.repair import Tier
from plugins.persian.speller import Speller, Spelling

_FIRSTS = tuple("بی هم پیش پس نیمه نیم کم خوش شبه تک غیرقابل به سه بین برون درون صاحب".split())
_BETWEEN = frozenset("نیمه بین برون درون".split())
"""First parts of adjectives in ی: برون‌ساحلی."""
_PARTICIPLES = frozenset("شده نشده زده خورده دیده رفته شونده".split())
"""Second parts that are written with a half-space behind a noun or adjective."""
_OF_STEMS = ("", "نده", "ندگان", "ندگی", "انه", "انی", "ان", "یی", "ی")
"""What is hung on a verb's present stem to make the second part of a compound: گذار, گذاری, گذاران."""
_ENDINGS = ("یی", "ی", "ان", "م", "ش", "ت", "شان", "ند", "یم", "ای", "ات", "انه", "یان")


def listed(speller: Speller, word: str) -> Spelling | None:
    """رئیسجمهور."""
    spelled, code = speller.lexicon.compounds.get(word, ("", 0))
    spelled = shown(spelled)
    if not spelled or spelled == word:
        return None
    sure = code or makes_compounds(spelled.rpartition(HALF_SPACE)[2], speller.lexicon)
    tier: Tier = "safe" if sure else "likely"
    return Spelling(spelled, tier, "the dictionary writes it so", "listed")


def ended(speller: Speller, word: str) -> Spelling | None:
    """A compound with an ending of its own: سرمایهگذاران."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        found = speller.spell(stem) if stem != word and len(stem) > 3 else None
        if found and found.kind in ("listed", "compound", "silent"):
            return found._replace(text=found.text + ending)
    return None


def doubled(speller: Speller, word: str) -> Spelling | None:
    """دانهدانه."""
    half = word[: len(word) // 2]
    if half * 2 != word or half[-1] not in JOINING or len(half) < 3 or not speller.lexicon.strong(half):
        return None
    return Spelling(half + HALF_SPACE + half, "likely", f"«{half}» stands twice", "compound")


def second(speller: Speller, word: str) -> Spelling | None:
    """A noun and a part that makes compounds: تصمیمگیرندگان."""
    for at in range(2, len(word) - 2):
        head, tail = word[:at], word[at:]
        if head[-1] not in JOINING or not speller.noun(head):
            continue
        makes = tail in speller.lexicon.often or (tail in _PARTICIPLES and len(head) > 2)
        if makes or makes_compounds(tail, speller.lexicon):
            text = speller.form(head) + HALF_SPACE + tail
            return Spelling(text, "likely", f"«{tail}» stands off from the word before it", "compound")
    return None


def first(speller: Speller, word: str) -> Spelling | None:
    """A part that begins compounds and a frequent noun: همحسی."""
    for head in _FIRSTS:
        tail = word.removeprefix(head)
        if tail == word or len(tail) < 3:
            continue
        frequent = speller.lexicon.named(tail) and speller.lexicon.level(tail) > 10
        if frequent or (head in _BETWEEN and speller.of_noun(tail)):
            return Spelling(
                head + HALF_SPACE + tail, "likely", f"«{head}» stands off from the word behind it", "compound"
            )
    return None


def makes_compounds(part: str, lexicon: Lexicon) -> bool:
    """Whether a word is a verb's stem, or made of one, that the dictionary finds at the end of compounds."""
    share = lexicon.seconds.get(part, 0)
    if share < 0.8 and lexicon.verbs.finite(part):
        return False
    for ending in _OF_STEMS:
        stem = part.removesuffix(ending)
        if (stem != part or not ending) and stem in lexicon.verbs.presents:
            return share > 0.8 or lexicon.seconds.get(stem, 0) > 0.8
    return False


def shown(spelled: str) -> str:
    """Without the half-spaces that do not show: behind ر or د a letter stands apart anyway."""
    parts = spelled.split(HALF_SPACE)
    return "".join(part + HALF_SPACE * (part[-1:] in JOINING) for part in parts[:-1]) + parts[-1]
