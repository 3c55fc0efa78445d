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
        ("COVID-19, an F-35 and the G7", []),
        ("someone, often, weight, tent", []),
    ],
)  # fmt: skip
def test_quantities_of_a_text(text, wanted):
    assert values(text) == wanted
    assert [q.text for q in quantities(text)] == [text[q.place : q.place + len(q.text)] for q in quantities(text)]


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
