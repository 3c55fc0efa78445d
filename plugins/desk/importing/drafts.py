"""Pieces of a language -> the file of its edition: Persian repaired, title and headings found, front matter above.

A draft knows the place of the input that each of its lines comes from, so that whatever is found in it is told of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from plugins.config import SiteConfig
from plugins.desk import fixing
from plugins.desk.fixing import Made
from plugins.desk.importing import headings
from plugins.desk.importing.raw import PICTURE, Leftover, Remark, Unit
from plugins.desk.importing.splitting import Piece
from plugins.languages import PERSIAN
from plugins.model import Extent
from plugins.sources import prose
from plugins.values import dataclass

_UNPLACED = {
    "fa": "باقی‌مانده از پروندهٔ اصلی",
    "en": "Left over from the original file",
    "ar": "ما تبقى من الملف الأصلي",
    "he": "מה שנותר מהקובץ המקורי",
}
"""Above what an import could not place; it stands in the text, so that whoever reads the draft sees it."""
_ORDER = (
    "title", "date", "modified", "summary", "topics", "tags", "authors", "translator", "status", "image", "aliases",
    "extent", "imported",
)  # fmt: skip
"""Of the keys that an import can write."""
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d|[a-z][a-z0-9_-]*")
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair of the import, by the input's place."""

    place: int
    """0: title or summary, as the front matter or the command gave them."""
    made: Made


@dataclass(frozen=True, slots=True)
class Text:
    """An edition's text before its front matter."""

    language: str
    extent: Extent
    title: str
    summary: str
    pieces: tuple[Piece, ...]
    repairs: tuple[Repaired, ...]
    remarks: tuple[Remark, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be written."""

    path: str
    """From the content folder: "briefings/2025/x.fa.md"."""
    text: str
    places: tuple[int, ...]
    """For each line the place of the input; 0 where there is none."""
    source: Text

    def place(self, line: int) -> int:
        """Where a 1-based line comes from; 0 where from nowhere."""
        return self.places[line - 1] if 0 < line <= len(self.places) else 0


def text(
    pieces: Sequence[Piece], extent: Extent, config: SiteConfig, *,
    known: frozenset[str], unit: Unit, name: str, title: str = "", summary: str = "",
) -> Text:  # fmt: skip
    """Repair and head one language's pieces. `known`: forms of names.yaml, right as they stand. `name`: the file's."""
    tag = pieces[0].language
    head = (" ".join(title.split()), " ".join(summary.split()))
    repairs: tuple[Repaired, ...] = ()
    if tag == PERSIAN.tag:
        pieces, head, repairs = _repaired(pieces, head, config, known, unit)
    titled = headings.titled(pieces, head[0], name)
    made, more = headings.proposed(titled.pieces)
    return Text(tag, extent, titled.title, head[1], made, repairs, (*titled.remarks, *more), unit)


def draft(
    made: Text,
    path: str,
    head: Mapping[str, object],
    *,
    unplaced: Sequence[Leftover] = (),
    address: Callable[[int], str],
) -> Draft:
    """The file. `head`: front matter beside title, summary and extent. `address`: of a picture by its number."""
    extent = made.extent if made.extent == "summary" else ""
    keys = {**head, "title": made.title, "summary": made.summary, "extent": extent}
    rows = ["---", *_front_matter({key: keys[key] for key in _ORDER if keys.get(key)}), "---"]
    places = [0] * len(rows)
    for piece in made.pieces:
        own = piece.text.split("\n")
        rows += ["", *own]
        places += [0, *(piece.place + (number if made.unit == "line" else 0) for number in range(len(own)))]
    if unplaced:
        rows += ["", f"## {_UNPLACED.get(made.language, _UNPLACED['en'])}"]
        for left in unplaced:
            rows += ["", re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", " ".join(left.text.split()))]
    text_ = "\n".join(rows) + "\n"
    number = re.compile(PICTURE.format(r"(\d+)"))
    return Draft(path, number.sub(lambda match: address(int(match[1])), text_), tuple(places), made)


def _repaired(
    pieces: Sequence[Piece], head: tuple[str, str], config: SiteConfig, known: frozenset[str], unit: Unit
) -> tuple[tuple[Piece, ...], tuple[str, str], tuple[Repaired, ...]]:
    """All of a text at once, since what decides about a half-space is the text as a whole."""
    before = "\n\n".join([*head, *(piece.text for piece in pieces)])
    after, made = fixing.repaired(before, prose.raw, config, known=known)
    rows = after.split("\n")
    places = [0, 0, 0, 0]
    at = 4
    mended = []
    for piece in pieces:
        count = piece.text.count("\n") + 1
        mended.append(replace(piece, text="\n".join(rows[at : at + count])))
        places += [piece.place + (number if unit == "line" else 0) for number in range(count)] + [0]
        at += count + 1
    repairs = tuple(Repaired(places[repair.line - 1], repair) for repair in made)
    return tuple(mended), (rows[0], rows[2]), repairs


# ------------------------------------------------------------------------------------------------ front matter


def _front_matter(keys: Mapping[str, object]) -> Iterator[str]:
    for key, value in keys.items():
        if key == "imported" and isinstance(value, Mapping):
            yield "imported:"
            for inner, said in value.items():
                yield f"  {_scalar(inner)}: {_value(said)}"
        else:
            yield f"{key}: {_value(value)}"


def _value(value: object, depth: int = 0) -> str:
    """YAML on one line."""
    if isinstance(value, Mapping | list) and depth >= _DEEPEST:
        return _scalar(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        inner = (f"{_scalar(str(key))}: {_value(item, depth + 1)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item, depth + 1) for item in value) + "]"
    return _scalar(str(value))


def _scalar(text_: str) -> str:
    """A YAML scalar (1.2, section 7.3): plain where it can mean nothing else, else in double quotes."""
    if _PLAIN.fullmatch(text_) and text_ not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n"):
        return text_
    escaped = text_.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() or c == "\u200c" else _escape(c) for c in escaped) + '"'


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
