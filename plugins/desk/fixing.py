"""A text file -> the same with its Persian repaired, and a diff that says why. Only the bytes of repairs change.

Repairs are those of the text checks, made one check after the other, since a letter mended lets a half-space be seen,
and again until none is left: so a second run has nothing to do. A safe repair is one that a careful editor makes
without reading on; likely ones are made where they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from plugins.checks.doubts import forms
from plugins.checks.half_space import half_space
from plugins.checks.texts import TEXT_CHECKS, TextCheck, code_of
from plugins.config import SiteConfig
from plugins.languages import PERSIAN
from plugins.model import BuildError, Problem
from plugins.persian.half_space import damage
from plugins.persian.repair import Note, Repair, apply
from plugins.sources import encoding, fields, file_names, front_matter, prose, tables
from plugins.sources.prose import Prose
from plugins.values import dataclass

_SUFFIXES = (".md", ".markdown", ".txt")
_ROUNDS = 8
"""Two are usual: one that repairs, and one that finds nothing more."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a file."""

    path: Path
    before: str
    after: str
    reasons: dict[int, tuple[str, ...]]
    """1-based line -> why it was changed."""

    @property
    def changed(self) -> bool:
        """Whether there is anything to do."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Made:
    """A repair that was made."""

    line: int
    """1-based. No repair makes or ends a line."""
    code: str
    old: str
    new: str
    reason: str


def fix(path: Path, config: SiteConfig, *, known: frozenset[str] = frozenset(), likely: bool = False) -> Fixed:
    """Read a file and repair its text, writing nothing. Raises BuildError (fix-file).

    `known`: forms of names.yaml, which are right as they stand. `likely`: with what is only likely.
    """
    text = _text(path, config)
    view, allow = _view(path, text, config)
    after, made = repaired(text, view, config, allow=allow, known=known, likely=likely)
    reasons: dict[int, dict[str, None]] = {}
    for repair in made:
        reasons.setdefault(repair.line, {})[_told(repair)] = None
    return Fixed(path, text, after, {line: tuple(found) for line, found in reasons.items()})


def repaired(
    text: str,
    view: Callable[[str], Prose | None],
    config: SiteConfig,
    *,
    allow: frozenset[str] = frozenset(),
    known: frozenset[str] = frozenset(),
    likely: bool = False,
) -> tuple[str, tuple[Made, ...]]:
    """A text with its Persian repaired, and the repairs by line. `view` sees the Persian of a text."""
    made: list[Made] = []
    after = text
    for _ in range(_ROUNDS):
        before = after
        for check in TEXT_CHECKS:
            code = code_of(check)
            seen = view(after) if code not in allow else None
            if seen is None:
                continue
            wanted = list(_wanted(check, seen, config, known, likely=likely))
            made += [Made(seen.at(r.place)[0], code, r.old, r.new, r.reason) for r in wanted]
            after = apply(after, wanted)
        if after == before:
            break
    return after, tuple(sorted(made, key=lambda repair: repair.line))


def files(path: Path) -> list[Path]:
    """The file, or the texts of a folder and of those in it. Raises BuildError (fix-file)."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
    if not found:
        raise BuildError(Problem(str(path), 0, 0, "fix-file", "the folder has no .md or .txt file", "name a file"))
    return found


def glossary(folder: Path, config: SiteConfig) -> frozenset[str]:
    """Every Persian form of a content folder's names.yaml; none where there is no such table."""
    table = folder / "names.yaml"
    if not table.is_file():
        return frozenset()
    names, _ = tables.read_names("names.yaml", table.read_bytes(), config)
    return forms((names or {}).values())


def write(fixed: Fixed) -> None:
    """Write the repaired text where it was."""
    fixed.path.write_bytes(fixed.after.encode("utf-8"))


def diff(fixed: Fixed, name: str) -> str:
    """A unified diff with a hunk for each line, and behind its place the reasons. Empty where nothing changes."""
    if not fixed.changed:
        return ""
    before, after = _rows(fixed.before), _rows(fixed.after)
    hunks = [f"--- {name}\n", f"+++ {name}\n"]
    for line, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            hunks.append(f"@@ -{line} +{line} @@ {'; '.join(fixed.reasons.get(line, ()))}\n")
            hunks += (_shown("-", old), _shown("+", new))
    return "".join(hunks)


def _shown(sign: str, row: str) -> str:
    return sign + row if row.endswith("\n") else f"{sign}{row}\n\\ No newline at end of file\n"


def _rows(text: str) -> list[str]:
    """Lines with their ends; `splitlines` would part them at signs that are no end of a line in a file."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _wanted(
    check: TextCheck, seen: Prose, config: SiteConfig, known: frozenset[str], *, likely: bool
) -> Iterator[Repair]:
    """Repairs of one check, in the order of the text, none within another."""
    found = damage(seen.text, known=known) if check is half_space else check(seen, config)
    done = 0
    for item in found:
        if isinstance(item, Note) or item.old in known or (item.tier == "likely" and not likely):
            continue
        if item.place >= done:
            done = item.place + len(item.old)
            yield item


def _told(repair: Made) -> str:
    shown = repair.old.strip(" \u200c\u00a0\u0640")
    made = f"“{shown}” → “{repair.new}”, " if shown and repair.new else f"“{shown}” " if shown else ""
    return f"{repair.code}: {made}{repair.reason}"


def _text(path: Path, config: SiteConfig) -> str:
    """The text as it is, with its byte-order mark and its ends of lines."""
    if not path.is_file():
        raise BuildError(Problem(str(path), 0, 0, "fix-file", "there is no such file", "see that the name is right"))
    data = path.read_bytes()
    text, problems = encoding.decode(str(path), data, config)
    if text is None:
        raise BuildError(*problems)
    return data.decode("utf-8")


def _view(path: Path, text: str, config: SiteConfig) -> tuple[Callable[[str], Prose | None], frozenset[str]]:
    """How to see the prose of the file, and the codes that it or the settings allow."""
    name, _ = file_names.read(path.name, config)
    if not name.known_language or (name.language.tag != PERSIAN.tag and path.suffix == ".txt"):
        return lambda _: None, frozenset()
    parts = None
    if path.suffix in (".md", ".markdown"):
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        parts, _ = front_matter.read(plain, str(path))
    if parts is None:
        return prose.raw, frozenset(config.allow)
    allow = parts.head.entries.get("allow")
    codes = frozenset(code for code, _, _ in fields.pairs(allow.value)) if allow else frozenset()
    return lambda seen: prose.read(seen, name.language, config.languages), codes | config.allow.keys()
