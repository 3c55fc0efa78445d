"""A source file's text, and what was read of it -> what checks of one file look at, each made when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from plugins.model import Edition, Language, StaticPage
from plugins.sources import prose
from plugins.sources.places import Source
from plugins.sources.prose import Prose


class Written:
    """A source file as it was typed. Places are offsets in its text."""

    def __init__(
        self, text: str, language: Language, languages: Sequence[Language], made: Edition | StaticPage | None = None
    ) -> None:
        """`made`: what reading gave; None where the file has an error that lets nothing come of it."""
        self.text, self.language, self.made = text, language, made
        self._languages = languages

    @cached_property
    def body(self) -> int:
        """Offset of the body."""
        return prose.body_of(self.text)

    @cached_property
    def masked(self) -> str:
        """The text with code and comments blanked, and the front matter."""
        return " " * self.body + Source(self.text[self.body :], 1).masked

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What a pattern matches in the body, outside code: where it matches nothing, no code is looked for."""
        for match in pattern.finditer(self.text, self.body):
            if self.masked[match.start() : match.end()] == match[0]:
                yield match

    @cached_property
    def proses(self) -> tuple[tuple[Language, Prose], ...]:
        """The prose of each language that stands in the file: its own, and that of a summary."""
        found = ((row, prose.read(self.text, self.language, self._languages, row)) for row in self._languages)
        return tuple((row, said) for row, said in found if said)

    @property
    def full(self) -> Edition | None:
        """The edition, where it is published in full."""
        made = self.made
        return made if isinstance(made, Edition) and made.extent == "full" and made.status == "published" else None

    def offset(self, key: str) -> int:
        """Where a value of the front matter begins; 0 where it has none."""
        line, column = (self.made.marks if self.made else {}).get(key, (1, 1))
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1
        return start + column - 1
