"""A file's bytes -> its text, or the problem that says how to convert it.

UTF-8 only: guessing an encoding ends in a page of wrong letters (charset-normalizer did not know Persian
windows-1256, facts/ecosystem.md section 6). So the guess here only serves the message; the author converts.
"""

from __future__ import annotations

import codecs
import posixpath
import re
import shlex

from plugins.config import SiteConfig
from plugins.model import Problem
from plugins.values import dataclass

FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 17))
    + "]"
)
"""C0 and C1 controls (XML 1.0 and HTML refuse them), the two separators that only some programs take for
the end of a line, and Unicode's noncharacters. Written as what is allowed: an allowed letter is then found in the
class at its first step (73 -> 6 us a file)."""
_PERSIAN = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيئؤأإةى]")
_PREVIEW = 60
_SAMPLE = 4096
"""Bytes that a guess looks at; even."""
_MOST_SHOWN = 20
"""Control characters reported of one file: enough to see what happened, not a page a character."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file that is no UTF-8 may be."""

    name: str
    """As iconv calls it."""
    text: str
    """How its beginning reads then."""


def guess(data: bytes) -> Guess | None:
    """Of a file that is no UTF-8: UTF-16, or Persian in windows-1256. Only for a message, never to read by."""
    return _utf16(data) or _windows(data)


def preview(text: str) -> str:
    """The first words, on one line."""
    return " ".join(FORBIDDEN.sub("", text).split())[:_PREVIEW]


def decode(path: str, data: bytes, config: SiteConfig) -> tuple[str | None, tuple[Problem, ...]]:
    r"""Text with "\n" line ends and no byte-order mark; None with errors.

    Codes: too-large, not-utf-8, control-character, line-too-long.
    """
    if len(data) > config.max_source_bytes:
        message = f"the file has {len(data)} bytes; at most {config.max_source_bytes} are read"
        fix = "divide it, or raise max_source_bytes in pelicanconf.py"
        return None, (Problem(path, 0, 0, "too-large", message, fix),)
    other = _utf16(data)  # first: in English it is valid UTF-8 full of NULs
    if other:
        return None, (_convert(path, other),)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        other = _windows(data)
        return None, (_convert(path, other) if other else _damaged(path, data, error.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = (*_controls(path, text), *_long_lines(path, text, config.max_line_length))
    return (None, problems) if problems else (text, ())


def _convert(path: str, guess: Guess) -> Problem:
    name = posixpath.basename(path)
    command = f"iconv -f {guess.name} -t UTF-8 {shlex.quote(name)} > {shlex.quote('new-' + name)}"
    message = f"the file is not UTF-8; it looks like {guess.name}: “{preview(guess.text)}”"
    return Problem(path, 1, 1, "not-utf-8", message, f"save it as UTF-8 in the editor, or run: {command}")


def _damaged(path: str, data: bytes, at: int) -> Problem:
    before = data[:at].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    shown = FORBIDDEN.sub("", before[-20:].rpartition("\n")[2])
    message = f"the byte {data[at]:#04x} after “{shown}” is not UTF-8"
    return Problem(path, line, column, "not-utf-8", message, "save the file as UTF-8, or type that letter again")


def _utf16(data: bytes) -> Guess | None:
    """With its mark, or where nearly every second byte is what Latin and Persian letters have there."""
    sample = data[:_SAMPLE]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Guess("UTF-16", sample.decode("utf-16", "replace"))
    if b"\0" not in sample:
        return None
    for half, name in ((1, "UTF-16LE"), (0, "UTF-16BE")):
        high = sample[half::2]
        fitting = sum(map(high.count, (0x00, 0x06, 0x20)))
        if len(sample) > 8 and high.count(0) and fitting > 0.9 * len(high) > 1.5 * sample[1 - half :: 2].count(0):
            return Guess(name, sample.decode(name, "replace"))
    return None


def _windows(data: bytes) -> Guess | None:
    sample = data[:_SAMPLE]
    damaged = sample.decode("utf-8", "replace")
    whole = sum(letter > "\x7f" and letter != "\ufffd" for letter in damaged)
    if whole > 4 * damaged.count("\ufffd"):
        return None  # UTF-8 with a byte lost: no other encoding would mend it
    text = sample.decode("cp1256")
    persian = len(_PERSIAN.findall(text))
    fits = persian > 8 and persian > 0.7 * sum(letter > "\x7f" for letter in text)
    return Guess("WINDOWS-1256", text) if fits else None


def _controls(path: str, text: str) -> tuple[Problem, ...]:
    problems = []
    for match in FORBIDDEN.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        line, column = text.count("\n", 0, start) + 1, match.start() - start + 1
        shown = FORBIDDEN.sub("", text[max(start, match.start() - 20) : match.start()])
        message = f"an invisible character, U+{ord(match[0]):04X}, stands after “{shown}”"
        fix = "press Enter there instead" if match[0] in "\x0b\x0c\x85\u2028\u2029" else "delete it"
        problems.append(Problem(path, line, column, "control-character", message, fix, end_column=column + 1))
        if len(problems) == _MOST_SHOWN:
            break
    return tuple(problems)


def _long_lines(path: str, text: str, limit: int) -> tuple[Problem, ...]:
    if len(text) <= limit:
        return ()
    return tuple(
        Problem(
            path, number, limit + 1, "line-too-long",
            f"the line has {len(line)} characters; at most {limit} are read", "begin new paragraphs in it",
        )
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > limit
    )[:_MOST_SHOWN]  # fmt: skip
