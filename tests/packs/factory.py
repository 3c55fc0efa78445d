"""Small collections made by hand: what `packs` is handed, without reading a file."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path

from plugins import packs
from plugins.config import SiteConfig
from plugins.languages import TABLE
from plugins.model import (
    Body,
    Briefing,
    Collection,
    Correction,
    Edition,
    Heading,
    Html,
    Moment,
    Person,
    Source,
    Strings,
    Text,
    Topic,
    Workshop,
)
from plugins.parts import Parts

THEME = Path(__file__).resolve().parents[2] / "theme"
STRINGS = {
    tag: Strings(row, json.loads((THEME / "strings" / f"{tag}.json").read_text("utf-8"))) for tag, row in TABLE.items()
}
CONFIG = SiteConfig(
    site_url="https://example.org",
    licence={"fa": "بازنشر با ذکر منبع آزاد است.", "en": "Free to republish with attribution."},
)
NO_ADDRESS = SiteConfig()

BODY = {tag: (Path(__file__).parent / "cases" / f"body.{tag}.html").read_text("utf-8") for tag in ("fa", "en")}
"""As `sources` leaves it: sanitised, isolated, references open."""
TITLE = {"fa": "چارچوب توکیو دربارهٔ مواد معدنی {}", "en": "The Tokyo framework on minerals {}"}


def text(plain: str) -> Text:
    return Text(plain, Html(plain))


def moment(year: int, month: int, day: int) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC))


def body(html: str) -> Body:
    headings = tuple(
        Heading(int(level), name, re.sub(r"<[^>]+>", "", inner))
        for level, name, inner in re.findall(r'<h([2-6]) id="([^"]+)">(.*?)</h', html)
    )
    words = unescape(re.sub(r"<[^>]+>", " ", html))
    return Body(Html(html), words, headings, frozenset(re.findall(r'id="([^"]+)"', html)), ())


def edition(slug: str, language: str, *, html: str = "", **fields: object) -> Edition:
    """An edition with everything that the page prints; `fields` replace what it has."""
    fa = language == "fa"
    made: dict[str, object] = {
        "slug": slug,
        "language": language,
        "extent": "full",
        "path": f"briefings/{slug}.{language}.md",
        "title": text(TITLE[language].format(slug)),
        "date": moment(2025, 10, 28),
        "body": body(html or BODY[language]),
        "digest": sha256(f"{slug}.{language}{html}".encode()).hexdigest(),
        "summary": text("این گزارش مفاد متن را مرور می‌کند." if fa else "This briefing reviews the text."),
        "topics": ("trade",),
        "authors": ("omid",),
        "reviewers": ("parisa",),
        "number": "2025/21",
        "key_points": (text("نکتهٔ نخست می‌گوید."), text("نکتهٔ دوم.")) if fa else (text("First point."), text("Second.")),
        "sources": (Source(text("Global Outlook"), "IEA", "https://www.iea.org/x", moment(2025, 5, 21)),),
        "corrections": (Correction(moment(2025, 11, 2), text("تاریخ اصلاح شد." if fa else "A date was corrected.")),),
    }
    return Edition(**(made | fields))  # type: ignore[arg-type]


def briefing(slug: str, *languages: str, **fields: object) -> Briefing:
    return Briefing(slug, tuple(edition(slug, language, **fields) for language in languages))


def collection(*briefings: Briefing, **fields: object) -> Collection:
    """Newest first, as the pipeline gathers it."""
    return Collection(
        tuple(sorted(briefings, key=lambda b: (-b.date.at.timestamp(), b.slug))),
        topics={"trade": Topic("trade", {"fa": "تجارت", "en": "Trade"})},
        people={
            "omid": Person("omid", {"fa": "امید رستگار", "en": "Omid Rastgar"}),
            "parisa": Person("parisa", {"fa": "پریسا عظیمی", "en": "Parisa Azimi"}),
        },
        **fields,  # type: ignore[arg-type]
    )


def workshop(blobs: dict[str, str] | None = None) -> Workshop:
    return Workshop(str(THEME), STRINGS, blobs or {})


def pdfs(made, config=CONFIG):
    """All PDFs of a collection."""
    return packs.outputs(made, config, STRINGS, Parts(made))
