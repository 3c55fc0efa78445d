"""Names of an English text: capitals that the dictionary does not explain, and the offices before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bilingual import places
from plugins.bilingual.offices import ENGLISH
from plugins.english.names import names
from plugins.english.words import common

OFFICES = frozenset(ENGLISH)


def found(text):
    return [(name.name, name.office) for name in names(text, OFFICES, places.forms)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Then Prime Minister Kishida left.", [("Kishida", "prime minister")]),
        ("President Trump said so.", [("Trump", "president")]),
        ("A trump is a card, and the Trump is none.", []),
        ("During the talks officials left. Sanctions stay. However, Monday is free.", []),
        ("Kishida emphasised that. Voila, a word.", [("Kishida", "")]),
        ("in Japan, China and Turkey", [("Japan", ""), ("China", ""), ("Turkey", "")]),
        ("China’s Premier Li Qiang met", [("China", ""), ("Li Qiang", "premier")]),
        ("the leader of Saudi Arabia and the Islamic Republic of Iran",
         [("Saudi Arabia", ""), ("Islamic Republic of Iran", "")]),
        ("told Ursula von der Leyen", [("Ursula Leyen", "")]),
        ("I’ve seen it, and they don’t. See example.com", []),
        ("the General Agreement and a Minister of State", []),
        ("a U.S.-Japan pact with the IAEA", [("U.S", ""), ("Japan", ""), ("IAEA", "")]),
        ("on 6 Aban and in May", []),
    ],
)  # fmt: skip
def test_names_of_a_text(text, wanted):
    assert found(text) == wanted


@given(st.text(alphabet="Aab Z.'\u2019-\n\u0130 Minister President", max_size=60))
def test_every_name_stands_where_it_is_said_to(text):
    for name in names(text, OFFICES, places.forms):
        first = (name.words or name.doubtful)[0].split()[0]
        assert text.startswith(first, name.place)
        assert name.office_place < len(text)


def test_common_words():
    assert all(map(common, ("table", "Sanctions", "Trump", "Monday", "March", "Organization")))
    assert not any(map(common, ("Kishida", "Tokyo", "Iran", "xqz")))
