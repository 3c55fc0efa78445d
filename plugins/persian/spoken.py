"""Persian number words -> their values: «سی و دو هزار و صد» is (30+2)*1000+100, «بیست\u200cوپنجم» the 25th."""

from __future__ import annotations

import re

UNITS = {
    "صفر": 0, "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9, "ده": 10,
    "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "شانزده": 16, "هفده": 17, "هجده": 18,
    "هیجده": 18, "نوزده": 19, "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70,
    "هشتاد": 80, "نود": 90, "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500,
    "ششصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900, "یکهزار": 1000, "دوهزار": 2000,
    "یک\u200cصد": 100, "یک صد": 100,
}  # fmt: skip
SCALES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "بیلیون": 10**12, "تریلیون": 10**12, "همت": 10**12}
"""A «همت» is a thousand milliard tomans."""
_SPOKEN = "|".join(sorted({*UNITS, *SCALES}, key=len, reverse=True))
ONES = "|".join(sorted(UNITS, key=len, reverse=True))
_AND = "[ \u200c]?و[ \u200c]?"
_GROUP = f"(?:{ONES})(?:{_AND}(?:{ONES}))*"
_SCALED = f"(?:(?:{_GROUP})(?:[ \u200c](?:{'|'.join(SCALES)}))*|{'|'.join(SCALES)})"
WORDS = f"{_SCALED}(?:{_AND}{_SCALED})*"
"""A pattern of a number in words."""
_DAYS = (
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم "
    "بیستم"
)
ORDINALS = dict(zip(_DAYS.split(), range(1, 21), strict=True)) | {
    "نخستین": 1,
    "اولین": 1,
    "نخست": 1,
    "اول": 1,
    "سی\u200cام": 30,
}
_TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_TEN = f"(?:{'|'.join(_TENS)})[ \u200c]?و[ \u200c]?"
ORDINAL = f"(?:{_TEN})?(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"


def spoken(words: str) -> int | None:
    """The value of a number in words; None where it is none."""
    if not re.fullmatch(WORDS, words.strip()):
        return None
    total = group = 0
    for word in re.findall(_SPOKEN, words):
        if word in SCALES:
            small = total % SCALES[word]  # هزار و دویست میلیارد is 1200 of them
            total += (group + small or 1) * SCALES[word] - small
            group = 0
        elif word == "صد" and 0 < group < 10:
            group *= 100
        else:
            group += UNITS[word]
    return total + group


def ordinal(words: str) -> int:
    """بیست\u200cوپنجم, سومین."""
    ten = re.match(_TEN, words)
    word = words[ten.end() :] if ten else words
    one = ORDINALS.get(word) or ORDINALS[word.removesuffix("ین").removesuffix("ی")]
    return one + (_TENS[re.split("[ \u200cو]", words)[0]] if ten else 0)
