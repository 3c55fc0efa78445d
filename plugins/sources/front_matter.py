"""A source file's text -> its front matter as nodes, and the Markdown below it with its line.

python-frontmatter does the reading with a handler of ours: its own forgives what loses text (an unclosed
fence or no fence gives empty metadata and no error; a duplicate key is dropped; leading blank lines shift
every place; the first line of a body loses its indentation). MODELS.md 5.8, facts/ecosystem.md section 6.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from plugins.config import SiteConfig
from plugins.model import Problem
from plugins.sources import encoding, nodes, pelican_headers
from plugins.sources.nodes import Table
from plugins.values import dataclass

_FENCE = re.compile(r"---[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_EXAMPLE = "begin the file with the lines ---, title: …, date: …, ---"


@dataclass(frozen=True, slots=True)
class Parts:
    """A source file divided."""

    head: Table
    body: str
    body_line: int
    """1-based line of the file at which `body` begins."""
    pelican: bool = False
    """Whether the head is in Pelican's own form, `Title: x`."""


def read(text: str, path: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """Divide a file; None where its front matter cannot be read.

    Codes: front-matter-missing, front-matter-unclosed, those of `nodes.read` and of `pelican_headers.read`.
    """
    if _FENCE.match(text):
        handler = _Handler(path)
        try:
            frontmatter.parse(text, handler=handler)
        except _Unreadable as error:
            return None, error.problems
        return handler.parts, handler.problems
    if pelican_headers.found(text):
        head, body, body_line, problems = pelican_headers.read(text, path)
        return Parts(head, body, body_line, pelican=True), problems
    return None, (_missing(text, path),)


def open_file(path: str, data: bytes, config: SiteConfig) -> tuple[Parts | None, tuple[Problem, ...]]:
    """A file's bytes, decoded and divided."""
    text, problems = encoding.decode(path, data, config)
    return (None, problems) if text is None else read(text, path)


class _Unreadable(Exception):  # noqa: N818  carries problems out of python-frontmatter, which eats ValueError
    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class _Handler(YAMLHandler):
    """Keeps places and the body as written, which `frontmatter.parse` does not hand on."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.body = ""
        self.body_line = 1
        self.parts = Parts(Table({}, 1, 1), "", 1)

    def split(self, text: str) -> tuple[str, str]:
        start = text.find("\n") + 1
        closing = _CLOSING.search(text, start) if start else None
        if closing is None:
            message = "the front matter begins with --- in line 1 and is not closed"
            fix = "put a line --- below its last key"
            raise _Unreadable(Problem(self.path, 1, 1, "front-matter-unclosed", message, fix))
        self.body = text[closing.end() + 1 :]
        self.body_line = text.count("\n", 0, closing.end()) + 2
        return text[start : closing.start()], self.body

    def load(self, fm: str, **_kwargs: object) -> dict[str, Any]:
        head, self.problems = nodes.read(fm, path=self.path, first_line=2)
        if head is None:
            raise _Unreadable(*self.problems)
        # What is missing is told at the fence.
        self.parts = Parts(Table(head.entries, 1, 1), self.body, self.body_line)
        return dict(head.entries)


def _missing(text: str, path: str) -> Problem:
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    first = lines[at].strip()
    if re.fullmatch(r"-{3,}", first):
        fix = "delete the blank lines above it" if at else "write exactly three hyphens, at the line's beginning"
        return Problem(path, at + 1, 1, "front-matter-missing", f"“{first}” does not open the front matter here", fix)
    shown = first if len(first) <= 60 else first[:59] + "…"
    message = f"the file has no front matter: it begins with “{shown}”" if first else "the file is empty"
    return Problem(path, 1, 1, "front-matter-missing", message, _EXAMPLE)
