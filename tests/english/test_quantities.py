"""Numbers of an English text as values."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.english.quantities import quantities, spoken


def values(text):
    return [(q.kind, q.value, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25%, 25 per cent, 25 percent and twenty-five percent", [("percent", 25, "")] * 4),
        ("32,100 and thirty-two thousand one hundred", [("number", 32_100, "")] * 2),
        ("$550bn, €1.2 million and 5 US dollars",
         [("money", 550 * 10**9, "دلار"), ("money", 1_200_000, "یورو"), ("money", 5, "دلار")]),
        ("28 October 2025, October 28, 2025, 2025-10-28 and 6 Aban 1404", [("date", date(2025, 10, 28), "")] * 4),
        ("on 2 May and May 2nd; it may 2 times", [("day", (5, 2), "gregorian")] * 2 + [("number", 2, "")]),
        ("a quarter of it, two-thirds, half the people",
         [("part", Fraction(1, 4), ""), ("part", Fraction(2, 3), ""), ("part", Fraction(1, 2), "")]),
        ("the seventy-eighth, the 21st, the third, Article IX",
         [("ordinal", 78, ""), ("ordinal", 21, ""), ("ordinal", 3, ""), ("ordinal", 9, "")]),
        ("the 1930s", [("number", 1930, "")]),
        ("half a million, 1.2 and one and a half", [("number", 500_000, ""), ("number", Fraction("1.2"), ""),
                                                   ("number", Fraction(3, 2), "")]),
        ("at 7.15pm, 18:40 or half past one", [("time", (7, 15), ""), ("time", (6, 40), ""), ("time", (1, 30), "")]),
        ("2028\u201329 and half an hour", [("number", 2028, ""), ("number", 29, ""), ("number", 30, "")]),
        ("someone, often, weight, tent", []),
    ],
)  # fmt: skip
def test_quantities_of_a_text(text, wanted):
    assert values(text) == wanted
    assert [q.text for q in quantities(text)] == [text[q.place : q.place + len(q.text)] for q in quantities(text)]


def test_codes_measures_titles_and_what_stands_in_brackets_are_not_sure():
    text = "COVID-19, an F-35, the 777X, 44C, 160 km (100 miles), One Hundred Years, 2028\u201329, 0"
    assert [q.text for q in quantities(text) if q.sure] == ["160", "2028"]


def test_a_range_has_one_scale():
    first, second = quantities("80 to 90 thousand")
    assert (first.value, first.scaled, second.value) == (80, 80_000, 90_000)


def test_what_is_sure():
    assert [q.text for q in quantities("one of 3, eleven, two million, the 4th") if q.sure] == [
        "3", "eleven", "two million",
    ]  # fmt: skip


def test_spoken_numbers():
    assert spoken("two billion three million and four") == 2_003_000_004
    assert spoken("one hundred and twenty-five thousand") == 125_000


@given(st.text(alphabet="0123456789.,%$ -/stndrh thousandmilbpercOctobrhalfquv\u0130", max_size=50))
def test_any_text_is_read(text):
    for quantity in quantities(text):
        assert text[quantity.place : quantity.place + len(quantity.text)] == quantity.text
