"""The path of a source file -> its slug and language; a path written in it -> a path of the content folder.

Names on disk become names in URLs, so the rules are narrow: ASCII, lower case, none of the site's own names
(DESIGN section 2).
"""

from __future__ import annotations

import hashlib
import posixpath
import re

from unidecode import unidecode

from plugins.config import SiteConfig
from plugins.languages import KNOWN_TAGS
from plugins.model import Language, Problem
from plugins.values import dataclass

SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
RESERVED = frozenset(
    {
        "topics",
        "people",
        "series",
        "archive",
        "packs",
        "names",
        "index",
        "search",
        "feeds",
        "pdf",
        "assets",
        "404",
    }
)
_PAGED = re.compile(r"page-\d+")
_LONGEST = 120
"""With a language and ".html" it stays below 143 bytes, the shortest limit in use (eCryptfs)."""
_TAG = re.compile(r"(?P<tag>[a-z]{2,3})(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class FileName:
    """What a source file's name says."""

    slug: str
    language: Language
    """The site's first where the name has none, or one that the site lacks."""
    usable: bool = True
    """False with an error: no page may be made from it."""
    known_language: bool = True
    """False with unknown-language: the text would be judged by another language's rules."""


def read(path: str, config: SiteConfig) -> tuple[FileName, tuple[Problem, ...]]:
    """Codes: bad-slug, reserved-slug, unknown-language."""
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    slug, dot, last = stem.rpartition(".")
    language = config.language(last) if dot else None
    problems: list[Problem] = []
    if language is None:
        tag = _TAG.fullmatch(last.lower()) if dot else None
        if tag and tag["tag"] in KNOWN_TAGS:
            problems.append(_unknown_language(path, slug, last, tag["tag"], suffix, config))
        else:
            slug = stem
        language = config.first
    ending = stem[len(slug) :] + suffix
    if not SLUG.fullmatch(slug) or len(slug) > _LONGEST:
        better = slugify(slug, dots=True)[:_LONGEST].rstrip(".-")
        message = f"“{slug}” cannot stand in an address: only a-z, 0-9, hyphen and dot, at most {_LONGEST}"
        fix = f"rename the file, for example to {better + ending}" if better else "give the file an English name"
        problems.append(Problem(path, 0, 0, "bad-slug", message, fix))
    elif slug in RESERVED or _PAGED.fullmatch(slug):
        message = f"“{slug}” is the name of one of the site's own pages"
        problems.append(
            Problem(
                path,
                0,
                0,
                "reserved-slug",
                message,
                f"rename the file, for example to {slug}-briefing{ending}",
            )
        )
    known = all(problem.code != "unknown-language" for problem in problems)
    return FileName(slug, language, not problems, known), tuple(problems)


def _unknown_language(path: str, slug: str, last: str, tag: str, suffix: str, config: SiteConfig) -> Problem:
    tags = ", ".join(row.tag for row in config.languages)
    message = f"“{last}” in the file's name is not a language of this site ({tags})"
    known = config.language(tag)
    if known:
        fix = f"rename the file to {slug}.{tag}{suffix}"
    else:
        first = config.first.tag
        other = f"{slug}.{first}{suffix}"
        fix = f"move the file out of the content folder; if its text is in {first}, rename it to {other}"
    return Problem(path, 0, 0, "unknown-language", message, fix)


def slugify(label: str, *, dots: bool = False) -> str:
    """A label in any script -> ASCII words joined by hyphens; empty if nothing is left."""
    keep = "." if dots else ""
    latin = re.sub("['`]", "", unidecode(label).lower())
    return re.sub(rf"[^a-z0-9{keep}]+", "-", latin).strip("-.")


def free_id(label: str) -> str:
    """The id of a topic or person that stands in no table: the same for the same label, on every machine."""
    return slugify(label)[:_LONGEST] or "x" + hashlib.sha256(label.encode()).hexdigest()[:8]


def target(written: str, path: str) -> str:
    """The content path that `written` means in the file `path`: from its folder, or with "/" from content/.

    Lexical: whether the file is there is for the checks. Raises ValueError if it leaves the content folder.
    """
    start = "" if written.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(start, written.lstrip("/")))
    if joined == ".." or joined.startswith(("../", "/")):
        raise ValueError("it leads out of the content folder")
    return joined
