"""Markdown -> why it would take too long to render, if it would.

Python-Markdown scans from each opening bracket to the end of its block: 20,000 `[` cost it 39 s (its issue 798,
facts/ecosystem.md section 6); `<![CDATA[`, `[a](` and abbreviations are like it. So the length of those scans is counted first,
in linear time, and a text beyond the bound is refused. Ordinary text has next to no brackets left open.
"""

from __future__ import annotations

import re

_LONGEST_SCAN = 3_000_000
"""Characters scanned in all; about a second."""
_FEW = 64
_MOST_ABBREVIATIONS = 400

_BRACKET = re.compile(r"\]\(|[\[\])]")
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG_START = re.compile(r"<(?=[a-zA-Z!/?])")


def too_hard(text: str) -> str:
    """What is too much of in a text; empty if nothing is."""
    if text.count("[") > _FEW and sum(map(_bracket_scan, _BLANK.split(text))) > _LONGEST_SCAN:
        return "too many brackets are opened and not closed"
    if text.count("<") > _FEW and _tag_scan(text) > _LONGEST_SCAN:
        return "too many “<” are not closed with “>”"
    if text.count("*[") > _MOST_ABBREVIATIONS:
        return f"it has more than {_MOST_ABBREVIATIONS} abbreviations"
    return ""


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
