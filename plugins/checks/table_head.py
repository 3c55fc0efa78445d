"""Columns without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.written import Written

_RULE = re.compile(r"\n[ \t|:]*-[-| \t:]*(?=\n|$)")
"""The line below a table's head."""
_CELL = re.compile(r"(?<!\\)\|")


def table_head(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """Each column of a table is named in its first row; only the corner may be empty.

    Bad: | Year | | over |---|---|
    Good: | Year | Barrels a day | over |---|---|
    """
    for match in _RULE.finditer(written.text, written.body) if "|" in written.text else ():
        start = written.text.rfind("\n", 0, match.start()) + 1
        head = written.text[start : match.start()]
        cells = [cell.strip() for cell in _CELL.split(head.strip().removeprefix("|").removesuffix("|"))]
        named = all(cells[1:]) and any(cells)
        if "|" in match[0] and "|" in head and not named and written.masked.startswith(head + match[0], start):
            what = "is an empty head of a table"
            if any(cells):
                what = f"leaves column {cells.index('', 1) + 1} without a name"
            yield Note(start, head.rstrip(), what, "write there what the column tells")
