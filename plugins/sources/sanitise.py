"""HTML of Markdown -> HTML that is safe anywhere, and what was taken out of it.

An allow-list, in this file alone, applied by nh3 (html5ever's parser, so that what we check is what a browser
reads). Markdown is not trusted (DESIGN section 7): everything that leaves `sources` has passed here, for page, feed
and PDF alike. The report of what was removed is a courtesy to the author and no part of the protection.
"""

from __future__ import annotations

import html
import re

import nh3

from plugins.sources.places import MARK, strip_marks
from plugins.values import dataclass

_WORDS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var wbr"
)
TAGS = frozenset(_WORDS.split())
PLACE = "data-place"
"""Carries a link's mark through nh3; never in the result."""
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"class", "dir", "id", "lang", "title"}),
    "a": frozenset({"href", PLACE}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "src", PLACE}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
SCHEMES = frozenset({"feed", "http", "https", "mailto", "tel"})

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_HAS_HTML = re.compile(r"<[a-zA-Z/!?]|\{[^}\n]{0,300}?[=:]")
_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_MARKED = re.compile(
    rf"""(<(?:a|img)\b(?:[^<>"']|"[^"]*"|'[^']*')*?)(\b(?:href|src)\s*=\s*["']?)({MARK})""", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"""<(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE
)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that the allow-list does not have."""

    what: str
    """A tag's name, "tag attribute", or, for a link, its scheme with the colon."""
    written: str
    """As far as known: the address, for a scheme; else empty."""
    mark: str = ""


def clean(source: str, rendered: str) -> tuple[str, list[Removed]]:
    """Rendered HTML, made safe. `source` (Markdown) only tells whether an author wrote HTML at all."""
    removed = _schemes(rendered)
    if _HAS_HTML.search(source):
        removed += _not_allowed(strip_marks(rendered))
    return _CLEANER.clean(_carry(rendered) if _MARK.search(rendered) else rendered), removed


_MARK = re.compile(MARK)
_CARRIED = re.compile(rf'{MARK}(?=" )(?<={PLACE}=".)')


def _carry(rendered: str) -> str:
    """The marks of destinations moved into an attribute of their own, and all others taken out."""
    carried = _MARKED.sub(rf'\1{PLACE}="\3" \2', rendered)
    kept = {match.start() for match in _CARRIED.finditer(carried)}
    return _MARK.sub(lambda match: match[0] if match.start() in kept else "", carried)


def scheme_of(address: str) -> str:
    """The scheme with its colon, as a browser reads it (tabs, newlines and leading controls do not hide it)."""
    match = SCHEME.match(_CONTROL.sub("", address))
    return match[0].lower() if match else ""


def _schemes(rendered: str) -> list[Removed]:
    found = []
    for match in _ADDRESS.finditer(rendered):
        address = match[match.lastindex or 0]
        plain = strip_marks(html.unescape(address))
        scheme = scheme_of(plain)
        if scheme and scheme[:-1] not in SCHEMES:
            found.append(Removed(scheme, plain, address[0] if re.match(MARK, address) else ""))
    return found


def _not_allowed(rendered: str) -> list[Removed]:
    found = []
    for name, rest in _TAG.findall(rendered):
        tag = name.lower()
        if tag not in TAGS:
            found.append(Removed(tag, ""))
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset())
        for attribute, _value in _ATTRIBUTE.findall(rest):
            if attribute.lower() not in allowed:
                found.append(Removed(f"{tag} {attribute.lower()}", ""))
    return found
