"""`content:` references in HTML -> where they lead; and the ids of a fragment -> ids that no other fragment has.

Apart from `references`, for that is needed only where a file is read: `site` and `packs` resolve, and load less.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from plugins.model import Html
from plugins.sources.tree import start_tag

_OPEN = re.compile(r'<a\b[^>]*>|</a>|<img\b[^>]*\bsrc="content:[^>]*>')
_HREF = re.compile(r'\bhref="content:([^"#]*)#?([^"]*)"')
_SRC = re.compile(r'\s?\bsrc="content:([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')


def resolve(
    html: Html,
    *,
    link: Callable[[str, str], str | None],
    picture: Callable[[str], Mapping[str, str] | None],
) -> Html:
    """Close the references of a fragment.

    `link(target, fragment)` gives the address, or None: then the words stay and the link goes. `picture(target)`
    gives the attributes of the `<img>` (src, srcset, width…), or None: then its alternative text stays.
    """
    if "content:" not in html:
        return html
    unwrapped = False

    def turn(match: re.Match[str]) -> str:
        nonlocal unwrapped
        tag = match[0]
        if tag == "</a>":
            gone, unwrapped = unwrapped, False
            return "" if gone else tag
        if tag.startswith("<img"):
            return _resolved_picture(tag, picture)
        reference = _HREF.search(tag)
        if not reference:
            return tag
        address = link(*(unquote(markup.unescape(part)) for part in reference.groups()))
        unwrapped = address is None
        if address is None:
            return ""
        written = markup.escape(address, quote=True)
        return f'{tag[: reference.start()]}href="{written}"{tag[reference.end() :]}'

    return Html(_OPEN.sub(turn, html))


def _resolved_picture(tag: str, picture: Callable[[str], Mapping[str, str] | None]) -> str:
    source = _SRC.search(tag)
    attributes = picture(unquote(markup.unescape(source[1]))) if source else None
    if source is None or attributes is None:
        alt = _ALT.search(tag)
        return markup.escape(markup.unescape(alt[1]), quote=False) if alt else ""
    written = start_tag("img", dict(attributes))[len("<img") :].removesuffix(">")
    return tag[: source.start()] + written + tag[source.end() :]


_ID = re.compile(r'(?<= )(id="|href="#)(?=[^"])')
_TAG_WITH_ID = re.compile(r'<[a-z][^>]* (?:id="|href="#)[^>]*>')


def prefix_ids(html: Html, prefix: str) -> Html:
    """Every id and every link to one begins with a prefix: for several briefings in one document."""
    safe = markup.escape(prefix, quote=True)
    return Html(_TAG_WITH_ID.sub(lambda tag: _ID.sub(lambda start: start[1] + safe, tag[0]), html))
