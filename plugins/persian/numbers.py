"""A number or its digits -> the same in a language's digits.

Only for what Gozaresh itself prints (dates, counts, page numbers): an author's digits stay as typed.
Source: CLDR 48 number symbols; W3C ALREQ on U+066B and U+066C.
"""

from __future__ import annotations

from plugins.model import Language

_TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def ascii_digits(text: str) -> str:
    """Persian and Arabic-Indic digits become ASCII; all else stays."""
    return text.translate(_TO_ASCII)


def digits(value: int | str, language: Language) -> str:
    """Digits of any of the three sets become the language's; no grouping (years, page numbers)."""
    return ascii_digits(str(value)).translate(str.maketrans("0123456789", language.digits))


def grouped(value: int, language: Language) -> str:
    """A count with thousands separated: ۱٬۲۳۴ or 1,234."""
    return digits(f"{value:,}".replace(",", language.thousands), language)


def decimal(value: float, language: Language, places: int = 1) -> str:
    """A number with a fixed count of decimals and no trailing zeros: ۱٫۵."""
    whole, _, part = f"{value:,.{places}f}".partition(".")
    part = part.rstrip("0")
    text = whole.replace(",", language.thousands) + (language.decimal + part if part else "")
    return digits(text, language)
