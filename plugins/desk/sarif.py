"""Problems -> a SARIF log, which code scanning and editors take in.

Columns count code points, as ours do, and the log says so. A problem without a line points at its file, one of the site
as a whole at its settings, since an upload needs a file. What a rule says comes from the catalogue of checks.
Source: SARIF 2.1.0 (OASIS), sections 3.14.17 (columnKind), 3.27.17 (partialFingerprints), 3.30 (region); and
docs.github.com, "SARIF support for code scanning", for what it refuses: a column 0, a result without a place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from plugins.config import SETTINGS_FILE
from plugins.model import Problem, Severity

VERSION = "0.1.0"
"""Of Gozaresh, as pyproject.toml has it."""
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
"""What relative paths begin from: the folder of pelicanconf.py, in code scanning the repository."""


def log(problems: Iterable[Problem]) -> str:
    """A log with one run; always valid, even when there is no problem."""
    ordered = sorted(problems)
    codes = sorted({problem.code for problem in ordered})
    places = {code: place for place, code in enumerate(codes)}
    seen: Counter[tuple[str, str, str]] = Counter()
    run = {
        "tool": {"driver": {"name": "Gozaresh", "version": VERSION, "rules": [*map(_rule, codes)]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of pelicanconf.py."}}},
        "results": [_result(problem, places, seen) for problem in ordered],
    }
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from plugins.checks.catalogue import rules

    rule = rules().get(code)
    if rule is None:
        return {"id": code, "shortDescription": {"text": code}}
    examples = f"\n\nBad: {rule.bad}\nGood: {rule.good}" if rule.bad else ""
    return {
        "id": code,
        "shortDescription": {"text": rule.said["en"]},
        "help": {"text": f"{rule.said['en']}{examples}\n\n{rule.said['fa']}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, places: Mapping[str, int], seen: Counter[tuple[str, str, str]]) -> dict[str, Any]:
    same = (problem.path, problem.code, problem.message)
    seen[same] += 1
    return {
        "ruleId": problem.code,
        "ruleIndex": places[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message + (f"; {problem.fix}" if problem.fix else "")},
        "locations": [{"physicalLocation": _place(problem)}],
        # Without the line: a problem is the same when a paragraph comes in above it.
        "partialFingerprints": {"problem/v1": _digest(*same, str(seen[same]))},
    }


def _place(problem: Problem) -> dict[str, Any]:
    path = problem.path or SETTINGS_FILE
    whole = path.startswith("/")
    file = {"uri": f"file://{quote(path)}"} if whole else {"uri": quote(path), "uriBaseId": _ROOT}
    if not problem.line:
        return {"artifactLocation": file}
    region = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    if problem.end_column > region["startColumn"]:
        region["endColumn"] = problem.end_column
    return {"artifactLocation": file, "region": region}


def _digest(*said: str) -> str:
    return sha256("\0".join(said).encode()).hexdigest()[:32]
