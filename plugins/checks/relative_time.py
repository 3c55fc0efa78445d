"""Time told from a day that the reader does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plugins.config import SiteConfig
from plugins.model import Edition, Language
from plugins.persian.repair import Note
from plugins.sources.sentences import sentences
from plugins.sources.written import Written

_RELATIVE = {
    "en": re.compile(
        r"\b(?:yesterday|tomorrow|(?:two|three|four|five|a few|\d+) (?:days|weeks|months|years) ago|"
        r"(?:last|next|this) (?:week|month|year|night|spring|summer|autumn|winter|\w{3,6}day))\b",
        re.IGNORECASE,
    ),
    "fa": re.compile(
        r"(?<![\w\u200c])(?:دیروز|پریروز|فردا|امسال|پارسال|"
        r"(?:هفته|ماه|سال|بهار|تابستان|پاییز|زمستان)\u0654? (?:گذشته|پیش|آینده|جاری))(?![\w\u200c])"
    ),
}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def relative_time(written: Written, _config: SiteConfig) -> Iterator[Note]:
    """A text that was changed after its date names the day: it has two from which “last week” may count.

    Bad: modified a month after its date: The minister said last week that …
    Good: The minister said last week, on 21 October, that …
    """
    made = written.made
    if not isinstance(made, Edition) or not made.modified or made.modified.day <= made.date.day:
        return
    for language, prose in written.proses:
        pattern = _RELATIVE.get(language.tag)
        if pattern and pattern.search(prose.text, prose.body):
            for start, end in sentences(prose.text, prose.body):
                match = pattern.search(prose.text, start, end)
                if match and not _dated(prose.text[start:end], language):
                    reason = "counts from a day that readers cannot know: the text was changed after its date"
                    yield Note(match.start(), match[0], reason, "name the date beside it", "info")


def _dated(sentence: str, language: Language) -> bool:
    return bool(_YEAR.search(sentence) or _months(language).search(sentence))


@cache
def _months(language: Language) -> re.Pattern[str]:
    names = {name.rstrip("\u0654") for months in language.months.values() for name in months}
    return re.compile(rf"(?<![\w\u200c])(?:{'|'.join(sorted(names))})(?![\w\u200c])")
