"""Spellings that are right in two ways -> the desk's own. Nothing is done where the desk has not chosen.

Source: the Academy's Dastur-e Khatt (2015): «هٔ» or «ه‌ی» for the ezafe of a silent ه, «آن‌ها» beside «آنها».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from plugins.persian.letters import HALF_SPACE, PERSIAN
from plugins.persian.repair import Repair

Ezafe = Literal["", "hamza", "ye", "none"]
Pronouns = Literal["", "apart", "together"]
_YE = re.compile(f"(?<=[{PERSIAN}])(?:ه{HALF_SPACE}[یي])(?![{PERSIAN}{HALF_SPACE}])")
_HAMZA = re.compile("ه\u0654|\u06c0")
_TOGETHER = re.compile(f"(?<![{PERSIAN}{HALF_SPACE}])((?:هم)?(?:آن|این))(ها(?:یی|ی|ست|یشان)?)(?![{PERSIAN}])")
_APART = re.compile(f"(?<![{PERSIAN}{HALF_SPACE}])((?:هم)?(?:آن|این)){HALF_SPACE}(ها(?:یی|ی|ست|یشان)?)(?![{PERSIAN}])")
_EZAFE = {"hamza": "ه\u0654", "ye": f"ه{HALF_SPACE}ی", "none": "ه"}


def ezafe(text: str, choice: Ezafe) -> Iterator[Repair]:
    """The ezafe of a silent ه as the desk writes it. A missing one is not seen: that needs the sentence's sense."""
    if not choice:
        return
    right = _EZAFE[choice]
    patterns = [_HAMZA] if choice == "none" else [_YE, _HAMZA] if choice == "hamza" else [_HAMZA]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match[0] != right:
                yield Repair(match.start(), match[0], right, "safe", f"is “{right}” in this desk's style (ezafe)")


def pronouns(text: str, choice: Pronouns) -> Iterator[Repair]:
    """آن‌ها or آنها."""
    if not choice:
        return
    for match in (_TOGETHER if choice == "apart" else _APART).finditer(text):
        right = match[1] + (HALF_SPACE if choice == "apart" else "") + match[2]
        yield Repair(match.start(), match[0], right, "safe", "is written otherwise in this desk's style (pronouns)")
