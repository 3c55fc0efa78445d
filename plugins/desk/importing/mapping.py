"""The keys of other generators -> ours. What has no place, or a value that ours cannot take, stays under `imported`.

Tables, not code: what a generator calls a key stands in `_OURS`. A value is checked here as the schema will check it,
so that an import never writes front matter that the next build refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from urllib.parse import urlsplit

from plugins.desk.importing.heads import Value
from plugins.desk.importing.raw import Facts
from plugins.persian import dates

_OURS = {
    "title": "title",
    "date": "date", "publishdate": "date", "pubdate": "date", "published_at": "date", "created": "date",
    "modified": "modified", "lastmod": "modified", "last_modified": "modified", "last_modified_at": "modified",
    "updated": "modified", "last_update": "modified",
    "summary": "summary", "description": "summary", "excerpt": "summary", "abstract": "summary",
    "tags": "tags", "tag": "tags", "categories": "tags", "category": "tags", "keywords": "tags",
    "author": "authors", "authors": "authors", "translator": "translator", "translators": "translator",
    "slug": "slug", "lang": "language", "language": "language", "locale": "language",
    "draft": "status", "status": "status", "published": "status", "unlisted": "status",
    "aliases": "aliases", "alias": "aliases", "permalink": "aliases", "redirect_from": "aliases", "url": "aliases",
    "image": "picture", "cover": "picture", "featured_image": "picture", "thumbnail": "picture", "images": "picture",
}  # fmt: skip
_MANY = frozenset({"tags", "authors", "translator", "aliases"})
_NAMES = ("name", "title", "label", "key", "image", "src", "file", "url", "date")
"""Keys of a mapping that stands where we have a text: Docusaurus' authors, a theme's cover."""
_HIDDEN = {"draft": ("true",), "unlisted": ("true",), "published": ("false",), "status": ("draft", "hidden", "skip")}
_SHOWN = {"draft": ("false",), "unlisted": ("false",), "published": ("true",), "status": ("published",)}
_SEGMENT = re.compile(r"(?!\.)[^/\\:?#*<>|\"\s]{1,100}(?<![. ])")


def facts(values: Mapping[str, Value], zone: tzinfo) -> Facts:
    """What a head says, in our words."""
    keys: dict[str, object] = {}
    single: dict[str, str] = {}
    imported: dict[str, object] = {}
    for key, value in values.items():
        ours = _OURS.get(key.lower().replace("-", "_"), "")
        if not value:
            continue
        if key.lower() == "published" and day(str(value), zone):
            ours = "date"
        if ours == "status":
            _status(key.lower(), value, keys, imported)
        elif ours in _MANY:
            _many(ours, key, value, keys, imported)
        elif ours and (text := _one(ours, value, zone)) and ours not in keys and ours not in single:
            (keys if ours in ("title", "modified", "summary") else single)[ours] = text
            _rest(ours, key, value, imported)
        else:
            imported[key] = value
    slug = single.get("slug", "")
    if "/" in slug.strip("/") or slug.startswith("/"):  # Docusaurus: the whole path
        _many("aliases", "slug", slug, keys, imported)
    return Facts(
        keys=keys,
        date=single.get("date", ""),
        slug=slug.strip("/").rpartition("/")[2].lower(),
        language=single.get("language", "").lower().replace("_", "-"),
        picture=single.get("picture", ""),
        imported=imported,
    )


def _status(key: str, value: Value, keys: dict[str, object], imported: dict[str, object]) -> None:
    said = str(value).lower()
    if said in _HIDDEN.get(key, ()):
        keys["status"] = "draft"
    elif said not in _SHOWN.get(key, ()):
        imported[key] = value


def _many(ours: str, key: str, value: Value, keys: dict[str, object], imported: dict[str, object]) -> None:
    known = keys.get(ours)
    taken = list(known) if isinstance(known, list) else []
    for text in _listed(ours, value):
        fits = alias(text) if ours == "aliases" else text
        if fits and fits not in taken:
            taken.append(fits)
        elif not fits:
            imported.setdefault(key, value)
    if taken:
        keys[ours] = taken
    _rest(ours, key, value, imported)


def _rest(ours: str, key: str, value: Value, imported: dict[str, object]) -> None:
    """What a mapping says beside the one text that is taken: an author's e-mail, a cover's caption."""
    inner = value if isinstance(value, list) else [value]
    if any(isinstance(item, dict) and len(item) > 1 for item in inner) or (ours not in _MANY and len(inner) > 1):
        imported[key] = value


def _listed(ours: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        parts = re.split(r"\s*[,،;؛]\s*", value) if ours == "tags" and re.search("[,،;؛]", value) else [value]
        yield from (part.strip() for part in parts if part.strip())
    elif isinstance(value, list):
        yield from (text for item in value if (text := _word(item)))
    elif text := _word(value):
        yield text


def _word(value: Value) -> str:
    """A text, or the text of a mapping that has one; on one line."""
    if isinstance(value, dict):
        value = next((value[name] for name in _NAMES if isinstance(value.get(name), str)), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _one(ours: str, value: Value, zone: tzinfo) -> str:
    first = value[0] if isinstance(value, list) and value else value
    text = _word(first)
    return day(text, zone) if ours in ("date", "modified") else text


def day(text: str, zone: tzinfo) -> str:
    """A date as we can read it; empty where we cannot. Fractions of a second are left out."""
    plain = re.sub(r"(?<=:\d\d)\.\d+", "", text.strip())
    try:
        dates.parse(plain, zone)
    except (ValueError, OverflowError):
        return ""
    return plain


def alias(written: str) -> str:
    """An old address as a path of this site; empty where it is a pattern or no path."""
    path = urlsplit(written).path if re.match(r"https?://", written) else written
    path = "/" + path.strip().lstrip("/")
    inner = path.strip("/")
    return path if inner and all(_SEGMENT.fullmatch(part) for part in inner.split("/")) else ""
