"""Rules for words whose ending, or whose «می», was written together with them.

Source: the Academy's Dastur-e Khatt (2015). What a rule takes for a word with an ending must not be better explained as
another word: سالهای is of سال, خانهای of خانه.
"""

from __future__ import annotations

from plugins.persian.letters import HALF_SPACE, JOINING
from plugins.persian.speller import CLITICS, PLURALS, Speller, Spelling
from plugins.persian.verbs import PREVERBS

_HEADS = tuple(before + mi for before in ("", *PREVERBS) for mi in ("نمی", "می"))
_SHORT = frozenset({"شد", "زد"})
"""Forms of two letters that are believed behind «می»."""
_PRONOUNS = frozenset({"آنها", "اینها", "آنهایی", "اینهایی", "همانها", "همینها", "آنهاست", "اینهاست"})
_MI = "«می» stands off from its verb"


def pronoun(_: Speller, word: str) -> Spelling | None:
    """آنها: right too; repaired only where a whole text has lost its half-spaces."""
    if word not in _PRONOUNS:
        return None
    text = word.replace("ها", HALF_SPACE + "ها", 1)
    return Spelling(text, "safe", "«ها» may stand off here as it does elsewhere", "pronoun")


def verb(speller: Speller, word: str) -> Spelling | None:
    """میگوید, نمیشود, برمیگردد, میکردهاند."""
    if not word.startswith(_HEADS):
        return None
    verbs = speller.lexicon.verbs
    for head in _HEADS:
        if not word.startswith(head):
            continue
        rest = word[len(head) :]
        long = len(rest) > 2 or len(head) > 3 or rest in _SHORT
        if long and verbs.after_mi(rest) and not speller.of_noun(word):
            return Spelling(head + HALF_SPACE + rest, "safe", _MI, "verb")
        for clitic in CLITICS:
            stem = rest.removesuffix(clitic)
            if stem != rest and stem in verbs.participles:
                return Spelling(head + HALF_SPACE + stem + HALF_SPACE + clitic, "safe", _MI, "verb")
    return None


def clitic(speller: Speller, word: str) -> Spelling | None:
    """شدهاند, مجموعهای; زندگیاش; موافقاند."""
    for ending in CLITICS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if stem[-1] == "ه":
            plural = ending == "ای" or (ending == "ایم" and not speller.participle(stem))
            if plural and _rather_plural(speller, stem):
                return None
            if speller.participle(stem) or speller.noun(stem):
                reason = f"«{ending}» stands off from a silent ه"
                return Spelling(speller.form(stem) + HALF_SPACE + ending, "safe", reason, "clitic")
        elif len(stem) > 3 and _takes(speller, stem, ending, word):
            reason = f"«{ending}» stands off from the word before it"
            return Spelling(speller.form(stem) + HALF_SPACE + ending, "likely", reason, "clitic")
    return None


def _takes(speller: Speller, stem: str, ending: str, word: str) -> bool:
    """Whether a word that does not end in ه has the ending: one in ی, or an adjective before «اند»."""
    if stem[-1] == "ی":
        return stem[-2] != "ا" and not speller.lexicon.hinted(word[:-1]) and speller.noun(stem)
    return ending == "اند" and stem[-1] in JOINING and speller.lexicon.adjective(stem)


def _rather_plural(speller: Speller, stem: str) -> bool:
    """Whether «…های» is a plural (سالهای) and no silent ه with «ای» (خانهای). `stem` ends in ه."""
    bare = stem[:-1]
    lexicon = speller.lexicon
    if stem in lexicon.verbs.participles and not lexicon.noun(bare):
        return False
    if not (lexicon.strong(bare) or speller.known(bare)) or stem in lexicon.clitics:
        return False
    if bare.endswith("ان") and lexicon.level(bare) + 5 < lexicon.level(bare[:-2]):
        return False  # دوستانه‌ای: «دوستان» is a plural already
    return lexicon.level(bare) + 3 > lexicon.level(stem)


def plural(speller: Speller, word: str) -> Spelling | None:
    """همکاریهای; توافقنامهها; a name's plural is only likely."""
    lexicon = speller.lexicon
    for ending in PLURALS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        if ending[-1] == "ی" and lexicon.strong(word[:-1]) and not lexicon.strong(stem):
            return None  # انتهای is of انتها
        if stem[-1] not in JOINING:
            spelled = speller.form(stem)
            return Spelling(spelled + ending, "safe", "its parts stand off", "listed") if spelled != stem else None
        if speller.noun(stem) or lexicon.verbs.alone(stem):
            reason = f"the plural «{ending}» stands off"
            return Spelling(speller.form(stem) + HALF_SPACE + ending, "safe", reason, "plural")
        if ending != "هام" and len(stem) > 2 and (len(stem) > 3 or lexicon.hinted(stem)):
            reason = f"«{ending}» looks like a plural behind a name or a rare word"
            return Spelling(stem + HALF_SPACE + ending, "likely", reason, "plural")
    return None


def possessive(speller: Speller, word: str) -> Spelling | None:
    """علاقهشان, زندگیشان."""
    for ending in ("شان", "مان", "تان"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and stem[-1] in "هی" and stem[-2] != "ا" and speller.noun(stem):
            reason = f"«{ending}» stands off from the word before it"
            return Spelling(speller.form(stem) + HALF_SPACE + ending, "likely", reason, "clitic")
    return None


def ezafe(speller: Speller, word: str) -> Spelling | None:
    """پروژهی: the ezafe of a silent ه, where a desk writes it as ی. راهی and توجهی are words with a sounded ه."""
    stem = word[:-1]
    silent = word.endswith("هی") and len(stem) > 3 and stem[-2] not in "اوی" and not speller.lexicon.hinted(word)
    if not silent or not (speller.participle(stem) or speller.noun(stem)):
        return None
    return Spelling(speller.form(stem) + HALF_SPACE + "ی", "likely", "«ی» stands off from a silent ه", "ezafe")


def comparative(speller: Speller, word: str) -> Spelling | None:
    """مهمترین, آسیبپذیرتر; بیشترین is a word of its own."""
    for ending in ("ترین", "تری", "تر"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        if stem[-1] not in JOINING:
            found = speller.spell(stem)
            return found._replace(text=found.text + ending) if found else None
        if ending != "تر" and speller.lexicon.strong(stem + "تر"):
            return None
        spelled = speller.form(stem)
        superlative = ending == "ترین" and speller.inflected(stem)
        if speller.lexicon.adjective(stem) or spelled != stem or superlative:
            return Spelling(spelled + HALF_SPACE + ending, "likely", f"«{ending}» stands off", "comparative")
    return None
