"""A Persian text -> its numbers as values: in digits of any set, in words, with percent, currency and scale, and dates.

So that «بیست‌وپنج درصد», «۲۵٪» and "25%" are one number to whoever compares two languages. Words are added as they are
spoken: «سی و دو هزار و صد» is (30+2)*1000+100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import zip_longest
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
_BEHIND = (
    f"(?P<scale>(?:[ \u200c](?:{'|'.join(_SCALES)}))*)"
    f"(?P<unit>\\s?[%٪]|[ \u200c](?:درصد|{'|'.join(_CURRENCIES)})ی?)?(?![{PERSIAN}0-9۰-۹٠-٩])"
)
# These begin with what they seek, so that the engine finds it by its first letter; what stands before is looked at
# behind them.
_IN_DIGITS = re.compile(f"(?P<number>{_DIGITS}){_BEHIND}")
_IN_WORDS = re.compile(f"(?<![\\w\u200c])(?P<number>{_WORDS}){_BEHIND}")
_GLUED = re.compile(f"[\\w\u200c]$|[A-Za-z{PERSIAN}]-$")
_WORD = re.compile("[\u0621-\u06cc\u0654]+")
_SAID = frozenset({*_UNITS, *_SCALES}) - {"یک"}
_WORD_BEFORE = re.compile("[\\w\u200c/]$")
_MONTHS: dict[str, tuple[str, int]] = {}
for _calendar, _names in LANGUAGE.months.items():
    for _at, _name in enumerate(_names, 1):
        _MONTHS |= dict.fromkeys((_name, _name.removesuffix("\u0654")), (_calendar, _at))
_MONTHS |= {"مه\u200cی": ("gregorian", 5), "می": ("gregorian", 5), "ژوئیه\u200cی": ("gregorian", 7)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile("(?P<y>[0-9۰-۹٠-٩]{4})[/-](?P<m>[0-9۰-۹٠-٩]{1,2})[/-](?P<d>[0-9۰-۹٠-٩]{1,2})(?![\\w/])")
_DAYS = (
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم "
    "بیستم"
)
_ORDINALS = dict(zip(_DAYS.split(), range(1, 21), strict=True)) | {
    "نخستین": 1,
    "اولین": 1,
    "نخست": 1,
    "اول": 1,
    "سی\u200cام": 30,
}
_TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_TEN = f"(?:{'|'.join(_TENS)})[ \u200c]?و[ \u200c]?"
_ORDINAL = f"(?:{_TEN})?(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_NAMED = re.compile(
    f"(?P<d>[0-9۰-۹٠-٩]{{1,2}}) (?P<m>{_MONTH})(?![{PERSIAN}\u200c])"
    "(?: ماه)?(?:(?: سال)? (?P<y>[0-9۰-۹٠-٩]{4})(?!\\w))?"
)
_LAST_WORDS = frozenset({*_ORDINALS, "ام"})
_SPOKEN_DAY = re.compile(_NAMED.pattern.replace("(?P<d>[0-9۰-۹٠-٩]{1,2})", f"(?<![\\w\u200c])(?P<d>{_ORDINAL})"))
_FIRST = re.compile(f"(?<![\\w\u200c])(?:{_ORDINAL})(?:ین|ی)?(?![{PERSIAN}\u200c])")
_PARTS = {"دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هشتم": 8, "دهم": 10}
_PART = re.compile(
    f"(?<![\\w\u200c])(?:(?P<many>یک|دو|سه|چهار)[ \u200c]?(?P<part>{'|'.join(_PARTS)})"
    f"|(?P<word>نیمی|نیم|نصف|ثلث|ربع)(?P<hour> ساعت)?)(?![{PERSIAN}\u200c])"
)
_WORD_PARTS = {
    "نیم": Fraction(1, 2), "نیمی": Fraction(1, 2), "نصف": Fraction(1, 2), "ثلث": Fraction(1, 3), "ربع": Fraction(1, 4),
}  # fmt: skip
_TIME = re.compile(
    f"(?:ساعت (?P<hour>[0-9۰-۹٠-٩]{{1,2}}|{'|'.join(_UNITS)})(?:[:٫.](?P<past>[0-9۰-۹٠-٩]{{2}}))?"
    "(?: (?P<more>و ربع|و نیم))?"
    "|(?P<clock>[0-9۰-۹٠-٩]{1,2}):(?P<minute>[0-9۰-۹٠-٩]{2}))(?![0-9۰-۹٠-٩:])"
)
Kind = Literal["number", "percent", "money", "date", "day", "ordinal", "part", "time"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text."""

    place: int
    text: str
    kind: Kind
    value: Fraction | date | tuple[int, int]
    """Of a day without a year, its month and day; of a time of day, hour (of twelve) and minute."""
    unit: str = ""
    """Currency, where it is money; calendar of a day without a year."""
    sure: bool = True
    """False for what a text may well leave out in translation: small numbers in words, ordinals, parts."""
    scaled: Fraction | None = None
    """With the scale that stands behind the next number: of «۸۰ تا ۹۰ هزار» the 80,000."""


def quantities(text: str) -> Iterator[Quantity]:
    """All of them, in the order of the text."""
    words = set(_WORD.findall(text))
    found: dict[int, Quantity] = {}
    taken: list[range] = []
    for quantity in (*_dates(text, words), *_times(text), *_parts(text), *_firsts(text), *_numbers(text, words)):
        if not any(quantity.place in span for span in taken):
            found[quantity.place] = quantity
            taken.append(range(quantity.place, quantity.place + len(quantity.text)))
    yield from ranged([found[at] for at in sorted(found)], text)


def ranged(row: list[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities, with the scale of a range's end on its beginning too. For English as well."""
    for quantity, end in zip_longest(row, row[1:]):
        between = text[quantity.place + len(quantity.text) : end.place] if end else ""
        scale = _scale(end) if end and between in _TO else None
        if scale and isinstance(quantity.value, Fraction) and scale != 1:
            yield replace(quantity, scaled=quantity.value * scale)
        else:
            yield quantity


_TO = (" تا ", "-", "\u2013", " \u2013 ", " to ", " and ", " و ", " or ", " یا ")


def _scale(quantity: Quantity) -> Fraction | None:
    """What its digits were multiplied by: of «۹۰ هزار» 1000. None where it has no digits."""
    digits = re.match("[$€£¥﷼]?([0-9۰-۹٠-٩]+(?:[.٫][0-9۰-۹٠-٩]+)?)", quantity.text)
    if digits is None or not isinstance(quantity.value, Fraction):
        return None
    written = Fraction(ascii_digits(digits[1]).replace("٫", "."))
    return quantity.value / written if written else None


def _times(text: str) -> Iterator[Quantity]:
    for match in _TIME.finditer(text):
        hour = ascii_digits(match["hour"] or match["clock"])
        said = int(hour) if hour.isdigit() else spoken(hour) or 0
        minute = int(ascii_digits(match["minute"] or match["past"] or "0"))
        minute = {"و ربع": 15, "و نیم": 30}.get(match["more"] or "", minute)
        if said < 25 and minute < 60:
            yield Quantity(match.start(), match[0], "time", (said % 12, minute), sure=False)


def _free(match: re.Match[str]) -> bool:
    """Whether no word or slash stands right before."""
    return _WORD_BEFORE.search(match.string, max(0, match.start() - 1), match.start()) is None


def _numbers(text: str, words: set[str]) -> Iterator[Quantity]:
    spoken = _IN_WORDS.finditer(text) if words & _SAID else ()
    for match in (*_IN_DIGITS.finditer(text), *spoken):
        symbol = text[match.start() - 1 : match.start()]
        symbol = symbol if symbol in _SYMBOLS else ""
        if symbol or not _GLUED.search(text[max(0, match.start() - 2) : match.start()]):
            quantity = _quantity(match, symbol)
            if quantity:
                yield quantity


def _parts(text: str) -> Iterator[Quantity]:
    for match in filter(_free, _PART.finditer(text)):
        if match["hour"]:  # نیم ساعت
            yield Quantity(match.start(), match[0], "number", 60 * _WORD_PARTS[match["word"]], sure=False)
            continue
        value = _WORD_PARTS[match["word"]] if match["word"] else Fraction(_UNITS[match["many"]], _PARTS[match["part"]])
        yield Quantity(match.start(), match[0], "part", value, sure=False)


def _firsts(text: str) -> Iterator[Quantity]:
    for match in filter(_free, _FIRST.finditer(text)):
        yield Quantity(match.start(), match[0], "ordinal", Fraction(_ordinal(match[0])), sure=False)


def _ordinal(words: str) -> int:
    """بیست\u200cوپنجم, سومین."""
    ten = re.match(_TEN, words)
    word = words[ten.end() :] if ten else words
    one = _ORDINALS.get(word) or _ORDINALS[word.removesuffix("ین").removesuffix("ی")]
    return one + (_TENS[re.split("[ \u200cو]", words)[0]] if ten else 0)


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


def _quantity(match: re.Match[str], symbol: str) -> Quantity | None:
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
    unit = unit if unit in _CURRENCIES else unit.removesuffix("ی")
    kind: Kind = "percent" if unit in ("%", "٪", "درصد") else "money" if unit or symbol else "number"
    currency = (_SYMBOLS.get(symbol) or unit) if kind == "money" else ""
    sure = number[0].isdigit() or bool(match["scale"] or unit) or value > 10
    return Quantity(match.start() - len(symbol), symbol + match[0], kind, value, currency, sure)


def _dates(text: str, words: set[str]) -> Iterator[Quantity]:
    named = (_NAMED, *((_SPOKEN_DAY,) if words & _LAST_WORDS else ())) if words & _MONTHS.keys() else ()
    for pattern in (_DATE, *named):
        for match in filter(_free, pattern.finditer(text)):
            if match["y"]:
                day = _day(*(match[key] for key in "ymd"))
                if day:
                    yield Quantity(match.start(), match[0], "date", day)
            else:
                calendar, month = _MONTHS[match["m"]]
                yield Quantity(match.start(), match[0], "day", (month, _number(match["d"])), calendar)


def _number(said: str) -> int:
    return int(ascii_digits(said)) if said[0].isdigit() else _ordinal(said)


def _day(year: str, month: str, day: str) -> date | None:
    calendar, at = _MONTHS.get(month) or ("", 0)
    numbers = int(ascii_digits(year)), at or int(ascii_digits(month)), _number(day)
    hijri = calendar == "solar-hijri" if calendar else numbers[0] in HIJRI_YEARS
    try:
        return JalaliDate(*numbers).to_gregorian() if hijri else date(*numbers)
    except ValueError:
        return None
