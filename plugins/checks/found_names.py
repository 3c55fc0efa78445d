"""A pair -> the names of each side that the other lacks, and who bears the office of a name there.

Of a name of several words one that is there is enough, for first names are dropped; but where the word behind it is
another stranger, it is another person of that first name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from plugins.bilingual import offices, places
from plugins.bilingual.offices import ADDRESSES, ENGLISH
from plugins.bilingual.places import folded
from plugins.bilingual.sounds import alike, of_latin, of_persian
from plugins.checks.pair import Pair
from plugins.english import names as english
from plugins.english.names import FoundName
from plugins.languages import ENGLISH as IN_ENGLISH
from plugins.languages import PERSIAN
from plugins.persian import names as persian
from plugins.persian.letters import HALF_SPACE, WORDS
from plugins.persian.letters import PERSIAN as PERSIAN_LETTERS
from plugins.persian.lexicon import lexicon
from plugins.values import dataclass

_NO_NAME = re.compile("[A-Z][A-Za-z]?[A-Z]{1,5}s?|[A-Z]|[IVXLC]+")
"""Letters that stand for words, and single ones: Persian says what they mean, in no way that can be foreseen."""
_PLURAL = re.compile("(?:ها|های|هایی)$")
_OFFICES = frozenset(ENGLISH)
_DAYS = frozenset({*PERSIAN.weekdays, *(name for names in PERSIAN.months.values() for name in names)})
"""دوشنبه is Monday, not the capital."""
_EVERYWHERE = frozenset({"آمریکا", "امریکا"})
"""English has a dozen ways to mean it: Washington, the White House, the FBI."""
_RARE = 16
"""Log2 of a count."""
_BEHIND = 160
"""Characters behind an office in which the name of its bearer is looked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A name of one side that the other lacks."""

    place: int
    name: str
    office: str = ""
    office_place: int = -1
    rival: str = ""
    """Who bears the office on the other side, as it stands there."""
    rival_place: int = -1
    faint: bool = False
    """Whether nothing but its absence from dictionaries says that it is a name."""


@lru_cache(maxsize=1)
def missing_in_persian(pair: Pair) -> list[Said]:
    """Names of the English side; each once, at its first place. Two checks ask for them."""
    return list(_missing_in_persian(pair))


def missing_in_english(pair: Pair) -> list[Said]:
    """Names of the Persian side: places, those of the glossary, those with a title, and strangers named twice."""
    return list(_missing_in_english(pair))


def _missing_in_persian(pair: Pair) -> Iterator[Said]:
    side = pair.english
    assert side  # noqa: S101 - asked for only where there is one
    seen: set[str] = set()
    for found in english.names(side.words, _OFFICES, places.forms):
        name = found.name
        if name in seen or (_NO_NAME.fullmatch(name.replace(".", "")) and not places.forms(name)):
            continue
        seen.add(name)
        if _grounded(pair, found):
            continue
        said = Said(found.place, name, found.office, found.office_place)
        yield _with_rival(pair, said)


def _grounded(pair: Pair, found: FoundName) -> bool:
    """Whether the Persian side has the name."""
    text = pair.in_persian
    if len(found.words) + len(found.doubtful) > 1 and text.has(found.whole):  # Reko Diq, ریکودیک
        return True
    for word in (*found.words, *found.doubtful):
        for part in (word, *(word.split("-") if "-" in word else ())):
            hit = text.has(part, pair.glossary.known(part, PERSIAN.tag))
            if hit and not _another(hit, text.text, found):
                return True
    whole = places.forms(found.name)
    return any(places.stands(form, text.folded) for form in whole)


def _with_rival(pair: Pair, said: Said) -> Said:
    """The name with whoever bears its office in the Persian text and is not in the English one."""
    if not said.office:
        return said
    persian_side = pair.persian
    assert persian_side  # noqa: S101 - a pair of both
    text = persian_side.words
    rivals = [item for item in persian.names(text) if item.by == "title"]
    office = offices.persian(ENGLISH[said.office])
    holders = [match.end() for match in office.finditer(text)]
    if not holders:
        return said
    strangers = [item for item in (*rivals, *_behind(text, holders)) if not _in_english(pair, item.name)]
    if not strangers:
        return said
    best = min(strangers, key=lambda item: (item.title not in ADDRESSES[:2], _distance(item.place, holders)))
    rival = f"{best.title} {best.name}".strip()
    return replace(said, rival=rival, rival_place=best.place - (len(best.title) + 1 if best.title else 0))


def _behind(text: str, holders: list[int]) -> Iterator[persian.FoundName]:
    """Strangers shortly behind an office: «نخست‌وزیر ژاپن، تاکاچی»."""
    for end in holders:
        for match in WORDS.finditer(text, end, end + _BEHIND):
            if len(match[0]) > 3 and persian.unknown(match[0]):
                yield persian.FoundName(match.start(), match[0], "unknown")
                break


def _distance(place: int, holders: list[int]) -> int:
    return min(abs(place - end) for end in holders)


def _missing_in_english(pair: Pair) -> Iterator[Said]:
    side = pair.persian
    assert side  # noqa: S101 - asked for only where there is one
    text = side.words
    count: dict[str, int] = {}
    first: dict[str, persian.FoundName] = {}
    full = _full_names(text)
    for item in _persian_names(text):
        if item.by == "title" and _common(item):
            continue
        key = _PLURAL.sub("", folded(item.name).strip())
        count[key] = count.get(key, 0) + 1
        if key not in first or (item.by == "title" and first[key].by != "title"):
            first[key] = item
    for key, item in first.items():
        row = full.get(item.place, ())
        if row and row[0] != item.name and item.by == "unknown":
            continue  # told with the first of them
        twice = count[key] > 1 or item.place in full
        if item.by == "unknown" and not item.title and not (twice and _stranger(item.name)):
            continue
        behind = WORDS.match(text, item.place + len(item.name) + 1) if item.by == "title" else None
        before = text[: item.place - 1].rsplit(" ", 1)[-1] if row else ""
        words = [item.name, key, *([behind[0]] if behind else []), *row, *([before] if before else [])]
        if not any(_in_english(pair, word) for word in dict.fromkeys(words)):
            shown = f"{item.title} {item.name}" if item.by == "title" else " ".join(row) or item.name
            place = item.place - (len(item.title) + 1 if item.by == "title" else 0)
            yield Said(place, shown, faint=item.by == "unknown" and not item.title and item.place not in full)


def _full_names(text: str) -> dict[int, tuple[str, ...]]:
    """Place of each stranger that stands beside another -> all of them: ایگناسیو بالبوئنا."""
    found = [item for item in persian.names(text) if item.by == "unknown" and _stranger(item.name)]
    rows: list[list[persian.FoundName]] = []
    for item in found:
        last = rows[-1][-1] if rows else None
        if last and text[last.place + len(last.name) : item.place] == " ":
            rows[-1].append(item)
        else:
            rows.append([item])
    return {item.place: tuple(each.name for each in row) for row in rows if len(row) > 1 for item in row}


def _persian_names(text: str) -> Iterator[persian.FoundName]:
    """Names by title, places, and strangers. A place has the title "place"."""
    taken = set()
    for item in persian.names(text):
        taken.add(item.place)
        yield item
    for match in WORDS.finditer(text):
        if match.start() not in taken and _place(match[0]):
            yield persian.FoundName(match.start(), match[0], "unknown", "place")


def _common(item: persian.FoundName) -> bool:
    """Whether what stands behind a title that is a trade too is no name: مهندس پروژه، استاد دانشگاه."""
    bare = item.name.replace(HALF_SPACE, "")
    return item.title not in ("خانم", "آقای", "آقا") and lexicon().named(bare) and not persian.unknown(item.name)


def _surname(word: str) -> bool:
    """Whether a word of dictionaries may be a surname: one in ی that is rare, as صالحی."""
    bare = word.replace(HALF_SPACE, "")
    return bare.endswith("ی") and len(bare) > 4 and lexicon().level(bare) < _RARE and not lexicon().adjective(bare)


def _another(hit: str, text: str, found: FoundName) -> bool:
    """Whether a first name is there, and behind it a stranger who is none of the name's: another person."""
    behind = re.search(f"(?<![{PERSIAN_LETTERS}]){re.escape(hit)} ({WORDS.pattern})", text)
    if behind is None or len(found.words) < 2 or not (persian.unknown(behind[1]) or _surname(behind[1])):
        return False
    theirs = of_persian(behind[1])
    return not any(alike(theirs, of_latin(word)) for word in (*found.words, *found.doubtful))


@lru_cache(maxsize=1 << 15)
def _place(word: str) -> bool:
    """Whether a word is a country or a city and no adjective: مالی is financial more often than it is in Africa."""
    bare = word.replace(HALF_SPACE, "")
    return (
        len(bare) > 3
        and word not in _DAYS | _EVERYWHERE
        and bool(places.english(folded(bare).strip()))
        and not lexicon().adjective(bare)
    )


@lru_cache(maxsize=1 << 15)
def _stranger(word: str) -> bool:
    """Whether a word that no dictionary has is a name rather than a compound or a form that it lacks."""
    words = lexicon()
    parts = word.split(HALF_SPACE)
    if word.endswith("اً") or (len(parts) > 1 and any(words.listed(part) for part in parts)):
        return False
    if any(word.endswith(part) and len(word) > len(part) + 2 for part in words.seconds if len(part) > 2):
        return False
    return not any(words.strong(word[:cut]) and words.strong(word[cut:]) for cut in range(3, len(word) - 2))


def _in_english(pair: Pair, name: str) -> bool:
    return bool(pair.in_english.has(name, pair.glossary.known(name, IN_ENGLISH.tag)))
