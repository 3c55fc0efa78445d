"""Pairs of verb stems -> the forms that stand behind «می», and those that stand alone.

A form is written without half-spaces: می‌گوید is «گوید» here. Rare verbs are kept: what they clash with is a word of its
own, and the lexicon knows it. Forms with an object (گفتش) are not made but taken apart, or they would be most.
Source: the Academy's Dastur-e Khatt (2015), on «می» and «اند»; the stems are Hazm's.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from plugins.values import dataclass

_PAST = ("", "م", "ی", "یم", "ید", "ند")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_SPOKEN = ("م", "ی", "ه", "یم", "ین", "ن")
_OBJECTS = ("شان", "مان", "تان", "ش")
_OF_PAST = (*_OBJECTS, "م", "ت")
_MODALS = frozenset({"توان", "توانست", "باید", "بایست", "بایستی", "شاید", "شایست"})
PREVERBS = ("بر", "در", "باز", "فرو", "فرا", "وا", "ور")
"""What stands before «می» and is written together with it: برمی‌گردد."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """Forms of all verbs."""

    participles: frozenset[str]
    """کرده, and نکرده."""
    presents: frozenset[str]
    """Present stems: گذار, ساز. With an ending they are the second part of compounds: سرمایه‌گذاری."""
    past: frozenset[str]
    """گفت, گفتند: what an object may hang on."""
    progressive: frozenset[str]
    """گفتند, گوید, گفته."""
    persons: frozenset[str]
    """گفتند, نگفت, بگوید."""
    standing: frozenset[str]
    """Those, and گفتن, گوینده, گفته."""

    def after_mi(self, form: str) -> bool:
        """Whether it may stand behind «می»."""
        if form in self.progressive or form[-1:] not in "شنمت":
            return form in self.progressive
        return form[:-1] in self.past or any(form.endswith(o) and form[: -len(o)] in self.progressive for o in _OBJECTS)

    def finite(self, form: str) -> bool:
        """Whether it has a person, with no «می»: کردند, نکرد, بکند, گفتش."""
        if form in self.persons or form[-1:] not in "شنمت":
            return form in self.persons
        return len(form) > 4 and any(form.endswith(o) and form[: -len(o)] in self.past for o in _OF_PAST)

    def alone(self, form: str) -> bool:
        """Whether it is such a form, or کننده, کرده, کردن."""
        return form in self.standing or (form[-1:] in "شنمت" and self.finite(form))


def conjugate(stems: Iterable[str], spoken: Iterable[str]) -> Verbs:
    """Make the forms of "past#present" pairs."""
    past: set[str] = set()
    progressive: set[str] = set(_MODALS)
    persons: set[str] = set()
    others: set[str] = set()
    participles: set[str] = set()
    presents: set[str] = set()
    for pair in stems:
        before, _, present = pair.partition("#")
        if before:
            forms = {before + ending for ending in _PAST}
            past |= forms
            progressive.add(before + "ه")
            persons |= {"ن" + form for form in forms}
            participles |= {before + "ه", "ن" + before + "ه"}
            others |= {before + "ن", "ن" + before + "ن", before + "نی"}
        if present:
            presents |= {present, present.removesuffix("ی")}
            forms = {present + ending for ending in _PRESENT}
            progressive |= forms
            persons |= forms | {sign + form for sign, form in product("بن", forms)}
            persons |= {sign + form[1:] for sign, form in product(("بیا", "نیا"), forms) if present[0] in "آا"}
            bare = "ی" + present[1:] if present.startswith("آ") else present
            persons |= {"ب" + present, "ب" + bare, "ن" + bare}
            others |= {present + "نده", present + "ندگان", present + "ندگی"}
    for pair in spoken:
        progressive |= {pair.partition("#")[2] + ending for ending in _SPOKEN}
    progressive |= past
    progressive -= {form for form in progressive if len(form) < 2}
    persons |= past
    sets = (participles, presents, past, progressive, persons, persons | others | participles)
    return Verbs(*map(frozenset, sets))
