"""A staging folder, and what stays -> the output folder: the new is put in place, what is gone is removed.

Every staged file is put by a rename, even one whose bytes stand there already: a rename costs less than a comparison,
the file then has the time that the manifest says, and to do it again after a kill is the same act. Who wants files of
equal bytes left alone (their time and ETag with them) keeps them instead of staging them.
Pages come after what they name, and removals come last. The plan is made first and is plain data, which the journal
writes down before anything changes. We remove files, so we work only in a folder that is empty or bears our mark.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from plugins.build import journal as journals
from plugins.build import kept, writing
from plugins.build.journal import ARRIVING, MARK_FILE, Journal, Plan, refuse_foreign
from plugins.build.manifest import Stat
from plugins.build.staging import Staging
from plugins.model import BuildError, Problem
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """How many files were put, and how many removed."""

    written: int
    removed: int


@dataclass(slots=True)
class Standing:
    """What is in an output folder, outside claimed prefixes; nothing is followed."""

    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    """Regular files, not yet asked for their stat."""
    others: list[str] = field(default_factory=list)
    """Links, pipes, devices."""
    folders: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)
    """Claimed prefixes that are there."""


def refuse(content: Path, output: Path) -> None:
    """Raise BuildError (output-folder, output-not-ours) where a build may not write."""
    source, target = content.resolve(), output.resolve()
    if target.is_relative_to(source) or source.is_relative_to(target):
        message = f"the output folder {str(output)!r} and the content folder {str(content)!r} overlap"
        raise BuildError(_problem("output-folder", message, "build into a folder of its own: --output output"))
    if os.path.lexists(output) and not output.is_dir():
        message = f"the output folder {str(output)!r} is a file"
        raise BuildError(_problem("output-folder", message, "name a folder, or move the file away"))
    refuse_foreign(output)


def commit(
    stage: Staging, output: Path, claimed: tuple[str, ...], *, keep: frozenset[str] | None, state: Path, manifest: bytes
) -> Commit:
    """Bring the output folder to what `stage` holds, which is used up, and to what `keep` names.

    `keep` None: all that stands stays, and is where it was but a moment ago; the folder is not walked again.
    `claimed`: prefixes that others write. `manifest` becomes `state/manifest` together with the files; the put ones
    keep the times of the staged ones. Raises BuildError: output-not-ours, output-changed (a kept file is gone),
    cannot-write; the old site is whole then, or the journal says how the next build completes the new one.
    """
    if keep is not None and MARK_FILE not in keep and MARK_FILE not in stage.paths:
        raise ValueError(f"no output made {MARK_FILE}: the next build would not know its folder")
    refuse_foreign(output)
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        found = Standing() if keep is None else standing(output, claimed)
        planned = plan(stage.paths, keep or frozenset(), found)
        done = Commit(len(planned.put), len(planned.remove))
        if planned == Plan((), (), ()):
            journals.replace_manifest(state, manifest)
            return done
        _refuse_locked_folders(planned, output)
        staged = _within_reach(stage.folder, planned.put, output)
    kept.keep(stage, state, planned.put, planned.remove)
    journal = Journal(str(output.resolve()), str(staged.resolve()), planned)
    try:
        journals.begin(state, journal, manifest)
        journals.complete(state, journal)
    except KeyboardInterrupt:  # what is left takes a moment: a site between two builds is not what was asked for
        journals.recover(state, output)
        raise
    return done


def standing(output: Path, claimed: Iterable[str] = ()) -> Standing:
    """Walk an output folder; one that is not there is empty."""
    found = Standing()
    prefixes = frozenset(prefix.strip("/") for prefix in claimed)
    waiting = [""] if output.is_dir() else []
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{output}/{prefix}") as listing:
            for entry in listing:
                path = prefix + entry.name
                if entry.is_symlink():
                    found.others.append(path)
                elif path in prefixes:
                    found.claimed.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    found.folders.append(path)
                    waiting.append(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    found.files[path] = entry
                else:
                    found.others.append(path)
    return found


def bare(found: Standing) -> list[str]:
    """Folders in which no file stands."""
    needed = _above(found.files) | _above(found.claimed)
    return [folder for folder in found.folders if folder not in needed]


def stats(found: Standing) -> dict[str, Stat]:
    """Size and time of each file that stands; one that has gone since does not."""
    table: dict[str, Stat] = {}
    for path, entry in found.files.items():
        with suppress(FileNotFoundError):
            status = entry.stat(follow_symlinks=False)
            table[path] = (status.st_size, status.st_mtime_ns)
    return table


def plan(staged: Collection[str], keep: frozenset[str], found: Standing) -> Plan:
    """Compare names; change nothing. Raises BuildError (output-changed)."""
    new = frozenset(staged)
    if lost := keep - new - found.files.keys():
        message = f"the output folder was changed while the build ran: {min(lost)!r} is gone"
        raise BuildError(_problem("output-changed", message, "build again"))
    wanted = new | keep
    needed = _above(wanted) | _above(found.claimed)
    here = (*found.files, *found.others)
    return Plan(
        put=tuple(sorted(new, key=lambda path: (path != MARK_FILE, path.endswith((".html", ".xml")), path))),
        remove=tuple(sorted(path for path in here if path not in wanted and path not in needed)),
        folders=tuple(
            sorted((path for path in found.folders if path not in needed), key=lambda path: (-path.count("/"), path))
        ),
    )


def _above(paths: Iterable[str]) -> set[str]:
    """The folders of some paths, and those above them."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _refuse_locked_folders(planned: Plan, output: Path) -> None:
    """Raise PermissionError while nothing has changed, rather than in the middle."""
    for folder in sorted({path.rpartition("/")[0] for path in (*planned.put, *planned.remove, *planned.folders)}):
        path = output / folder
        if path.is_dir() and not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, f"{os.strerror(errno.EACCES)}: {folder or '.'}")


def _within_reach(folder: Path, paths: Iterable[str], output: Path) -> Path:
    """The staging folder, or on another disk (a rename does not cross disks) a copy of it in `output/`, hidden.

    To copy all before the first change lets a disk that fills up leave the old site whole. Whether a rename reaches
    is tried, for st_dev does not tell (bind mounts, overlays); so a folder that nobody may write in shows here too.
    """
    probe, arriving = folder / ARRIVING, output / ARRIVING
    journals.clear(arriving)
    probe.touch()
    try:
        probe.replace(arriving)
        arriving.unlink()
        return folder
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    finally:
        probe.unlink(missing_ok=True)
    try:
        for path in paths:
            (arriving / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / path, arriving / path)  # with its time, which the manifest holds
    except OSError:
        journals.clear(arriving)
        raise
    return arriving


def _problem(code: str, message: str, fix: str) -> Problem:
    return Problem("", 0, 0, code, message, fix)
