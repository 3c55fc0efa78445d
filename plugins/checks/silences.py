"""All problems of a site and what is allowed -> the problems that stay, and a warning for each silence without use.

Allowed are warnings and notes, never errors: by a file's front matter for that file, by an entry of names.yaml where
the problem quotes one of its forms, and by the settings for the whole site. What was allowed once and is mended since
would hide the next fault, so a silence that finds nothing is told; not where the site has an error, for then not all
was looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.checks.codes import Found, codes
from plugins.checks.nearest import suggestion
from plugins.config import SETTINGS_FILE
from plugins.model import Allowance, Name, Problem
from plugins.values import dataclass

_QUOTED = re.compile("“([^”]+)”")
_NAMES = "names.yaml"
_CODE = "unused-allow"


@dataclass(frozen=True, slots=True)
class Silence:
    """An allowance and what it is for."""

    path: str
    """Where it is written."""
    allowance: Allowance
    forms: frozenset[str] = frozenset()
    """Only problems whose message quotes one of these; empty: any."""
    everywhere: bool = False
    """In every file, not in its own alone."""
    beside: frozenset[str] = frozenset()
    """Files of the subject's other editions: what is found between two is told in one of them and allowed in either."""
    whole: bool = True
    """Whether all that checks across files look at was there: not where an edition of the subject is withheld."""

    def covers(self, problem: Problem) -> bool:
        """Whether it is about this problem, which has its code."""
        if not self.everywhere:
            between = problem.path in self.beside and codes()[problem.code]["found"] == "pairs"
            return problem.path == self.path or between
        return not self.forms or not self.forms.isdisjoint(_QUOTED.findall(problem.message))


def of_names(names: Iterable[Name]) -> Iterator[Silence]:
    """What entries of the glossary allow."""
    for name in names:
        variants = (form for each in name.variants.values() for form in each)
        forms = frozenset((*name.names.values(), *name.full.values(), *variants))
        for allowance in name.allow:
            yield Silence(_NAMES, allowance, forms, everywhere=True)


def of_settings(allow: Mapping[str, str]) -> Iterator[Silence]:
    """What BRIEFINGS allows."""
    for code, reason in allow.items():
        yield Silence(SETTINGS_FILE, Allowance(code, reason, 0, 0), everywhere=True)


def staying(problems: Iterable[Problem], silences: Sequence[Silence]) -> list[Problem]:
    """The problems that no silence covers."""
    return _sifted(problems, silences)[0]


def judged(problems: Iterable[Problem], silences: Sequence[Silence], *, compared: bool = True) -> list[Problem]:
    """The same, with a warning (unused-allow) for each silence that is about nothing.

    `compared`: whether the problems between editions are among them.
    """
    stay, used = _sifted(problems, silences)
    broken = any(problem.severity == "error" for problem in stay)
    own = [silence for silence in silences if silence.allowance.code == _CODE]
    others = [silence for silence in silences if silence.allowance.code != _CODE]
    looked: dict[Found, bool] = {"texts": True, "reading": True, "pairs": compared, "building": False}
    if broken:
        looked.clear()
    told, of_those = _sifted(_unused(others, used, looked), own)
    return [*stay, *told, *_unused(own, of_those, looked)]


def _sifted(problems: Iterable[Problem], silences: Iterable[Silence]) -> tuple[list[Problem], dict[Silence, bool]]:
    """What stays; and the silences that are about something, with whether all of that are errors."""
    by_code: dict[str, list[Silence]] = {}
    for silence in silences:
        by_code.setdefault(silence.allowance.code, []).append(silence)
    stay: list[Problem] = []
    used: dict[Silence, bool] = {}
    for problem in problems:
        covering = [silence for silence in by_code.get(problem.code, ()) if silence.covers(problem)]
        error = problem.severity == "error"
        for silence in covering:
            used[silence] = used.get(silence, True) and error
        if error or not covering:
            stay.append(problem)
    return stay, used


def _unused(
    silences: Iterable[Silence], used: Mapping[Silence, bool], looked: Mapping[Found, bool]
) -> Iterator[Problem]:
    """`looked`: by whom a problem would have been found; by checks across files, where all of them are there."""
    for silence in silences:
        code, known = silence.allowance.code, codes()
        if code not in known:
            fix = suggestion(code, known, "write a code of docs/checks.md")
            yield _problem(silence, f"“{code}” is not the code of a check", fix)
        elif used.get(silence):
            yield _problem(silence, f"“{code}” is an error here, and an error cannot be allowed", "mend it")
        elif silence not in used and looked and looked.get(known[code]["found"], silence.whole):
            named = " quotes this name" if silence.forms else ""
            yield _problem(silence, f"“{code}” is allowed, and no such problem{named or ' is found'}", "delete it")


def _problem(silence: Silence, message: str, fix: str) -> Problem:
    at = silence.allowance
    end = at.column + len(at.code) if at.column else 0
    return Problem(silence.path, at.line, at.column, _CODE, message, fix, "warning", end)
