from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.languages import ARABIC, ENGLISH, HEBREW, PERSIAN
from plugins.persian import dates

TEHRAN = ZoneInfo("Asia/Tehran")


@pytest.mark.parametrize("text", ["2025-10-28", "1404-08-06", "۱۴۰۴/۰۸/۰۶", "۲۰۲۵-۱۰-۲۸", "1404/8/6", " 2025.10.28 "])
def test_one_day_in_every_spelling(text):
    moment = dates.parse(text, TEHRAN)
    assert moment.day == date(2025, 10, 28)
    assert not moment.timed
    assert moment.iso == "2025-10-28"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-10-28 14:30", "2025-10-28T14:30:00+03:30"),
        ("۱۴۰۴/۰۸/۰۶ ۱۴:۳۰", "2025-10-28T14:30:00+03:30"),
        ("2025-10-28T14:30:00Z", "2025-10-28T18:00:00+03:30"),
        ("2025-10-28 14:30+01:00", "2025-10-28T17:00:00+03:30"),
    ],
)
def test_a_time_is_read_in_the_sites_zone(text, iso):
    assert dates.parse(text, TEHRAN).iso == iso


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("yesterday", "not a date"),
        ("2025-13-01", "no day"),
        ("1404-12-30", "no day"),  # 1404 is no leap year
        ("1404-07-31", "no day"),
        ("0999-01-01", "neither calendar"),
        ("2025-10-28 25:00", "no time"),
        ("", "not a date"),
    ],
)
def test_what_is_no_date_says_why(text, says):
    with pytest.raises(ValueError, match=says):
        dates.parse(text, TEHRAN)


def test_known_days():
    # Nowruz days and a leap day, as printed in the official calendars of those years.
    assert dates.parts(date(2024, 3, 20), "solar-hijri") == (1403, 1, 1)
    assert dates.parts(date(2025, 3, 20), "solar-hijri") == (1403, 12, 30)
    assert dates.parts(date(2025, 3, 21), "solar-hijri") == (1404, 1, 1)


def test_written():
    day = date(2025, 10, 28)
    assert dates.both(day, PERSIAN) == ("۶ آبان ۱۴۰۴", "۲۸ اکتبر ۲۰۲۵")
    assert dates.both(day, ENGLISH) == ("28 October 2025", "6 Aban 1404")
    assert dates.both(day, ARABIC) == ("28 أكتوبر 2025", "6 آبان 1404")
    assert dates.both(day, HEBREW) == ("28 באוקטובר 2025", "6 באבאן 1404")
    assert dates.written_month(1404, 8, "solar-hijri", PERSIAN) == "آبان ۱۴۰۴"
    assert dates.written_month(2025, 10, "gregorian", HEBREW) == "אוקטובר 2025"


def test_a_range_says_once_what_its_ends_share():
    monday, sunday = dates.week_days(2025, 44)
    assert dates.written_range(monday, sunday, "gregorian", ENGLISH) == "27 October – 2 November 2025"
    assert dates.written_range(monday, sunday, "solar-hijri", PERSIAN) == "۵ تا ۱۱ آبان ۱۴۰۴"
    assert dates.written_range(date(2025, 12, 29), date(2026, 1, 4), "gregorian", ENGLISH) == (
        "29 December 2025 – 4 January 2026"
    )
    assert dates.written_range(monday, sunday, "gregorian", ARABIC) == "27 أكتوبر إلى 2 نوفمبر 2025"
    assert dates.written_range(monday, sunday, "gregorian", HEBREW) == "27 באוקטובר עד 2 בנובמבר 2025"
    assert dates.written_range(monday, monday, "gregorian", ENGLISH) == "27 October 2025"


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)))
def test_every_day_comes_back(day):
    year, month, number = dates.parts(day, "solar-hijri")
    assert dates.parse(f"{year}-{month:02}-{number:02}", TEHRAN).day == day


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)))
def test_tomorrow_is_one_day_on(day):
    today, tomorrow = (dates.parts(d, "solar-hijri") for d in (day, day + timedelta(days=1)))
    assert tomorrow > today
    assert tomorrow[2] in (today[2] + 1, 1)
