"""A plan on the disk -> the output folder as planned, however often the work was cut short.

The order of acts of a build, and what a kill (SIGKILL) right after each leaves for the next build:

1.  Files are rendered into `state/staging-*`. Killed: no journal; `recover` removes the folder.
2.  `output/` is made if it is missing, and an empty file or a copy of the staged files (where the output lies on
    another disk) comes and goes under one hidden name. Killed: no journal; `recover` removes that name.
3.  `state/manifest.new` is written, then `state/journal.new`; each is fsynced. Killed: no journal; both are removed.
4.  `journal.new` is renamed to `journal`, and the state folder is fsynced. rename(2) is atomic: there is no journal
    and `output/` is the old site, or there is a whole one. It carries its own digest all the same: one that the disk
    has damaged is thrown away with all that belongs to it, which is safe (see below).
5.  New files are renamed into place, what names others after what it names; then what is gone is removed; then
    folders that it leaves empty. A reader sees the old file or the new one. Each act may be done again: a staged file
    that is no longer there is in place, and what is gone is gone. Killed: `recover` does the rest.
6.  `manifest.new` is renamed to `manifest`: the last act that counts. Killed before or after: `recover` does 5 again,
    which finds nothing to do, and 6.
7.  `journal` is removed, then the staging folder. Killed between: the folder has no journal, and is removed as in 1.

`recover` makes only acts of 5 to 7, or only removals of what no journal names, so it may be killed as often too.
What is rolled forward was rendered without an error and found good to publish.

Why safety does not hang on the journal: the manifest holds size and time of each file that it promises, and a build
makes a file again that differs, and removes what nothing claims. A lost journal costs time, never a byte.

A power cut is more than a kill. Output files are not fsynced (7 s for 20,000), so afterwards one may be empty,
old, or back from the dead. Then as a rule its size or time is not what the manifest says, and the next build makes it
again. What no build would notice is a disk that kept size and time of a file and lost its bytes; journalling file
systems in their usual mode (ext4 data=ordered, XFS, APFS, btrfs) do not. `inv clean` makes all anew.
Source: rename(2), fsync(2); facts/performance.md (fsync).
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from plugins.build import MARK, writing
from plugins.model import BuildError, Problem
from plugins.values import dataclass

STAGING = "staging-"
"""How the names of staging folders begin."""
MARK_FILE = ".nojekyll"
ARRIVING = ".gozaresh-arriving"
"""The one name in an output folder that is ours and not the site's."""
_READABLE = 0o755


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order; paths from the output folder."""

    put: tuple[str, ...]
    remove: tuple[str, ...]
    folders: tuple[str, ...]
    """Those that should be empty by then, the deepest first; one that is not stays."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A plan, where its files are and where they go (real paths)."""

    output: str
    staged: str
    plan: Plan


def pending(state: Path) -> bool:
    """Whether a commit was begun and not finished."""
    return (state / "journal").exists()


def begin(state: Path, journal: Journal, manifest: bytes) -> None:
    """Promise: before this nothing has been done, after it all will be. Raises BuildError (cannot-write)."""
    body = json.dumps(asdict(journal)).encode()
    with writing(state):
        _write(state / "manifest.new", manifest)
        _write(state / "journal.new", _digest(body) + b"\n" + body)
        (state / "journal.new").replace(state / "journal")
        _sync(state)


def complete(state: Path, journal: Journal, *, again: bool = False) -> None:
    """Keep the promise. `again`: part of it may have been done. Raises BuildError (cannot-write): `recover` later."""
    try:
        _carry_out(journal.plan, Path(journal.staged), Path(journal.output), again=again)
    except OSError as error:
        where = f"{journal.output!r} ({error.filename})" if error.filename else repr(journal.output)
        message = f"putting the new site into {where} broke off: {error.strerror or error}; part of it is in place"
        fix = "make room on the disk, or give yourself the right to write there; the next build completes it"
        raise BuildError(Problem("", 0, 0, "cannot-write", message, fix)) from error
    with writing(state):
        with suppress(FileNotFoundError):
            (state / "manifest.new").replace(state / "manifest")
        (state / "journal").unlink(missing_ok=True)
    shutil.rmtree(journal.staged, ignore_errors=True)


def replace_manifest(state: Path, manifest: bytes) -> None:
    """Put a manifest in place of the old one where no output file changes. Raises BuildError (cannot-write)."""
    with writing(state):
        with suppress(FileNotFoundError):
            if (state / "manifest").read_bytes() == manifest:
                return
        _write(state / "manifest.new", manifest)
        (state / "manifest.new").replace(state / "manifest")


def recover(state: Path, output: Path) -> bool:
    """Complete a commit that was cut short, or clear away what came before one; whether there was one to complete.

    Under the lock, before a build does anything else. Raises BuildError (output-not-ours, cannot-write).
    """
    journal = _read(state)
    if journal and not _fits(journal, output):
        journal = None
    if journal:
        refuse_foreign(output)
        complete(state, journal, again=True)
    with writing(state):
        for name in ("journal", "journal.new", "manifest.new"):
            (state / name).unlink(missing_ok=True)
        for folder in state.glob("staging*"):
            shutil.rmtree(folder, ignore_errors=True)
    with writing(output):
        clear(output / ARRIVING)
    return journal is not None


def _fits(journal: Journal, output: Path) -> bool:
    """Whether the journal speaks of this folder, and the folder will bear our mark: it may have been emptied since."""
    marked = (output / MARK_FILE, Path(journal.staged) / MARK_FILE)
    return journal.output == str(output.resolve()) and any(map(os.path.lexists, marked))


def clear(path: Path) -> None:
    """Remove a file, a link or a whole folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def refuse_foreign(output: Path) -> None:
    """Raise BuildError (output-not-ours) unless the folder is absent, empty or bears our mark."""
    if not output.is_dir():
        return
    with writing(output):
        names = sorted(entry.name for entry in output.iterdir() if entry.name != ARRIVING)
        mark = output / MARK_FILE
        ours = not names or (mark.is_file() and not mark.is_symlink() and mark.read_bytes() == MARK)
    if ".git" in names:
        message = f"the output folder {str(output)!r} is a git repository, and a build would remove its history"
    elif not ours:
        message = f"the output folder {str(output)!r} holds files that no build of ours made ({names[0]!r})"
    else:
        return
    fix = "move them away, or build elsewhere: --output DIR"
    raise BuildError(Problem("", 0, 0, "output-not-ours", message, fix))


def _carry_out(plan: Plan, staged: Path, output: Path, *, again: bool) -> None:
    ready: set[str] = set()
    _make_way(output, "", ready)
    for path in plan.put:
        new, target = f"{staged}/{path}", f"{output}/{path}"
        if again and not os.path.lexists(new):
            continue
        _make_way(output, path.rpartition("/")[0], ready)
        try:
            os.replace(new, target)  # noqa: PTH105 - of 24,000 renames, Path's part would be a quarter
        except IsADirectoryError:
            shutil.rmtree(target)
            Path(new).replace(target)
    for path in plan.remove:
        with suppress(FileNotFoundError, NotADirectoryError):  # a file may have taken the place of its folder
            (output / path).unlink()
    for path in plan.folders:
        try:
            (output / path).rmdir()
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR):
                raise


def _make_way(output: Path, inner: str, ready: set[str]) -> None:
    """Make a folder and those above it, for a web server to read; a file or link that stands in its place goes."""
    if inner in ready:
        return
    folder = output / inner
    if inner:
        _make_way(output, inner.rpartition("/")[0], ready)
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & _READABLE != _READABLE:
        folder.chmod(mode | _READABLE)  # whatever the umask
    ready.add(inner)


def _read(state: Path) -> Journal | None:
    """The journal, if there is a whole one."""
    with writing(state), suppress(FileNotFoundError):
        said, _, body = (state / "journal").read_bytes().partition(b"\n")
        if said == _digest(body):
            fields = json.loads(body)
            plan = Plan(**{name: tuple(paths) for name, paths in fields.pop("plan").items()})
            return Journal(**fields, plan=plan)
    return None


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
