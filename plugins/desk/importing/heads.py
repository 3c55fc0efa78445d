"""A text with the front matter of some generator -> its keys and values as plain texts, and the text below.

YAML (Hugo, Jekyll, Docusaurus, and ours), TOML and JSON (Hugo), headers (Pelican). All values become texts, lists and
mappings of texts, for the schema reads texts. A head that cannot be read is kept as it is, under `front_matter`.
Sources: "Front matter" in the manuals of Hugo, Jekyll and Docusaurus, "Writing content" in Pelican's.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time

from plugins.desk.importing.raw import Remark
from plugins.sources import nodes, pelican_headers
from plugins.sources.nodes import Node, Scalar, Table
from plugins.values import dataclass

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
UNREAD = "front_matter"
Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a text."""

    values: Mapping[str, Value]
    body: str
    body_line: int
    remarks: tuple[Remark, ...] = ()


def read(text: str, *, headers: bool) -> Head:
    """Part a text from its head; no values where it has none. `headers`: whether `Title: x` is a head."""
    opened = text.lstrip("\n")
    blank = len(text) - len(opened)
    if (match := _YAML.match(opened)) and _KEY.search(match[1]):  # else it is a rule, and text below it
        values, remarks = _yaml(match[1])
    elif match := _TOML.match(opened):
        values, remarks = _toml(match[1])
    elif opened.startswith("{") and (found := _json(opened)):
        return Head(found[0], opened[found[1] :], blank + opened.count("\n", 0, found[1]) + 1)
    elif headers and pelican_headers.found(opened):
        table, body, line, problems = pelican_headers.read(opened, "")
        found_ = tuple(Remark(problem.line, problem.message, problem.fix) for problem in problems)
        return Head(_values(table), body, blank + line, found_)
    else:
        return Head({}, text, 1)
    line = blank + opened.count("\n", 0, match.end()) + 1
    return Head(values, opened[match.end() :], line, tuple(remarks))


def _yaml(text: str) -> tuple[dict[str, Value], list[Remark]]:
    table, problems = nodes.read(text, path="", first_line=2)
    values = _values(table) if table else {}
    remarks = [Remark(problem.line, problem.message) for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        remarks.append(_kept(1))
        values[UNREAD] = text
    return values, remarks


def _toml(text: str) -> tuple[dict[str, Value], list[Remark]]:
    try:
        return _texts(tomllib.loads(text)), []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {UNREAD: text}, [Remark(1, f"its TOML cannot be read: {error}"), _kept(1)]


def _json(text: str) -> tuple[dict[str, Value], int] | None:
    """Only an object with keys that begins the text is a head; a text may begin with a brace."""
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return (_texts(values), end) if isinstance(values, dict) and values else None


def _kept(line: int) -> Remark:
    said = f"the front matter is kept as it stands, under imported: {UNREAD}:"
    return Remark(line, said, "write its title, date and other keys above it by hand")


def _texts(values: Mapping[str, object]) -> dict[str, Value]:
    return {str(key): _text(value) for key, value in values.items() if value is not None}


def _text(value: object) -> Value:
    match value:
        case dict():
            return _texts(value)
        case list():
            return [_text(item) for item in value if item is not None]
        case bool():
            return "true" if value else "false"
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)


def _values(table: Table) -> dict[str, Value]:
    return {key: _plain(entry.value) for key, entry in table.entries.items()}


def _plain(node: Node) -> Value:
    if isinstance(node, Scalar):
        return node.text
    return _values(node) if isinstance(node, Table) else [_plain(item) for item in node.items]
