"""Two editions' HTML -> rows in which what belongs together stands side by side.

Translations keep an original's headings far more often than its paragraphs. So texts are cut at their headings, and
where both have the same row of heading levels, section stands beside section; inside, block beside block where both
have the same kinds in the same order. Where that fails, the next larger part stands as a whole: never a wrong pair.
Gale and Church (1993) align by length: some pairs are wrong then, and a reader who compares cannot see which.
"""

from __future__ import annotations

import re
from dataclasses import field

from plugins.model import Html
from plugins.sources.tree import Block, blocks
from plugins.values import dataclass

_HEADING = re.compile(r"h[1-6]")
_NOTES = re.compile(r'<div class="(?:[^"]* )?footnote[ "]')


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side, fragments; one of the two may be empty."""

    first: Html
    second: Html

    @property
    def heading(self) -> bool:
        """Whether it is headings, which nothing may part from what comes below."""
        return all(re.match(r"<h[1-6][^>]*>(?:(?!</h[1-6]>).)*</h[1-6]>\s*\Z", cell, re.DOTALL) for cell in self.cells)

    @property
    def cells(self) -> tuple[Html, Html]:
        """Both, in their order."""
        return self.first, self.second


@dataclass(slots=True)
class _Section:
    heading: Block | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> str:
        return self.heading.tag if self.heading else ""

    @property
    def whole(self) -> list[Block]:
        return [*([self.heading] if self.heading else []), *self.blocks]


def rows(first: Html, second: Html) -> tuple[Row, ...]:
    """Align two bodies."""
    one, two = _sections(first), _sections(second)
    notes = (_notes(one), _notes(two))
    made: list[Row] = []
    if [s.level for s in one] == [s.level for s in two]:
        for left, right in zip(one, two, strict=True):
            made += _pair(left, right)
    elif [s.level for s in one if s.level == "h2"] == [s.level for s in two if s.level == "h2"]:
        made += [_row(*parts) for parts in zip(_parts(one), _parts(two), strict=True)]
    else:
        made.append(_row([e for s in one for e in s.whole], [e for s in two for e in s.whole]))
    if any(notes):
        made.append(_row(*notes))
    return tuple(row for row in made if row.first or row.second)


def _sections(html: Html) -> list[_Section]:
    found = [_Section()]
    for block in blocks(html):
        if _HEADING.fullmatch(block.tag):
            found.append(_Section(block))
        elif block.tag:
            found[-1].blocks.append(block)
        elif block.html.strip():
            found[-1].blocks.append(Block("p", f"<p>{block.html}</p>"))
    return found


def _notes(sections: list[_Section]) -> list[Block]:
    """Take the footnotes out: they end a text, whatever stands before them."""
    last = sections[-1].blocks
    return [last.pop()] if last and _NOTES.match(last[-1].html) else []


def _parts(sections: list[_Section]) -> list[list[Block]]:
    """What stands before the first second-level heading, and what each of those leads."""
    parts: list[list[Block]] = [[]]
    for section in sections:
        if section.level == "h2":
            parts.append([])
        parts[-1] += section.whole
    return parts


def _pair(left: _Section, right: _Section) -> list[Row]:
    made = [_row([left.heading], [right.heading])] if left.heading and right.heading else []
    if [b.tag for b in left.blocks] == [b.tag for b in right.blocks]:
        return made + [_row([a], [b]) for a, b in zip(left.blocks, right.blocks, strict=True)]
    return [*made, _row(left.blocks, right.blocks)]


def _row(first: list[Block], second: list[Block]) -> Row:
    return Row(_joined(first), _joined(second))


def _joined(part: list[Block]) -> Html:
    return Html("".join(block.html for block in part))
