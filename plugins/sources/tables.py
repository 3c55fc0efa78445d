"""topics.yaml, series.yaml, people.yaml, names.yaml -> their entries by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from plugins.config import SiteConfig
from plugins.languages import KNOWN_TAGS
from plugins.model import Name, Person, Problem, Topic
from plugins.sources import encoding, fields, nodes, schema
from plugins.sources.file_names import ID
from plugins.sources.nodes import Table
from plugins.sources.schema import Field
from plugins.sources.values import Context

_Entry = TypeVar("_Entry")
Found = tuple[dict[str, _Entry], tuple[Problem, ...]]
"""Entries by id, in the order of the file, and problems."""
_FORMS = tuple(
    Field(tag, "words", {"fa": "صورت آن در این زبان", "en": "Its form in this language"}, "…")
    for tag in sorted(KNOWN_TAGS)
)


def read_topics(path: str, data: bytes, config: SiteConfig) -> Found[Topic]:
    """Topics, or series.

    Codes of all tables: bad-id, bad-value, the warning missing-form, those of `encoding`, `nodes` and
    `fields`.
    """
    return _read(path, data, config, schema.ENTRY, lambda key, v, names: Topic(key, names, v.get("about", {})))


def read_people(path: str, data: bytes, config: SiteConfig) -> Found[Person]:
    """Authors, translators and reviewers."""
    return _read(path, data, config, schema.ENTRY, lambda key, v, names: Person(key, names, v.get("about", {})))


def read_names(path: str, data: bytes, config: SiteConfig) -> Found[Name]:
    """The glossary."""

    def make(key: str, values: Mapping[str, Any], names: dict[str, str]) -> Name | None:
        if "kind" not in values:
            return None
        more = {part: values[part] for part in ("full", "variants", "allow") if part in values}
        return Name(key, values["kind"], names, **more)

    return _read(path, data, config, schema.NAME, make)


def _read(
    path: str,
    data: bytes,
    config: SiteConfig,
    own: tuple[Field, ...],
    make: Callable[[str, Mapping[str, Any], dict[str, str]], _Entry | None],
) -> Found[_Entry]:
    text, problems = encoding.decode(path, data, config)
    table, more = (None, ()) if text is None else nodes.read(text, path=path)
    context = Context(path, config.first, config, [*problems, *more])
    known = {field.name: field for field in (*_FORMS, *own)}
    found: dict[str, _Entry] = {}
    for key, entry in table.entries.items() if table else ():
        at = entry.line, entry.column
        if not ID.fullmatch(key):
            context.report(at, "bad-id", f"“{key}” is not an id", "write only a-z, 0-9 and hyphens, as energy-notes")
        elif not isinstance(entry.value, Table):
            fix = f"write below it, indented: {config.first.tag}: …"
            context.report(at, "bad-value", f"“{key}” needs a form in each language", fix)
        else:
            # A missing key is told at the entry's id, not below it.
            value = Table(entry.value.entries, *at)
            values = fields.read(value, known, context, prefix=f"{key}.")
            made = make(key, values, _forms(key, values, at, context))
            if made is not None:
                found[key] = made
    return found, tuple(sorted(context.problems))


def _forms(key: str, values: Mapping[str, Any], at: tuple[int, int], context: Context) -> dict[str, str]:
    names = {tag: values[tag] for tag in sorted(KNOWN_TAGS) if tag in values}
    for language in context.config.languages:
        if language.tag not in names:
            message = f"“{key}” has no form in {language.tag}"
            context.report(at, "missing-form", message, f"write {language.tag}: … below it", "warning")
    return names
