"""A Persian text -> its numbers as values: in digits of any set, in words, with percent, currency and scale, and dates.

So that «بیست‌وپنج درصد», «۲۵٪» and "25%" are one number to whoever compares two languages. Words are added as they are
spoken: «سی و دو هزار و صد» is (30+2)*1000+100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from persiantools.jdatetime import JalaliDate

from plugins.languages import PERSIAN as LANGUAGE
from plugins.persian.dates import HIJRI_YEARS
from plugins.persian.letters import PERSIAN
from plugins.persian.numbers import ascii_digits

_UNITS = {
    "صفر": 0, "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9, "ده": 10,
    "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "شانزده": 16, "هفده": 17, "هجده": 18,
    "هیجده": 18, "نوزده": 19, "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70,
    "هشتاد": 80, "نود": 90, "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500,
    "ششصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900, "یکهزار": 1000, "دوهزار": 2000,
}  # fmt: skip
_SCALES = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "بیلیون": 10**12, "تریلیون": 10**12}
_AMBIGUOUS = frozenset({"سی", "نه", "ده", "یک", "صد"})
"""Words that are more often none when they stand alone: «نه» is no, «یک» an article."""
_CURRENCIES = ("تومان", "ریال", "دلار", "یورو", "پوند", "ین", "یوان", "روبل", "فرانک", "درهم", "لیره", "افغانی")
_SYMBOLS = {"$": "دلار", "€": "یورو", "£": "پوند", "¥": "ین", "﷼": "ریال"}
_DIGITS = r"[0-9۰-۹٠-٩]+(?:[,٬،][0-9۰-۹٠-٩]{3})*(?:[.٫/][0-9۰-۹٠-٩]+)?"
_SPOKEN = "|".join(sorted({*_UNITS, *_SCALES}, key=len, reverse=True))
_AND = "[ \u200c](?:و[ \u200c]?)?"
_WORDS = f"(?:{_SPOKEN})(?:(?:{_AND})(?:{_SPOKEN}))*"
_NUMBER = re.compile(
    f"(?<![\\w\u200c])(?P<symbol>[$€£¥﷼])?(?P<number>{_DIGITS}|{_WORDS})"
    f"(?P<scale>(?:[ \u200c](?:{'|'.join(_SCALES)}))*)"
    f"(?P<unit>\\s?[%٪]|[ \u200c](?:درصد|{'|'.join(_CURRENCIES)}))?(?![{PERSIAN}0-9۰-۹٠-٩])"
)
_MONTHS: dict[str, tuple[str, int]] = {}
for _calendar, _names in LANGUAGE.months.items():
    _MONTHS |= {name: (_calendar, at) for at, name in enumerate(_names, 1)}
_DATE = re.compile("(?<![\\w/])(?P<y>[0-9۰-۹٠-٩]{4})[/-](?P<m>[0-9۰-۹٠-٩]{1,2})[/-](?P<d>[0-9۰-۹٠-٩]{1,2})(?![\\w/])")
_NAMED = re.compile(
    f"(?<!\\w)(?P<d>[0-9۰-۹٠-٩]{{1,2}}) (?P<m>{'|'.join(_MONTHS)}) (?:ماه )?(?P<y>[0-9۰-۹٠-٩]{{4}})(?!\\w)"
)
Kind = Literal["number", "percent", "money", "date"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text."""

    place: int
    text: str
    kind: Kind
    value: Fraction | date
    unit: str = ""
    """Currency, where it is money."""


def quantities(text: str) -> Iterator[Quantity]:
    """All of them, in the order of the text."""
    found = dict(_dates(text))
    taken = [range(at, at + len(quantity.text)) for at, quantity in found.items()]
    for match in _NUMBER.finditer(text):
        if any(match.start() in span for span in taken):
            continue
        quantity = _quantity(match)
        if quantity:
            found[match.start()] = quantity
    yield from (found[at] for at in sorted(found))


def spoken(words: str) -> int | None:
    """The value of a number in words; None where it is none."""
    if not re.fullmatch(_WORDS, words.strip()):
        return None
    total = group = 0
    for word in re.findall(_SPOKEN, words):
        if word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0
        elif word == "صد" and 0 < group < 10:
            group *= 100
        else:
            group += _UNITS[word]
    return total + group


def _quantity(match: re.Match[str]) -> Quantity | None:
    number, unit = match["number"], (match["unit"] or "").strip(" \u200c")
    if number[0].isdigit():
        plain = re.sub("[,٬،]", "", ascii_digits(number)).replace("٫", ".").replace("/", ".")
        value = Fraction(plain)
    elif number in _AMBIGUOUS and not unit and not match["scale"]:
        return None
    else:
        said = spoken(number)
        if said is None:
            return None
        value = Fraction(said)
    for scale in match["scale"].split():
        value *= _SCALES[scale.strip("\u200c")]
    kind: Kind = "percent" if unit in ("%", "٪", "درصد") else "money" if unit or match["symbol"] else "number"
    currency = (_SYMBOLS.get(match["symbol"] or "") or unit) if kind == "money" else ""
    return Quantity(match.start(), match[0], kind, value, currency)


def _dates(text: str) -> Iterator[tuple[int, Quantity]]:
    for pattern in (_DATE, _NAMED):
        for match in pattern.finditer(text):
            day = _day(*(match[key] for key in "ymd"))
            if day:
                yield match.start(), Quantity(match.start(), match[0], "date", day)


def _day(year: str, month: str, day: str) -> date | None:
    calendar, at = _MONTHS.get(month) or ("", 0)
    numbers = int(ascii_digits(year)), at or int(ascii_digits(month)), int(ascii_digits(day))
    hijri = calendar == "solar-hijri" if calendar else numbers[0] in HIJRI_YEARS
    try:
        return JalaliDate(*numbers).to_gregorian() if hijri else date(*numbers)
    except ValueError:
        return None
