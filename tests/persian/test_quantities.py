"""Numbers as values: digits of all sets, words, percent, money, dates of both calendars."""

from datetime import date
from fractions import Fraction

import pytest

from plugins.persian.quantities import quantities
from plugins.persian.spoken import spoken


def values(text):
    return [(q.kind, q.value, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("شش", 6), ("بیست\u200cوپنج", 25), ("بیست و پنج", 25), ("سی و دو هزار و صد", 32_100), ("یک میلیون", 10**6),
        ("هزار و سیصد و نود و نه", 1399), ("دویست و پنجاه و شش", 256), ("پنج هزار و سیصد", 5300), ("یکصد", 100),
        ("دو میلیارد و سه میلیون و چهار", 2_003_000_004), ("یک\u200cصد", 100), ("صفر", 0),
        ("کتاب", None), ("", None), ("بیست کتاب", None),
    ],
)  # fmt: skip
def test_spoken_numbers(words, value):
    assert spoken(words) == value


def test_words_that_are_more_often_none_are_vague():
    found = list(quantities("نه، یک مرد ده را دید"))
    assert [q.value for q in found] == [9, 1, 10]
    assert all(q.vague and not q.sure for q in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("۲۵٪ و ۲۵ درصد و بیست‌وپنج درصد", [("percent", 25, "")] * 3),
        ("۳۲ هزار نفر", [("number", 32_000, "")]),
        ("۱٬۲۳۴٫۵ و 1,234.5 و ٤٥", [("number", Fraction("1234.5"), "")] * 2 + [("number", 45, "")]),
        ("۱۲٫۵ میلیارد دلار و $5", [("money", 12_500_000_000, "دلار"), ("money", 5, "دلار")]),
        ("پنج هزار تومان", [("money", 5000, "تومان")]),
        ("۱۴۰۴/۰۸/۰۶ و ۶ آبان ۱۴۰۴ و ۲۸ اکتبر ۲۰۲۵ و 2025-10-28", [("date", date(2025, 10, 28), "")] * 4),
        ("هزار و دویست میلیارد تومان و ۳۵ همت", [("money", 1200 * 10**9, "تومان"), ("number", 35 * 10**12, "")]),
        ("۲ هزار و ۴۰۰ میلیون دلار", [("money", 2400 * 10**6, "دلار")]),
        (
            "نیم میلیون نفر، یک و نیم درصد و هفت ساعت و نیم",
            [("number", 500_000, ""), ("percent", Fraction(3, 2), ""), ("number", Fraction(15, 2), "")],
        ),
        (
            "ساعت ۱۴:۳۰ تا ۱۷، ساعت هفت و ربع و نیم ساعت",
            [("time", (2, 30), ""), ("time", (5, 0), ""), ("time", (7, 15), ""), ("number", 30, "")],
        ),
        ("دوست سیب پنجره", []),
    ],
)
def test_quantities_of_a_text(text, wanted):
    assert values(text) == wanted
    assert [q.text for q in quantities(text)] == [text[q.place : q.place + len(q.text)] for q in quantities(text)]
