"""A scalar of the front matter -> its value, by the kind that the schema gives it.

Each reader takes the scalar, its field and the file's context, and returns the value or raises `Refused` with
what to type instead.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.config import SiteConfig
from plugins.model import Language, Moment, Problem, Severity, Text
from plugins.persian import dates
from plugins.persian.numbers import ascii_digits
from plugins.sources import body, file_names
from plugins.sources.nodes import Node, Scalar
from plugins.sources.schema import Field, Kind

_SPACE = re.compile(r"[ \t\n]{2,}|[\t\n]")
"""What is not one space already; not \\s: a no-break space is the author's."""
_UNSAFE_SEGMENT = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|#]')


@dataclass(slots=True)
class Context:
    """The file that is being read, and what was found in it so far."""

    path: str
    language: Language
    config: SiteConfig
    problems: list[Problem] = field(default_factory=list)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    """Id -> name of those whom the file names by name: they are made as they come."""
    refused: set[str] = field(default_factory=set)
    """Keys that stand in the file with a value that cannot be read."""

    def report(self, at: tuple[int, int], code: str, message: str, fix: str, severity: Severity = "error") -> None:
        """Note a problem at a line and column."""
        self.problems.append(Problem(self.path, *at, code, message, fix, severity))


class Refused(Exception):  # noqa: N818  the author's mistake, not the program's
    """A value that cannot be: code, message, fix."""

    def __init__(self, message: str, fix: str, code: str = "bad-value") -> None:
        super().__init__(message, fix, code)
        self.message, self.fix, self.code = message, fix, code


def place(node: Node) -> tuple[int, int]:
    """Line and column."""
    return node.line, node.column


def words(text: str) -> str:
    """A text on one line."""
    return _SPACE.sub(" ", text).strip(" ")


def line(scalar: Scalar, spec: Field, context: Context) -> Text:
    """One line of Markdown, typeset."""
    language = context.config.language(spec.language) or context.language
    text, problems = body.line(
        words(scalar.text), line=scalar.line, column=scalar.column, path=context.path, language=language,
        config=context.config,
    )  # fmt: skip
    context.problems += problems
    return text


def _words(scalar: Scalar, _spec: Field, _context: Context) -> str:
    return words(scalar.text)


def _date(scalar: Scalar, _spec: Field, context: Context) -> Moment:
    text = words(scalar.text)
    try:
        return dates.parse(text, context.config.zone)
    except ValueError as error:
        fix = "write year, month and day, as 2025-10-28 or 1404-08-06"
        raise Refused(f"the date “{text}” cannot be read: {error}", fix, "bad-date") from None
    except OverflowError:
        raise Refused(f"the date “{text}” is out of range", "write another year", "bad-date") from None


def _id(scalar: Scalar, spec: Field, _context: Context) -> str:
    text = words(scalar.text)
    pattern = file_names.SLUG if spec.name == "briefings" else file_names.ID
    if pattern.fullmatch(text):
        return text
    parts = [part.strip() for part in re.split("[,،؛;]", text)]
    if len(parts) > 1 and all(map(pattern.fullmatch, parts)):
        raise Refused(f"“{text}” is one value, not {len(parts)}", f"write [{', '.join(parts)}]")
    lower = text.lower().replace("_", "-").replace(" ", "-")
    fix = f"write {lower}" if pattern.fullmatch(lower) else f"write the id of the entry, as {spec.example}"
    raise Refused(f"“{text}” is not an id: an id has only a-z, 0-9 and hyphens", fix)


def _person(scalar: Scalar, _spec: Field, context: Context) -> str:
    text = words(scalar.text)
    if file_names.ID.fullmatch(text):
        return text
    made = file_names.free_id(text)
    context.people[made] = text
    return made


def _choice(scalar: Scalar, spec: Field, _context: Context) -> str:
    text = words(scalar.text)
    if text.lower() in spec.choices:
        return text.lower()
    near = difflib.get_close_matches(text.lower(), spec.choices, 1, 0.6)
    fix = f"write {near[0] if near else ' or '.join(spec.choices)}"
    raise Refused(f"{spec.name} cannot be “{text}”", fix)


def _digit(scalar: Scalar, spec: Field, _context: Context) -> int:
    text = ascii_digits(words(scalar.text))
    if re.fullmatch("[0-9]", text):
        return int(text)
    raise Refused(f"{spec.name} cannot be “{text}”", "write a whole number from 0 to 9")


def _count(scalar: Scalar, spec: Field, _context: Context) -> int:
    text = ascii_digits(words(scalar.text))
    if re.fullmatch("[1-9][0-9]{0,2}", text):
        return int(text)
    raise Refused(f"{spec.name} cannot be “{text}”", "write a whole number from 1 to 999")


def _url(scalar: Scalar, _spec: Field, _context: Context) -> str:
    text = scalar.text.strip()
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r'[\s<>"\\]', text)
    except ValueError:
        fine = False
    if fine:
        return text
    guess = re.fullmatch(r"(?://)?((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", text)
    raise Refused(f"“{text}” is not a web address", f"write {f'https://{guess[1]}' if guess else 'https://…'}")


def _file(scalar: Scalar, _spec: Field, context: Context) -> str:
    text = scalar.text.strip()
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", text):
        raise Refused(f"“{text}” is not a file of the content folder", "put the file there and write its path")
    if "\\" in text:
        raise Refused(f"“{text}” has backslashes", f"write {text.replace(chr(92), '/')}")
    try:
        target = file_names.target(text, context.path)
    except ValueError as error:
        fix = "put the file into the content folder and write its path, as /images/x.jpg"
        raise Refused(f"“{text}” cannot be used: {error}", fix, "outside-content") from None
    if target == "." or text.endswith("/"):
        raise Refused(f"“{text}” is a folder", "write the path of a file")
    return target


def _site_path(scalar: Scalar, spec: Field, _context: Context) -> str:
    written = scalar.text.strip()
    text = unquote(written)
    example = f"write the path from the site's root, as {spec.example.strip('[]')}"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", text):
        parts = re.match(r"(?:[a-z]+:)?//[^/]*(/[^?#]+)", text)
        fix = f"write {parts[1]}" if parts else example
        raise Refused(f"“{written}” is a whole address; an alias is a path on this site", fix)
    path = text.removeprefix("/")
    folder = path.endswith("/")
    segments = path.removesuffix("/").split("/")
    for segment in segments:
        if not segment or segment.startswith(".") or segment.endswith((".", " ")) or len(segment.encode()) > 200:
            raise Refused(f"“{written}” cannot be an alias: “{segment}” cannot name a folder or file", example)
        if _UNSAFE_SEGMENT.search(segment) or "\ufffd" in segment:
            raise Refused(f"“{written}” cannot be an alias: “{segment}” holds a character that a path cannot", example)
    if folder or "." not in segments[-1]:
        return "/".join([*segments, "index.html"])
    if not segments[-1].endswith((".html", ".htm")):
        raise Refused(f"“{written}” cannot be an alias: only a page (.html) can lead on", example)
    return "/".join(segments)


def _digest(scalar: Scalar, _spec: Field, _context: Context) -> str:
    text = scalar.text.strip()
    if re.fullmatch("[0-9a-f]{16}(?: [0-9a-f]{4})*", text):
        return text[:16]  # what follows are its paragraphs'; checks/stale reads them
    raise Refused(f"“{text}” is not a digest", "run inv sync with this file's name: it writes the line")


KINDS: Mapping[Kind, Callable[[Scalar, Field, Context], Any]] = {
    "line": line,
    "words": _words,
    "label": _words,
    "date": _date,
    "id": _id,
    "person": _person,
    "choice": _choice,
    "digit": _digit,
    "count": _count,
    "url": _url,
    "file": _file,
    "site-path": _site_path,
    "digest": _digest,
}
