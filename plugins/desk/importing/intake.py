"""A file -> the files of a briefing in a content folder, and the report: the disk's side of an import.

Nothing is ever written over, and nothing is written before everything about a file is known.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.checks.doubts import forms
from plugins.config import SiteConfig
from plugins.desk.importing import carrying, days, drafts, formats, problems, report, slugs, splitting
from plugins.desk.importing.drafts import Draft
from plugins.desk.importing.raw import Facts, Raw, Remark, refused
from plugins.desk.importing.splitting import Parted
from plugins.languages import KNOWN_TAGS
from plugins.model import Name, Problem
from plugins.sources import tables
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said; empty where nothing was said."""

    date: str = ""
    slug: str = ""
    title: str = ""
    """Of the full text, whatever its language."""
    title_en: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import is about to write."""

    source: Path
    folder: Path
    """The content folder."""
    raw: Raw
    parted: Parted
    drafts: tuple[Draft, ...]
    pictures: tuple[tuple[str, bytes], ...]
    """Path from the content folder, bytes."""
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]


def files(path: Path, wishes: Wishes) -> list[Path]:
    """The file, or the files of a folder that can be read. Raises BuildError (import-file)."""
    if not path.exists():
        raise refused(path, "import-file", "there is no such file", "see that the name is right")
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in formats.SUFFIXES and file.is_file())
    if not found:
        raise refused(path, "import-file", f"the folder has no file in {', '.join(formats.SUFFIXES)}", "name a file")
    if len(found) > 1 and (wishes.slug or wishes.title or wishes.title_en):
        message = f"one slug or title for {len(found)} files"
        raise refused(path, "import-file", message, "import them one by one")
    return found


def plan(source: Path, folder: Path, wishes: Wishes, site: SiteConfig, now: datetime) -> Plan:
    """Read a file and say what becomes of it. Raises BuildError (import-file, import-encoding, import-language,
    import-folder, import-date, import-slug, import-exists).
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "briefings").is_dir():
        raise refused(folder, "import-folder", "it has no briefings/: no content folder", "--to content")
    carried = carrying.carry(formats.read(source, source.read_bytes(), wishes.encoding, site), source, folder, site)
    raw = replace(carried.raw, facts=_with_ids(carried.raw.facts, folder, site))
    stated = _language(source, raw, site)
    languages = sorted(site.languages, key=lambda row: row.tag != stated)
    plain = source.suffix.lower() == ".txt" and not raw.facts.keys
    sure = stated if raw.unit == "line" else ""
    parted = splitting.split(raw.blocks, languages, raw.unit, plain=plain, stated=sure)
    day = days.find(wishes.date, raw.facts.date, raw.blocks, source, site, now)
    glossary = _glossary(folder, site)
    texts = _texts(source, parted, raw, wishes, site, forms(glossary))
    titles = {text.language: text.title for text in texts}
    slug, origin = slugs.find(wishes.slug, raw.facts, titles, source, named=raw.unit == "line")
    taken = _taken(folder, slug)
    if taken:
        raise refused(taken, "import-exists", f"a briefing “{slug}” is there already", "give another --slug")
    names = _names(folder, slug, [ending for ending, _ in carried.files])

    def address(number: int) -> str:
        return carrying.ROOT + names[number - 1]

    made = [
        drafts.draft(
            text,
            f"briefings/{day.when.day.year}/{slug}.{text.language}.md",
            _head(raw, day.written, carried.image, original=text.language == parted.original),
            unplaced=raw.unplaced if text.language == parted.original else (),
            address=address,
        )
        for text in texts
    ]
    remarks = [*raw.remarks, *parted.remarks, *(remark for text in texts for remark in text.remarks)]
    remarks += _told(day, slug, origin, raw)
    pictures = [(name, data) for name, (_, data) in zip(names, carried.files, strict=True)]
    return Plan(
        source, folder, raw, parted, tuple(made), tuple(pictures), tuple(remarks), problems.found(made, glossary, site)
    )  # fmt: skip


def write(planned: Plan) -> None:
    """Write the files of a plan. Raises FileExistsError rather than write over one."""
    files_ = [(draft.path, draft.text.encode("utf-8")) for draft in planned.drafts]
    for name, data in (*planned.pictures, *files_):
        path = planned.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)


def told(planned: Plan, here: Path) -> str:
    """The report, in Markdown; `here` is the folder from which paths are told."""
    wrote = [f"{_shown(planned.folder / draft.path, here)} ({_measure(draft)})" for draft in planned.drafts]
    wrote += [_shown(planned.folder / name, here) for name, _ in planned.pictures]
    made = report.lines(
        planned.source.name,
        unit=planned.raw.unit,
        drafts=planned.drafts,
        written=wrote,
        remarks=planned.remarks,
        problems=planned.problems,
        unplaced=planned.raw.unplaced,
        left_out=planned.raw.left_out,
    )
    return "\n".join(made) + "\n"


def tell(planned: Plan, here: Path, report_file: str) -> None:
    """Print the report, and add it to a file where one is named. Raises BuildError (import-report)."""
    said = told(planned, here)
    sys.stdout.write(said)
    if report_file:
        try:
            with Path(report_file).open("a", encoding="utf-8") as file:
                file.write(said)
        except OSError as error:
            message = f"the report cannot be written there: {error.strerror}; it stands above"
            raise refused(report_file, "import-report", message, "name a file in a folder that is there") from None


def _measure(draft: Draft) -> str:
    number = sum(piece.kind == "paragraph" for piece in draft.source.pieces)
    return f"{draft.source.extent}; paragraphs: {number}"


def _shown(path: Path, here: Path) -> str:
    path = path.absolute()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _language(source: Path, raw: Raw, site: SiteConfig) -> str:
    """The language that the file's name or its front matter says; empty where neither does. An HTML page is not always
    right about itself. Raises BuildError (import-language).
    """
    last = source.stem.rpartition(".")[2].lower() if "." in source.stem else ""
    stated = last if last in KNOWN_TAGS else raw.facts.language.partition("-")[0]
    if not stated or site.language(stated):
        return stated
    if raw.unit == "paragraph" and last not in KNOWN_TAGS:
        return ""
    has = ", ".join(row.tag for row in site.languages)
    fix = "if its text is in one of these, take the other language out of its name or front matter"
    raise refused(source, "import-language", f"it says that it is in “{stated}”; the site has {has}", fix)


def _texts(
    source: Path, parted: Parted, raw: Raw, wishes: Wishes, site: SiteConfig, known: frozenset[str]
) -> list[drafts.Text]:
    """The text of each language. What the front matter says is true of the language it names, or of the original."""
    stated = raw.facts.language.partition("-")[0]
    stated = stated if stated in parted.languages else parted.original
    made = []
    for tag in parted.languages:
        keys = raw.facts.keys if tag == stated else {}
        given = (wishes.title_en if tag == "en" else "") or (wishes.title if tag == parted.original else "")
        pieces = parted.of(tag)
        if pieces:
            made.append(
                drafts.text(
                    pieces, parted.extent(tag), site, known=known, unit=raw.unit,
                    title=given or str(keys.get("title", "")), summary=str(keys.get("summary", "")), name=source.stem,
                )
            )  # fmt: skip
    return made


def _head(raw: Raw, date: str, image: str, *, original: bool) -> dict[str, object]:
    """Front matter beside what an edition says itself. Old addresses and what has no key go with the original alone."""
    others = {"title", "summary"} | (set() if original else {"aliases"})
    keys = {"date": date} | {key: value for key, value in raw.facts.keys.items() if key not in others}
    if image:
        keys["image"] = image
    if raw.unplaced:
        keys["status"] = "draft"
    if original and raw.facts.imported:
        keys["imported"] = dict(raw.facts.imported)
    return keys


def _told(day: days.Day, slug: str, origin: str, raw: Raw) -> list[Remark]:
    remarks = []
    if day.origin:
        remarks.append(Remark(0, f"the date is {day.written}: {day.origin}", "write another after date:"))
    if origin:
        remarks.append(Remark(0, f"the address is {slug}, from {origin}", "rename the files, or give --slug next time"))
    if raw.facts.keys.get("status") == "draft":
        remarks.append(Remark(0, "it was a draft, and is one: status: draft", "delete the line to publish it"))
    elif raw.unplaced:
        remarks.append(Remark(0, "its status is draft, for not all could be placed", "delete the line when all is"))
    if raw.facts.imported:
        kept = ", ".join(raw.facts.imported)
        remarks.append(Remark(0, f"kept in the front matter under imported:, which no page shows: {kept}"))
    return remarks


def _with_ids(facts: Facts, folder: Path, site: SiteConfig) -> Facts:
    """Tags and authors that topics.yaml and people.yaml know become their ids."""
    keys = dict(facts.keys)
    topics = _ids(folder / "topics.yaml", site)
    labels = [label for label in _list(keys.pop("tags", [])) if label.lower() not in topics]
    ids = [topics[label.lower()] for label in _list(facts.keys.get("tags", [])) if label.lower() in topics]
    people = _ids(folder / "people.yaml", site)
    for key in ("authors", "translator"):
        if key in keys:
            keys[key] = [people.get(name.lower(), name) for name in _list(keys[key])]
    keys |= {key: value for key, value in (("topics", list(dict.fromkeys(ids))), ("tags", labels)) if value}
    return replace(facts, keys=keys)


def _list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _ids(table: Path, site: SiteConfig) -> Mapping[str, str]:
    """Every form of an entry, in small letters, and the id itself -> the id."""
    if not table.is_file():
        return {}
    found, _ = tables.read_topics(table.name, table.read_bytes(), site)
    names = {form.lower(): key for key, entry in (found or {}).items() for form in entry.names.values()}
    return names | {key: key for key in found or {}}


def _glossary(folder: Path, site: SiteConfig) -> tuple[Name, ...]:
    table = folder / "names.yaml"
    found, _ = tables.read_names(table.name, table.read_bytes(), site) if table.is_file() else ({}, ())
    return tuple((found or {}).values())


def _names(folder: Path, slug: str, endings: list[str]) -> list[str]:
    """Paths for pictures that no file has yet."""
    numbers = itertools.count(1)
    names: list[str] = []
    for ending in endings:
        free = (f"images/{slug}-{number}.{ending}" for number in numbers)
        names.append(next(name for name in free if not (folder / name).exists()))
    return names


def _taken(folder: Path, name: str) -> Path | None:
    pattern = re.compile(rf"{re.escape(name)}(\.[a-z-]+)?\.md", re.IGNORECASE)
    there = sorted((folder / "briefings").rglob("*.md"))
    return next((path for path in there if pattern.fullmatch(path.name)), None)
