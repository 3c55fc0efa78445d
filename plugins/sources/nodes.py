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
from dataclasses import field
from typing import cast

import yaml

from plugins.model import Problem
from plugins.sources import yaml_faults
from plugins.values import dataclass

MAX_DEPTH = 8


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
        builder.problems.append(yaml_faults.syntax(error, text, path, first_line))
        return None, tuple(builder.problems)
    except _Stop:
        return None, tuple(builder.problems)
    if builder.root is None:
        return Table({}, first_line, 1), tuple(builder.problems)
    if isinstance(builder.root, Table):
        return builder.root, tuple(builder.problems)
    builder.problems.append(yaml_faults.no_mapping(text, path, first_line))
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
        for event in yaml.parse(self.text, Loader=yaml_faults.LOADER):
            match event:
                case yaml.ScalarEvent():
                    self._refuse_extras(event)
                    self._add(self._scalar(event))
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._open(event)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._close()
                case yaml.AliasEvent():
                    self._refuse(event, "yaml-anchor", f"“*{event.anchor}” points at another value")
                    self._add(Scalar("", *self._place(event)))
                case yaml.DocumentStartEvent() if self.root is not None:
                    self._refuse(event, "yaml-syntax", "a second document begins here", "delete the line")
                    raise _Stop

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        return _mark(event).line + self.first_line, _mark(event).column + 1

    def _refuse(self, event: yaml.Event, code: str, message: str, fix: str = "put the value in quotes") -> None:
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
        if not event.value or mark.line >= len(self.lines) or "#" not in self.lines[mark.line]:
            return
        lost = re.match(r"\s+(#[^\s#].*)", self.lines[mark.line][mark.column :])
        if lost:
            line, column = mark.line + self.first_line, mark.column + 1 + lost.start(1)
            said = yaml_faults.short(lost[1])
            message = f"“{said}” is left out: YAML takes what follows a space and # for a remark"
            fix = f"put the whole value in quotes: {yaml_faults.quoted(event.value + ' ' + lost[1])}"
            self.problems.append(Problem(self.path, line, column, "yaml-comment", message, fix, "warning"))


def _mark(event: yaml.Event, *, end: bool = False) -> yaml.Mark:
    mark = event.end_mark if end else event.start_mark
    if mark is None:
        raise TypeError("libyaml gives every event its marks")
    return cast("yaml.Mark", mark)  # its own class has the same fields
