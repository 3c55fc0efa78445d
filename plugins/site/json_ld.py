"""An edition -> its schema.org description as one line of JSON, safe inside `<script>`.

`Report` where it stands in a series or carries a number, `NewsArticle` otherwise.
"""

from __future__ import annotations

import json
from typing import Any

from plugins.model import Edition
from plugins.site.context import SiteContext, briefing_path


def report(context: SiteContext, edition: Edition, image: str) -> str:
    """JSON-LD; addresses only where the site's is known."""
    tag = edition.language
    absolute = context.config.absolute
    people = context.collection.people
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report" if edition.number or edition.series else "NewsArticle",
        "headline": edition.title.plain,
        "inLanguage": tag,
        "datePublished": edition.date.iso,
        "dateModified": edition.updated.iso,
        "publisher": {"@type": "Organization", "name": context.publisher(tag)},
    }
    if edition.summary:
        data["description"] = edition.summary.plain
    if edition.number and data["@type"] == "Report":
        data["reportNumber"] = edition.number
    for key, ids in (("author", edition.authors), ("translator", edition.translators)):
        names = [context.forms(people[p].names, tag) for p in ids if p in people]
        if names:
            data[key] = [{"@type": "Person", "name": name} for name in names]
    topics = context.collection.topics
    about = [context.forms(topics[t].names, tag) for t in edition.topics if t in topics]
    if about:
        data["keywords"] = about
    if context.config.site_url:
        data["url"] = data["mainEntityOfPage"] = absolute(briefing_path(edition.slug, tag))
        if image:
            data["image"] = absolute(image)
    return script_json(data)


def script_json(data: dict[str, Any]) -> str:
    """JSON in which nothing can end a `<script>` or begin a comment (HTML standard, 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
