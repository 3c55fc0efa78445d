"""Markdown -> why it would take too long to render, if it would.

Python-Markdown scans from each opening bracket to the end of its block: 20,000 `[` cost it 39 s (its issue 798,
facts/ecosystem.md section 6); `<![CDATA[`, `[a](` and abbreviations are like it. So the length of those scans is
counted first, in linear time, and a text beyond the bound is refused. Ordinary text leaves next to none open.
"""

from __future__ import annotations

import re
from collections import Counter

_LONGEST_SCAN = 3_000_000
"""Characters scanned in all; about a second."""
_LONGEST_COPY = 15_000_000
"""The same for scans that run in C."""
_FEW = 64
_MOST_ABBREVIATIONS = 400
_MOST_FOOTNOTES = 1000
_MOST_CALLS, _MOST_CALLS_OF_ONE = 4000, 300

_BRACKET = re.compile(r"\]\(|[\[\])]")
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG_START = re.compile(r"<(?=[a-zA-Z!/?])")
_FOOTNOTE = re.compile(r"^[ ]*\[\^[^\]\n]*\]:", re.MULTILINE)
_CALL = re.compile(r"\[\^([^\]\n]*)\](?!:)")
_TICKS = re.compile(r"`+")
_PARTS_BLOCK = re.compile(r"^(?:#|=+[ ]*$|!!!|\[\^|[-*_][-*_ ]*$)", re.MULTILINE)
"""Lines that part a block; what follows is then looked at anew."""


def too_hard(text: str) -> str:
    """What is too much of in a text; empty if nothing is."""
    return next((why for found, why in _CHECKS if found(text)), "")


def _brackets(text: str) -> bool:
    return text.count("[") > _FEW and sum(map(_bracket_scan, _BLANK.split(text))) > _LONGEST_SCAN


def _tags(text: str) -> bool:
    return text.count("<") > _FEW and _tag_scan(text) > _LONGEST_SCAN


def _parted(text: str) -> bool:
    if len(text) * (text.count("\n") + 1) <= _LONGEST_COPY:
        return False
    return sum(len(block) * len(_PARTS_BLOCK.findall(block)) for block in _BLANK.split(text)) > _LONGEST_COPY


def _ticks(text: str) -> bool:
    if text.count("`") <= _FEW:
        return False
    return sum(len(block) * len(_TICKS.findall(block)) for block in _BLANK.split(text)) > _LONGEST_COPY


def _notes(text: str) -> bool:
    return text.count("]:") > _MOST_FOOTNOTES and len(_FOOTNOTE.findall(text)) > _MOST_FOOTNOTES


def _calls(text: str) -> bool:
    if text.count("[^") <= _MOST_CALLS_OF_ONE:
        return False
    calls = Counter(_CALL.findall(text))
    return calls.total() > _MOST_CALLS or max(calls.values(), default=0) > _MOST_CALLS_OF_ONE


def _abbreviations(text: str) -> bool:
    return text.count("*[") > _MOST_ABBREVIATIONS


_CHECKS = (
    (_parted, "too many headings, rules, boxes or footnotes without a blank line between them"),
    (_ticks, "too many backticks stand in one paragraph"),
    (_brackets, "too many brackets are opened and not closed"),
    (_tags, "too many “<” are not closed with “>”"),
    (_abbreviations, f"it has more than {_MOST_ABBREVIATIONS} abbreviations"),
    (_notes, f"it has more than {_MOST_FOOTNOTES} footnotes"),
    (_calls, f"it calls a footnote more than {_MOST_CALLS_OF_ONE} times, or footnotes more than {_MOST_CALLS} times"),
)


def _bracket_scan(block: str) -> int:
    """The distances from each `[` and `](` to where it is closed, or to the end of the block."""
    square: list[int] = []
    round_: list[int] = []
    scan = 0
    for match in _BRACKET.finditer(block):
        sign, place = match[0], match.start()
        if sign == "[":
            square.append(place)
            continue
        if sign[0] == "]" and square:
            scan += place - square.pop()
        if sign == "](":
            round_.append(place)
        elif sign == ")" and round_:
            scan += place - round_.pop()
    return scan + sum(len(block) - place for place in square + round_)


def _tag_scan(text: str) -> int:
    scan = 0
    for match in _TAG_START.finditer(text):
        end = text.find(">", match.start())
        scan += (len(text) if end < 0 else end) - match.start()
    return scan
