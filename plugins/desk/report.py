"""Problems -> text for people, JSON for programs, and what GitHub and code scanning read.

One table of formats, so that a new one is a function and a row. The text is what compilers print, because
editors and terminals already make `path:line:column` a link; the JSON keys are those of DESIGN section 9.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from plugins.desk import github, sarif
from plugins.model import Problem, Severity

_WORDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def text(problems: Iterable[Problem]) -> str:
    """A line for each problem, by place, then a line that counts them. Empty when there is none."""
    ordered = sorted(problems)
    return "\n".join([*map(str, ordered), count(ordered)]) + "\n" if ordered else ""


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects, by place; always valid JSON, even when there is none."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "end_column": problem.end_column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in sorted(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def count(problems: Sequence[Problem]) -> str:
    """In words, as "2 errors, 1 warning, 3 notes"; empty when there is none."""
    numbers = {word: sum(p.severity == severity for p in problems) for severity, word in _WORDS.items()}
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for word, n in numbers.items() if n)


def pressing(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors and warnings: what a build shows."""
    return tuple(problem for problem in problems if problem.severity != "info")


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": text,
    "json": as_json,
    "github": github.commands,
    "sarif": sarif.log,
}
