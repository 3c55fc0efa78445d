"""A file of content/briefings -> its edition, or two where a summary in the other language closes the file.

The way: file name, front matter, schema, body. An edition comes out only if what could publish the wrong
thing is right: name, title, date, status. All other mistakes are reported and the edition stands, so that
the checks see the rest of the text in the same run.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plugins.config import SiteConfig
from plugins.model import (
    Attachment,
    Body,
    Correction,
    Edition,
    Illustration,
    Person,
    Problem,
    Source,
    Text,
    Topic,
)
from plugins.sources import body, digests, fields, file_names, front_matter, schema
from plugins.sources.body import SummarySplit
from plugins.sources.front_matter import Parts
from plugins.sources.values import Context, words
from plugins.values import dataclass

_BARRING = {"title", "date", "status", "publish_at"}
"""Keys without which, or with a wrong value of which, nothing may be published."""
_LONGEST_TITLE = 100
_SENTENCE = re.compile(r"(?<![.\s][A-Za-z])(?<!^[A-Za-z])[.!?؟](?=[\s»”’\"]|$)")
"""The end of a sentence; not the dot of an initial, as in "U.S. "."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says."""

    editions: tuple[Edition, ...] = ()
    problems: tuple[Problem, ...] = ()
    new_topics: tuple[Topic, ...] = ()
    """Topics that the file makes (`tags`, `category`); an entry of topics.yaml goes before one of its id."""
    new_people: tuple[Person, ...] = ()
    """People whom the file names by name, not by an id of people.yaml."""


def read(path: str, data: bytes, config: SiteConfig) -> Reading:
    """Read a file; `path` is relative to the content folder. Never raises for what the file holds.

    Codes, beside those of the modules it calls: missing-key, bad-value, unused-key.
    """
    name, problems = file_names.read(path, config)
    if not name.known_language:
        return Reading(problems=problems)
    parts, more = front_matter.open_file(path, data, config)
    context = Context(path, name.language, config, [*problems, *more])
    if parts is None:
        return Reading(problems=tuple(sorted(context.problems)))
    known = dict(schema.by_name(schema.BRIEFING, name.language, config.languages))
    if parts.pelican:
        known["author"] = schema.PELICAN_AUTHOR
    values = fields.read(parts.head, known, context, lenient=parts.pelican)
    fields.agree(values, name, context)
    _check_status(values, context)
    topics = _free(values, "topics", ("category", "tags"), context)
    people = context.people | _free(values, "authors", ("author",), context)
    editions = _editions(name.slug, parts, values, context)
    if not name.usable or _BARRING & context.refused or not {"title", "date"} <= values.keys():
        editions = ()
    return Reading(
        editions,
        tuple(sorted(context.problems)),
        tuple(Topic(key, {name.language.tag: label}) for key, label in topics.items()),
        tuple(Person(key, {name.language.tag: label}) for key, label in people.items()),
    )


def _check_status(values: Mapping[str, Any], context: Context) -> None:
    status = values.get("status")
    at = context.marks.get("status", (1, 1))
    if status == "embargoed" and "publish_at" not in values and "publish_at" not in context.refused:
        context.refused.add("status")
        fix = "write publish_at: and the day and time, as 1404-08-07 09:00"
        context.report(at, "missing-key", "status is embargoed and “publish_at” is missing", fix)
    if status == "withdrawn" and "reason" not in values and "reason" not in context.refused:
        context.report(at, "missing-key", "status is withdrawn and “reason” is missing", "write reason: and why")
    if "publish_at" in values and status is None and "status" not in context.refused:
        context.refused.add("publish_at")
        message = "“publish_at” is given, and no status: the text would be published at once"
        context.report(context.marks["publish_at"], "missing-key", message, "write status: embargoed")


def _free(values: dict[str, Any], key: str, sources: tuple[str, ...], context: Context) -> dict[str, str]:
    """Labels become ids behind those of `key`: id -> label."""
    made: dict[str, str] = {}
    for source in sources:
        for number, label in enumerate(values.get(source, ())):
            made.setdefault(file_names.free_id(label), label)
            ids = values.get(key, ())
            if file_names.free_id(label) not in ids:
                context.marks[f"{key}.{len(ids)}"] = context.marks[f"{source}.{number}"]
                values[key] = (*ids, file_names.free_id(label))
    return made


def _editions(slug: str, parts: Parts, values: Mapping[str, Any], context: Context) -> tuple[Edition, ...]:
    """The edition, and the summary that closes its file. The body is read even where no edition can be
    made: its problems are wanted all the same.
    """
    language, config = context.language, context.config
    split = body.split_summary(parts.body, language=language, languages=config.languages)
    markdown = split.main if split else parts.body
    text, problems = body.read(
        markdown, first_line=parts.body_line, path=context.path, language=language, config=config
    )
    context.problems += problems
    main = _edition(slug, parts, values, context, text, markdown)
    summary = _summary(main, split, parts, values, context) if split else None
    for other in config.languages:
        key = f"title_{other.tag}"
        if key in values and (split is None or split.language != other):
            message = f"“{key}” is the title of a summary in {other.tag}, and the text has none"
            fix = f"close the text with a section ## {other.summary_heading}, or delete the line"
            context.report(context.marks[key], "unused-key", message, fix, "warning")
    if main is None:
        return ()
    return (main, summary) if summary else (main,)


def _edition(
    slug: str, parts: Parts, values: Mapping[str, Any], context: Context, text: Body, markdown: str
) -> Edition | None:
    if "title" not in values or "date" not in values:
        return None
    return Edition(
        slug=slug,
        language=context.language.tag,
        extent=values.get("extent", "full"),
        path=context.path,
        title=values["title"],
        date=values["date"],
        body=text,
        digest=digests.digest(
            *(digests.written(parts.head.entries, key) for key in ("title", "summary", "key_points")),
            markdown=markdown,
        ),
        translators=values.get("translator", ()),
        reviewers=values.get("reviewer", ()),
        sources=tuple(Source(**entry) for entry in values.get("sources", ())),
        image=_illustration(values["image"]) if "image" in values else None,
        attachments=tuple(_attachment(entry) for entry in values.get("attachments", ())),
        corrections=tuple(Correction(**entry) for entry in values.get("corrections", ())),
        allow=values.get("allow", ()),
        marks=dict(context.marks),
        **{key: values[key] for key in _PLAIN if key in values},
    )


_PLAIN = (
    "summary", "modified", "status", "publish_at", "reason", "topics", "authors", "number", "series",
    "weight", "key_points", "aliases", "translated_from",
)  # fmt: skip
"""Keys whose value is the edition's as it stands."""


def _illustration(entry: Mapping[str, Any]) -> Illustration:
    return Illustration(entry["file"], entry.get("alt", ""), entry.get("caption"), entry.get("credit", ""))


def _attachment(entry: Mapping[str, Any]) -> Attachment:
    target = entry["file"]
    return Attachment(target, entry.get("title", target.rpartition("/")[2]))


_SHARED = {
    "date", "modified", "status", "publish_at", "reason", "number", "series", "weight", "translator",
    "reviewer", "topics", "authors", "allow",
}  # fmt: skip
"""Keys whose value is true of both editions of a file."""


def _summary(
    main: Edition | None, split: SummarySplit, parts: Parts, values: Mapping[str, Any], context: Context
) -> Edition | None:
    """The other language's edition: it shares what is true of the subject; its words are its own."""
    first_line = parts.body_line + split.first_line
    text, problems = body.read(
        split.summary,
        first_line=first_line,
        path=context.path,
        language=split.language,
        config=context.config,
    )
    context.problems += problems
    key = f"title_{split.language.tag}"
    title = values.get(key)
    if title is None and key not in context.refused:
        title = _first_sentence(text.text, first_line, split, context)
    if main is None or title is None:
        return None
    marks = {mark: at for mark, at in main.marks.items() if mark.split(".")[0] in _SHARED}
    marks["title"] = context.marks.get(key, (first_line, 1))
    return replace(
        main,
        language=split.language.tag,
        extent="summary",
        embedded=True,
        title=title,
        body=text,
        digest=digests.digest(digests.written(parts.head.entries, key), [], [], markdown=split.summary),
        summary=None,
        key_points=(),
        sources=(),
        image=None,
        attachments=(),
        corrections=(),
        aliases=(),
        translated_from="",
        marks=marks,
    )


def _first_sentence(text: str, line: int, split: SummarySplit, context: Context) -> Text | None:
    """A title for a summary that has none: its first sentence, shortened at a word."""
    paragraph = words(text.strip().split("\n\n")[0])
    end = _SENTENCE.search(paragraph)
    sentence = paragraph[: end.start()] if end else paragraph
    if len(sentence) > _LONGEST_TITLE:
        cut = sentence[:_LONGEST_TITLE]
        sentence = (cut.rpartition(" ")[0].rstrip(" ,،;؛:–—-") or cut) + "…"
    if not sentence:
        message = f"the section “{split.language.summary_heading}” is empty"
        context.report((line, 1), "bad-value", message, "write the summary, or delete the heading")
        return None
    # These are words already read: what Markdown would take for a mark is escaped.
    markdown = re.sub(r"([\\`*_{}\[\]])", r"\\\1", html.escape(sentence, quote=False))
    title, _ = body.line(
        markdown, line=line, column=1, path=context.path, language=split.language, config=context.config
    )
    return title
