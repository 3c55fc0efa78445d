"""A raw text file -> front-matter files in a content folder: the disk's side of `imports`.

Nothing is ever written over, and nothing is written before everything about a text is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.config import SiteConfig
from plugins.desk import imports
from plugins.desk.imports import Draft, ImportedText
from plugins.languages import PERSIAN
from plugins.model import BuildError, Problem
from plugins.persian import dates, half_space

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")
_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said; empty where nothing was said."""

    date: str = ""
    slug: str = ""
    title: str = ""
    """Of the full text, whatever its language."""
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import is about to write."""

    source: Path
    folder: Path
    """The content folder."""
    imported: ImportedText
    drafts: tuple[Draft, ...]
    notes: tuple[str, ...]


def files(path: Path, wishes: Wishes) -> list[Path]:
    """The file, or the text files of a folder. Raises BuildError (import-file)."""
    if not path.exists():
        raise _refused(path, "import-file", "there is no such file", "see that the name is right")
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES)
    if not found:
        raise _refused(path, "import-file", "the folder has no .txt or .md file", "name a file")
    if len(found) > 1 and (wishes.slug or wishes.title or wishes.title_en):
        message = f"one slug or title for {len(found)} files"
        raise _refused(path, "import-file", message, "import them one by one")
    return found


def plan(source: Path, folder: Path, wishes: Wishes, site: SiteConfig, now: datetime) -> Plan:
    """Read a text and say what becomes of it. Raises BuildError (import-file, import-folder, import-date,
    import-slug, import-exists).
    """
    imported = imports.split(_text(source, site), site.languages)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "briefings").is_dir():
        raise _refused(folder, "import-folder", "it has no briefings/: no content folder", "--to content")
    notes = list(imported.notes)
    date = wishes.date
    if not date:
        date = now.date().isoformat()
        notes.append(f"no --date was given: the files say today, {date}")
    try:
        when = dates.parse(date, site.zone)
    except ValueError as error:
        raise _refused(source, "import-date", f"--date is {date!r}", str(error)) from None
    titles = _titles(imported, wishes, notes)
    name = wishes.slug or imports.slug(titles.get("en", ""))
    if not _SLUG.fullmatch(name):
        raise _refused(source, "import-slug", f"{name!r} is no slug", "--slug a-few-latin-words")
    taken = _taken(folder, name)
    if taken:
        raise _refused(taken, "import-exists", f"a briefing {name!r} is there already", "give another --slug")
    made = imports.drafts(imported, name=name, date=date, when=when, titles=titles)
    notes += _lost(made)
    return Plan(source, folder, imported, tuple(made), tuple(notes))


def write(planned: Plan) -> None:
    """Write the files of a plan. Raises FileExistsError rather than write over one."""
    for draft in planned.drafts:
        path = planned.folder / draft.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(draft.text)


def told(planned: Plan, here: Path) -> Iterator[str]:
    """What was written, and what a person must look at; `here` is the folder from which paths are told."""
    yield f"{planned.source}:"
    for draft, tag in zip(planned.drafts, planned.imported.languages, strict=True):
        path = (planned.folder / draft.path).absolute()
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        number = len(planned.imported.paragraphs(tag))
        yield f"  wrote {shown} ({planned.imported.extent(tag)}; paragraphs: {number})"
    for note in planned.notes:
        yield f"  look: {note}"
    yield "  then: inv check"


def _text(source: Path, site: SiteConfig) -> str:
    if source.suffix.lower() not in _SUFFIXES:
        raise _refused(source, "import-file", "only .txt and .md are read", "save it as plain text, UTF-8")
    data = source.read_bytes()
    if len(data) > site.max_source_bytes:
        raise _refused(source, "import-file", f"it is larger than {site.max_source_bytes} bytes", "split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} is not UTF-8"
        raise _refused(source, "import-file", where, "save it again as plain text, UTF-8") from None
    if text.startswith("---"):
        fix = "copy it into content/briefings/ as it is and run inv check; importing this form comes later"
        raise _refused(source, "import-file", "it has front matter already", fix)
    if not text.strip():
        raise _refused(source, "import-file", "the file is empty", "see that it was saved")
    return text


def _lost(made: Sequence[Draft]) -> Iterator[str]:
    for draft in made:
        lost = len(half_space.damage(draft.text)) if draft.path.endswith(f".{PERSIAN.tag}.md") else 0
        if lost:
            yield f"{lost} half-spaces look lost in {Path(draft.path).name}: inv fix shows them, --apply restores them"


def _titles(imported: ImportedText, wishes: Wishes, notes: list[str]) -> dict[str, str]:
    titles = {tag: imports.title(imported.paragraphs(tag)) for tag in imported.languages}
    given = {imported.original: wishes.title} | ({"en": wishes.title_en} if wishes.title_en else {})
    titles |= {tag: text for tag, text in given.items() if text}
    unnamed = [tag for tag in imported.languages if not given.get(tag)]
    notes += [f"the title in {tag} is the first sentence: {titles[tag]!r}" for tag in unnamed]
    return titles


def _taken(folder: Path, name: str) -> Path | None:
    pattern = re.compile(rf"{re.escape(name)}(\.[a-z-]+)?\.md", re.IGNORECASE)
    there = sorted((folder / "briefings").rglob("*.md"))
    return next((path for path in there if pattern.fullmatch(path.name)), None)


def _refused(path: Path, code: str, message: str, fix: str) -> BuildError:
    return BuildError(Problem(str(path), 0, 0, code, message, fix))
