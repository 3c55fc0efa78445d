"""Lines between two fences -> a code block, wherever the fences are indented with a list, a box or a footnote.

The library's own extension knows fences at the margin only; inside a list they would be read as prose. Source:
CommonMark 0.31 section 4.5; of what follows the opening fence only the language is kept, and the row of a block that
is data (`data_blocks.py` draws those when the HTML is safe).
"""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_OPENING = re.compile(r"( *)(`{3,}|~{3,})[ ]*\{?[ ]*\.?([\w#+.-]*)[^`]*$")
DATA = frozenset({"chart", "numbers", "timeline"})
"""Languages of blocks that are drawn."""
_CONTAINER = re.compile(r" *(?:[*+-] |\d{1,9}[.)] |!!! ?\w|\[\^[^\]]+\]:|: {1,3}\S)")


class FencePreprocessor(Preprocessor):
    """Stashes each code block, so that nothing in it is read as Markdown."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with each block's place taken by its stash key."""
        out: list[str] = []
        unclosed: set[tuple[str, int]] = set()
        contained = False
        row = 0
        while row < len(lines):
            line = lines[row]
            if line and line[0] != " ":
                contained = bool(_CONTAINER.match(line)) or (contained and bool(out) and bool(out[-1].strip()))
            else:
                contained = contained or bool(_CONTAINER.match(line))
            opening = _OPENING.match(line) if "```" in line or "~~~" in line else None
            end = self._end(lines, row, opening, unclosed) if opening else 0
            if opening is None or not end or (len(opening[1]) > 3 and not contained):
                out.append(line)
                row += 1
                continue
            out += ["", opening[1] + self._stash(lines[row + 1 : end], len(opening[1]), _classes(opening[3], row)), ""]
            row = end + 1
        return out

    def _end(self, lines: list[str], start: int, opening: re.Match[str], unclosed: set[tuple[str, int]]) -> int:
        sign, length = opening[2][0], len(opening[2])
        if (sign, length) in unclosed:
            return 0
        for row in range(start + 1, len(lines)):
            closing = lines[row].strip(" ")
            if len(closing) >= length and closing.strip(sign) == "":
                return row
        unclosed.add((sign, length))
        return 0

    def _stash(self, code: list[str], indent: int, classes: str) -> str:
        inside = "\n".join(row[min(indent, len(row) - len(row.lstrip(" "))) :] for row in code)
        named = f' class="{html.escape(classes)}"' if classes else ""
        return self.md.htmlStash.store(f"<pre><code{named}>{html.escape(inside, quote=False)}\n</code></pre>")


def _classes(language: str, row: int) -> str:
    name = language.lower()
    return f"language-{name} row-{row}" if name in DATA else f"language-{name}" if name else ""


class Fences(Extension):
    """Takes the place of the library's `fenced_code`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register."""
        md.preprocessors.register(FencePreprocessor(md), "fences", 25)
