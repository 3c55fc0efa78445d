"""The theme folder -> the interface's words and the assets of the site."""

from __future__ import annotations

import json
from pathlib import Path

from plugins.build import scan
from plugins.config import SiteConfig
from plugins.model import Blob, Strings
from plugins.site.assets import Assets, assets


def read_strings(theme: Path, config: SiteConfig) -> dict[str, Strings]:
    """theme/strings of the site's languages."""
    return {
        row.tag: Strings(row, json.loads((theme / "strings" / f"{row.tag}.json").read_text("utf-8")))
        for row in config.languages
    }


def read_theme(theme: Path) -> tuple[Assets, dict[str, str]]:
    """The theme's assets, and digest -> file for those that are carried as they are."""
    static = theme / "static"
    sheets: dict[str, str] = {}
    files: list[Blob] = []
    where: dict[str, str] = {}
    for path in sorted(p for p in static.rglob("*") if p.is_file() and not p.is_symlink()):
        name = path.relative_to(static).as_posix()
        if path.suffix == ".css":
            sheets[name] = path.read_text("utf-8")
        else:
            data = path.read_bytes()
            files.append(Blob(name, scan.digest(data), len(data)))
            where[files[-1].digest] = str(path)
    return assets(sheets, tuple(files)), where
