"""A flat text in a base direction -> the runs of the other direction in it, as positions.

In right-to-left text a run is Latin (Greek, Cyrillic, CJK…) words with the digits, spaces and ASCII punctuation
between them, and the ASCII numbers that UAX #9 would turn round there: ES and ET (`-` `+` `$` `%`) beside a number
are resolved only where the number is EN, and after an Arabic letter it is AN (W2, W4, W5). In left-to-right text a run
is words of the Arabic or Hebrew script with what stands between them. Punctuation of the base language («» ، ؛ ؟; in
English , ; ?) ends a run: it belongs to the sentence around it. Brackets go with a run only as a pair (as N0).

Over 300 lines: half of it is the expressions of one rule, each of which the others hang on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from plugins.model import Direction, Language
from plugins.values import dataclass

BREAK, OBJECT, CODE = "\u2029", "\ufffc", "\uf8ff"
"""One character for each atom: what no run crosses, what a run may hold, and code, which counts as Latin."""

_RTL_LETTERS = (
    "\u05d0-\u05f2\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0710-\u074f\u0750-\u08c9"
    "\ufb1d-\ufdfb\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RTL_BLOCK = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_DIGITS = "\u0660-\u0669\u06f0-\u06f9"
_NOT_LATIN = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff"
"""Signs that `\\w` counts as letters or digits and that have no direction of their own."""

LTR = re.compile(rf"[^\W\d_{_RTL_BLOCK}{_NOT_LATIN}]")
RTL = re.compile(f"[{_RTL_LETTERS}]")
_RTL_BASE = re.compile(f"[{_RTL_LETTERS}{_RTL_DIGITS}]")
OF_BASE: dict[Direction, re.Pattern[str]] = {"rtl": _RTL_BASE, "ltr": LTR}
"""What belongs to a base direction: with one of it, a text is not foreign as a whole."""
_EITHER = re.compile(rf"(?P<ltr>[^\W\d_{_RTL_BLOCK}{_NOT_LATIN}])|(?P<rtl>[{_RTL_LETTERS}])")

_MAYBE = re.compile(f"[^\x00-/:-@\\[-`{{-\xa9\xab\xbb{_RTL_BLOCK}\u2000-\u206f]")
"""What a run in Persian text has one of: every letter that LTR finds, ASCII digits, and more. Ten times as fast as LTR
on Persian letters, so it looks first."""

_NOTE_MARK = re.compile(r"\[[0-9\u06f0-\u06f9]{1,3}\]")
_IN_RTL = re.compile(f"[^{_RTL_BLOCK}«»‹›{BREAK}]+")
_LTR_LAST = re.compile(rf".*(?:[^\W\d_{_RTL_BLOCK}{_NOT_LATIN}]|[0-9{CODE}])", re.DOTALL)
_IN_LTR = re.compile(rf"(?:(?![^\W\d_{_RTL_BLOCK}{_NOT_LATIN}])[^{BREAK}])+")
_RTL_FIRST = _RTL_BASE
_RTL_LAST = re.compile(f".*[{_RTL_LETTERS}{_RTL_DIGITS}]", re.DOTALL)
_ASCII_STOP = re.compile("(?<=[\u0620-\u06ff»)])[,;?](?!\\S)")

_PREFIX = frozenset("0123456789$€£¥₹₽+-\u2212±@#~./\\_%°")
_LATIN_TAIL = re.compile(r"\+{1,2}|#|%|°|[™®©²³]|/(?=\s|$)")
_RTL_TAIL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d؟؛،٪]+")
_UNIT = re.compile(
    r"(?:[kMGTm]?(?:Wh?|Hz|B|bps|b/d)|[kKmM]g|[kKcmn]?m[²³]?|µm|bar|psi|bcm|tcm|[gtLl]|USD|EUR|GBP|IRR)\b"
)
_AMOUNT = re.compile(r"[0-9][0-9.,]*[ \u00a0\u202f]$")
_URL = re.compile(r"(?:https?://|www\.)\S*")

_N = r"[0-9]+(?:[.,:/][0-9]+)*"
_JOIN = r"[ ]?[-\u2013\u2014\u2212+×÷*=][ ]?"
_NUMBER = re.compile(
    rf"""(?<![\w\u200c)\]\ufffc])(?:
      \+[0-9](?:[ \-\u2013().]{{0,2}}[0-9]){{6,}}  # +98 21 1234-5678
    | \([0-9]{{2,4}}\)[ ]?[0-9]{{3,}}(?:[ -][0-9]+)*  # (021) 1234-5678
    | [0-9]{{2,}}(?:[ ][0-9]{{2,}}){{2,}}  # 6037 9911 1234
    | [+\-\u2212±~≈]?[$€£¥₹₽#][ ]?{_N}(?:{_JOIN}[$€£¥₹₽]?{_N})*[%+]?  # $120.50
    | [+\-\u2212±]{_N}(?:{_JOIN}{_N})*(?:[ ]?[%‰°])?  # -5, +2.5%
    | {_N}(?:{_JOIN}{_N})+(?:[ ]?[%‰°]|\+)?  # 2025-10-28, 10-12%
    | {_N}(?:[ ]?[%‰]|[$€£¥₹₽°+](?!\w))  # 25%, 18+
    )""",
    re.VERBOSE,
)
_F = "[\u06f0-\u06f9]"
_PERSIAN_NUMBER = re.compile(
    rf"(?<![\w-])(?:{_F}{{4}}-{_F}{{1,2}}-{_F}{{1,2}}|{_F}{{1,2}}-{_F}{{1,2}}-{_F}{{4}}"
    rf"|\+{_F}{{1,3}}(?:[ -]{_F}{{2,}})+|۰{_F}{{2,3}}-{_F}{{5,8}})(?![\w-])"
)

_OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_BRACKETS = re.compile(r"[()\[\]{}«»‹›]")
_QUOTES = {"“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the other direction."""

    start: int
    end: int
    direction: Direction
    language: bool = False
    """Whether it has words: digits alone have no language."""


def find(text: str, base: Direction) -> list[Run]:
    """The runs of a flat text, in order, apart from one another."""
    if not any_in(text, base):
        return []
    if foreign_only(text, base):
        return list(_whole(text, base))
    masked = _NOTE_MARK.sub(lambda mark: BREAK * len(mark[0]), text)
    if base == "ltr":
        masked = _ASCII_STOP.sub(BREAK, masked)
    masked, pairs = _brackets(masked, _IN_RTL if base == "rtl" else _IN_LTR)
    if base == "ltr":
        found = [run for part in _IN_LTR.finditer(masked) for run in _rtl_run(masked, part.span(), pairs)]
    else:
        parts = [part.span() for part in _IN_RTL.finditer(masked) if not part[0].isspace()]
        found = [run for part in parts for run in _ltr_runs(masked, part, pairs)]
        if "-" in masked or "+" in masked:
            found += [Run(*match.span(), "ltr") for match in _PERSIAN_NUMBER.finditer(masked)]
        found.sort(key=lambda run: run.start)
    return found


def foreign_only(text: str, base: Direction) -> bool:
    """Whether a text has letters of the other direction and none of the base's (nor Persian digits in Persian)."""
    return not OF_BASE[base].search(text) and bool((LTR if base == "rtl" else RTL).search(text))


def any_in(text: str, base: Direction) -> bool:
    """Whether there may be a run at all; nearly every paragraph has none, so what is cheap is asked first."""
    if base == "ltr":
        return not text.isascii() and bool(RTL.search(text))
    maybe = _MAYBE.search(text)
    if maybe and (LTR.search(text, maybe.start()) or _NUMBER.search(text)):
        return True
    return ("-" in text or "+" in text) and bool(_PERSIAN_NUMBER.search(text))


def first_direction(text: str) -> Direction | None:
    """The direction of the first letter: what `dir="auto"` means."""
    match = _EITHER.search(text)
    return None if match is None else "rtl" if match["rtl"] else "ltr"


def _whole(text: str, base: Direction) -> Iterator[Run]:
    direction: Direction = "ltr" if base == "rtl" else "rtl"
    for part in re.finditer(rf"[^\s{BREAK}](?:[^{BREAK}]*[^\s{BREAK}])?", text):
        if (LTR if base == "rtl" else RTL).search(part[0]):
            yield Run(*part.span(), direction, language=True)
        elif base == "rtl":
            yield from (Run(part.start() + n.start(), part.start() + n.end(), "ltr") for n in _NUMBER.finditer(part[0]))


def _brackets(text: str, segment: re.Pattern[str]) -> tuple[str, dict[int, int]]:
    """The text with every bracket that has no partner in its own segment made a break, and the pairs that are left."""
    signs = list(_BRACKETS.finditer(text))
    if not signs:
        return text, {}
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for sign in signs:
        if sign[0] in _OPENING:
            stack.append((sign[0], sign.start()))
        elif any(opening == _CLOSING[sign[0]] for opening, _ in stack[-63:]):  # BD16 looks back 63
            while stack[-1][0] != _CLOSING[sign[0]]:
                stack.pop()
            place = stack.pop()[1]
            pairs[place], pairs[sign.start()] = sign.start(), place
    where: dict[int, int] = {}  # the end of a sign's segment, -1 for a sign in none
    end = 0
    for sign in signs:
        place = sign.start()
        if end <= place:
            part = segment.match(text, place)
            end = part.end() if part else 0
        where[place] = end or -1
    lone = [
        place
        for place, part in where.items()
        if part == -1 or (partner := pairs.get(place)) is None or where[partner] != part
    ]
    if not lone:
        return text, pairs
    chars = list(text)
    for place in lone:
        chars[place] = BREAK
        pairs.pop(place, None)
    return "".join(chars), {a: b for a, b in pairs.items() if b in pairs}


def _ltr_runs(text: str, part: tuple[int, int], pairs: dict[int, int]) -> Iterator[Run]:
    start, end = part
    first = LTR.search(text, start, end)
    if first is None:
        yield from (Run(*number.span(), "ltr") for number in _NUMBER.finditer(text, start, end))
        return
    last = _LTR_LAST.match(text, first.start(), end)
    stop = last.end() if last else first.end()
    begin = _reach_left(text, start, first.start())
    begin, stop = _pair_up(text, begin, stop, pairs)
    stop = _reach_right(text, begin, stop, end)
    begin, stop = _pair_up(text, begin, stop, pairs)
    if begin > start and stop < end and _QUOTES.get(text[begin - 1]) == text[stop]:
        begin, stop = begin - 1, stop + 1
    yield from (Run(*number.span(), "ltr") for number in _NUMBER.finditer(text, start, begin))
    yield Run(begin, stop, "ltr", language=True)
    yield from (Run(*number.span(), "ltr") for number in _NUMBER.finditer(text, stop, end))


def _reach_left(text: str, start: int, first: int) -> int:
    """Where the word that holds the first letter begins, with what is attached to it: `$`, `.NET`, `12-A`, `5 MW`."""
    begin = first
    while begin > start and text[begin - 1] in _PREFIX:
        begin -= 1
    if begin == start and begin > 0 and _RTL_BASE.match(text[begin - 1]):
        while begin < first and not text[begin].isdigit():  # «غیر-Alpha»: the hyphen is the Persian word's
            begin += 1
    while begin < first and text.startswith("..", begin) and not text.startswith("../", begin):
        begin += 1
    if begin == first and _UNIT.match(text, first) and (amount := _AMOUNT.search(text, start, first)):
        return amount.start()
    return begin


def _reach_right(text: str, begin: int, stop: int, end: int) -> int:
    """Where the last word ends, with what is attached to it: `C++`, `25%`, the rest of an address."""
    for url in _URL.finditer(text, begin, end):
        if url.start() < stop < url.end():
            stop = max(stop, url.start() + len(url[0].rstrip(".,;:!?)]}'\"”’")))
    while stop < end and unicodedata.combining(text[stop]):
        stop += 1
    tail = _LATIN_TAIL.match(text, stop, end)
    return tail.end() if tail else stop


def _pair_up(text: str, begin: int, stop: int, pairs: dict[int, int]) -> tuple[int, int]:
    """Take in the partner of every bracket inside."""
    for sign in _BRACKETS.finditer(text, begin, stop) if pairs else ():
        partner = pairs.get(sign.start(), sign.start())
        begin, stop = min(begin, partner), max(stop, partner + 1)
    return begin, stop


def _rtl_run(text: str, part: tuple[int, int], pairs: dict[int, int]) -> Iterator[Run]:
    start, end = part
    if not RTL.search(text, start, end):
        return
    first, last = _RTL_FIRST.search(text, start, end), _RTL_LAST.match(text, start, end)
    if first is None or last is None:
        return
    begin, stop = _pair_up(text, first.start(), last.end(), pairs)
    tail = _RTL_TAIL.match(text, stop, end)
    yield Run(begin, tail.end() if tail else stop, "rtl", language=True)


def fit(found: list[Run], spans: list[tuple[int, int]], text: str, base: Direction) -> list[Run]:
    """Runs that no element's border cuts: grown over an element that is foreign as a whole, else cut at its border."""
    for start, end in spans:
        fitted: list[Run] = []
        for run in found:
            crosses = run.start < start < run.end < end or start < run.start < end < run.end
            if not crosses:
                fitted.append(run)
            elif foreign_only(text[start:end], base) and BREAK not in text[start:end]:
                fitted.append(Run(min(start, run.start), max(end, run.end), run.direction, run.language))
            else:
                border = start if run.start < start else end
                fitted += [*_piece(run, run.start, border, text), *_piece(run, border, run.end, text)]
        found = _merged(fitted)
    return found


def _piece(run: Run, start: int, end: int, text: str) -> Iterator[Run]:
    inside = text[start:end]
    letters = (LTR if run.direction == "ltr" else RTL).search(inside)
    if letters or re.search(r"\d", inside):
        start += len(inside) - len(inside.lstrip())
        yield Run(start, start + len(inside.strip()), run.direction, run.language and bool(letters))


def _merged(found: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in sorted(found, key=lambda run: run.start):
        if merged and run.start < merged[-1].end:
            before = merged.pop()
            run = Run(before.start, max(before.end, run.end), run.direction, before.language or run.language)  # noqa: PLW2901
        merged.append(run)
    return merged


_SCRIPTS = (
    ("en", "[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff5a]"),
    ("el", "[\u0370-\u03ff\u1f00-\u1fff]"),
    ("und-Cyrl", "[\u0400-\u052f]"),
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\u1100-\u11ff\uac00-\ud7af]"),
    ("zh", "[\u3400-\u9fff]"),
    ("he", "[\u05d0-\u05f2\ufb1d-\ufb4f]"),
    ("fa", "[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
)
"""Compiled when a text first asks for one: those of East Asia take 2 ms, which few sites need."""
_OF_SITE = frozenset({"en", "fa"})


_compiled = cache(re.compile)


def language_of(text: str, direction: Direction, languages: Sequence[Language]) -> str:
    """The tag of a run: by its script, and where the script is Latin or Arabic, the site's language of it."""
    script = next((tag for tag, letters in _SCRIPTS if _compiled(letters).search(text)), "und")
    if script in _OF_SITE:
        rows = (row for row in languages if row.direction == direction)
        return next((row.tag for row in rows if re.search(f"[{row.letters}]", text)), script)
    return script
