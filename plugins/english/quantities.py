"""An English text -> its numbers as values: in digits, in words, with percent, currency and scale, and dates.

The twin of `persian/quantities.py`, in its words: "a quarter", "25 per cent" and «۲۵٪» can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from persiantools.jdatetime import JalaliDate

from plugins.languages import ENGLISH
from plugins.persian.dates import HIJRI_YEARS
from plugins.persian.quantities import Kind, Quantity, ranged

_UNITS = dict(zip(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split(), range(20), strict=True,
))  # fmt: skip
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = dict(zip(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth".split(), range(1, 21), strict=True,
)) | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(1, 3), "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4), "fifth": Fraction(1, 5), "fifths": Fraction(1, 5), "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
}  # fmt: skip
_SYMBOLS = {"$": "دلار", "€": "یورو", "£": "پوند", "¥": "ین", "﷼": "ریال"}
_CURRENCIES = {
    "dollar": "دلار", "euro": "یورو", "pound": "پوند", "yen": "ین", "yuan": "یوان", "rouble": "روبل", "ruble": "روبل",
    "franc": "فرانک", "rial": "ریال", "toman": "تومان", "dirham": "درهم", "lira": "لیره", "afghani": "افغانی",
}  # fmt: skip
_SPOKEN = "|".join(sorted({*_UNITS, *_TENS, *_SCALES}, key=len, reverse=True))
_BEHIND = (
    "(?:[ \u00a0-]?(?P<scale>dozen|hundred|thousand|million|billion|trillion|bn|mn|tn|k|m)\\b)?"
    f"(?P<unit>\\s?%|[ \u00a0-](?:per ?cent|(?:us )?(?:{'|'.join(_CURRENCIES)})s?)\\b)?(?!\\w)"
)
# These begin with what they seek, so that the engine finds it by its first letters; what stands before is looked at
# behind them. They are four times as fast so.
_DIGITS = re.compile("(?P<number>[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)(?P<ordinal>st|nd|rd|th|(?<=0)s)?" + _BEHIND)
_WORDS = re.compile(
    f"(?P<number>(?:{_SPOKEN})(?:(?:[ -]| and )(?:{_SPOKEN}))*)\\b(?![ -](?:{'|'.join(_ORDINALS)})\\b)" + _BEHIND
)
_PART = re.compile(
    "(?:(?P<many>an?|one|two|three|four)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)"
    "(?P<hour>(?: an|-) ?hour| of an hour)?(?= of\\b| the\\b|[,.; ]|$)"
)
_SHARE = re.compile(
    f"\\b(?P<some>[1-9][0-9]?|{'|'.join(list(_UNITS)[1:])}) (?:in|out of|of every) "
    f"(?P<every>[1-9][0-9]{{0,2}}|{'|'.join(list(_UNITS)[1:])})\\b(?! (?:years|days|months|weeks|hours))"
)
_HALVES = re.compile(
    f"(?:\\b(?P<whole>[0-9]+|{'|'.join(_UNITS)}) and a half|\\bhalf a(?= (?:million|billion|trillion|thousand)))"
    "(?: (?P<scale>million|billion|trillion|thousand))?\\b"
)
_FIRST = re.compile(f"(?:(?P<ten>{'|'.join(_TENS)})[ -])?(?P<one>{'|'.join(_ORDINALS)})\\b")
_ROMAN = re.compile(r"\b(?:Article|Annex|Chapter|Part|Title|Section|Protocol|War|No\.|Phase|Pope|King) ([IVXL]+)\b")
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50}
_SAID = frozenset({*_UNITS, *_TENS, *_SCALES})
_SAID_PARTS = frozenset({*_PARTS, *_ORDINALS})
_WORD = re.compile("[a-z]+")
_MONTHS: dict[str, tuple[str, int]] = {}
for _calendar, _names in ENGLISH.months.items():
    for _at, _name in enumerate(_names, 1):
        _MONTHS[_name.lower()] = (_calendar, _at)
        if _calendar == "gregorian":
            _MONTHS.setdefault(_name[:3].lower(), (_calendar, _at))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile("(?P<y>[0-9]{4})[/-](?P<m>[0-9]{1,2})[/-](?P<d>[0-9]{1,2})(?![\\w/])")
_NAMED = re.compile(
    f"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_MONTH})\\b(?:\\.?,? (?P<y>[0-9]{{4}})(?!\\w))?"
)
_AMERICAN = re.compile(
    f"(?P<m>{_MONTH})\\.? (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?!\\w)(?:,? (?P<y>[0-9]{{4}})(?!\\w))?"
)


def quantities(text: str) -> Iterator[Quantity]:
    """All of them, in the order of the text."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is two in lower case would move all places
        low = "".join(c.lower() if c.isascii() else c for c in text)
    words = set(_WORD.findall(low))
    found = {quantity.place: quantity for quantity in (*_dates(text, low, words), *_times(text, low))}
    taken = [range(at, at + len(quantity.text)) for at, quantity in found.items()]
    for quantity in (*_parts(text, low, words), *_firsts(text, low, words), *_numbers(text, low, words)):
        if not any(quantity.place in span for span in taken):
            found[quantity.place] = quantity
            taken.append(range(quantity.place, quantity.place + len(quantity.text)))
    for match in _BARE.finditer(text):  # of codes and units written together: 777X, 44C
        if not any(match.start() in span for span in taken):
            found[match.start()] = Quantity(match.start(), match[0], "number", Fraction(match[0]), sure=False)
    yield from ranged([found[at] for at in sorted(found)], text)


def spoken(words: str) -> int:
    """The value of a number in words: "thirty-two thousand one hundred"."""
    total = group = 0
    for word in re.findall(f"\\b(?:{_SPOKEN})\\b", words.lower()):
        if word in ("dozen", "hundred"):
            group = (group or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0
        else:
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + group


def _numbers(text: str, low: str, words: set[str]) -> Iterator[Quantity]:
    for match in _DIGITS.finditer(low):
        before = low[max(0, match.start() - 5) : match.start()]
        if not _GLUED.search(before):
            yield _number(match, text, Fraction(match["number"].replace(",", "")), match["ordinal"] or "")
    for match in _WORDS.finditer(low) if words & _SAID else ():
        if not low[match.start() - 1 : match.start()].isalnum():
            yield _number(match, text, Fraction(spoken(match["number"])), "")


_BARE = re.compile("[0-9]+")
_GLUED = re.compile("[\\w.,]$|[a-z]-$|(?:19|20)[0-9]{2}[-/\u2013]$")
"""In 2028\u201329 the 29 is no number."""


_MEASURED = re.compile(r"[0-9][^.;]{0,10}\s$")
"""What stands before the same in another measure: 160 km (100 miles)."""


def _in_capitals(words: str) -> bool:
    """Whether more than one word begins with a capital, as in a title."""
    return len(re.findall("\\b[A-Z]", words)) > 1


def _number(match: re.Match[str], text: str, value: Fraction, ordinal: str) -> Quantity:
    start = match.start()
    symbol = text[start - 1 : start] if text[start - 1 : start] in _SYMBOLS else ""
    scale = match["scale"] or ""
    value *= _SCALES.get(scale) or _SHORT.get(scale) or 1
    unit = (match["unit"] or "").strip(" \u00a0-")
    ordinal = "" if ordinal == "s" else ordinal  # the 1930s
    kind: Kind = "percent" if unit in ("%", "percent", "per cent") else "money"
    if not unit and not symbol:
        kind = "ordinal" if ordinal else "number"
    currency = _SYMBOLS.get(symbol) or _CURRENCIES.get(unit.removeprefix("us ").removesuffix("s"), "")
    digits = match["number"][0].isdigit()
    named = not digits and _in_capitals(text[start : match.end()])  # One Hundred Years of Solitude
    beside = text[start - 1 : start] == "(" and _MEASURED.search(text, max(0, start - 14), start - 1) is not None
    sure = kind != "ordinal" and value > 0 and not named and not beside
    sure = sure and bool(digits or scale or kind != "number" or value > 10)
    start -= len(symbol)
    written = text[start : match.end()].rstrip()
    return Quantity(start, written, kind, value, currency if kind == "money" else "", sure=sure)


_TIME = re.compile(
    "(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))? ?(?:a\\.?m\\b|p\\.?m\\b)\\.?"
    "|(?P<clock>[0-9]{1,2}):(?P<past>[0-9]{2})(?![0-9:])"
    "|(?P<plain>[0-9]{1,2})\\.(?P<minutes>[0-9]{2})(?= in the (?:morning|afternoon|evening)| at night)"
    "|(?P<at>half past|quarter past|quarter to) (?P<word>[a-z]+)"
)
_PAST = {"half past": (0, 30), "quarter past": (0, 15), "quarter to": (-1, 45)}


def _times(text: str, low: str) -> Iterator[Quantity]:
    for match in _TIME.finditer(low):
        if low[match.start() - 1 : match.start()].isalnum():
            continue
        if match["at"]:
            if match["word"] not in _UNITS:
                continue
            hours, minute = _PAST[match["at"]]
            hour = _UNITS[match["word"]] + hours
        else:
            hour = int(match["hour"] or match["clock"] or match["plain"])
            minute = int(match["minute"] or match["past"] or match["minutes"] or 0)
        written = text[match.start() : match.end()]
        if hour < 25 and minute < 60:
            yield Quantity(match.start(), written, "time", (hour % 12, minute), sure=False)


def _parts(text: str, low: str, words: set[str]) -> Iterator[Quantity]:
    for match in _HALVES.finditer(low) if "half" in words else ():
        whole = match["whole"] or "0"
        value = Fraction(int(whole) if whole.isdigit() else _UNITS.get(whole, 0)) + Fraction(1, 2)
        value *= _SCALES.get(match["scale"] or "", 1)
        written = text[match.start() : match.end()]
        yield Quantity(match.start(), written, "number", value, sure=bool(match["scale"]))
    for match in _SHARE.finditer(low):
        some, every = (Fraction(_UNITS.get(match[key]) or match[key]) for key in ("some", "every"))
        written = text[match.start() : match.end()]
        yield Quantity(match.start(), written, "part", some / every, sure=False)
    for match in _PART.finditer(low) if words & _SAID_PARTS else ():
        if match["hour"] and match["part"] in ("half", "quarter"):
            written = text[match.start() : match.end()]
            yield Quantity(match.start(), written, "number", 60 * _PARTS[match["part"]], sure=False)
            continue
        many = {"two": 2, "three": 3, "four": 4}.get(match["many"] or "", 1)
        if (match["many"] or match["part"] == "half") and not low[match.start() - 1 : match.start()].isalnum():
            written = text[match.start() : match.end()]
            yield Quantity(match.start(), written, "part", many * _PARTS[match["part"]], sure=False)


def _firsts(text: str, low: str, words: set[str]) -> Iterator[Quantity]:
    for match in _FIRST.finditer(low) if words & _SAID_PARTS else ():
        if not low[match.start() - 1 : match.start()].isalnum():
            written = text[match.start() : match.end()]
            value = _TENS.get(match["ten"], 0) + _ORDINALS[match["one"]]
            yield Quantity(match.start(), written, "ordinal", Fraction(value), sure=False)
    for match in _ROMAN.finditer(text):
        yield Quantity(match.start(1), match[1], "ordinal", Fraction(_roman(match[1])), sure=False)


def _roman(letters: str) -> int:
    values = [_ROMANS[letter] for letter in letters]
    return sum(-v if any(w > v for w in values[at + 1 : at + 2]) else v for at, v in enumerate(values))


def _dates(text: str, low: str, words: set[str]) -> Iterator[Quantity]:
    named = (_NAMED, _AMERICAN) if words & _MONTHS.keys() else ()
    for match in (match for pattern in (_ISO, *named) for match in pattern.finditer(low)):
        year, month, day = match["y"], match["m"], match["d"]
        written = text[match.start() : match.end()]
        if low[match.start() - 1 : match.start()].isalnum() or ((month or "").isalpha() and written.islower()):
            continue  # "may" is a verb
        calendar, at = _MONTHS.get(month or "", ("", 0))
        numbers = at or int(month or 0), int(day or 0)
        if year is None:
            if 1 <= numbers[1] <= 31:
                yield Quantity(match.start(), written, "day", numbers, calendar or "gregorian")
            continue
        hijri = calendar == "solar-hijri" if calendar else int(year) in HIJRI_YEARS
        try:
            value = JalaliDate(int(year), *numbers).to_gregorian() if hijri else date(int(year), *numbers)
        except ValueError:
            continue
        yield Quantity(match.start(), written, "date", value)
