"""What a PDF to keep has beside another: the Markdown of its texts, and nothing that PDF/A forbids.

Source: ISO 19005-3 (PDF/A-3: attachments with their relationship; 6.2.8, no interpolated pictures; 6.6.2, metadata
that a reader finds without a filter); measured with page-validation, profile 3u.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

from pydyf import Stream
from weasyprint import Attachment

from plugins.model import Workshop

FORMAT = "archive"


def variant(form: str) -> str:
    """What kind of PDF a document of a format becomes."""
    return "pdf/a-3u" if form == FORMAT else "pdf/ua-1"


class Attached(Protocol):
    """What this module needs of an attachment (`packs.values.Attachment`)."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def modified(self) -> str: ...


def attachments(given: Sequence[Attached], workshop: Workshop) -> list[Any]:
    """The files, dated by their texts: the clock of a build would make other bytes."""
    made = []
    for file in given:
        when = datetime.fromisoformat(file.modified).astimezone(UTC)
        made.append(
            Attachment(
                string=workshop.blob(file.digest),
                name=file.name,
                description=file.about,
                created=when,
                modified=when,
                relationship="Source",
            )
        )
    return made


@contextmanager
def undisturbed() -> Iterator[None]:
    """WeasyPrint leaves its colour profile open, and Python warns of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def finish(pdf: Any) -> None:
    """Take out what PDF/A forbids, and give each attachment its type."""
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        if thing.extra.get("Type") == "/Metadata":
            thing.compress = False
            thing.extra.pop("Filter", None)
        if thing.extra.get("Interpolate") == "true":
            thing.extra["Interpolate"] = "false"
        if thing.extra.get("Type") == "/EmbeddedFile":
            thing.extra["Subtype"] = "/text#2fmarkdown"
        if thing.compress and not thing.extra and thing.data.endswith(b"\r\nendstream"):
            # A page's drawing may end with CR when it is compressed, and CR LF then reads as the line's end.
            thing.stream.append(b"")
