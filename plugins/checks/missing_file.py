"""A picture or attachment that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.nearest import path_suggestion
from plugins.config import SiteConfig
from plugins.model import Collection, Edition, Problem, StaticPage


def missing_file(collection: Collection, _config: SiteConfig) -> Iterator[Problem]:
    """Every picture and file that a text names lies in the content folder.

    Bad: ![A dam](images/dam.jpg) where the file is images/Dam.jpg
    Good: ![A dam](images/Dam.jpg)
    """
    there = {*collection.pictures, *collection.blobs, *collection.unread}
    texts = {p.path for p in collection.pages} | {e.path for b in collection.briefings for e in b.editions}
    for path, line, column, target, written in named(collection):
        if target in there:
            continue
        fix = path_suggestion(target, there | texts, path, "put the file there, or mend the name")
        yield Problem(path, line, column, "missing-file", f"{written!r} leads to {target!r}, which is not there", fix)


def named(collection: Collection) -> Iterator[tuple[str, int, int, str, str]]:
    """Each picture and file that a text names: path, line, column, target, as written."""
    # What an edition uses is known without its text, which a build after an edit need not load.
    editions = [e for b in collection.briefings for e in b.editions if e.uses]
    texts: list[Edition | StaticPage] = [*editions, *collection.pages]
    for text in texts:
        for reference in text.body.references:
            if reference.kind != "link":
                yield text.path, reference.line, reference.column, reference.target, reference.written
    for edition in editions:
        if edition.embedded:
            continue
        if edition.image:
            yield (
                edition.path,
                *edition.marks.get("image", (1, 0)),
                edition.image.target,
                edition.image.target,
            )
        for number, attachment in enumerate(edition.attachments):
            place = edition.marks.get(f"attachments.{number}", (1, 0))
            yield edition.path, *place, attachment.target, attachment.target
