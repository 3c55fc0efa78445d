"""Checks and codes.toml -> what every code means, in English and Persian, for the docs, SARIF and silences.

What a check says of itself in English stands in its docstring; codes.toml has the Persian of all, the English of codes
without a check of their name, and how severe each is at its worst.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from plugins.checks import CHECKS
from plugins.checks.pairs import PAIR_CHECKS
from plugins.checks.texts import FILE_CHECKS, TEXT_CHECKS, code_of
from plugins.model import Forms, Severity

Found = Literal["texts", "files", "pairs", "reading", "building"]
"""By whom: checks of a file's text, checks across files or between two editions, the reading of a file, the build."""
_TABLES: tuple[tuple[Found, tuple[Callable[..., Any], ...]], ...] = (
    ("texts", (*TEXT_CHECKS, *FILE_CHECKS)),
    ("files", CHECKS),
    ("pairs", PAIR_CHECKS),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A code."""

    code: str
    found: Found
    severity: Severity
    """The worst that it comes with."""
    said: Forms
    """What is wrong and why: "en", "fa"."""
    bad: str = ""
    good: str = ""
    """An example of both, where it comes from a check."""


@cache
def rules() -> Mapping[str, Rule]:
    """Code -> rule: in the order of the tables of checks, then of codes.toml."""
    rows: dict[str, dict[str, Any]] = tomllib.loads(files(__package__).joinpath("codes.toml").read_text("utf-8"))
    found = {rule.code: rule for table, checks in _TABLES for rule in _documented(table, checks, rows)}
    for code, row in rows.items():
        if code not in found:
            found[code] = Rule(code, row["found"], row["severity"], {"en": row["en"], "fa": row["fa"]})
    by_table = get_args(Found)
    return dict(sorted(found.items(), key=lambda item: by_table.index(item[1].found)))


def _documented(
    found: Found, checks: tuple[Callable[..., Any], ...], rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[Rule]:
    for check in checks:
        code, doc = code_of(check), check.__doc__ or ""
        said, _, examples = doc.strip().partition("\n\n")
        lines = [line.strip() for line in examples.splitlines()]
        bad, good = (next((x.removeprefix(f"{w}: ") for x in lines if x.startswith(w)), "") for w in ("Bad", "Good"))
        row = rows.get(code, {"severity": "warning", "fa": ""})
        yield Rule(code, found, row["severity"], {"en": " ".join(said.split()), "fa": row["fa"]}, bad, good)
