"""theme/static -> files under `assets/`, named by their content, and the table that finds them.

The style sheet is written as many files (one a component) and read as one: the lines `@import "x.css" layer(y);`
of css/site.css are filled in here, each in its cascade layer. A `url(…)` in it becomes the digest's name, so that
every asset may be cached for ever.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace

from plugins.model import Blob, BuildError, Job, Output, Problem, ready
from plugins.values import dataclass

_IMPORT = re.compile(r'@import "([^"]+)" layer\(([a-z.]+)\);\n?')
_URL = re.compile(r'url\("([^")]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CARRIED = (".woff2", ".svg", ".png", ".ico", ".js")
_FIXED = {"js/worker.js": "worker.js"}
"""A service worker is known by its address, and rules over what lies below it: the whole site."""


@dataclass(frozen=True, slots=True)
class Assets:
    """What the site carries of the theme."""

    outputs: tuple[Output, ...]
    paths: Mapping[str, str]
    """File of theme/static -> its path in `output/`."""


def assets(sheets: Mapping[str, str], files: tuple[Blob, ...]) -> Assets:
    """Make them. `sheets`: path in theme/static -> text of each style sheet; `files`: the others.

    Raises BuildError (theme-file) for an @import or url() that leads nowhere.
    """
    outputs: list[Output] = []
    paths: dict[str, str] = {}
    for blob in files:
        stem, suffix = posixpath.splitext(posixpath.basename(blob.path))
        if suffix in _CARRIED:
            safe = re.sub(r"[^A-Za-z0-9.-]+", "-", stem).strip("-")
            path = _FIXED.get(blob.path) or f"assets/{safe}.{blob.digest[:10]}{suffix}"
            paths[blob.path] = path
            outputs.append(replace(ready(path, Job("copy", path, (blob.digest,))), parts=(blob.digest,)))
    css = _linked(_bundle("css/site.css", sheets), paths)
    path = f"assets/site.{hashlib.blake2b(css.encode(), digest_size=5).hexdigest()}.css"
    paths["css/site.css"] = path
    outputs.append(ready(path, Job("bytes", (path, css.encode()))))
    return Assets(tuple(outputs), paths)


def _bundle(entry: str, sheets: Mapping[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(entry), match[1]))
        if path not in sheets:
            raise BuildError(_missing(entry, match[1]))
        return f"@layer {match[2]}{{{_tight(_rebased(sheets[path], path))}}}\n"

    return _tight(_IMPORT.sub(fill, sheets[entry]))


def _rebased(css: str, path: str) -> str:
    """url() of a style sheet, as paths of theme/static."""
    folder = posixpath.dirname(path)
    return _URL.sub(lambda m: f'url("{posixpath.normpath(posixpath.join(folder, m[1]))}")', css)


def _linked(css: str, paths: Mapping[str, str]) -> str:
    def to(match: re.Match[str]) -> str:
        if match[1] not in paths:
            raise BuildError(_missing("css", match[1]))
        return f'url("{posixpath.basename(paths[match[1]])}")'

    return _URL.sub(to, css)


def _tight(css: str) -> str:
    """Comments and indents off; nothing cleverer, so that a rule stays findable in the browser."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _missing(where: str, name: str) -> Problem:
    return Problem(
        f"theme/static/{where}", 0, 0, "theme-file", f"{name!r} is not there", "mend the path or add the file"
    )
