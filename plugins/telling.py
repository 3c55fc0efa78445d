"""All problems that were found -> those that a run tells of: not what is allowed, and in a build no notes.

What only a check shows is counted for the others. Reading a file never looks at another, so names.yaml and the settings
have their say here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from plugins.config import SiteConfig
from plugins.gather import Gathered
from plugins.model import Problem
from plugins.request import Request


def told(
    found: Sequence[Problem], gathered: Gathered, request: Request, *, compared: bool
) -> tuple[Sequence[Problem], int]:
    """The problems that this run tells of, and how many notes it leaves to a check.

    A large site has tens of thousands of notes: a build makes problems of them only where something may allow them.
    """
    notes = gathered.notes
    if request.check_only or gathered.collection.names or _allowing(gathered, request.config):
        found, notes = [*found, *starmap(Problem, notes)], ()
    stay = allowed(found, gathered, request.config, compared=compared)
    if request.check_only:
        return stay, 0
    above = [problem for problem in stay if problem.severity != "info"]
    return above, len(notes) + len(stay) - len(above)


def _allowing(gathered: Gathered, config: SiteConfig) -> bool:
    """Whether anything is allowed."""
    return bool(gathered.allowed or config.allow or any(name.allow for name in gathered.collection.names.values()))


def allowed(
    problems: Sequence[Problem], gathered: Gathered, config: SiteConfig, *, compared: bool | None = None
) -> Sequence[Problem]:
    """The problems that neither names.yaml, a file nor the settings allow; reading a file never looks at another.

    `compared`: whether these are all problems of the content, those between editions among them or not: then an
    allowance that none of them needs is itself a problem. None: they are others.
    """
    names = gathered.collection.names.values()
    allowing = _allowing(gathered, config)
    if not allowing and (not names or all(problem.severity == "error" for problem in problems)):
        return problems
    from plugins.checks import doubts

    stay = doubts.spared(problems, names)
    if not allowing:
        return stay
    from plugins.checks import silences

    paths = [frozenset(edition.path for edition in b.editions) for b in gathered.briefings if len(b.editions) > 1]
    beside = {path: together for together in paths for path in together}
    said = [
        silences.Silence(path, allowance, beside=beside.get(path, frozenset()), whole=whole)
        for path, allowance, whole in gathered.allowed
    ]
    said += [*silences.of_names(names), *silences.of_settings(config.allow)]
    return silences.staying(stay, said) if compared is None else silences.judged(stay, said, compared=compared)
