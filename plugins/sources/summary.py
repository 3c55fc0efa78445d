"""Markdown that ends with a summary in another language -> the text and the summary, each with its own lines.

How desks write: a Persian text, last «## English Summary» (DESIGN section 2). The heading is known by its words, not
by its letters' form: case, spaces, half-spaces, hamza and Arabic ي ك do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.model import Language
from plugins.sources import headings
from plugins.sources.places import mask_fences
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class SummarySplit:
    """A file that holds a text and, as its last section, a summary in another language."""

    main: str
    """Line for line as in the file; the summary's lines are gone, footnotes defined among them and used here stay."""
    summary: str
    """What follows the heading, line for line; footnotes that only the main text uses are gone."""
    language: Language
    first_line: int
    """0-based: where the summary begins, counted from the first line of the text."""
    heading_line: int
    """0-based."""


_SECTION = re.compile(r"\n## +(\S.*)")
"""Its first character stands for the beginning of a line: without `^` the search for it is a plain search."""
_LABEL = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:.*\n?(?:(?: {4}|\t).*\n?|\n(?= {4}|\t))*", re.MULTILINE)
_EZAFE = re.compile(r"ه[\u200c ]ی(?=\s)")
"""«خلاصه\u200cی», as many write «خلاصهٔ»."""
_ID_SUFFIX = re.compile(r"\{[^{}]*\}\s*$")


def split_summary(text: str, *, language: Language, languages: Sequence[Language]) -> SummarySplit | None:
    """Part a text from the summary at its end. None if its last section is not headed as one."""
    if "## " not in text:
        return None
    sections = list(_SECTION.finditer("\n" + mask_fences(text)))
    if not sections:
        return None
    heading = sections[-1]
    wanted = _folded(_ID_SUFFIX.sub("", heading[1]).rstrip(" #"))
    other = next((row for row in languages if row.tag != language.tag and _folded(row.summary_heading) == wanted), None)
    if other is None:
        return None
    # Places are those of a text with one character more, and the match begins with one more.
    before = text[: heading.start()]
    after = text[heading.end() - 1 :].removeprefix("\n")
    heading_line = text.count("\n", 0, heading.start())
    main, summary = _part_notes(before, after)
    return SummarySplit(main, summary, other, heading_line + 1, heading_line)


def _folded(heading: str) -> str:
    same = heading.replace("\u06c0", "ه").replace("ي", "ی").replace("ك", "ک")
    return headings.slugify(_EZAFE.sub("ه", same)).replace("-", "")


def _part_notes(main: str, rest: str) -> tuple[str, str]:
    """Both texts with the footnotes that each uses of those defined after the summary, each on its own line."""
    if "[^" not in rest:
        return main, rest
    used, used_after = set(_LABEL.findall(main)), set(_LABEL.findall(rest))
    rows = rest.split("\n")
    kept: list[str] = [""] * len(rows)
    for note in list(_NOTE.finditer(rest)):
        if note[1] not in used:
            continue
        start = rest.count("\n", 0, note.start())
        lines = range(start, start + len(note[0].rstrip("\n").split("\n")))
        for row in lines:
            kept[row] = rows[row]
            if note[1] not in used_after:
                rows[row] = ""
    return main + "\n" + "\n".join(kept) if any(kept) else main, "\n".join(rows)
