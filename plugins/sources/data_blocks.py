"""A safe tree with code blocks ```chart, ```numbers and ```timeline -> the same with what they draw in their place.

Drawn after nh3, from text alone: so an author's HTML can hold nothing that is drawn here, and what is drawn needs no
rule in the allow-list. `fences.py` leaves the block's row in a class; it is believed only where such a fence opens.
A block with a mistake stays code, and each mistake is a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plugins.model import Language, Problem
from plugins.sources import charts, pulled, timelines
from plugins.sources.fences import DATA
from plugins.sources.lines import Fault, Line
from plugins.sources.places import Source
from plugins.sources.tree import Element, Node
from plugins.values import dataclass

Inline = Callable[[str, int, int], list[Node]]
"""A line of Markdown with its line and column in the file -> safe nodes."""
_OPENING = re.compile(rf"[`~]{{3}} *\{{? *\.?({'|'.join(sorted(DATA))})\b", re.IGNORECASE)
_ROW = re.compile(r"row-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class _Block:
    language: str
    lines: list[Line]
    opening: tuple[int, int]


def draw(root: Element, source: Source, path: str, language: Language, inline: Inline) -> list[Problem]:
    """Replace the blocks in place. Problems: bad-chart, bad-numbers, bad-timeline."""
    if not _OPENING.search(source.text):
        return []
    problems: list[Problem] = []
    _draw_below(root, source.text.split("\n"), source, lambda block: _drawn(block, path, language, inline, problems))
    return problems


def _draw_below(parent: Element, rows: list[str], source: Source, drawn: Callable[[_Block], Element | None]) -> None:
    for place, child in enumerate(parent.children):
        if isinstance(child, str):
            continue
        block = _block(child, rows, source) if child.tag == "pre" else None
        if block is None:
            _draw_below(child, rows, source, drawn)
        else:
            parent.children[place] = drawn(block) or child


def _block(pre: Element, rows: list[str], source: Source) -> _Block | None:
    code = pre.children[0] if len(pre.children) == 1 else ""
    if isinstance(code, str) or code.tag != "code" or len(code.classes) != 2:
        return None
    language, match = code.classes[0].removeprefix("language-"), _ROW.fullmatch(code.classes[1])
    row = int(match[1]) if match else len(rows)
    opening = _OPENING.search(rows[row]) if row < len(rows) else None
    if opening is None or opening[1].lower() != language:
        return None
    starts = [0]
    for text in rows[: row + 1]:
        starts.append(starts[-1] + len(text) + 1)
    lines = []
    start = starts[-1]
    for number, text in enumerate(code.text().split("\n")):
        written = rows[row + 1 + number] if row + 1 + number < len(rows) else ""
        if text.strip():
            indent = len(written) - len(written.lstrip())
            # Markdown has spread the tabs; a column is one of the file.
            same = "\t" in written and written.split() == text.split()
            lines.append(Line(written.strip() if same else text.strip(), *source.at(start + indent)))
        start += len(written) + 1
    return _Block(language, lines, source.at(starts[row] + len(rows[row]) - len(rows[row].lstrip())))


def _drawn(block: _Block, path: str, language: Language, inline: Inline, problems: list[Problem]) -> Element | None:
    faults: list[Fault] = []
    if block.language == "chart":
        element = charts.draw(block.lines, language, faults)
    elif block.language == "numbers":
        element = pulled.draw(block.lines, language, inline, faults)
    else:
        element = timelines.draw(block.lines, language, inline, faults)
    code = f"bad-{block.language}"
    problems += [Problem(path, *(fault.at or block.opening), code, fault.message, fault.fix) for fault in faults]
    return None if faults else element
