"""A staging folder -> the output folder: what is new is put in place, what is gone is removed, the rest is not touched.

Every file arrives by a rename, so a reader sees the old file or the new one. Pages come after what they name, and
removals come last. The plan is made first and is plain data: it can be written down before it is carried out.
We remove files, so we work only in a folder that is empty or bears our mark. Source: rename(2).
"""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plugins.build import MARK, writing
from plugins.build.engine import Staging
from plugins.model import BuildError, Problem

MARK_FILE = ".nojekyll"
_ARRIVING = ".gozaresh-arriving"
"""Name of a file that is being copied from another disk, beside its target."""


@dataclass(frozen=True, slots=True)
class Commit:
    """How many files were put, left as they were, removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order; paths from the output folder."""

    put: tuple[str, ...]
    unchanged: tuple[str, ...]
    remove: tuple[str, ...]
    folders: tuple[str, ...]
    """Those there now, the deepest first: the ones left empty are removed."""


@dataclass(slots=True)
class _Standing:
    """What is in the output folder now, outside claimed prefixes; nothing is followed."""

    entries: dict[str, os.stat_result] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


def refuse(content: Path, output: Path) -> None:
    """Raise BuildError (output-folder, output-not-ours) where a build may not write."""
    source, target = content.resolve(), output.resolve()
    if target.is_relative_to(source) or source.is_relative_to(target):
        message = f"the output folder {str(output)!r} and the content folder {str(content)!r} overlap"
        raise BuildError(_problem("output-folder", message, "build into a folder of its own: --output output"))
    if os.path.lexists(output) and not output.is_dir():
        message = f"the output folder {str(output)!r} is a file"
        raise BuildError(_problem("output-folder", message, "name a folder, or move the file away"))
    _refuse_foreign(output)


def commit(stage: Staging, output: Path, claimed: tuple[str, ...]) -> Commit:
    """Bring the output folder to what `stage` holds, which is used up. `claimed`: prefixes that others write.

    Raises BuildError (output-not-ours, cannot-write); whatever was put by then is whole, and the next build goes on.
    """
    if MARK_FILE not in stage.paths:
        raise ValueError(f"no output made {MARK_FILE}: the next build would not know its folder")
    _refuse_foreign(output)
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        planned = plan(stage, output, claimed)
        carry_out(planned, stage, output)
    return Commit(len(planned.put), len(planned.unchanged), len(planned.remove))


def plan(stage: Staging, output: Path, claimed: tuple[str, ...]) -> Plan:
    """Compare; change nothing."""
    standing = _standing(output, claimed)
    new = frozenset(stage.paths)
    ordered = sorted(new, key=lambda path: (path != MARK_FILE, path.endswith((".html", ".xml")), path))
    same = frozenset(path for path in ordered if _same(stage.folder / path, output / path, standing.entries, path))
    return Plan(
        put=tuple(path for path in ordered if path not in same),
        unchanged=tuple(path for path in ordered if path in same),
        remove=tuple(sorted(path for path in standing.entries if path not in new)),
        folders=tuple(sorted(standing.folders, key=lambda path: (-path.count("/"), path))),
    )


def carry_out(planned: Plan, stage: Staging, output: Path) -> None:
    """Do it. What is done already is no error."""
    for path in planned.put:
        _make_way(output, path)
        _move(stage.folder / path, output / path)
    for path in planned.unchanged:
        (output / path).chmod(0o644)
    for path in planned.remove:
        with suppress(NotADirectoryError, IsADirectoryError):  # a new file or folder took its place above
            (output / path).unlink(missing_ok=True)
    for path in planned.folders:
        try:
            (output / path).rmdir()
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR):
                raise


def _standing(output: Path, claimed: tuple[str, ...]) -> _Standing:
    found = _Standing()
    kept = frozenset(prefix.strip("/") for prefix in claimed)
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(output / prefix) as listing:
            for entry in listing:
                path = prefix + entry.name
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISLNK(status.st_mode):
                    found.entries[path] = status
                elif path in kept:
                    continue
                elif stat.S_ISDIR(status.st_mode):
                    found.folders.append(path)
                    waiting.append(f"{path}/")
                else:
                    found.entries[path] = status
    return found


def _same(new: Path, old: Path, standing: Mapping[str, os.stat_result], path: str) -> bool:
    status = standing.get(path)
    return bool(status and stat.S_ISREG(status.st_mode)) and filecmp.cmp(new, old, shallow=False)


def _make_way(output: Path, path: str) -> None:
    """Make the folders of a path; a file or link that stands where a folder must be goes, and the reverse."""
    parts = path.split("/")
    for depth in range(1, len(parts)):
        folder = output.joinpath(*parts[:depth])
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    target = output / path
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _move(new: Path, target: Path) -> None:
    try:
        new.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        arriving = target.with_name(_ARRIVING)  # a rename does not cross disks
        shutil.copyfile(new, arriving)
        arriving.chmod(0o644)
        arriving.replace(target)


def _refuse_foreign(output: Path) -> None:
    """Raise BuildError (output-not-ours) unless the folder is absent, empty or bears our mark."""
    if not output.is_dir():
        return
    names = sorted(entry.name for entry in output.iterdir() if entry.name != _ARRIVING)
    mark = output / MARK_FILE
    if ".git" in names:
        message = f"the output folder {str(output)!r} is a git repository, and a build would remove its history"
    elif names and not (mark.is_file() and not mark.is_symlink() and mark.read_bytes() == MARK):
        message = f"the output folder {str(output)!r} holds files that no build of ours made ({names[0]!r})"
    else:
        return
    raise BuildError(_problem("output-not-ours", message, "move them away, or build elsewhere: --output DIR"))


def _problem(code: str, message: str, fix: str) -> Problem:
    return Problem("", 0, 0, code, message, fix)
