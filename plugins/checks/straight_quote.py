"""Straight and curly quotation marks in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.config import SiteConfig
from plugins.persian.repair import Note
from plugins.sources.prose import BLANK
from plugins.sources.written import Written

_STRAIGHT = re.compile("[\"']")
_BOX = re.compile(r"^!!![^\n]*", re.MULTILINE)
"""The line that opens a box: the quotes of its title are no marks of the text."""
_CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
_OF_STRAIGHT = {'"': "\u201c or \u201d", "'": "\u2018 or \u2019"}
_OF_CURLY = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}


def straight_quote(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """Quotation marks and apostrophes of an English text are all curly or all straight; the fewer are told.

    Bad: “Yes,” he said. It's late.
    Good: “Yes,” he said. It’s late.
    """
    for language, prose in written.proses:
        if language.tag == "en" and prose.has("\"'") and prose.has("\u2018\u2019\u201c\u201d"):
            straight = [*_STRAIGHT.finditer(_BOX.sub(_blank, prose.text), prose.body)]
            curly = [*_CURLY.finditer(prose.text, prose.body)]
            if straight and curly:
                yield _note(straight, curly)


def _note(straight: list[re.Match[str]], curly: list[re.Match[str]]) -> Note:
    fewer, others, kind, forms = (
        (curly, straight, "curly", _OF_CURLY)
        if len(curly) < len(straight)
        else (straight, curly, "straight", _OF_STRAIGHT)
    )
    first = fewer[0]
    more = f", with {len(fewer) - 1} more" if len(fewer) > 1 else ""
    other = "straight" if kind == "curly" else "curly"
    return Note(
        first.start(), first[0], f"is {kind}{more}; {len(others)} of this text are {other}", f"write {forms[first[0]]}"
    )


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])
