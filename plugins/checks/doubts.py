"""Problems of reading and the glossary -> the problems without those that doubt a word of the glossary.

Reading a file never looks at another, so that its cached result stays true; names.yaml has its say when all are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plugins.model import Name, Problem

DOUBTS = frozenset({"half-space", "likely-typo", "near-duplicate", "word-variant"})
"""Codes of problems that begin with the doubted word in quotation marks."""
_QUOTED = re.compile("“([^”]+)”")


def forms(names: Iterable[Name]) -> frozenset[str]:
    """Every Persian form in a glossary, and each word of it: these are right as they stand."""
    found: set[str] = set()
    for name in names:
        written = (name.names.get("fa", ""), name.full.get("fa", ""), *name.variants.get("fa", ()))
        found.update(word for form in written if form for word in (form, *form.split()))
    return frozenset(found)


def spared(problems: Iterable[Problem], names: Iterable[Name]) -> list[Problem]:
    """The problems that stay."""
    known = forms(names)
    return [problem for problem in problems if not (problem.code in DOUBTS and _word(problem) in known)]


def _word(problem: Problem) -> str:
    quoted = _QUOTED.match(problem.message)
    return quoted[1] if quoted else ""
