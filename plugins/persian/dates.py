"""A day <-> its Solar Hijri year, month and day; a day -> its written form in a language and calendar.

Patterns are ours: «سه‌شنبه ۶ آبان ۱۴۰۴» and "Tuesday 28 October 2025". The calendar's arithmetic is persiantools'.
Source: the Iranian calendar law of 1304; CLDR for month names (facts/persian.md section 4 on why not its patterns).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from persiantools.jdatetime import JalaliDate

from plugins.model import Calendar, Language, Moment
from plugins.persian.numbers import ascii_digits, digits

_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ،,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
HIJRI_YEARS = range(1200, 1600)
"""A year in this range is Solar Hijri; from 1600 on it is Gregorian. No briefing is dated outside both."""
_LAST_GREGORIAN_YEAR = 2200


def parse(text: str, zone: tzinfo) -> Moment:
    """Read `2025-10-28`, `2025-10-28 14:30`, `1404-08-06`, `۱۴۰۴/۰۸/۰۶`, in any digits.

    Raises ValueError with a sentence for the author.
    """
    match = _DATE.fullmatch(ascii_digits(text).strip())
    if not match:
        raise ValueError("it is not a date like 2025-10-28 or ۱۴۰۴/۰۸/۰۶ (with a time: 2025-10-28 14:30)")
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    when = _day(year, month, day)
    if match[4] is None:
        return Moment(datetime.combine(when, time(), zone))
    return Moment(_with_time(when, match, zone), timed=True)


def _day(year: int, month: int, day: int) -> date:
    if year in HIJRI_YEARS:
        try:
            return JalaliDate(year, month, day).to_gregorian()
        except ValueError:
            raise ValueError(f"there is no day {year}-{month:02}-{day:02} in the Solar Hijri calendar") from None
    if not HIJRI_YEARS.stop <= year <= _LAST_GREGORIAN_YEAR:
        raise ValueError(f"the year {year} belongs to neither calendar (1200 to 1599 is Solar Hijri)")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {year}-{month:02}-{day:02} in the Gregorian calendar") from None


def _with_time(when: date, match: re.Match[str], zone: tzinfo) -> datetime:
    try:
        clock = time(int(match[4]), int(match[5]), int(match[6] or 0))
    except ValueError:
        raise ValueError(f"there is no time {match[4]}:{match[5]}") from None
    if not match[7]:
        return datetime.combine(when, clock, zone)
    offset = "+00:00" if match[7] == "Z" else match[7]
    try:
        return datetime.fromisoformat(f"{when}T{clock}{offset}").astimezone(zone)
    except ValueError:
        raise ValueError(f"there is no offset {match[7]}") from None


@lru_cache(maxsize=1 << 14)
def parts(day: date, calendar: Calendar) -> tuple[int, int, int]:
    """Year, month and day in a calendar."""
    if calendar == "gregorian":
        return day.year, day.month, day.day
    hijri = JalaliDate(day)
    return hijri.year, hijri.month, hijri.day


def written(day: date, calendar: Calendar, language: Language) -> str:
    """ "۶ آبان ۱۴۰۴", "28 October 2025"."""
    year, month, number = parts(day, calendar)
    return f"{digits(number, language)} {_of_month(month, calendar, language)} {digits(year, language)}"


def _of_month(month: int, calendar: Calendar, language: Language) -> str:
    return language.of_month + language.months[calendar][month - 1]


def written_month(year: int, month: int, calendar: Calendar, language: Language) -> str:
    """ "آبان ۱۴۰۴", "October 2025"."""
    return f"{language.months[calendar][month - 1]} {digits(year, language)}"


def written_range(first: date, last: date, calendar: Calendar, language: Language) -> str:
    """ "۵ تا ۱۱ آبان ۱۴۰۴", "27 October – 2 November 2025": what both ends share is said once."""
    if first == last:
        return written(first, calendar, language)
    start, end = parts(first, calendar), parts(last, calendar)
    opening = digits(start[2], language)
    if start[:2] != end[:2]:
        opening += " " + _of_month(start[1], calendar, language)
    if start[0] != end[0]:
        opening += " " + digits(start[0], language)
    dash = "–" if start[:2] == end[:2] else " – "
    joint = f" {language.until} " if language.until else dash
    return f"{opening}{joint}{written(last, calendar, language)}"


def both(day: date, language: Language) -> tuple[str, str]:
    """The day as the language shows it: first calendar, second calendar."""
    first, second = (written(day, calendar, language) for calendar in language.calendars)
    return first, second


def month_start(year: int, month: int, calendar: Calendar) -> date:
    """The first day of a month of either calendar."""
    return date(year, month, 1) if calendar == "gregorian" else JalaliDate(year, month, 1).to_gregorian()


def week_days(year: int, week: int) -> tuple[date, date]:
    """The Monday and Sunday of an ISO 8601 week."""
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(days=6)
