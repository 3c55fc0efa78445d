"""A link that the other language lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.checks.pair import Pair, called, problem
from plugins.model import Problem

_TAGS = re.compile(r"(?:^|[./_-])(?:fa|en|ar|he|persian|english|farsi)(?=$|[./_-])", re.IGNORECASE)


def link_missing(pair: Pair) -> Iterator[Problem]:
    """What one full edition links to, the other does too; a page's own other language counts as the same.

    Bad: [متن سند](https://example.org/act) beside the same sentence without a link
    Good: [متن سند](https://example.org/fa/act) beside [the act](https://example.org/en/act)
    """
    if not pair.full:
        return
    for side in (pair.original, pair.other):
        there = pair.across(side)
        known = {_known(link.text) for link in there.links}
        alone = [link for link in there.links if _known(link.text) not in {_known(own.text) for own in side.links}]
        seen: set[str] = set()
        for link in side.links:
            name = _known(link.text)
            if name in known or name in seen or not name:
                continue
            seen.add(name)
            twin = next((other for other in alone if _other_language(link.text, other.text)), None)
            if twin:
                alone.remove(twin)
                continue
            message = f"“{link.text}” is linked here and not in {called(there)}"
            yield problem(side, link.place, "link-missing", message, "link it there too", length=len(link.text))


def _other_language(one: str, other: str) -> bool:
    """Whether two addresses of one site are most likely the same page in two languages."""
    if _host(one) != _host(other):
        return False
    tags = [(_TAGS.findall(address) or [""])[0].strip("./_-").lower() for address in (one, other)]
    named = "%" in one + other or not (one + other).isascii()
    return named or tags[0] != tags[1]


def _host(address: str) -> str:
    host = urlsplit(address).netloc.lower().removeprefix("www.") if "://" in address else "here"
    return re.sub(r"^(?:fa|en|ar|he)\.", "", host)


def _known(address: str) -> str:
    """An address without what only names a language; of a file of the site its name. Empty for one inside the page."""
    if address.startswith(("#", "mailto:", "tel:")):
        return ""
    if "://" not in address:
        name = address.partition("#")[0].rpartition("/")[2]
        return re.sub(r"(?:\.[a-z]{2}(?:-[a-z]+)?)?\.md$", "", name)
    parts = urlsplit(address)
    return _TAGS.sub("", f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}")
