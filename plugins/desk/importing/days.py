"""What a person, a file and its name say -> the briefing's date, and who said it.

The order: --date, the front matter, a line of the text that is a date or a dateline, the file's name, today. A day in
the midst of a text is the day of an event, so only short lines at both ends and a dateline count; and none of tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from plugins.config import SiteConfig
from plugins.desk.importing.raw import Block, refused
from plugins.languages import TABLE
from plugins.model import Moment
from plugins.persian import dates
from plugins.persian.numbers import ascii_digits
from plugins.values import dataclass

_FIRST, _LAST = 5, 3
_SHORT = 12
_DATELINE = re.compile(r"(\S+(?:\s+\S+){0,7}?)\s*(?:[—–|:]|\s-\s)")
"""The place and the day before the first words of a report, and the sign behind them."""
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])")
_NAMED = re.compile(r"(?<!\d)(\d{4})[-_. ](\d{1,2})[-_. ](\d{1,2})(?!\d)")
_SOLID = re.compile(r"(?<!\d)((?:13|14|19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MONTHS = {
    name.rstrip("\u0654").lower(): (calendar, number)
    for language in TABLE.values()
    for calendar, names in language.months.items()
    for number, name in enumerate(names, 1)
}
_NAMES = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_SHORT_NAMES = {
    name[:3]: name for name in _MONTHS if re.fullmatch("[a-z]{4,}", name) and _MONTHS[name][0] == "gregorian"
}
_MONTH = rf"(?P<m>{_NAMES}|{'|'.join(_SHORT_NAMES)})\u0654?\.?"
_DAY_FIRST = re.compile(
    rf"(?<![\w/])(?P<d>\d{{1,2}})(?:st|nd|rd|th|[مـ]+)?\s+{_MONTH},?\s+(?:ماه\s+)?(?:سال\s+)?(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """The date of a briefing."""

    written: str
    """As it will stand in the front matter."""
    when: Moment
    origin: str
    """Who said it, for the report; empty where the person did."""


def find(said: str, stated: str, blocks: Sequence[Block], source: Path, config: SiteConfig, now: datetime) -> Day:
    """The date of a briefing. `said` by the person, `stated` by the front matter. Raises BuildError (import-date)."""
    if said:
        try:
            return Day(said, dates.parse(said, config.zone), "")
        except (ValueError, OverflowError) as error:
            raise refused(source, "import-date", f"--date is “{said}”", str(error)) from None
    if stated:
        return Day(stated, dates.parse(stated, config.zone), "as the front matter says")
    named = ((found, "as the file's name says") for found in _of_name(source.stem))
    for written, origin in (*_of_text(blocks), *named):
        try:
            when = dates.parse(written, config.zone)
        except (ValueError, OverflowError):
            continue
        if when.day <= now.date():
            return Day(written, when, origin)
    today = now.date().isoformat()
    return Day(today, dates.parse(today, config.zone), "today, for nothing names a day")


def holds(text: str) -> bool:
    """Whether a text names a day."""
    return next(_in(text), None) is not None


def undated(stem: str) -> str:
    """A file's name without its date."""
    plain = _SOLID.sub("", _NAMED.sub("", ascii_digits(stem)))
    return re.sub(r"([-_. ])[-_. ]+", r"\1", plain).strip(" -_.")


def _of_text(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    ends = [*blocks[:_FIRST], *blocks[max(_FIRST, len(blocks) - _LAST) :]]
    for block in ends:
        if len(block.text.split()) <= _SHORT:
            yield from ((found, f"as the text says in “{' '.join(block.text.split())}”") for found in _in(block.text))
    dateline = _DATELINE.match(blocks[0].text) if blocks else None
    if dateline:
        yield from ((found, "as the first words of the text say") for found in _in(dateline[1]))


def _of_name(stem: str) -> Iterator[str]:
    for pattern in (_NAMED, _SOLID):
        for year, month, day in pattern.findall(ascii_digits(stem)):
            yield f"{year}-{int(month):02}-{int(day):02}"
    yield from _in(re.sub("[-_]", " ", stem))


def _in(text: str) -> Iterator[str]:
    """The days that a text names, as year, month and day of their calendar."""
    plain = ascii_digits(text)
    for year, month, day in _NUMBERS.findall(plain):
        yield f"{year}-{int(month):02}-{int(day):02}"
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(plain):
            name = match["m"].lower()
            calendar, month = _MONTHS[_SHORT_NAMES.get(name, name)]
            year = int(match["y"])
            if (calendar == "solar-hijri") == (year in dates.HIJRI_YEARS):
                yield f"{year}-{month:02}-{int(match['d']):02}"
