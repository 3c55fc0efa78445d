"""Numbers as values: digits of all sets, words, percent, money, dates of both calendars."""

from datetime import date
from fractions import Fraction

import pytest

from plugins.persian.quantities import quantities, spoken


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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("۲۵٪ و ۲۵ درصد و بیست‌وپنج درصد", [("percent", 25, "")] * 3),
        ("۳۲ هزار نفر", [("number", 32_000, "")]),
        ("۱٬۲۳۴٫۵ و 1,234.5 و ٤٥", [("number", Fraction("1234.5"), "")] * 2 + [("number", 45, "")]),
        ("۱۲٫۵ میلیارد دلار و $5", [("money", 12_500_000_000, "دلار"), ("money", 5, "دلار")]),
        ("پنج هزار تومان", [("money", 5000, "تومان")]),
        ("۱۴۰۴/۰۸/۰۶ و ۶ آبان ۱۴۰۴ و ۲۸ اکتبر ۲۰۲۵ و 2025-10-28", [("date", date(2025, 10, 28), "")] * 4),
        ("نه، یک مرد ده را دید", []),
        ("دوست سیب پنجره", []),
    ],
)
def test_quantities_of_a_text(text, wanted):
    assert values(text) == wanted
    assert [q.text for q in quantities(text)] == [text[q.place : q.place + len(q.text)] for q in quantities(text)]
