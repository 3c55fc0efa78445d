"""Lines of a chart block -> `<figure>` with a caption and a true `<table>`, in which a bar's length is a class.

No SVG and no `style`: the numbers are text of the page, for a reader of screens as for search, and a strict CSP may
stand. A length is a whole percentage of the widest range, `g-bar-0` to `g-bar-100`; where values lie on both sides of
zero `g-from-N` says how far from the start a bar begins. The classes have their rules in css/components/steps.css.
A column's label heads it, so that the table reads from top to bottom; the style sheet sets the labels at the foot.
Source: W3C WAI "Complex images", which asks for the data as a table; CLDR 48 for the minus sign of both languages.
"""

from __future__ import annotations

import difflib
import re
from typing import Literal

from plugins.model import Language
from plugins.persian.numbers import ascii_digits
from plugins.sources import numerals
from plugins.sources.lines import Fault, Line
from plugins.sources.tree import Element, Node
from plugins.values import dataclass

_KEYS = {"title": "title", "unit": "unit", "kind": "kind", "عنوان": "title", "واحد": "unit", "نوع": "kind"}
_KINDS: dict[str, Literal["bars", "columns"]] = {
    "bars": "bars",
    "columns": "columns",
    "میله": "bars",
    "ستون": "columns",
}
_KEY = re.compile(r"([\w\u200c-]{1,40})\s*:\s*(.*)")
_MOST_BARS, _MOST_COLUMNS = 60, 12
_EXAMPLE = "write a label, “|” and a number: ۱۴۰۳ | ۱۲٫۵"


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    value: float
    shown: str
    at: tuple[int, int]


def draw(lines: list[Line], language: Language, faults: list[Fault]) -> Element:
    """The figure; what is wrong is added to `faults`."""
    keys, rest = _keys(lines, faults)
    rows = [row for line in rest if (row := _row(line, language, faults))]
    if not rest and not faults:
        faults.append(Fault(None, "the chart holds no number", _EXAMPLE))
    kind = _KINDS.get(keys.get("kind", "bars"), "bars")
    _bound(rows, kind, faults)
    lengths = _lengths([row.value for row in rows])
    table = _columns(rows, lengths) if kind == "columns" else _bars(rows, lengths)
    title, unit = keys.get("title", ""), keys.get("unit", "")
    caption = f"{title} ({unit})" if title and unit else title or unit
    above: list[Node] = [Element("figcaption", None, [caption])] if caption else []
    return Element("figure", {"class": f"g-chart g-{kind}"}, [*above, Element("table", None, table)])


def _keys(lines: list[Line], faults: list[Fault]) -> tuple[dict[str, str], list[Line]]:
    """The keys that stand first, and the lines after them."""
    keys: dict[str, str] = {}
    for place, line in enumerate(lines):
        match = _KEY.fullmatch(line.text)
        name = _KEYS.get(match[1].lower()) if match else None
        if match is None or (name is None and "|" in line.text):
            return keys, lines[place:]
        if name is None:
            near = difflib.get_close_matches(match[1].lower(), _KEYS, 1)
            fix = f"write {near[0]}: …" if near else "write title:, unit: or kind:, or a label, “|” and a number"
            faults.append(Fault(line.at(0), f"{match[1]!r} is no key of a chart", fix))
        elif name in keys:
            faults.append(Fault(line.at(0), f"{match[1]!r} stands twice", "take one of the two lines out"))
        elif name == "kind" and match[2].lower() not in _KINDS:
            message = f"{match[2]!r} is no kind of chart"
            faults.append(Fault(line.at(match.start(2)), message, "write kind: bars or kind: columns"))
        else:
            keys[name] = match[2].lower() if name == "kind" else match[2]
    return keys, []


def _row(line: Line, language: Language, faults: list[Fault]) -> _Row | None:
    parts = line.parts()
    key = _KEY.fullmatch(line.text)
    if parts is None and key and key[1].lower() in _KEYS:
        faults.append(Fault(line.at(0), f"{key[1]!r} stands below a number", "write it above the first number"))
        return None
    if parts is None:
        faults.append(Fault(line.at(0), f"{line.text!r} holds no “|”", _EXAMPLE))
        return None
    label, written, offset = parts
    if not label:
        faults.append(Fault(line.at(0), f"{line.text!r} has no label", _EXAMPLE))
        return None
    match = numerals.NUMBER.fullmatch(ascii_digits(written))
    if match is None:
        fix = "write digits alone, as ۱۲٬۵۰۰٫۵ or 12,500.5; words go into unit:"
        faults.append(Fault(line.at(offset), f"{written!r} is no number", fix))
        return None
    value, shown = numerals.value(match), numerals.shown(match, language)
    return _Row(label, value, shown, line.at(offset))


def _bound(rows: list[_Row], kind: str, faults: list[Fault]) -> None:
    if kind == "columns":
        for row in rows:
            if row.value < 0:
                message = f"{row.shown!r} is below zero, and columns stand on it"
                faults.append(Fault(row.at, message, "write kind: bars"))
    most = _MOST_COLUMNS if kind == "columns" else _MOST_BARS
    if len(rows) > most:
        message = f"{len(rows)} {kind} are more than can be read; {most} are the most"
        fix = "write kind: bars" if kind == "columns" and len(rows) <= _MOST_BARS else "make two charts, or a table"
        faults.append(Fault(rows[most].at, message, fix))


def _lengths(values: list[float]) -> list[str]:
    """The classes of each bar. What is not zero is seen: its bar is one step long at the least."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span = high - low or 1.0
    zero = round(-low / span * 100)
    if low < 0 < high:
        zero = min(max(zero, 1), 99)
    classes = []
    for value in values:
        room = zero if value < 0 else 100 - zero
        length = min(max(round(abs(value) / span * 100), 1), room) if value else 0
        start = zero - length if value < 0 else zero
        side = " g-below" if value < 0 else ""
        classes.append(f"g-bar g-bar-{length}" + (f" g-from-{start}{side}" if low < 0 else ""))
    return classes


def _value(row: _Row) -> Element:
    return Element("span", {"class": "g-value", **numerals.direction(row.shown)}, [row.shown])


def _bars(rows: list[_Row], lengths: list[str]) -> list[Node]:
    body = Element("tbody")
    for row, length in zip(rows, lengths, strict=True):
        cell = Element("td", None, [Element("span", {"class": length}), " ", _value(row)])
        body.children.append(Element("tr", None, [Element("th", {"scope": "row"}, [row.label]), cell]))
    return [body]


def _columns(rows: list[_Row], lengths: list[str]) -> list[Node]:
    heads: list[Node] = [Element("th", {"scope": "col"}, [row.label]) for row in rows]
    cells: list[Node] = [
        Element("td", None, [_value(row), " ", Element("span", {"class": length})])
        for row, length in zip(rows, lengths, strict=True)
    ]
    return [
        Element("thead", None, [Element("tr", None, heads)]),
        Element("tbody", None, [Element("tr", None, cells)]),
    ]
