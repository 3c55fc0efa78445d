"""The files of `output/` <-> hard links to them in the state folder: an output folder that is gone is put back unmade.

A link takes neither room nor time, and a commit puts a new file in place of the old one, so what was kept stays as it
was. (Where the output lies on another disk, the staged file is kept and a copy of it published.) Nobody is believed:
whoever writes into a published file in place writes into the kept one too, so a file is put back only where its bytes
have the digest of the manifest. Where the disk has no links, nothing is kept.
Source: link(2).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from plugins.build.manifest import Made, Stat, digest
from plugins.build.staging import Staging

NAME = "kept"


def keep(stage: Staging, state: Path, put: Iterable[str], gone: Iterable[str]) -> None:
    """Link what a commit will put, and let go of what it will remove; on any fault, of all that is kept."""
    folder, ready = f"{state}/{NAME}", set[str]()
    try:
        for path in gone:
            with suppress(FileNotFoundError):
                os.unlink(f"{folder}/{path}")  # noqa: PTH108 - of 24,000 files, Path's part would be a quarter
        for path in put:
            parent = path.rpartition("/")[0]
            if parent not in ready:
                Path(folder, parent).mkdir(parents=True, exist_ok=True)
                ready.add(parent)
            try:
                os.link(f"{stage.folder}/{path}", f"{folder}/{path}")
            except FileExistsError:
                os.unlink(f"{folder}/{path}")  # noqa: PTH108 - as above
                os.link(f"{stage.folder}/{path}", f"{folder}/{path}")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def again(made: Made, output: Path, standing: Mapping[str, Stat], stage: Staging, state: Path) -> Made | None:
    """An output whose files are not all as they were left, with those that stand whole and those that are put back.

    None where one of them has to be made again; nothing of it is staged then.
    """
    files: dict[str, Stat] = {}
    staged: list[str] = []
    for path, stat in made.files.items():
        there = standing.get(path)
        if there == stat or (there and there[0] == stat[0] and _whole(f"{output}/{path}", made.digests[path])):
            files[path] = there or stat
            continue
        back = None
        if _whole(f"{state}/{NAME}/{path}", made.digests[path]):
            back = stage.link(path, f"{state}/{NAME}/{path}")
        if back is None:
            for done in staged:
                stage.drop(done)
            return None
        files[path] = back
        staged.append(path)
    return made.with_files(files)


def _whole(file: str, wanted: bytes) -> bool:
    try:
        with open(file, "rb") as stream:
            return digest(stream.read()) == wanted
    except OSError:
        return False
