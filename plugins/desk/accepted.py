"""Settings that Pelican has read and accepted <-> the state folder; so that it need not be asked again each time.

Pelican takes as long to load as a build after one edit. What it makes of pelicanconf.py hangs on what that file says,
on the command's own words and on Pelican's version; where all are as they were when it last accepted them, and no
plugin but ours wants to hear of the build, its answer is the same. In doubt it is asked.
"""

from __future__ import annotations

import json
import runpy
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.build.fingerprint import versions
from plugins.request import code

PLUGINS = ["plugins.hooks"]
FOLDERS = ("PATH", "OUTPUT_PATH", "THEME")
"""What Pelican makes absolute, and the command may name."""


def place(folder: Path, command: Mapping[str, str]) -> Path:
    """Where the settings that a command asks for are noted."""
    return folder / f"{_digest(repr(sorted(command.items())))[:16]}.settings"


def said(conf: Path) -> dict[str, Any] | None:
    """What pelicanconf.py says; None where it cannot be run, which Pelican will explain."""
    try:
        return {name: value for name, value in runpy.run_path(str(conf)).items() if name.isupper()}
    except Exception:  # noqa: BLE001 - whatever a settings file may raise
        return None


def key(settings: Mapping[str, Any], command: Mapping[str, str]) -> str:
    """Of all that Pelican's answer hangs on. `command`: what the command line and the environment say."""
    words = (sorted(settings.items()), sorted(command.items()), versions().get("pelican", ""), code())
    return _digest(repr(words))


def known(file: Path, wanted: str) -> dict[str, Any] | None:
    """What Pelican made of settings with this key, if it has seen them."""
    try:
        mark, _, body = file.read_text("utf-8").partition("\n")
        found: dict[str, Any] = json.loads(body) if mark == _digest(wanted + body) else {}
    except (OSError, ValueError):
        return None
    return found or None


def remember(file: Path, wanted: str, settings: Mapping[str, Any]) -> None:
    """Note what Pelican has made of settings with this key, where no other plugin is among them."""
    if list(settings["PLUGINS"]) != PLUGINS:
        return
    body = json.dumps({name: settings[name] for name in (*FOLDERS, "SITEURL")})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{_digest(wanted + body)}\n{body}", "utf-8")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
