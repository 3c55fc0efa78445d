"""codes.toml -> every code, with who finds it, how severe it is and what it says.

Apart from `catalogue`, which loads all checks for their docstrings: a build asks only who finds a code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict

from plugins.model import Severity

Found = Literal["texts", "files", "pairs", "reading", "building"]
"""By whom: checks of a file's text, checks across files or between two editions, the reading of a file, the build."""


class Code(TypedDict, total=False):
    """What stands under a code."""

    found: Found
    severity: Severity
    """The worst that it comes with."""
    en: str
    """Where no check of its name says it."""
    fa: str


@cache
def codes() -> Mapping[str, Code]:
    """In the order of the file."""
    rows: Mapping[str, Code] = tomllib.loads(files(__package__).joinpath("codes.toml").read_text("utf-8"))
    return rows
