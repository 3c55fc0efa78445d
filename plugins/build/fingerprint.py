"""Code, theme, settings and versions -> one digest: what shapes every output.

Equal fingerprints and equal parts give equal bytes, on two machines with equal native versions too.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

LIBRARIES = (
    "brotli", "fonttools", "jinja2", "markdown", "markupsafe", "nh3", "persiantools", "pillow", "pydyf",
    "pypdfium2", "python-frontmatter", "pyyaml", "tinycss2", "weasyprint",
)  # fmt: skip


def of_folders(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> str:
    """Names and bytes of all files of some folders (of some endings only, where given)."""
    whole = blake2b(digest_size=16)
    for folder in map(str, folders):
        for path in sorted(_files(folder, suffixes)):
            with open(path, "rb") as file:
                data = file.read()
            name = path[len(folder) + 1 :].replace(os.sep, "/")
            whole.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            whole.update(data)
    return whole.hexdigest()


def _files(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """By `os`: pathlib takes as long again as reading them all, at each command."""
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        paths = [f"{inside}{os.sep}{name}" for name in names if not suffixes or name.endswith(suffixes)]
        yield from filter(os.path.isfile, paths)


@cache
def versions() -> dict[str, str]:
    """Installed libraries (lower case, with hyphens) -> their versions, from the names of their `.dist-info` folders.

    importlib.metadata reads each library's whole description for that, and takes 25 ms to begin.
    Source: PyPA, "Recording installed projects"; PEP 503 (names).
    """
    table: dict[str, str] = {}
    for folder in map(Path, reversed(sys.path)):  # the first on the path is the one that is imported
        for info in folder.glob("*.dist-info") if folder.is_dir() else ():
            name, _, version = info.name.removesuffix(".dist-info").partition("-")
            table[re.sub(r"[-_.]+", "-", name).lower()] = version
    return table


@cache
def of_libraries() -> str:
    """Versions of Python, of the libraries that make bytes, and of the native ones that set type."""
    installed = versions()
    names = [platform.python_version(), *(f"{name} {installed.get(name, '')}" for name in LIBRARIES)]
    return "\n".join([*names, _version("pango-1.0", "pango_version"), _version("harfbuzz", "hb_version_string")])


def _version(library: str, function: str) -> str:
    """What a native library says of itself; empty where it is not there (a build without PDFs)."""
    for name in (f"lib{library}.so.0", f"lib{library}.0.dylib"):
        try:
            said = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        if function.endswith("string"):
            said.restype = ctypes.c_char_p
            return f"{library} {said().decode()}"
        return f"{library} {said()}"
    return ""


def joined(*said: str) -> str:
    """One digest of several."""
    return blake2b("\0".join(said).encode(), digest_size=16).hexdigest()
