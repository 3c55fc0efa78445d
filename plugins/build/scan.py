"""A content folder -> the files in it that a build may read, and a problem for each that it may not.

Content is not trusted: a symbolic link could publish any file of this machine, a device could block the build, two
names that differ only in case become one file on other disks. What is refused is never opened. Hidden names are
passed over without a word: `.git`, `.DS_Store` and an editor's own files are nobody's mistake.
Source: facts/ecosystem.md section 6; UAX #15 (NFC); UAX #9 table 4 (the marks that turn a name round).
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from dataclasses import field
from operator import attrgetter
from pathlib import Path

from plugins.model import BuildError, Problem
from plugins.values import dataclass

_BIDI_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""General categories: control characters, bytes that are not UTF-8, line and paragraph separators."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A regular file of the content folder."""

    path: str
    """From the content folder, with "/"."""
    absolute: str
    size: int
    mtime_ns: int
    inode: int


@dataclass(slots=True)
class _Walk:
    limit: int
    files: list[ContentFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    folders: list[tuple[str, str]] = field(default_factory=list)
    """Still to be listed: path on the disk, and from the content folder with a "/" behind it."""

    def refuse(self, path: str, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(_shown(path), 0, 0, code, message, fix))

    def folder(self, absolute: str, prefix: str) -> None:
        try:
            with os.scandir(absolute) as listing:
                entries = sorted([e for e in listing if e.name[0] != "."], key=attrgetter("name"))
        except OSError as error:
            message = f"the folder cannot be listed: {error.strerror}"
            self.refuse(prefix, "unreadable", message, "give yourself the right to read it")
            return
        known: dict[str, str] = {}
        for entry in entries:
            name = entry.name
            plain = name.isascii()
            first = known.setdefault(name.lower() if plain else unicodedata.normalize("NFC", name.casefold()), name)
            if fault := _name_fault(name):
                self.refuse(prefix + name, "file-name", *fault)
            elif first != name:
                message = f"the name differs from {_shown(first)!r} only in case: one file on many disks"
                self.refuse(prefix + name, "file-name-clash", message, "rename one of the two")
            else:
                self.entry(entry, prefix + name)

    def entry(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:  # gone since the listing
            self.refuse(path, "unreadable", f"the file cannot be read: {error.strerror}", "build again")
            return
        if stat.S_ISREG(status.st_mode) and status.st_size <= self.limit:
            self.files.append(ContentFile(path, entry.path, status.st_size, status.st_mtime_ns, status.st_ino))
        elif stat.S_ISLNK(status.st_mode):
            message = "it is a symbolic link, and those are not followed"
            self.refuse(path, "symlink", message, "put the file or folder itself here")
        elif stat.S_ISDIR(status.st_mode):
            self.folders.append((entry.path, f"{path}/"))
        elif not stat.S_ISREG(status.st_mode):
            self.refuse(path, "special-file", "it is a pipe, socket or device, not a file", "remove it")
        else:
            message = f"the file has {status.st_size} bytes; at most {self.limit} are taken"
            fix = "make it smaller, or raise BRIEFINGS['max_file_bytes'] in pelicanconf.py"
            self.refuse(path, "file-too-large", message, fix)


def scan(content: Path, *, limit: int) -> tuple[tuple[ContentFile, ...], tuple[Problem, ...]]:
    """List the folder, both parts sorted by path; `limit` is in bytes, for one file.

    Problems: symlink, file-name, file-name-clash, file-too-large, special-file, unreadable. Raises BuildError
    (no-content) where there is no such folder.
    """
    if not content.is_dir():
        message = f"there is no content folder {str(content)!r}"
        raise BuildError(Problem("", 0, 0, "no-content", message, "set PATH in pelicanconf.py, or --content"))
    walk = _Walk(limit)
    walk.folders.append((str(content.resolve()), ""))
    while walk.folders:
        walk.folder(*walk.folders.pop())
    return tuple(sorted(walk.files, key=attrgetter("path"))), tuple(sorted(walk.problems))


def digest(data: bytes) -> str:
    """The name of some bytes: BLAKE2b of 16 bytes, in hex."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _name_fault(name: str) -> tuple[str, str] | None:
    """What is wrong with a name, and the fix."""
    if name.isascii() and name.isprintable() and "\\" not in name:
        return None  # nearly all are, and the rest takes its time
    if any(map(_unseen, name)):
        return "the name holds characters that cannot be seen or read", "rename it"
    if "\\" in name:
        return "the name holds a backslash, which is a folder's sign on other systems", "rename it"
    if not unicodedata.is_normalized("NFC", name):
        return "the name is not in Unicode's form NFC: it looks like another name and is not equal to it", "retype it"
    return None


def _shown(path: str) -> str:
    """A path that can be printed on one line."""
    return "".join(f"\\u{ord(c):04x}" if _unseen(c) else c for c in path)


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED or character in _BIDI_MARKS
