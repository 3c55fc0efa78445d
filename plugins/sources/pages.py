"""A file of content/pages -> a page of the site that is no briefing: about, corrections."""

from __future__ import annotations

from plugins.config import SiteConfig
from plugins.model import Problem, StaticPage
from plugins.sources import body, fields, file_names, front_matter, schema
from plugins.sources.values import Context


def read(path: str, data: bytes, config: SiteConfig) -> tuple[StaticPage | None, tuple[Problem, ...]]:
    """Read a file; None if its name or its title cannot be used. Never raises for what the file holds."""
    name, problems = file_names.read(path, config)
    if not name.known_language:
        return None, problems
    parts, more = front_matter.open_file(path, data, config)
    context = Context(path, name.language, config, [*problems, *more])
    if parts is None:
        return None, tuple(sorted(context.problems))
    known = schema.by_name(schema.PAGE, name.language, config.languages)
    values = fields.read(parts.head, known, context, lenient=parts.pelican)
    fields.agree(values, name, context)
    text, found = body.read(parts.body, first_line=parts.body_line, path=path, language=name.language, config=config)
    context.problems += found
    problems = tuple(sorted(context.problems))
    if not name.usable or "title" not in values:
        return None, problems
    page = StaticPage(
        slug=name.slug, language=name.language.tag, path=path, title=values["title"], body=text,
        summary=values.get("summary"), allow=values.get("allow", ()), marks=context.marks,
    )  # fmt: skip
    return page, problems
