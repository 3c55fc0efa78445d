"""Numbers written as the other language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.model import Severity
from plugins.persian.repair import Note
from plugins.sources.written import Written

_PERSIAN = re.compile("[۰-۹][۰-۹]{0,12}[.,][۰-۹.,٫٬/]+")
_ENGLISH = re.compile("[0-9۰-۹٠-٩](?:[0-9.,]{4,}|(?<=[۰-۹٠-٩])[۰-۹٠-٩.,٫٬/]*)")
"""Both begin with a class of characters: so `re` finds where they may begin at once."""
_COMMAS = re.compile("[۰-۹]{1,3}(?:,[۰-۹]{3})+")
_POINT = re.compile("[۰-۹]+[.][۰-۹]+")
_COUNTED = re.compile(r"\s*(?:٪|درصد|هزار|میلیون|میلیارد|تریلیون|برابر)")
"""Without it “۱.۲” may be a version or a section."""
_DOTS = re.compile("[0-9]{1,3}(?:[.][0-9]{3}){2,}")
_BARE = re.compile("[1-9][0-9]{4,8}")
_PART = re.compile(r"[\w/:#$€£+-]")
"""Beside it digits are a part of something longer: a date, an address, an id, a sum of money."""
_IS_A_NAME = re.compile(
    r"\b(?:nos?|numbers?|id|code|case|docket|contract|permit|law|tel|phone|box|isbn|post)[.:]?\s*$", re.IGNORECASE
)
_PERSIAN_LETTER = re.compile("[\u0621-\u06cc]")
"""Beside it a number belongs to words that are quoted in Persian."""
_NEAR = 12
_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")
_TO_PERSIAN = str.maketrans(",.", "٬٫")


def number_format(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """Thousands are parted by a comma in English and by “٬” in Persian; each language has its own digits.

    Bad: 45000 barrels, 1.250.000 people; ۱,۲۵۰ نفر
    Good: 45,000 barrels, 1,250,000 people; ۱٬۲۵۰ نفر
    """
    for language, prose in written.proses:
        if language.tag == "fa":
            yield from (note for match in _PERSIAN.finditer(prose.text) if (note := _persian(match)))
        elif language.tag == "en":
            yield from (note for match in _ENGLISH.finditer(prose.text) if (note := _english(match)))


def _persian(match: re.Match[str]) -> Note | None:
    number = match[0].rstrip(".,")
    fix = f"write “{number.translate(_TO_PERSIAN)}”"
    if _COMMAS.fullmatch(number):
        return Note(match.start(), number, "is parted by a Latin comma", fix)
    if _POINT.fullmatch(number) and _COUNTED.match(match.string, match.end()):
        return Note(match.start(), number, "has a Latin decimal point", fix)
    return None


def _english(match: re.Match[str]) -> Note | None:
    number, text = match[0].rstrip(".,/"), match.string
    before, behind = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    if not number.isascii():
        quoted = _PERSIAN_LETTER.search(before + behind)
        return None if quoted else _note(match, number, "is in Persian digits", number.translate(_TO_LATIN))
    if _PART.match(before[-1:]) or _PART.match(behind):
        return None
    if _DOTS.fullmatch(number):
        return _note(match, number, "is parted by dots", number.replace(".", ","))
    if _BARE.fullmatch(number) and not _IS_A_NAME.search(before):
        return _note(match, number, "is hard to read without commas", f"{int(number):,}", "info")
    return None


def _note(match: re.Match[str], number: str, reason: str, right: str, severity: Severity = "warning") -> Note:
    return Note(match.start(), number, reason, f"write “{right}”", severity)
