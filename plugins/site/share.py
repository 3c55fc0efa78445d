"""An edition -> plain links that hand it on: no script, no button of another site, nothing loaded.

Only where the site's address is known, and never for a preview. Sources: RFC 6068 (mailto:, its lines end with CR LF);
Telegram, "Share links" (t.me/share/url).
"""

from __future__ import annotations

from urllib.parse import quote

from plugins.model import Edition
from plugins.site.context import SiteContext, briefing_path
from plugins.site.views import Link, ShareView


def share(context: SiteContext, edition: Edition) -> ShareView | None:
    """The links of an edition's page."""
    url = context.config.absolute(briefing_path(edition.slug, edition.language))
    if not url or edition.status != "published":
        return None
    words, title = context.strings[edition.language], edition.title.plain
    telegram = f"https://t.me/share/url?url={_encoded(url)}&text={_encoded(title)}"
    mail = f"mailto:?subject={_encoded(title)}&body={_encoded(title)}%0D%0A%0D%0A{_encoded(url)}"
    return ShareView(url, (Link(words("share_telegram"), telegram), Link(words("share_mail"), mail)))


def _encoded(text: str) -> str:
    return quote(text, safe="")
