"""A Persian text -> its numbers as values: in digits of any set, in words, with percent, currency and scale, and dates.

So that «بیست‌وپنج درصد», «۲۵٪» and "25%" are one number to whoever compares two languages. Number words: `spoken.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import zip_longest
from typing import Literal

from persiantools.jdatetime import JalaliDate

from plugins.languages import PERSIAN as LANGUAGE
from plugins.persian.dates import HIJRI_YEARS
from plugins.persian.letters import PERSIAN
from plugins.persian.numbers import ascii_digits
from plugins.persian.spoken import ONES, ORDINAL, ORDINALS, SCALES, UNITS, WORDS, ordinal, spoken
from plugins.values import dataclass

_AMBIGUOUS = frozenset({"سی", "نه", "ده", "یک", "صد"})
"""Words that are more often none when they stand alone: «نه» is no, «یک» an article."""
_CURRENCIES = ("تومان", "ریال", "دلار", "یورو", "پوند", "ین", "یوان", "روبل", "فرانک", "درهم", "لیره", "افغانی")
_SYMBOLS = {"$": "دلار", "€": "یورو", "£": "پوند", "¥": "ین", "﷼": "ریال"}
_DIGITS = r"[0-9۰-۹٠-٩]+(?:[,٬،][0-9۰-۹٠-٩]{3})*(?:[.٫/][0-9۰-۹٠-٩]+)?"
_BEHIND = (
    f"(?P<scale>(?:[ \u200c](?:{'|'.join(SCALES)}))*)"
    f"(?P<unit>\\s?[%٪]|[ \u200c](?:درصد|{'|'.join(_CURRENCIES)})ی?)?(?![{PERSIAN}0-9۰-۹٠-٩])"
)
# These begin with what they seek, so that the engine finds it by its first letter; what stands before is looked at
# behind them.
_IN_DIGITS = re.compile(f"(?P<number>{_DIGITS}){_BEHIND}")
_IN_WORDS = re.compile(f"(?<![\\w\u200c])(?P<number>{WORDS}){_BEHIND}")
_SCALE_WORDS = "|".join(SCALES)
_MIXED = re.compile(
    f"(?<![\\w\u200c])(?:(?P<first>[0-9۰-۹٠-٩]+) (?P<by>هزار|میلیون) و (?P<second>[0-9۰-۹٠-٩]+)"
    f"|(?P<whole>[0-9۰-۹٠-٩]+|{ONES})(?: [{PERSIAN}]+)?[ \u200c]?و[ \u200c]?(?P<half>نیم)"
    f"|(?P<only>نیم)(?=[ \u200c](?:{_SCALE_WORDS})))"
    f"(?:[ \u200c](?P<scale>{'|'.join(SCALES)}))?"
    f"(?P<unit>\\s?[%٪]|[ \u200c](?:درصد|{'|'.join(_CURRENCIES)})ی?)?(?![{PERSIAN}0-9۰-۹٠-٩])"
)
_SHARE = re.compile(
    f"از هر (?P<every>[1-9۱-۹][0-9۰-۹]{{0,2}}|{ONES})(?: [{PERSIAN}\u200c]+)?،? (?P<some>[1-9۱-۹][0-9۰-۹]?|{ONES})"
    f"(?![{PERSIAN}\u200c])"
)
_GLUED = re.compile(f"[\\w\u200c]$|[A-Za-z{PERSIAN}]-$")
_BARE = re.compile("[0-9۰-۹٠-٩]+")
_WORD = re.compile("[\u0621-\u06cc\u0654]+")
_SAID = frozenset({*UNITS, *SCALES}) - {"یک"}
_WORD_BEFORE = re.compile("[\\w\u200c/]$")
_MONTHS: dict[str, tuple[str, int]] = {}
for _calendar, _names in LANGUAGE.months.items():
    for _at, _name in enumerate(_names, 1):
        _MONTHS |= dict.fromkeys((_name, _name.removesuffix("\u0654")), (_calendar, _at))
_MONTHS |= {"مه\u200cی": ("gregorian", 5), "می": ("gregorian", 5), "ژوئیه\u200cی": ("gregorian", 7)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile("(?P<y>[0-9۰-۹٠-٩]{4})[/-](?P<m>[0-9۰-۹٠-٩]{1,2})[/-](?P<d>[0-9۰-۹٠-٩]{1,2})(?![\\w/])")
_NAMED = re.compile(
    f"(?P<d>[0-9۰-۹٠-٩]{{1,2}}) (?P<m>{_MONTH})(?![{PERSIAN}\u200c])"
    "(?: ماه)?(?:(?: سال)? (?P<y>[0-9۰-۹٠-٩]{4})(?!\\w))?"
)
_LAST_WORDS = frozenset({*ORDINALS, "ام"})
_SPOKEN_DAY = re.compile(_NAMED.pattern.replace("(?P<d>[0-9۰-۹٠-٩]{1,2})", f"(?<![\\w\u200c])(?P<d>{ORDINAL})"))
_FIRST = re.compile(f"(?<![\\w\u200c])(?:{ORDINAL})(?:ین|ی)?(?![{PERSIAN}\u200c])")
_PARTS = {"دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هشتم": 8, "دهم": 10}
_PART = re.compile(
    f"(?<![\\w\u200c])(?:(?P<many>یک|دو|سه|چهار)[ \u200c]?(?P<part>{'|'.join(_PARTS)})"
    f"|(?P<word>نیمی|نیم|نصف|ثلث|ربع)(?P<hour> ساعت)?)(?![{PERSIAN}\u200c])"
)
_WORD_PARTS = {
    "نیم": Fraction(1, 2), "نیمی": Fraction(1, 2), "نصف": Fraction(1, 2), "ثلث": Fraction(1, 3), "ربع": Fraction(1, 4),
}  # fmt: skip
_TIME = re.compile(
    f"(?:ساعت (?P<hour>[0-9۰-۹٠-٩]{{1,2}}|{'|'.join(UNITS)})(?:[:٫.](?P<past>[0-9۰-۹٠-٩]{{2}}))?"
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
    vague: bool = False
    """Whether it is more often no number at all: «نه» is no, «یک» an article."""
    sure: bool = True
    """False for what a text may well leave out in translation: small numbers in words, ordinals, parts."""
    scaled: Fraction | None = None
    """With the scale that stands behind the next number: of «۸۰ تا ۹۰ هزار» the 80,000."""


def quantities(text: str) -> Iterator[Quantity]:
    """All of them, in the order of the text."""
    words = set(_WORD.findall(text))
    found: dict[int, Quantity] = {}
    taken: list[range] = []
    for quantity in (
        *_dates(text, words),
        *_times(text),
        *map(_mixed, _MIXED.finditer(text)),
        *_shares(text),
        *_parts(text),
        *_firsts(text),
        *_numbers(text, words),
    ):
        if not any(quantity.place in span for span in taken):
            found[quantity.place] = quantity
            taken.append(range(quantity.place, quantity.place + len(quantity.text)))
    for match in _BARE.finditer(text):  # of codes and units written together: A350
        if not any(match.start() in span for span in taken):
            found[match.start()] = Quantity(
                match.start(), match[0], "number", Fraction(ascii_digits(match[0])), sure=False
            )
    yield from ranged([found[at] for at in sorted(found)], text)


def ranged(row: list[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities, with the scale of a range's end on its beginning too. For English as well."""
    before: Quantity | None = None
    for quantity, end in zip_longest(row, row[1:]):
        between = text[quantity.place + len(quantity.text) : end.place] if end else ""
        if before and text[before.place + len(before.text) : quantity.place] in _TO and _hour(before, quantity):
            before = replace(quantity, kind="time", value=(int(str(quantity.value)) % 12, 0), sure=False)
            yield before
            continue
        before = quantity
        scale = _scale(end) if end and between in _TO else None
        if scale and isinstance(quantity.value, Fraction) and scale != 1:
            yield replace(quantity, scaled=quantity.value * scale)
        else:
            yield quantity


def _hour(before: Quantity, quantity: Quantity) -> bool:
    """Whether a number is the hour at which a time ends: «۱۴:۳۰ تا ۱۷»."""
    value = quantity.value
    whole = isinstance(value, Fraction) and value.denominator == 1 and value < 25
    return before.kind == "time" and quantity.kind == "number" and whole


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
    in_words = _IN_WORDS.finditer(text) if words & _SAID else ()
    for match in (*_IN_DIGITS.finditer(text), *in_words):
        symbol = text[match.start() - 1 : match.start()]
        symbol = symbol if symbol in _SYMBOLS else ""
        if symbol or not _GLUED.search(text[max(0, match.start() - 2) : match.start()]):
            quantity = _quantity(match, symbol)
            if quantity:
                yield quantity


def _mixed(match: re.Match[str]) -> Quantity:
    """۲ هزار و ۴۰۰ میلیون دلار, یک و نیم, نیم میلیون."""
    if match["half"] or match["only"]:
        whole = match["whole"] or "0"
        value = (Fraction(ascii_digits(whole)) if whole[0].isdigit() else Fraction(UNITS[whole])) + Fraction(1, 2)
    else:
        value = Fraction(ascii_digits(match["first"])) * SCALES[match["by"]] + Fraction(ascii_digits(match["second"]))
    value *= SCALES.get(match["scale"] or "", 1)
    unit = (match["unit"] or "").strip(" \u200c").removesuffix("ی")
    kind: Kind = "percent" if unit in ("%", "٪", "درصد") else "money" if unit else "number"
    return Quantity(match.start(), match[0], kind, value, unit if kind == "money" else "", sure=bool(match["scale"]))


def _parts(text: str) -> Iterator[Quantity]:
    for match in filter(_free, _PART.finditer(text)):
        if match["hour"]:  # نیم ساعت
            yield Quantity(match.start(), match[0], "number", 60 * _WORD_PARTS[match["word"]], sure=False)
            continue
        value = _WORD_PARTS[match["word"]] if match["word"] else Fraction(UNITS[match["many"]], _PARTS[match["part"]])
        yield Quantity(match.start(), match[0], "part", value, sure=False)


def _shares(text: str) -> Iterator[Quantity]:
    """از هر ده نفر هفت نفر."""
    for match in _SHARE.finditer(text):
        every, some = (spoken(match[key]) or int(ascii_digits(match[key])) for key in ("every", "some"))
        yield Quantity(match.start(), match[0], "part", Fraction(some, every), sure=False)


def _firsts(text: str) -> Iterator[Quantity]:
    for match in filter(_free, _FIRST.finditer(text)):
        yield Quantity(match.start(), match[0], "ordinal", Fraction(ordinal(match[0])), sure=False)


def _quantity(match: re.Match[str], symbol: str) -> Quantity | None:
    number, unit = match["number"], (match["unit"] or "").strip(" \u200c")
    if number[0].isdigit():
        plain = re.sub("[,٬،]", "", ascii_digits(number)).replace("٫", ".").replace("/", ".")
        value = Fraction(plain)
    else:
        said = spoken(number)
        if said is None:
            return None
        value = Fraction(said)
    for scale in match["scale"].split():
        value *= SCALES[scale.strip("\u200c")]
    unit = unit if unit in _CURRENCIES else unit.removesuffix("ی")
    kind: Kind = "percent" if unit in ("%", "٪", "درصد") else "money" if unit or symbol else "number"
    currency = (_SYMBOLS.get(symbol) or unit) if kind == "money" else ""
    vague = number in _AMBIGUOUS and not unit and not match["scale"]
    sure = value > 0 and not vague and (number[0].isdigit() or bool(match["scale"] or unit) or value > 10)
    return Quantity(match.start() - len(symbol), symbol + match[0], kind, value, currency, vague, sure)


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
    return int(ascii_digits(said)) if said[0].isdigit() else ordinal(said)


def _day(year: str, month: str, day: str) -> date | None:
    calendar, at = _MONTHS.get(month) or ("", 0)
    numbers = int(ascii_digits(year)), at or int(ascii_digits(month)), _number(day)
    hijri = calendar == "solar-hijri" if calendar else numbers[0] in HIJRI_YEARS
    try:
        return JalaliDate(*numbers).to_gregorian() if hijri else date(*numbers)
    except ValueError:
        return None
