"""A file's text -> its problems, each at its place.

These checks run while a file is read, so that the cache keeps what they found: they see nothing but the file. Those of
TEXT_CHECKS look at Persian, `(Prose, SiteConfig) -> Repairs or Notes`; their order is that of the repairs of `inv fix`.
Those of FILE_CHECKS look at a file as a whole in any language, `(Written, SiteConfig) -> Notes`. The docstring of a
check is the user's documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from plugins.checks.arabic_letter import arabic_letter
from plugins.checks.bidi_control import bidi_control
from plugins.checks.doubled_word import doubled_word
from plugins.checks.false_half_space import false_half_space
from plugins.checks.half_space import half_space
from plugins.checks.heading_level import heading_level
from plugins.checks.house_style import house_style
from plugins.checks.latin_punctuation import latin_punctuation
from plugins.checks.likely_typo import likely_typo
from plugins.checks.long_sentence import long_sentence
from plugins.checks.long_title import long_title
from plugins.checks.missing_alt import missing_alt
from plugins.checks.mixed_digits import mixed_digits
from plugins.checks.near_duplicate import near_duplicate
from plugins.checks.no_key_points import no_key_points
from plugins.checks.no_sources import no_sources
from plugins.checks.number_format import number_format
from plugins.checks.presentation_form import presentation_form
from plugins.checks.punctuation_space import punctuation_space
from plugins.checks.relative_time import relative_time
from plugins.checks.straight_quote import straight_quote
from plugins.checks.stray_half_space import stray_half_space
from plugins.checks.table_head import table_head
from plugins.checks.tatweel import tatweel
from plugins.checks.unbalanced_quote import unbalanced_quote
from plugins.checks.vague_link import vague_link
from plugins.checks.word_variant import word_variant
from plugins.config import SiteConfig
from plugins.languages import PERSIAN
from plugins.model import Edition, Language, Problem, Severity, StaticPage
from plugins.persian.invisible import CONTROLS, OVERRIDES, bidi_controls
from plugins.persian.repair import Note, Repair
from plugins.sources.prose import Prose
from plugins.sources.written import Written

TextCheck = Callable[[Prose, SiteConfig], Iterator[Repair] | Iterator[Note]]

TEXT_CHECKS: tuple[TextCheck, ...] = (
    presentation_form,
    arabic_letter,
    tatweel,
    mixed_digits,
    bidi_control,
    false_half_space,
    stray_half_space,
    half_space,
    house_style,
    latin_punctuation,
    punctuation_space,
    unbalanced_quote,
    likely_typo,
    near_duplicate,
    word_variant,
)
FileCheck = Callable[[Written, SiteConfig], Iterator[Note]]

FILE_CHECKS: tuple[FileCheck, ...] = (
    straight_quote,
    doubled_word,
    number_format,
    relative_time,
    long_sentence,
    long_title,
    heading_level,
    vague_link,
    missing_alt,
    table_head,
    no_key_points,
    no_sources,
)
_MOST_SHOWN = 50
"""Of one code in one file: an editor mends no more by hand, and `inv fix` mends all."""


def problems(
    path: str, text: str, language: Language, config: SiteConfig, made: Edition | StaticPage | None = None
) -> tuple[Problem, ...]:
    """What the checks find in a file. `made`: what reading made of it."""
    found = list(_controls(path, text))
    written = Written(text, language, config.languages, made)
    prose = next((said for row, said in written.proses if row.tag == PERSIAN.tag), None)
    for check in TEXT_CHECKS if prose else ():
        if prose and check is not bidi_control:
            found += _capped([_problem(path, prose, code_of(check), item) for item in check(prose, config)])
    whole = prose or Prose(text, 0)
    for check_of_file in FILE_CHECKS:
        code = code_of(check_of_file)
        found += [_problem(path, whole, code, note) for note in islice(check_of_file(written, config), _MOST_SHOWN)]
    return tuple(found)


def code_of(check: Callable[..., object]) -> str:
    """arabic_letter -> "arabic-letter"."""
    return check.__name__.replace("_", "-")


def _controls(path: str, text: str) -> Iterator[Problem]:
    """Controls of direction are looked for in all of a file: code and addresses can deceive too."""
    if any(control in text for control in CONTROLS):
        whole = Prose(text, 0)
        for item in bidi_controls(text):
            severity: Severity = "error" if item.old in OVERRIDES else "warning"
            line, column = whole.at(item.place)
            message, fix = f"a character {item.reason}", "delete it"
            yield Problem(path, line, column, "bidi-control", message, fix, severity, column + 1)


def _problem(path: str, prose: Prose, code: str, item: Repair | Note) -> Problem:
    line, column = prose.at(item.place)
    repair = f"write “{item.new}”" if isinstance(item, Repair) and item.new else "delete it"
    fix = item.advice if isinstance(item, Note) else repair
    quoted = f"“{item.old}” " if item.old.strip(" \u200c\u00a0") else "here "
    severity = item.severity if isinstance(item, Note) else "warning"
    return Problem(path, line, column, code, quoted + item.reason, fix, severity, column + len(item.old))


def _capped(found: list[Problem]) -> list[Problem]:
    if len(found) <= _MOST_SHOWN:
        return found
    last = found[_MOST_SHOWN - 1]
    more = f"{last.message} (and {len(found) - _MOST_SHOWN} more in this file: inv fix mends them)"
    return [
        *found[: _MOST_SHOWN - 1],
        Problem(last.path, last.line, last.column, last.code, more, last.fix, last.severity, last.end_column),
    ]
