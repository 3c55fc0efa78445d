"""A word -> its sort key in a language's alphabet, and the letter it stands under.

`sorted()` puts پ چ ژ ک گ ی behind everything, for it goes by code point. Half-spaces, marks and case do not count
at first strength; a tie is settled by the text itself, so that the order is total and builds repeat.
Source: UCA / CLDR collation, primary strength (facts/persian.md section 4).
"""

from __future__ import annotations

import unicodedata
from functools import cache

from plugins.model import Language


@cache
def _ranks(alphabet: str) -> dict[str, int]:
    return {letter: rank for rank, letter in enumerate(alphabet, 1)}


@cache
def _fold(same_letters: str) -> dict[int, str]:
    return str.maketrans({pair[0]: pair[1] for pair in same_letters.split()})


def sort_key(text: str, language: Language) -> tuple[tuple[int, ...], str]:
    """Digits first, then the language's letters, then all other letters by code point."""
    ranks = _ranks(language.alphabet)
    key: list[int] = []
    for char in _plain(text, language):
        if char.isspace() or char == "-":
            key.append(-1)  # a shorter first word goes before a longer one
        elif char.isdigit():
            key.append(unicodedata.digit(char, 0) - 20)
        elif char in ranks:
            key.append(ranks[char])
        elif char.isalpha():
            key.append(1000 + ord(char))
    return tuple(key), text


def initial(text: str, language: Language) -> str:
    """The letter that it stands under in a dictionary: "S" for "Šefčovič"; empty where it begins with none."""
    first = next((char for char in _plain(text, language) if char.isalpha()), "")
    return first.upper()


def _plain(text: str, language: Language) -> str:
    plain = unicodedata.normalize("NFC", text).casefold().translate(_fold(language.same_letters))
    if language.direction == "ltr":
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return plain
