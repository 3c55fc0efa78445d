"""A file of content/packs -> a curated pack."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from plugins.config import SiteConfig
from plugins.model import Pack, Problem, Query
from plugins.sources import encoding, fields, nodes, schema
from plugins.sources.file_names import ID, slugify
from plugins.sources.values import Context

_OURS = re.compile(r"(week|month|topic)-.*")
"""The packs that the site makes of itself: "week-2025-w44", "month-1404-08", "topic-energy"."""


def read(path: str, data: bytes, config: SiteConfig) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Read a file; None if its name, title or list of briefings cannot be used.

    Codes: bad-slug, reserved-slug, unknown-language, missing-key, those of `encoding`, `nodes` and `fields`.
    """
    name = posixpath.splitext(posixpath.basename(path))[0]
    context = Context(path, config.first, config)
    usable = _check_name(name, context)
    text, problems = encoding.decode(path, data, config)
    table, more = (None, ()) if text is None else nodes.read(text, path=path)
    context.problems += [*problems, *more]
    if table is None:
        return None, tuple(sorted(context.problems))
    known = schema.by_name(schema.PACK, config.first, config.languages)
    values = fields.read(table, known, context)
    values["languages"] = _languages(values, context)
    _check_choice(values, table, context)
    if "title" in values:
        _check_title(values, context)
    problems = tuple(sorted(context.problems))
    chosen = values.get("briefings") or values.get("query")
    if not usable or not chosen or not all(values.get(key) for key in ("title", "languages")):
        return None, problems
    pack = Pack(
        id=name,
        titles=values["title"],
        briefings=values.get("briefings", ()),
        languages=values["languages"],
        formats=tuple(dict.fromkeys(values.get("formats", ("a4",)))),
        number=values.get("number", ""),
        query=Query(**values["query"]) if "query" in values else None,
        summaries=values.get("summary", {}),
        cover=values.get("cover", {}),
        path=path,
        marks=context.marks,
    )
    return pack, problems


def _check_choice(values: dict[str, Any], table: nodes.Table, context: Context) -> None:
    """A list or a query, not both, not neither."""
    if "briefings" in values and "query" in values:
        fix = "take one of the two out"
        context.report(context.marks["query"], "bad-value", "the pack has a list of briefings and a query", fix)
    elif not {"briefings", "query"} & (values.keys() | context.refused):
        fix = "write briefings: [eu-ai-act], or query: {topic: energy}"
        at = table.entries.get("briefings", table)
        context.report((at.line, at.column), "missing-key", "nothing says which briefings the pack binds", fix)


def _check_name(name: str, context: Context) -> bool:
    if not ID.fullmatch(name):
        better = slugify(name)
        fix = f"rename the file, for example to {better}.yaml" if better else "give the file an English name"
        message = f"“{name}” cannot stand in an address: only a-z, 0-9 and hyphens"
        context.report((0, 0), "bad-slug", message, fix)
        return False
    if _OURS.fullmatch(name):
        message = f"“{name}” is a name that the site gives to packs of its own"
        context.report((0, 0), "reserved-slug", message, f"rename the file, for example to our-{name}.yaml")
        return False
    return True


def _languages(values: dict[str, Any], context: Context) -> tuple[str, ...]:
    """The pack's languages; all of the site's where it names none."""
    tags = tuple(language.tag for language in context.config.languages)
    chosen = []
    for number, tag in enumerate(values.get("languages", tags)):
        if tag in tags:
            chosen.append(tag)
        else:
            message = f"“{tag}” is not a language of this site"
            at = context.marks[f"languages.{number}"]
            context.report(at, "unknown-language", message, f"write {' or '.join(tags)}")
    return tuple(dict.fromkeys(chosen))


def _check_title(values: dict[str, Any], context: Context) -> None:
    for tag in values["languages"]:
        if tag not in values["title"]:
            message = f"the pack is made in {tag}, and its title has no {tag}"
            context.report(context.marks["title"], "missing-key", message, f"write {tag}: … below title")
