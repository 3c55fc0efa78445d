"""Problems -> workflow commands, which GitHub shows beside the lines of a pull request.

A command is a line, and what stands in it may not end it or begin another: texts of authors are quoted in messages.
So every character that means something there is escaped, as the runner takes it back.
Source: docs.github.com, "Workflow commands for GitHub Actions"; the runner's ActionCommand.cs for what it reads.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.model import Problem, Severity

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def commands(problems: Iterable[Problem]) -> str:
    """A line for each problem, by place. Empty when there is none."""
    return "".join(f"{_command(problem)}\n" for problem in sorted(problems))


def _command(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "endColumn": problem.end_column}
    known = {key: value for key, value in place.items() if value} | {"title": problem.code}
    properties = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in known.items())
    said = problem.message + (f"; {problem.fix}" if problem.fix else "")
    return f"::{_COMMANDS[problem.severity]} {properties}::{said.translate(_DATA)}"
