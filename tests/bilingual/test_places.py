"""Places and peoples: CLDR's, and ours."""

from pathlib import Path

import pytest

from plugins.bilingual import places
from plugins.bilingual.places import folded, forms, stands

OURS = Path(places.__file__).parent / "data" / "places.txt"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Iranian", "ایرانیان"), ("Japanese", "ژاپنی‌ها"), ("Dutch", "هلند"), ("Swiss", "سوئیسی"), ("Cairo", "قاهره"),
        ("Warsaw", "ورشو"), ("U.S.", "ایالات متحده"), ("US", "آمریکایی"), ("EU", "اتحادیهٔ اروپا"), ("Poland", "لهستان"),
        ("Omani", "عمان"), ("Brazilian", "برزیل"), ("Saudi Arabia", "عربستان"), ("Hindu Kush", "هندوکش"),
        ("Beijing", "پکن"), ("The Hague", "لاهه"), ("Kurds", "کردهای"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_its_persian_form(name, text):
    assert any(stands(form, folded(f"در {text} بود")) for form in forms(name.removeprefix("The ")))


@pytest.mark.parametrize(("name", "text"), [("Rome", "رمان"), ("Blinken", "بلین"), ("CIA", "سیاست")])
def test_and_not_by_another_word(name, text):
    assert not any(stands(form, folded(text)) for form in forms(name))


def test_our_list_is_sorted_out():
    rows = [row for row in OURS.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    names = [row.partition(" = ")[0] for row in rows]
    assert len(set(names)) == len(names)
    for row in rows:
        name, mark, said = row.partition(" = ")
        assert mark
        assert name[0].isupper()
        assert all(form.strip() == form and form for form in said.split(" | "))
