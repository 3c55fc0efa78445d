"""Quantities of two texts -> those of the first that the second lacks, across scripts, words and calendars.

A quarter is 25 per cent; 1404 may be 2025 or 2026; «۶ آبان» is 28 October of the year that is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from persiantools.jdatetime import JalaliDate

from plugins.persian.dates import HIJRI_YEARS
from plugins.persian.numbers import ascii_digits
from plugins.persian.quantities import Quantity

_FIRST_DAY = 621
"""Gregorian year of the first day of Hijri year 0; the year's end lies in the next."""


def missing(ours: Iterable[Quantity], theirs: Sequence[Quantity], year: int) -> list[Quantity]:
    """What `theirs` has no equal of, each value once. `year`: Gregorian, for days that are told without one."""
    known = {reading for quantity in theirs for reading in _readings(quantity, year)}
    days = {(q.value.month, q.value.day) for q in theirs if isinstance(q.value, date)}
    found: dict[object, Quantity] = {}
    for quantity in ours:
        meant = _readings(quantity, year)
        if isinstance(quantity.value, date):  # equals a day that is told without a year, and no date of another year
            meant |= {("day", quantity.value.month, quantity.value.day)}
        of_a_year = quantity.kind == "day" and {reading[1:] for reading in meant if isinstance(reading, tuple)} & days
        if not meant & known and not of_a_year:
            found.setdefault(quantity.value, quantity)
    return list(found.values())


def _readings(quantity: Quantity, year: int) -> set[object]:
    """All that a quantity may mean."""
    value = quantity.value
    if isinstance(value, date):
        return {value}
    if isinstance(value, tuple):
        return {("time", *value)} if quantity.kind == "time" else _days(value, quantity.unit, year)
    if quantity.kind == "part":
        return {("share", value)}
    made: set[object] = {value}
    if quantity.scaled:
        made.add(quantity.scaled)
    if quantity.kind == "percent":
        made.add(("share", value / 100))
    if quantity.kind == "number" and value.denominator == 1:
        made |= _years(int(value))
        made |= _decades(int(value), quantity.text)
    if "/" in quantity.text:  # a decimal in Persian, or two numbers: 2023/956
        made |= {Fraction(part) for part in ascii_digits(quantity.text).split("/") if part.isdigit()}
    return made


def _days(value: tuple[int, int], calendar: str, year: int) -> set[object]:
    """A day without a year: as days of the Gregorian year, of the years around too where it is Hijri."""
    if calendar == "gregorian":
        return {("day", *value)}
    made: set[object] = set()
    for hijri in range(year - _FIRST_DAY - 2, year - _FIRST_DAY + 2):
        try:
            day = JalaliDate(hijri, *value).to_gregorian()
        except ValueError:
            continue
        made.add(("day", day.month, day.day))
    return made


def _years(value: int) -> set[object]:
    if value in HIJRI_YEARS:
        return {("year", value + _FIRST_DAY), ("year", value + _FIRST_DAY + 1)}
    if 1800 <= value <= 2200:
        return {("year", value)}
    return set()


def _decades(value: int, text: str) -> set[object]:
    """The 1990s are the decade of 1370 of the Hijri calendar, which ends in 2001; the 1600s are the 17th century."""
    if text.endswith("s"):
        century = {Fraction(value // 100 + 1)} if value % 100 == 0 else set()
        return {("decade", value // 10), Fraction(value % 100), *century}
    if value in HIJRI_YEARS and value % 10 == 0:
        return {("decade", (value + _FIRST_DAY) // 10), ("decade", (value + _FIRST_DAY + 10) // 10)}
    return set()
