"""The letter under which a word stands in a dictionary."""

import pytest

from plugins.languages import ARABIC, ENGLISH, HEBREW, PERSIAN
from plugins.persian.collation import initial


@pytest.mark.parametrize(
    ("language", "text", "letter"),
    [
        (ENGLISH, "Šefčovič, Maroš", "S"),
        (ENGLISH, "carbon leakage", "C"),
        (ENGLISH, "“Astana”", "A"),
        (PERSIAN, "آستانه", "آ"),
        (PERSIAN, "اردوغان", "ا"),
        (PERSIAN, "يزد", "ی"),
        (PERSIAN, "«گزارش»", "گ"),
        (ARABIC, "إربد", "ا"),
        (HEBREW, "עכו", "ע"),
        (PERSIAN, "۲۰۳۰", ""),
        (ENGLISH, "", ""),
    ],
)
def test_a_name_stands_under_its_first_letter(language, text, letter):
    assert initial(text, language) == letter
