"""Checks and codes.toml -> what every code means, in English and Persian, for the docs and SARIF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from plugins.checks import CHECKS
from plugins.checks.codes import Found, codes
from plugins.checks.pairs import PAIR_CHECKS
from plugins.checks.texts import FILE_CHECKS, TEXT_CHECKS, code_of
from plugins.model import Forms, Severity
from plugins.values import dataclass

TABLES: Mapping[Found, tuple[Callable[..., Any], ...]] = {
    "texts": (*TEXT_CHECKS, *FILE_CHECKS),
    "files": CHECKS,
    "pairs": PAIR_CHECKS,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A code."""

    code: str
    found: Found
    severity: Severity
    said: Forms
    """What is wrong and why: "en", "fa"."""
    bad: str = ""
    good: str = ""
    """An example of both, where it comes from a check."""


@cache
def rules() -> Mapping[str, Rule]:
    """Code -> rule, in the order of codes.toml."""
    docs = {code_of(check): check.__doc__ or "" for checks in TABLES.values() for check in checks}
    found = {}
    for code, row in codes().items():
        said, _, examples = docs.get(code, "").strip().partition("\n\n")
        lines = dict(line.strip().split(": ", 1) for line in examples.splitlines() if ": " in line)
        said = " ".join(said.split()) or row["en"]
        found[code] = Rule(
            code,
            row["found"],
            row["severity"],
            {"en": said, "fa": row["fa"]},
            lines.get("Bad", ""),
            lines.get("Good", ""),
        )
    return found
