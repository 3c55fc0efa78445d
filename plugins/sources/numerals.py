"""A number as an author writes it, in any digits -> its value, and how a language prints it.

Source: CLDR 48 for the minus sign of both languages.
"""

from __future__ import annotations

import re

from plugins.model import Language
from plugins.persian.numbers import digits

NUMBER = re.compile(r"([-\u2212+]?)((?:\d{1,3}(?:[,\u066c]\d{3}){1,4}|\d{1,15})(?:[.\u066b]\d{1,15})?)\s?([%\u066a]?)")
"""Of text whose digits are ASCII: sign, digits, sign of per cent."""
_MINUS = "\u2212"


def value(number: re.Match[str]) -> float:
    """What it is worth, per cent as it stands."""
    plain = float(number[2].replace(",", "").replace("\u066c", "").replace("\u066b", "."))
    return -plain if number[1] in ("-", _MINUS) else plain


def shown(number: re.Match[str], language: Language) -> str:
    """The number as written, with the language's digits and signs."""
    sign = number[1].replace("-", _MINUS)
    marks = {",": language.thousands, "\u066c": language.thousands, ".": language.decimal, "\u066b": language.decimal}
    body = "".join(marks.get(letter, letter) for letter in number[2])
    # The language that writes the Arabic decimal sign writes the Arabic per cent sign with it.
    percent = ("\u066a" if language.decimal == "\u066b" else "%") if number[3] else ""
    return sign + digits(body, language) + percent


def direction(number: str) -> dict[str, str]:
    """The attributes of its element: a sign before Persian digits would be set behind them."""
    return {} if number[:1].isdigit() else {"dir": "ltr"}
