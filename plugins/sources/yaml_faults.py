"""A YAML error -> a problem that an author can act on, with a fix that was tried.

libyaml says "mapping values are not allowed in this context"; the author typed a colon in a title. So the
value is put in quotes and read again: only if that carries the reader further is it proposed.
"""

from __future__ import annotations

import re

import yaml

from plugins.model import Problem

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's, where PyYAML was built with it."""
_KEY_LINE = re.compile(r"(?P<head>\s*(?:-\s+)*(?:[\w-]+:\s+|-\s+))(?P<value>\S.*?)\s*$")


def syntax(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Where it is wrong and what to type. Code: yaml-syntax."""
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
            message = f"“{short(lines[number])}” is not valid YAML"
            return Problem(path, number + first_line, column, "yaml-syntax", message, mended)
    if context and context.line < len(lines) and _unclosed(lines[context.line]):
        at, column = context.line, context.column + 1  # where it opens: where it ends up says nothing
    shown = short(lines[at]) or (short(lines[at - 1]) if at else "")
    message = f"“{shown}” is not valid YAML ({reason})"
    return Problem(path, at + first_line, column, "yaml-syntax", message, _hint(lines, at))


def _mend(lines: list[str], number: int, at: int) -> str:
    """The line with its value in quotes, if that indeed carries the reader past line `at`."""
    match = _KEY_LINE.match(lines[number]) if 0 <= number < len(lines) else None
    if not match or _unclosed(match["value"]):
        return ""
    mended = match["head"] + quoted(match["value"])
    try:
        for _ in yaml.parse("\n".join([*lines[:number], mended, *lines[number + 1 :]]), Loader=LOADER):
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
        return f"if the text begins at “{short(lines[blank + 1], 20)}”, put a line --- above it"
    if re.match(r"\s*[\w-]+:\S", line):
        return f"put a space after the colon: {line.strip().replace(':', ': ', 1)}"
    if _unclosed(line) or (at and _unclosed(lines[at - 1])):
        return "close the quotation mark or bracket"
    return "write “key: value”, and put the value in quotes if it holds : # [ ] { } * & ! or begins with a sign"


def no_mapping(text: str, path: str, first_line: int) -> Problem:
    """The text is YAML and no mapping. Code: yaml-syntax."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    message = f"“{short(lines[at])}” is not a line of the form “key: value”"
    return Problem(path, at + first_line, 1, "yaml-syntax", message, _hint(lines, at))


def quoted(value: str) -> str:
    """A value as a YAML string."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def short(text: str, most: int = 60) -> str:
    """A line cut for a message."""
    text = text.strip()
    return text if len(text) <= most else text[: most - 1] + "…"
