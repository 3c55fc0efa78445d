r"""YAML text -> nodes: texts, lists and mappings that know their line and column.

Every scalar stays text: YAML's own types turn `no` into False, `0123` into 83 and `1404-01-01` into a day of
the year 1404 (facts/ecosystem.md section 6); the schema converts. Nodes are built from libyaml's events,
not by its composer: no recursion, so depth cannot crash it, and anchors, aliases, tags and duplicate keys
can be refused with their places. Front matter, the tables and packs are all read here.
Source: YAML 1.1 as libyaml reads it; line and column of its marks are 0-based code points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import yaml

from plugins.model import Problem

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 8
_KEY_LINE = re.compile(r"(?P<head>\s*(?:-\s+)*(?:[\w-]+:\s+|-\s+))(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text with the place of its first character (inside the quotes)."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key's place and its value."""

    line: int
    column: int
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file."""

    entries: Mapping[str, Entry]
    line: int
    column: int


Node = Scalar | Sequence | Table


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not closed yet."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] | None = None
    key: Scalar | None = None


def read(text: str, *, path: str, first_line: int = 1) -> tuple[Table | None, tuple[Problem, ...]]:
    """The mapping that a YAML text holds; an empty text is an empty mapping; None with a syntax error.

    `first_line` is the file's line of the text's first. Codes: yaml-syntax, yaml-anchor, yaml-tag,
    yaml-depth, duplicate-key; the warning yaml-comment.
    """
    builder = _Builder(text, path, first_line)
    try:
        builder.build()
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, text, path, first_line))
        return None, tuple(builder.problems)
    except _Stop:
        return None, tuple(builder.problems)
    if builder.root is None:
        return Table({}, first_line, 1), tuple(builder.problems)
    if isinstance(builder.root, Table):
        return builder.root, tuple(builder.problems)
    builder.problems.append(_no_mapping(text, path, first_line))
    return None, tuple(builder.problems)


class _Stop(Exception):  # noqa: N818  it is no error: the problem is already noted
    """Reading cannot go on."""


class _Builder:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.lines = text.split("\n")
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.problems: list[Problem] = []

    def build(self) -> None:
        for event in yaml.parse(self.text, Loader=_LOADER):
            match event:
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._open(event)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._close()
                case yaml.ScalarEvent():
                    self._refuse_extras(event)
                    self._add(self._scalar(event))
                case yaml.AliasEvent():
                    self._refuse(event, "yaml-anchor", f"“*{event.anchor}” points at another value")
                    self._add(Scalar("", *self._place(event)))
                case yaml.DocumentStartEvent() if self.root is not None:
                    self._refuse(event, "yaml-syntax", "a second document begins here", "delete the line")
                    raise _Stop

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        return _mark(event).line + self.first_line, _mark(event).column + 1

    def _refuse(
        self, event: yaml.Event, code: str, message: str, fix: str = "put the value in quotes"
    ) -> None:
        self.problems.append(Problem(self.path, *self._place(event), code, message, fix))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self._refuse(event, "yaml-anchor", f"“&{event.anchor}” gives the value a name")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, "yaml-tag", f"“{tag}” gives the value a type")

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_extras(event)
        top = self.stack[-1] if self.stack else None
        if top and top.entries is not None and top.key is None:
            self._refuse(event, "yaml-syntax", "a list or mapping stands where a key belongs")
            raise _Stop
        if len(self.stack) == MAX_DEPTH:
            self._refuse(
                event,
                "yaml-depth",
                f"values stand more than {MAX_DEPTH} deep in one another",
                "write fewer brackets",
            )
            raise _Stop
        entries: dict[str, Entry] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
        self.stack.append(_Open(*self._place(event), entries=entries))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.entries is None:
            self._add(Sequence(tuple(done.items), done.line, done.column))
        else:
            self._add(Table(done.entries, done.line, done.column))

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.entries is None:
            top.items.append(node)
        elif top.key is None and isinstance(node, Scalar):
            top.key = node
        elif top.key is not None:
            key, top.key = top.key, None
            self._put(top.entries, key, node)

    def _put(self, entries: dict[str, Entry], key: Scalar, node: Node) -> None:
        first = entries.get(key.text)
        if first:
            message = f"“{key.text}” stands twice: here and in line {first.line}"
            self.problems.append(
                Problem(self.path, key.line, key.column, "duplicate-key", message, "delete one of the two")
            )
            return
        entries[key.text] = Entry(key.line, key.column, node)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        line, column = self._place(event)
        if event.style in ("|", ">"):
            # The text begins below the mark, after its indentation.
            for number in range(_mark(event).line + 1, min(_mark(event, end=True).line + 1, len(self.lines))):
                if self.lines[number].strip():
                    indent = len(self.lines[number]) - len(self.lines[number].lstrip(" "))
                    return Scalar(event.value, number + self.first_line, indent + 1)
        elif event.style:
            column += 1
        else:
            self._warn_of_comment(event)
        return Scalar(event.value, line, column)

    def _warn_of_comment(self, event: yaml.ScalarEvent) -> None:
        """`title: Report #3` would lose its number: " #" begins a comment."""
        mark = _mark(event, end=True)
        if not event.value or mark.line >= len(self.lines):
            return
        lost = re.match(r"\s+(#[^\s#].*)", self.lines[mark.line][mark.column :])
        if lost:
            self.problems.append(
                Problem(
                    self.path, mark.line + self.first_line, mark.column + 1 + lost.start(1), "yaml-comment",
                    f"“{_short(lost[1])}” is left out: YAML takes what follows a space and # for a remark",
                    f"put the whole value in quotes: {_quoted(event.value + ' ' + lost[1])}", "warning",
                )
            )  # fmt: skip


def _mark(event: yaml.Event, *, end: bool = False) -> yaml.Mark:
    mark = event.end_mark if end else event.start_mark
    if mark is None:
        raise TypeError("libyaml gives every event its marks")
    return cast("yaml.Mark", mark)  # its own class has the same fields


def _syntax(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 1
    reason = getattr(error, "problem", None) or "it cannot be read"
    for number in dict.fromkeys((at, at - 1, context.line if context else at)):
        mended = _mend(lines, number, at)
        if mended:
            column = column if number == at else 1
            message = f"“{_short(lines[number])}” is not valid YAML"
            return Problem(path, number + first_line, column, "yaml-syntax", message, mended)
    shown = _short(lines[at]) or (_short(lines[at - 1]) if at else "")
    message = f"“{shown}” is not valid YAML ({reason})"
    return Problem(path, at + first_line, column, "yaml-syntax", message, _hint(lines, at))


def _mend(lines: list[str], number: int, at: int) -> str:
    """The line with its value in quotes, if that indeed carries the reader past line `at`."""
    match = _KEY_LINE.match(lines[number]) if 0 <= number < len(lines) else None
    if not match or _unclosed(match["value"]):
        return ""
    mended = match["head"] + _quoted(match["value"])
    try:
        for _ in yaml.parse("\n".join([*lines[:number], mended, *lines[number + 1 :]]), Loader=_LOADER):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None or mark.line <= max(at, number):
            return ""
    return f"put the value in quotes: {mended.strip()}"


def _unclosed(text: str) -> bool:
    return text.count('"') % 2 == 1 or any(text.count(a) != text.count(b) for a, b in ("[]", "{}"))


def _hint(lines: list[str], at: int) -> str:
    line = lines[at]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with a tab"
    blank = next((number for number in range(at - 1, -1, -1) if not lines[number].strip()), at)
    if blank < at and not re.match(r"\s*(?:-\s|[\w-]+:(?:\s|$))", lines[blank + 1]):
        return f"if the text begins at “{_short(lines[blank + 1], 20)}”, put a line --- above it"
    if re.match(r"\s*[\w-]+:\S", line):
        return f"put a space after the colon: {line.strip().replace(':', ': ', 1)}"
    if _unclosed(line) or (at and _unclosed(lines[at - 1])):
        return "close the quotation mark or bracket"
    return (
        "write “key: value”, and put the value in quotes if it holds : # [ ] { } * & ! or begins with a sign"
    )


def _no_mapping(text: str, path: str, first_line: int) -> Problem:
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    message = f"“{_short(lines[at])}” is not a line of the form “key: value”"
    return Problem(path, at + first_line, 1, "yaml-syntax", message, _hint(lines, at))


def _quoted(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _short(text: str, most: int = 60) -> str:
    text = text.strip()
    return text if len(text) <= most else text[: most - 1] + "…"
