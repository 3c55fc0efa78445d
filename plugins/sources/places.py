"""Markdown source -> the same with every link destination marked, and the place of each mark.

Python-Markdown keeps no positions. So each destination that a regular expression finds is given one character from
a private plane before rendering; the mark that comes back in an `href` or `src` tells its place exactly. A
destination that was none (in code, in a comment) leaves its mark in the text, where all marks are taken out: a
place may be missing, it is never wrong. For what is no destination, `Source.find` looks with code masked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_FIRST_MARK, _LAST_MARK = 0xF0000, 0xFFFFD
MARK = f"[{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]"
"""A regular-expression class of the marks."""
_MARKS = re.compile(MARK)
_DESTINATION = re.compile(
    r"""(?:\]\([ \t]*\n?[ \t]*<?  # [text](here, ![alt](<here
    |^[ ]{0,3}(?:<!--(?:(?!-->)[^\n])*-->[ ]*)*\[(?!\^)[^\[\]\n]*\]:[ ]*\n?[ ]*<?  # [id]: here, <!-- x --> [id]: here
    |<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*["']?  # <a href="here
    )(?=[^\s)"'<>])""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"""\]\([ \t]*\n?[ \t]*<?(?=[^\s)"'<>])""")
"""The first of those destinations, found four times as fast where there can be no other."""
_DEFINITION = re.compile(r"\[(?!\^)[^\[\]\n]*\]:")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:[^\n]|\n(?!\s*\n))*?[^`])\1(?!`)")
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?:(?: {4}|\t).*(?:\n|\Z)|[ \t]*\n)+")
_NOT_NEWLINE = re.compile(r"[^\n]")


class Source:
    """A text with its place in the file."""

    def __init__(self, text: str, first_line: int, first_column: int = 1) -> None:
        """`first_line`, `first_column`: where the text begins in its file, 1-based."""
        self.text = _MARKS.sub("\ufffd", text) if _MARKS.search(text) else text
        self._first = first_line, first_column
        self._marks: list[int] = []

    @cached_property
    def marked(self) -> str:
        """The text to render."""
        many = "<" in self.text or _DEFINITION.search(self.text)
        return (_DESTINATION if many else _ADDRESS).sub(self._mark, self.text)

    def _mark(self, match: re.Match[str]) -> str:
        if _FIRST_MARK + len(self._marks) > _LAST_MARK:
            return match[0]
        self._marks.append(match.end())
        return match[0] + chr(_FIRST_MARK + len(self._marks) - 1)

    @cached_property
    def masked(self) -> str:
        """The text with code and comments blanked; every other character where it was."""
        text = mask_fences(self.text)
        if "<!--" in text:
            text = _COMMENT.sub(_blank, text)
        if "    " in text or "\t" in text:
            text = _INDENTED.sub(_blank, text)
        return _CODE_SPAN.sub(_blank, text) if "`" in text else text

    def of_mark(self, mark: str) -> tuple[int, int]:
        """Line and column of a marked destination; (0, 0) for what is no mark of this text."""
        number = ord(mark) - _FIRST_MARK if len(mark) == 1 else -1
        return self.at(self._marks[number]) if 0 <= number < len(self._marks) else (0, 0)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column in the file, 1-based, in code points."""
        row = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[row] + (self._first[1] if row == 0 else 1)
        return self._first[0] + row, column

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(row) + 1 for row in self.text.split("\n")), initial=0))

    def find(self, written: str, nth: int = 0) -> tuple[int, int]:
        """Where a string stands for the nth time (from 0) outside code; (0, 0) if it does not."""
        offset = -1
        for _ in range(nth + 1):
            offset = self.masked.find(written, offset + 1)
            if offset < 0:
                return 0, 0
        return self.at(offset)

    def only(self, written: str) -> tuple[int, int]:
        """Where a string stands, if it stands once outside code; else (0, 0): no place rather than a wrong one."""
        return self.find(written) if written and self.masked.count(written) == 1 else (0, 0)

    def search(self, pattern: str) -> list[tuple[str, int, int]]:
        """What a pattern matches outside code, with line and column."""
        return [(m[0], *self.at(m.start())) for m in re.finditer(pattern, self.masked, re.IGNORECASE)]


def _blank(match: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(" ", match[0])


def strip_marks(text: str) -> str:
    """The text without marks."""
    return _MARKS.sub("", text)


def mask_fences(text: str) -> str:
    """The text with fenced code blanked, line for line."""
    if "```" not in text and "~~~" not in text:
        return text
    rows = text.split("\n")
    opened: tuple[int, str] | None = None
    for place, row in enumerate(rows):
        fence = _FENCE.match(row)
        if fence is None or (opened and not (fence[1].startswith(opened[1]) and not row[fence.end() :].strip())):
            continue
        if opened is None:
            opened = place, fence[1]
            continue
        rows[opened[0] : place + 1] = [" " * len(blank) for blank in rows[opened[0] : place + 1]]
        opened = None
    return "\n".join(rows)
