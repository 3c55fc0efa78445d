"""The bytes of a text file -> its text. An encoding is read, or named by the person, and never guessed.

A file says its encoding by its byte-order mark or by being valid UTF-8; the guess of sources/encoding.py only tells
which --encoding to try. Controls that no content file may hold are taken out here, and told.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from plugins.desk.importing.raw import Remark, refused
from plugins.sources import encoding

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What some program or other takes for the end of a line."""
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text(path: Path, data: bytes, named: str, limit: int) -> tuple[str, list[Remark]]:
    r"""The text with "\n" line ends, and what was taken out. Raises BuildError (import-encoding, import-file).

    `named`: the encoding, where it is known. `limit`: so many bytes are read at most.
    """
    if len(data) > limit:
        message = f"it has {len(data)} bytes; at most {limit} are read"
        raise refused(path, "import-file", message, "divide it into several files")
    if named:
        made = _as_named(path, data, named)
    elif data.startswith(_BOMS):
        made = _as_named(path, data, "utf-16")
    else:
        made = _as_utf8(path, data)
    made = _ENDS.sub("\n", made.removeprefix("\ufeff"))
    return _without_controls(made)


def _as_named(path: Path, data: bytes, named: str) -> str:
    try:
        return data.decode(named)
    except LookupError:  # unknown, or none of texts (base64)
        fix = "--encoding windows-1256, utf-8 or utf-16"
        raise refused(path, "import-encoding", f"“{named}” is no encoding", fix) from None
    except UnicodeDecodeError as error:
        message = f"the byte {data[error.start : error.start + 1].hex()} at {error.start} is no letter in {named}"
        guess = encoding.guess(data)
        fix = f"--encoding {guess.name.lower()}" if guess else "leave --encoding out, or name another"
        raise refused(path, "import-encoding", message, fix) from None


def _as_utf8(path: Path, data: bytes) -> str:
    guess = encoding.guess(data) if b"\0" in data else None
    try:
        if guess is None:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = encoding.guess(data)
        if guess is None:
            message = (
                f"the byte {data[error.start]:#04x} at {error.start} is not UTF-8, nor does it look like any other text"
            )
            fix = "see that it is a text file; save it as plain text, UTF-8"
            raise refused(path, "import-encoding", message, fix) from None
    message = f"it is not UTF-8; it looks like {guess.name.lower()}: “{encoding.preview(guess.text)}”"
    fix = f"if these words are right, run it again with --encoding {guess.name.lower()}"
    raise refused(path, "import-encoding", message, fix)


def _without_controls(made: str) -> tuple[str, list[Remark]]:
    found = [match.start() for match in encoding.FORBIDDEN.finditer(made)]
    if not found:
        return made, []
    lines = sorted({made.count("\n", 0, at) + 1 for at in found[:1000]})
    shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    said = f"{len(found)} invisible control characters were taken out (in lines {shown})"
    return encoding.FORBIDDEN.sub("", made), [Remark(lines[0], said)]
