"""Titles and the file's name -> the slug, and who gave it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from plugins.desk.importing import days
from plugins.desk.importing.raw import Facts, refused
from plugins.languages import KNOWN_TAGS
from plugins.persian.latin import latin
from plugins.sources import file_names
from plugins.sources.file_names import RESERVED, SLUG

_LONGEST = 50
_NO_NAMES = frozenset({"index", "readme", "_index", "post", "page"})
"""Names of files whose folder has the name."""


def find(said: str, facts: Facts, titles: Mapping[str, str], source: Path, *, named: bool) -> tuple[str, str]:
    """The slug and where it comes from (empty: the person). `named`: whether the file's name is one, where it has front
    matter. Raises BuildError (import-slug).
    """
    if said:
        if _fits(said):
            return said, ""
        better = file_names.slugify(said, dots=True)
        fix = f"--slug {better if _fits(better) else 'a-few-latin-words'}"
        raise refused(
            source, "import-slug", f"“{said}” cannot stand in an address, or is a page of the site's own", fix
        )
    stated = [(facts.slug, "the front matter")] if facts.slug else []
    if named and (facts.keys or facts.date):
        stated.append((_of_name(source), "the file's name"))
    stated.append((slug(titles.get("en", "")), "the English title"))
    stated += [(slug(latin(titles[tag])), "the title in Latin letters") for tag in ("fa", "ar") if tag in titles]
    found = next(((made, origin) for made, origin in stated if _fits(made)), None)
    if found is None:
        raise refused(source, "import-slug", "nothing in it gives a name for its address", "--slug a-few-latin-words")
    return found


def slug(text: str) -> str:
    """An ASCII name from words in Latin letters; empty where there are none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore" if text.isascii() else "replace").decode()
    plain = re.sub(r"(?<=[A-Za-z])\?+", "", plain)
    name = ""
    for word in re.findall(r"[a-z0-9]+", re.sub(r"['’]|(?<=\b[a-z])\.", "", plain.lower())):
        if len(name) + len(word) >= _LONGEST:
            break
        name += "-" * bool(name) + word
    return name


def _of_name(source: Path) -> str:
    stem, dot, last = source.stem.rpartition(".")
    stem = stem if dot and last.lower() in KNOWN_TAGS else source.stem
    if stem.lower() in _NO_NAMES:
        stem = source.parent.name
    return days.undated(stem).lower().replace("_", "-").replace(" ", "-")


def _fits(name: str) -> bool:
    return bool(SLUG.fullmatch(name)) and name not in RESERVED and len(name) <= 120
