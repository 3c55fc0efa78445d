"""Digits of the wrong set in a Persian text -> repairs. Which set an author's digits have is the desk's choice.

Source: W3C ALREQ: Persian digits are of bidi class EN, Arabic-Indic ones AN, so that a mixture changes the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.persian.letters import PERSIAN
from plugins.persian.repair import Repair

_ARABIC_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_TO_PERSIAN = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹")
_NUMBER = re.compile(r"(?<![\w.])[0-9٠-٩۰-۹]+(?:[.,/٫٬:-][0-9٠-٩۰-۹]+)*(?![\w])")
_RUN = re.compile("[0-9٠-٩۰-۹](?:[.,/٫٬:-]?[0-9٠-٩۰-۹])*")
_PERSIAN = frozenset("۰۱۲۳۴۵۶۷۸۹.,/٫٬:-")
_FOREIGN = frozenset("٠١٢٣٤٥٦٧٨٩")
_BESIDE = re.compile(f"[{PERSIAN}][\\s\u200c«»()،:]{{0,3}}$")
_OF_LATIN = re.compile(r"[A-Za-z][\s.-]*$")
_BEHIND = re.compile(f"^[\\s\u200c«»()،:٪%]{{0,3}}[{PERSIAN}]")


def mixed_digits(text: str) -> Iterator[Repair]:
    """Numbers whose digits are of two sets, or Arabic-Indic."""
    if all(run.isascii() or _PERSIAN.issuperset(run) for run in _RUN.findall(text)):
        return
    for match in _NUMBER.finditer(text):
        kinds = {"a" if c in _FOREIGN else "p" if c > "\u06ef" else "l" for c in match[0] if c.isdigit()}
        if len(kinds) == 1 and "a" not in kinds:
            continue
        reason = "has Arabic digits (٤٥٦), not Persian ones (۴۵۶)" if kinds == {"a"} else "mixes digits of two sets"
        yield Repair(match.start(), match[0], match[0].translate(_TO_PERSIAN), "safe", reason)


def latin_digits(text: str) -> Iterator[Repair]:
    """Numbers in ASCII digits beside Persian words; not those of Latin names, addresses and tables of numbers."""
    for match in _NUMBER.finditer(text):
        if not match[0].isascii():
            continue
        before = text[max(0, match.start() - 5) : match.start()]
        if _OF_LATIN.search(before):
            continue
        if _BESIDE.search(before) or _BEHIND.search(text[match.end() :][:5]):
            made = re.sub(r"(?<=\d)\.(?=\d)", "٫", match[0]) if match[0].count(".") == 1 else match[0]
            made = re.sub(r"(?<=\d),(?=\d{3})", "٬", made).translate(_TO_PERSIAN)
            yield Repair(match.start(), match[0], made, "safe", "is in Latin digits; this desk writes Persian ones")
