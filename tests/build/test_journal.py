"""A commit cut short at any instant -> the next build ends as a clean one.

As a script, this file is the laboratory: it builds a small site in a child process that dies (or is refused, or
interrupted) before its k-th change of the disk, for every k, and looks at what the next build makes of it.
Source: sys.addaudithook and the table of audit events in Python's documentation.
"""

import errno
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from plugins.build import MARK, commit, journal, lock, staging
from plugins.build.scan import digest
from plugins.model import BuildError

ROOT = Path(__file__).parents[2]
OLD = {
    ".nojekyll": MARK,
    "index.html": b"old",
    "fa/x.html": b"old x",
    "fa/same.html": b"same",
    "en/x.html": b"old en",
    "gone/deep/er/z.html": b"gone",
    "file": b"a file that becomes a folder",
    "folder/a/b.html": b"a folder that becomes a file",
    "folder/c": b"c",
}
NEW = {
    ".nojekyll": MARK,
    "index.html": b"new",
    "fa/x.html": b"new x",
    "fa/same.html": b"same",
    "en/x.html": b"old en",
    "new/deep/n.html": b"new",
    "file/in.html": b"in",
    "folder": b"a file",
}


# ------------------------------------------------------------------------------------------------ a small engine


def build(home: Path, site: dict[str, bytes]) -> commit.Commit:
    """What the engine does: recover, keep what is as the manifest says, stage the rest, commit."""
    state, output = home / "state/x", home / "output"
    with lock(state, output):
        journal.recover(state, output)
        manifest = {}
        with suppress(FileNotFoundError):
            manifest = json.loads((state / "manifest").read_bytes())
        stats = {}
        for path, entry in commit.standing(output).files.items():
            status = entry.stat(follow_symlinks=False)
            stats[path] = [status.st_size, status.st_mtime_ns]
        kept = {
            path: manifest[path]
            for path, data in site.items()
            if path in stats and manifest.get(path) == [digest(data), *stats[path]]
        }
        with staging.staging(state) as stage:
            made = {path: [digest(data), *stage.put(path, data)] for path, data in site.items() if path not in kept}
            data = json.dumps(kept | made).encode()
            return commit.commit(stage, output, (), keep=frozenset(kept), state=state, manifest=data)


def tree(folder: Path) -> dict[str, object]:
    """Each thing in a folder; folders are None, links where they lead."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else None
        if path.is_dir()
        else path.read_bytes()
        for path in folder.rglob("*")
    }


def clean(site: dict[str, bytes]) -> dict[str, object]:
    folders = {str(parent): None for path in site for parent in Path(path).parents if str(parent) != "."}
    return folders | site


def in_state(home):
    """What a build leaves; what it kept of the output is nobody's promise."""
    return sorted(path for path in tree(home / "state/x") if not path.startswith("kept"))


def looks_clean(home: Path, site: dict[str, bytes]) -> None:
    """Files, folders and what the manifest says are those of a clean build; nothing is left over."""
    assert tree(home / "output") == clean(site)
    assert in_state(home) == ["lock", "manifest"]
    assert tree(home / "outside") == {"x.html": b"mine"}
    for path, (digested, size, time) in json.loads((home / "state/x/manifest").read_bytes()).items():
        status = (home / "output" / path).lstat()
        assert (digested, size, time) == (digest(site[path]), status.st_size, status.st_mtime_ns), path


def prepare(home: Path) -> None:
    """The old site, with things in it that no build made."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "outside").mkdir(parents=True)
    (home / "outside/x.html").write_bytes(b"mine")
    build(home, OLD)
    (home / "output/.stray").write_bytes(b"stray")
    (home / "output/empty/er").mkdir(parents=True)
    (home / "output/link").symlink_to("../outside")
    shutil.rmtree(home / "output/en")
    (home / "output/en").symlink_to("../outside")


# ------------------------------------------------------------------------------------------------ the laboratory

ACTS = frozenset(["os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.utime", "test.fsync"])
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def cut(act: int, how: str, work) -> bool:
    """Do `work` in a child that is stopped before its `act`-th change of the disk; whether it came so far."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {0, 3, -signal.SIGKILL}, f"act {act}: the child ended with {status}"
        return status != 0
    left = act

    def hook(event, arguments):
        nonlocal left
        if event in ACTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES):
            left -= 1
            if left == 0:
                if how == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise KeyboardInterrupt if how == "interrupt" else OSError(errno.ENOSPC, "No space left on device")

    code = 1
    try:
        sys.addaudithook(hook)
        work()
        code = 0 if left > 0 else 3
    except (BuildError, KeyboardInterrupt):
        code = 3
    except BaseException:  # noqa: BLE001 - the child must not go on as a second laboratory
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def whole(home: Path) -> None:
    """Each file is an old or a new one."""
    files = {*OLD.items(), *NEW.items(), (".stray", b"stray")}
    for path, data in tree(home / "output").items():
        if isinstance(data, bytes) and not path.startswith(journal.ARRIVING):
            assert (path, data) in files, path


def after(home: Path, how: str) -> None:
    """What is promised before the next build runs."""
    whole(home)
    now, begun = tree(home / "output"), journal.pending(home / "state/x")
    old = set(OLD) - {"en/x.html"} <= set(now) and all(now[path] == OLD[path] for path in set(OLD) - {"en/x.html"})
    new = set(NEW) <= set(now) and all(now[path] == NEW[path] for path in NEW)
    assert begun or old or new
    if how == "interrupt":
        assert not begun


def completed(home: Path) -> None:
    """A recovery alone ends with one of the two sites, its manifest and nothing left over."""
    state = home / "state/x"
    begun, before = journal.pending(state), tree(home / "output")
    before.pop(journal.ARRIVING, None)
    before = {path: data for path, data in before.items() if not path.startswith(f"{journal.ARRIVING}/")}
    assert journal.recover(state, home / "output") == begun
    if begun:
        looks_clean(home, NEW)
    else:
        assert tree(home / "output") == before
        assert in_state(home) == ["lock", "manifest"]


def every_act(home: Path, how: str, following: dict[str, bytes], again: str) -> int:
    """Cut a build at its acts and build again; `again`: the next build is cut too, at "some" act or at "every" one."""
    for act in itertools.count(1, {"none": 1, "some": 3, "every": 7}[again]):
        seconds = [0] if again == "none" else [1 + act * 7 % 40] if again == "some" else itertools.count(1)
        for second in seconds:
            prepare(home)
            reached = cut(act, how, lambda: build(home, NEW))
            after(home, how)
            if again == "none":
                completed(home)
            more = second and cut(second, how, lambda: build(home, following))
            if second:
                whole(home)
            build(home, following)
            looks_clean(home, following)
            assert build(home, following) == commit.Commit(0, 0)
            if again == "every" and not more:
                break
        if not reached:
            return act - 1
    raise AssertionError


def laboratory(home: str, how: str, disk: str, following: str, again: str) -> None:
    replace = os.replace

    def other_disk(source, target, **options):
        if "/state/" in str(source) and "/output/" in str(target):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(source, target, **options)

    os.fsync = lambda _: sys.audit("test.fsync")  # an act, and a slow one
    if disk == "other":
        os.replace = other_disk
    sys.stdout.write(str(every_act(Path(home), how, {"old": OLD, "new": NEW}[following], again)))


def in_laboratory(*arguments):
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # thousands of builds: spare the disk
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        command = [sys.executable, __file__, f"{folder}/home", *arguments]
        path = {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=os.environ | path, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("disk", ["same", "other"])
@pytest.mark.parametrize(
    ("how", "following"), [("kill", "new"), ("kill", "old"), ("refuse", "new"), ("interrupt", "old")]
)
def test_a_build_cut_at_any_act_is_made_good_by_the_next(how, disk, following):
    assert in_laboratory(how, disk, following, "none") > 35


@pytest.mark.parametrize("disk", ["same", "other"])
@pytest.mark.parametrize("how", ["kill", "refuse"])
def test_a_recovery_may_be_cut_too(how, disk):
    assert in_laboratory(how, disk, "new", "some") > 35


@pytest.mark.long
@pytest.mark.parametrize("following", ["old", "new"])
@pytest.mark.parametrize("disk", ["same", "other"])
@pytest.mark.parametrize("how", ["kill", "refuse"])
def test_a_recovery_may_be_cut_at_any_act(how, disk, following):
    assert in_laboratory(how, disk, following, "every") > 35


# ------------------------------------------------------------------------------------------------ one at a time


@pytest.fixture
def begun(tmp_path):
    """A commit that was killed right after its journal was written."""
    prepare(tmp_path)
    assert cut_after_journal(tmp_path)
    return tmp_path


def cut_after_journal(home):
    def stops(*_, **__):
        raise BuildError

    with pytest.MonkeyPatch.context() as patch, suppress(BuildError):
        patch.setattr(journal, "complete", stops)
        build(home, NEW)
    return journal.pending(home / "state/x")


def test_a_journal_is_completed(begun):
    assert journal.recover(begun / "state/x", begun / "output")
    looks_clean(begun, NEW)
    assert not journal.recover(begun / "state/x", begun / "output")


@pytest.mark.parametrize("damage", [b"", b"{}", "half", "flipped", "of another output"])
def test_a_damaged_journal_is_thrown_away_and_nothing_done(begun, damage):
    file, before = begun / "state/x/journal", tree(begun / "output")
    whole = file.read_bytes()
    if damage == "half":
        damage = whole[: len(whole) // 2]
    elif damage == "flipped":
        damage = whole.replace(b"gone", b"fone")
    elif damage == "of another output":
        body = whole.partition(b"\n")[2].replace(b"/output", b"/putout")
        damage = digest(body).encode() + b"\n" + body
    file.write_bytes(damage)
    assert not journal.recover(begun / "state/x", begun / "output")
    assert tree(begun / "output") == before
    assert in_state(begun) == ["lock", "manifest"]
    build(begun, NEW)
    looks_clean(begun, NEW)


@pytest.mark.parametrize("lost", ["staged files", "manifest.new", "output", "all but the journal"])
def test_what_a_journal_needs_may_be_lost(begun, lost):
    if lost in {"staged files", "all but the journal"}:
        (staged,) = (begun / "state/x").glob("staging-*")
        shutil.rmtree(staged)
    if lost in {"manifest.new", "all but the journal"}:
        (begun / "state/x/manifest.new").unlink()
    if lost in {"output", "all but the journal"}:
        shutil.rmtree(begun / "output")
    build(begun, NEW)
    looks_clean(begun, NEW)


@pytest.mark.parametrize("staged", [True, False])
def test_a_folder_that_is_not_ours_is_not_recovered_into(begun, staged):
    shutil.rmtree(begun / "output")
    if staged:
        (folder,) = (begun / "state/x").glob("staging-*")
        (folder / ".nojekyll").write_bytes(MARK)
    (begun / "output/gone/deep/er").mkdir(parents=True)
    (begun / "output/gone/deep/er/z.html").write_bytes(b"mine")
    before = tree(begun / "output")
    with pytest.raises(BuildError, match="output-not-ours"):
        build(begun, NEW)
    assert tree(begun / "output") == before
    assert journal.pending(begun / "state/x") == staged


def test_what_came_before_a_journal_is_cleared_away(tmp_path):
    prepare(tmp_path)
    state, before = tmp_path / "state/x", tree(tmp_path / "output")
    for name in ("journal.new", "manifest.new", "staging-abc/fa/x.html", "staging/x.html"):
        (state / name).parent.mkdir(exist_ok=True, parents=True)
        (state / name).write_bytes(b"half")
    (tmp_path / "output" / journal.ARRIVING / "fa").mkdir(parents=True)
    assert not journal.recover(state, tmp_path / "output")
    assert in_state(tmp_path) == ["lock", "manifest"]
    assert tree(tmp_path / "output") == before


def test_nothing_to_recover_in_folders_that_are_not_there(tmp_path):
    assert not journal.recover(tmp_path / "state", tmp_path / "output")
    assert not (tmp_path / "output").exists()


def test_names_that_are_not_unicode_and_hostile_ones_are_removed(tmp_path):
    prepare(tmp_path)
    for name in (b"\xff\xfe.html", b"new\nline", "\u202e.html".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path / "output") + b"/" + name)).write_bytes(b"")
    assert cut_after_journal(tmp_path)
    build(tmp_path, NEW)
    looks_clean(tmp_path, NEW)


if __name__ == "__main__":
    laboratory(*sys.argv[1:])
