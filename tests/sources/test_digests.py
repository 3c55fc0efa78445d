import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from plugins.sources import digests

EVERY = [chr(code) for code in range(0x110000)]
PAIRS = [
    parts for letter in EVERY if len(parts := unicodedata.decomposition(letter).split()) == 2 and "<" not in parts[0]
]
"""Canonical decompositions of two letters: the second composes with the first."""


def test_the_quick_look_passes_only_letters_that_stay_as_they_are_beside_any_other():
    seconds = {chr(int(second, 16)) for _, second in PAIRS}
    assert {"\u0653", "\u0654", "\u0301"} <= seconds
    for letter in EVERY:
        if not digests._PERHAPS_NOT_NFC.search(letter):
            assert unicodedata.normalize("NFC", letter) == letter
            assert not unicodedata.combining(letter)
            assert letter not in seconds


LETTERS = st.sampled_from([*"abه \n\u0627\u0648\u06d5\u06c1é", "\u0654", "\u0653", "\u0301", "\u0650", "ه\u0654"])


@given(st.lists(LETTERS, max_size=12).map("".join))
def test_a_digest_is_over_nfc(text):
    assert digests._normal(text) == digests._normal(unicodedata.normalize("NFC", text))
