"""The `BRIEFINGS` settings of pelicanconf.py -> SiteConfig, typed once; nothing reads settings after this.

An unknown key is refused with the nearest right name (sphinx-external-toc's rule), a wrong type with what is
expected. Problems are gathered, not raised one by one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.languages import ENGLISH, PERSIAN, TABLE
from plugins.model import BuildError, Forms, Language, PackFormat, Problem
from plugins.values import dataclass

Ezafe = Literal["", "hamza", "ye", "none"]
Pronouns = Literal["", "apart", "together"]
Digits = Literal["", "persian"]
SETTINGS_FILE = "pelicanconf.py"


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a site decides. Each field but the last four is a key of `BRIEFINGS`."""

    languages: tuple[Language, ...] = (PERSIAN, ENGLISH)
    """Tags in the order of the site; the first is the language of a file whose name has none."""
    title: Forms = field(default_factory=lambda: {"fa": "گزارش", "en": "Gozaresh"})
    """The masthead, per language."""
    description: Forms = field(default_factory=dict)
    """A sentence under it, per language."""
    publisher: Forms = field(default_factory=dict)
    """Who publishes, for citations and JSON-LD; the title where empty."""
    licence: Forms = field(default_factory=dict)
    """A sentence for the foot of pages and the end of packs, per language."""
    timezone: str = "UTC"
    """IANA name: what a date without an offset means."""
    feed_authority: str = "gozaresh.invalid,2025"
    """Authority and year of the feeds' tag: URIs (RFC 4151). Never change it: readers know entries by it."""
    per_page: int = 20
    feed_items: int = 50
    week_packs: bool = True
    """A pack of each ISO week with briefings."""
    month_packs: bool = False
    """A pack of each month with briefings, in each language by the month of its own first calendar."""
    topic_packs: int = 0
    """A pack of each topic with so many of its newest briefings; 0: none."""
    pack_formats: tuple[PackFormat, ...] = ("a4",)
    """Of the packs that the site makes; a curated pack says its own."""
    bilingual_pdfs: bool = True
    """A PDF of both editions of a briefing, side by side."""
    archive_pdfs: bool = False
    """Beside each edition's PDF one to keep: PDF/A-3u, with its Markdown source attached."""
    picture_widths: tuple[int, ...] = (480, 960, 1600)
    """Widths in pixels that a picture is offered in, where it is as wide."""
    workers: int | str = 0
    """Processes that read and render; 0: as many as this machine has cores. Or the address of a Dask cluster."""
    claimed: tuple[str, ...] = ()
    """Prefixes in output/ that other Pelican plugins write; kept, not checked."""
    max_source_bytes: int = 1_000_000
    """A Markdown or YAML file larger than this is refused."""
    max_line_length: int = 20_000
    """A line longer than this is refused: Python-Markdown is quadratic on some (facts/ecosystem.md section 6)."""
    max_file_bytes: int = 50_000_000
    """A picture or attachment larger than this is refused."""
    ezafe: Ezafe = ""
    """How the desk writes the ezafe of a silent ه: "hamza" (خانهٔ), "ye" (خانه‌ی), "none" (خانه); empty: as they do."""
    pronouns: Pronouns = ""
    """ "apart" (آن‌ها) or "together" (آنها); empty: as authors do."""
    digits: Digits = ""
    """ "persian": authors' Latin digits in Persian texts become Persian; empty: as authors do."""
    allow: Mapping[str, str] = field(default_factory=dict)
    """Codes of checks whose warnings and notes are allowed in every file -> why."""
    site_url: str = ""
    """Pelican's SITEURL, without the last slash; empty while unknown: then nothing absolute is written."""
    pdf: bool = True
    search: bool = True
    drafts: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def first(self) -> Language:
        """The language of a file whose name has none."""
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """The path of the site's address with both slashes: "/" or "/repo/"."""
        return urlsplit(self.site_url).path.rstrip("/") + "/"

    def language(self, tag: str) -> Language | None:
        """The site's language with this tag."""
        return next((row for row in self.languages if row.tag == tag), None)

    def absolute(self, path: str) -> str:
        """The URL of a path in `output/`; empty where the site's address is unknown."""
        return f"{self.site_url}/{path.removesuffix('index.html')}" if self.site_url else ""


_RUN_KEYS = {"site_url", "pdf", "search", "drafts"}
KEYS = tuple(f.name for f in fields(SiteConfig) if f.name not in _RUN_KEYS)


def read(
    briefings: Mapping[str, Any],
    *,
    site_url: str = "",
    pdf: bool = True,
    search: bool = True,
    drafts: bool = False,
) -> SiteConfig:
    """Make the configuration. Raises BuildError with every problem (unknown-setting, bad-setting)."""
    problems = []
    values: dict[str, Any] = {}
    for key, value in briefings.items():
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1, 0.6)
            fix = f"write {near[0]!r}" if near else f"the keys are {', '.join(KEYS)}"
            problems.append(_problem("unknown-setting", f"BRIEFINGS[{key!r}] is not a setting", fix))
            continue
        try:
            values[key] = _READERS.get(key, _plain(key))(value)
        except (TypeError, ValueError, KeyError) as error:
            problems.append(_problem("bad-setting", f"BRIEFINGS[{key!r}] is {value!r}", str(error.args[0])))
    if site_url and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", site_url):
        problems.append(_problem("bad-setting", f"SITEURL is {site_url!r}", "write the whole address: https://…"))
    if problems:
        raise BuildError(*problems)
    return SiteConfig(**values, site_url=site_url.rstrip("/"), pdf=pdf, search=search, drafts=drafts)


def _problem(code: str, message: str, fix: str) -> Problem:
    return Problem(SETTINGS_FILE, 0, 0, code, message, fix)


def _languages(value: Any) -> tuple[Language, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError('write a list of tags, as ["fa", "en"]')
    unknown = [tag for tag in value if tag not in TABLE]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not in plugins/languages.py, which has {', '.join(TABLE)}")
    return tuple(TABLE[tag] for tag in value)


def _forms(value: Any) -> Forms:
    if not isinstance(value, Mapping) or not all(isinstance(form, str) for form in value.values()):
        raise ValueError('write a text for each language, as {"fa": "…", "en": "…"}')
    return dict(value)


def _reasons(value: Any) -> dict[str, str]:
    texts = isinstance(value, Mapping) and [text for pair in value.items() for text in pair]
    if texts is False or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError('write a reason for each code, as {"tatweel": "our logotype"}')
    return dict(value)


def _zone(value: Any) -> str:
    try:
        ZoneInfo(value)
    except Exception:  # noqa: BLE001 - zoneinfo raises four kinds for four kinds of nonsense
        raise ValueError('write an IANA name, as "Asia/Tehran"') from None
    return str(value)


def _widths(value: Any) -> tuple[int, ...]:
    if not value or not all(isinstance(width, int) and width > 0 for width in value):
        raise ValueError("write a list of widths in pixels, as [480, 960, 1600]")
    return tuple(sorted(value))


def _prefixes(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(p, str) and p and not p.startswith(("/", ".")) for p in value):
        raise ValueError('write a list of folders of output/, as ["stats/"]')
    return tuple(value)


def _formats(value: Any) -> tuple[PackFormat, ...]:
    if isinstance(value, str) or not value or not set(value) <= set(get_args(PackFormat)):
        raise ValueError(f'write a list of {", ".join(get_args(PackFormat))}, as ["a4", "a5"]')
    return tuple(dict.fromkeys(value))


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("write a number; 0: none")
    return value


def _authority(value: Any) -> str:
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", str(value)):
        raise ValueError('write a domain you owned and the year, as "example.org,2025"')
    return str(value)


def _workers(value: Any) -> int | str:
    if isinstance(value, str) and value.startswith(("tcp://", "tls://")):
        return value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("write a number of processes (0: as many as there are cores), or tcp://HOST:PORT")
    return value


def _one_of(choices: Any) -> Any:
    words = get_args(choices)

    def check(value: Any) -> Any:
        if value not in words:
            raise ValueError("write " + " or ".join(f'"{word}"' for word in words if word))
        return value

    return check


def _plain(key: str) -> Any:
    kind = type(next(f.default for f in fields(SiteConfig) if f.name == key))

    def check(value: Any) -> Any:
        if type(value) is not kind or (isinstance(value, int) and kind is int and value < 1):
            raise ValueError({bool: "write True or False", int: "write a number, 1 or more"}.get(kind, "write a text"))
        return value

    return check


_READERS = {
    "languages": _languages,
    "title": _forms,
    "description": _forms,
    "publisher": _forms,
    "licence": _forms,
    "timezone": _zone,
    "feed_authority": _authority,
    "picture_widths": _widths,
    "claimed": _prefixes,
    "allow": _reasons,
    "topic_packs": _number,
    "pack_formats": _formats,
    "workers": _workers,
    "ezafe": _one_of(Ezafe),
    "pronouns": _one_of(Pronouns),
    "digits": _one_of(Digits),
}
