"""What a citation says -> its record for reference managers: BibTeX and RIS.

A record is data that programs parse, so what an author typed must not end a field or begin another: braces, signs of
TeX and line breaks lose their meaning. Letters stay as they are, in UTF-8. No day of access: nobody read the page yet.
A name of two words is given and family name; any other is kept whole, for the tables do not say where it parts.
Sources: BibTeX 0.99 ("BibTeXing", 1988: a brace counts even behind a backslash), biblatex 3 (url is verbatim, langid);
RIS format specification (Research Information Systems, 2001: a tag, two spaces, a hyphen, a space; CR LF).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from plugins.values import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "%&#_$"}
    | {
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)


@dataclass(frozen=True, slots=True)
class Record:
    """What is cited, as plain text."""

    key: str
    """ASCII letters, digits, "." and "-"."""
    title: str
    authors: tuple[str, ...]
    publisher: str
    day: date
    language: str
    """BCP-47."""
    babel: str
    """The language's name in LaTeX; may be empty."""
    number: str = ""
    url: str = ""
    note: str = ""
    """The day in the calendar of its language, where that is not the Gregorian."""


def bibtex(record: Record) -> str:
    """A @techreport of BibTeX and biblatex."""
    fields = {
        "author": " and ".join(map(_tex_name, record.authors)),
        "title": f"{{{_tex(record.title)}}}",  # twice: a style must not change its capitals
        "institution": f"{{{_tex(record.publisher)}}}",
        "year": str(record.day.year),
        "month": "",
        "day": str(record.day.day),
        "number": _tex(record.number),
        "url": _url(record.url),
        "language": record.babel,
        "langid": record.babel,
        "note": _tex(record.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    lines.insert(lines.index(f"  day = {{{record.day.day}}},\n"), f"  month = {_MONTHS[record.day.month - 1]},\n")
    return f"@techreport{{{record.key},\n{''.join(lines)}}}\n"


def ris(record: Record) -> str:
    """A report of RIS; each line ends with CR LF."""
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _tags(record))


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    for name in record.authors:
        given, family = _parted(name)
        yield "AU", f"{family}, {given}" if family else given
    yield "TI", record.title
    yield "PB", record.publisher
    yield "PY", str(record.day.year)
    yield "DA", f"{record.day:%Y/%m/%d}"
    yield "LA", record.language
    if record.url:
        yield "UR", _url(record.url)
    yield "ER", ""


def _parted(name: str) -> tuple[str, str]:
    """Given and family name; a name that is kept whole has no family name."""
    parts = _line(name).split(" ")
    if len(parts) == 2 and "," not in name and "،" not in name:
        return parts[0], parts[1]
    return _line(name), ""


def _tex_name(name: str) -> str:
    given, family = _parted(name)
    if family and not {given.lower(), family.lower()} & {"and", "others"}:
        return f"{_tex(family)}, {_tex(given)}"
    return f"{{{_tex(name)}}}"


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _url(url: str) -> str:
    """An address in which nothing can close a field."""
    return quote(url, safe="/:?#[]@!$&'()*+,;=-._~%")


def _line(text: str) -> str:
    return " ".join(text.split())
