"""A staging folder and an output folder in some state -> the output folder afterwards.

Over 300 lines: one laboratory of a commit and all that it is asked.
"""

import errno
import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from plugins.build import MARK, commit, journal, staging
from plugins.model import BuildError

SITE = {".nojekyll": MARK, "index.html": b"<p>", "fa/x.html": b"fa", "en/x.html": b"en", "assets/site.css": b"css"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def publish(tmp_path, output):
    def run(files, claimed=(), keep=(), manifest=b"{}"):
        state = tmp_path / "state"
        state.mkdir(exist_ok=True)
        journal.recover(state, output)
        with staging.staging(state) as stage:
            for path, data in files.items():
                stage.put(path, data)
            kept = None if keep is None else frozenset(keep)
            return commit.commit(stage, output, claimed, keep=kept, state=state, manifest=manifest)

    return run


def tree(folder: Path):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def in_state(folder: Path):
    """What a build leaves; what it kept of the output is test_kept's."""
    return {path: data for path, data in tree(folder / "state").items() if not path.startswith("kept/")}


def sizes_and_times(output):
    found = ((path, entry.stat()) for path, entry in commit.standing(output).files.items())
    return {path: (status.st_size, status.st_mtime_ns) for path, status in found}


def counts(done):
    return done.written, done.removed


def test_a_first_build_makes_the_folder(publish, output):
    assert counts(publish(SITE)) == (5, 0)
    assert tree(output) == SITE


def test_all_that_stands_may_stay(output, tmp_path, publish, monkeypatch):
    publish(SITE)
    (output / "mine.txt").write_bytes(b"mine")
    monkeypatch.setattr(commit, "standing", None)  # it is not walked
    assert counts(publish({"index.html": b"<q>", "new/a.html": b"<a>"}, keep=None)) == (2, 0)
    assert tree(output) == SITE | {"index.html": b"<q>", "new/a.html": b"<a>", "mine.txt": b"mine"}
    (output / commit.MARK_FILE).unlink()
    with pytest.raises(BuildError, match="output-not-ours"):
        publish({"index.html": b"<r>"}, keep=None)
    assert (output / "index.html").read_bytes() == b"<q>"


def test_kept_files_are_not_touched(publish, output):
    publish(SITE)
    for path in SITE:
        os.utime(output / path, ns=(1, 1))
    before = {path: (output / path).stat().st_ino for path in SITE}
    assert counts(publish({"index.html": b"<q>"}, keep=SITE.keys() - {"index.html"})) == (1, 0)
    for path in SITE.keys() - {"index.html"}:
        status = (output / path).stat()
        assert (status.st_mtime_ns, status.st_ino) == (1, before[path])
    assert (output / "index.html").read_bytes() == b"<q>"


def test_a_put_file_has_the_size_and_time_of_the_staged_one(tmp_path, publish, output):
    publish(SITE)
    with staging.staging(tmp_path) as stage:
        stats = {path: stage.put(path, data) for path, data in SITE.items()}  # equal bytes, another time
        commit.commit(stage, output, (), keep=frozenset(), state=tmp_path, manifest=b"")
    assert sizes_and_times(output) == stats


def test_a_deleted_file_is_made_again(publish, output):
    publish(SITE)
    (output / "en/x.html").unlink()
    assert counts(publish({"en/x.html": b"en"}, keep=SITE.keys() - {"en/x.html"})) == (1, 0)
    assert tree(output) == SITE


@pytest.mark.parametrize("how", ["gone", "link", "link above"])
def test_a_kept_file_that_is_gone_stops_the_commit(publish, output, tmp_path, how):
    publish(SITE)
    page = output / "fa/x.html"
    if how == "link above":
        page.parent.rename(tmp_path / "elsewhere")
        page.parent.symlink_to(tmp_path / "elsewhere")
    else:
        page.rename(tmp_path / "elsewhere")
        if how == "link":
            page.symlink_to(tmp_path / "elsewhere")
    before = tree(output)
    with pytest.raises(BuildError, match=r"output-changed.*'fa/x\.html' is gone"):
        publish({"index.html": b"<q>"}, keep=SITE.keys() - {"index.html"}, manifest=b"new")
    assert tree(output) == before
    assert (tmp_path / "state/manifest").read_bytes() == b"{}"


def test_the_manifest_comes_with_the_files(publish, output, tmp_path):
    publish(SITE, manifest=b"one")
    assert (tmp_path / "state/manifest").read_bytes() == b"one"
    publish({}, keep=SITE, manifest=b"two")  # nothing to do
    assert (tmp_path / "state/manifest").read_bytes() == b"two"
    assert in_state(tmp_path) == {"manifest": b"two"}
    assert tree(output) == SITE


def test_what_no_output_claims_is_removed_with_its_empty_folders(publish, output):
    publish(SITE | {"old/deep/er/x.html": b"", "fa/gone.html": b""})
    (output / "stray.txt").write_text("x")
    (output / ".hidden").write_text("x")
    (output / "empty/folder").mkdir(parents=True)
    assert counts(publish({}, keep=SITE)) == (0, 4)
    assert tree(output) == SITE
    assert sorted(p.name for p in output.iterdir() if p.is_dir()) == ["assets", "en", "fa"]


@pytest.mark.parametrize("claim", ["stats/", "stats", "stats/2025/"])
def test_a_claimed_prefix_is_left_alone(publish, output, claim):
    publish(SITE)
    for path in ("stats/2025/a.json", "stats2.json", "statsother/b.json"):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text("x")
    (output / "stats/2025/empty").mkdir()
    publish({}, (claim,), keep=SITE)
    assert tree(output) == SITE | {"stats/2025/a.json": b"x"}
    planned = commit.plan((), frozenset(SITE), commit.standing(output, (claim,)))
    assert planned == journal.Plan((), (), ())
    assert (output / "stats/2025/empty").is_dir()


def test_links_in_the_output_are_removed_and_never_followed(publish, output, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.html").write_text("mine")
    (outside / "keep.txt").write_text("mine")
    publish(SITE)
    (output / "link.txt").symlink_to(outside / "keep.txt")
    (output / "folder").symlink_to(outside)
    (output / "dangling").symlink_to("nowhere")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(outside / "keep.txt")
    (output / "fa/x.html").unlink()
    (output / "fa").rmdir()
    (output / "fa").symlink_to(outside)  # where a folder of ours must be
    publish(SITE)
    assert tree(output) == SITE
    assert not any(p.is_symlink() for p in output.rglob("*"))
    assert tree(outside) == {"x.html": b"mine", "keep.txt": b"mine"}


def test_a_link_with_the_right_bytes_is_replaced_by_a_file(publish, output, tmp_path):
    publish(SITE)
    (tmp_path / "same").write_bytes(SITE["index.html"])
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(tmp_path / "same")
    publish(SITE)
    assert not (output / "index.html").is_symlink()


def test_a_file_and_a_folder_change_places(publish, output):
    publish(SITE | {"a": b"file", "b/c/d": b"deep"})
    publish(SITE | {"a/x": b"deep", "b": b"file"})
    assert tree(output) == SITE | {"a/x": b"deep", "b": b"file"}


def test_rights_do_not_depend_on_the_umask(publish, output):
    before = os.umask(0o077)
    try:
        publish(SITE)
        (output / "en/x.html").chmod(0o600)
        publish(SITE)
    finally:
        os.umask(before)
    assert {stat.S_IMODE((output / path).stat().st_mode) for path in SITE} == {0o644}
    assert stat.S_IMODE((output / "fa").stat().st_mode) == 0o755


def test_pages_come_after_what_they_name_and_the_mark_first(output):
    planned = commit.plan([*SITE, "!.css"], frozenset(), commit.standing(output))
    assert planned.put == (".nojekyll", "!.css", "assets/site.css", "en/x.html", "fa/x.html", "index.html")


def test_folders_that_stay_empty_go_the_deepest_first(publish, output):
    publish(SITE)
    for folder in ("a/b/c", "a/d", "stats/empty", "fa/empty"):
        (output / folder).mkdir(parents=True)
    planned = commit.plan((), frozenset(SITE), commit.standing(output, ("stats",)))
    assert planned == journal.Plan((), (), ("a/b/c", "a/b", "a/d", "fa/empty", "a"))


@pytest.fixture
def other_disk(monkeypatch):
    """The staging folder as if it lay on another disk than the output."""
    real = os.replace

    def replace(source, target):
        if "state" in Path(source).parts and "output" in Path(target).parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.usefixtures("other_disk")
def test_from_another_disk_all_is_copied_before_anything_changes(publish, output, monkeypatch):
    publish(SITE)
    before = os.umask(0o077)
    publish(SITE | {"index.html": b"<q>", "new/x": b""})
    os.umask(before)
    assert tree(output) == SITE | {"index.html": b"<q>", "new/x": b""}
    assert stat.S_IMODE((output / "index.html").stat().st_mode) == 0o644
    assert stat.S_IMODE((output / "new").stat().st_mode) == 0o755

    def full(_, target):
        if Path(target).name == "index.html":
            Path(target).write_bytes(b"ha")
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(commit.shutil, "copy2", full)
    with pytest.raises(BuildError, match=r"cannot-write: writing in '[^']*/output' failed: No space left on device;"):
        publish({".nojekyll": MARK, "fa/x.html": b"new", "index.html": b"new"})
    assert tree(output) == SITE | {"index.html": b"<q>", "new/x": b""}


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second disk at hand")
def test_two_real_disks(tmp_path):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        output = Path(folder) / "output"
        for data in (b"one", b"two"):
            with staging.staging(tmp_path) as stage:
                stats = {path: stage.put(path, text) for path, text in (SITE | {"index.html": data}).items()}
                commit.commit(stage, output, (), keep=frozenset(), state=tmp_path, manifest=b"")
            assert tree(output) == SITE | {"index.html": data}
            assert sizes_and_times(output) == stats


@pytest.mark.parametrize("denied", ["folder", "file"])
def test_what_the_system_refuses_before_the_first_change_leaves_the_old_site_whole(
    publish, output, tmp_path, monkeypatch, denied
):
    publish(SITE, manifest=b"old")
    if denied == "folder":  # root may write anywhere, so the right is taken away by hand
        monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("/fa"))
    else:
        real = os.replace

        def read_only(source, target):
            if "output" in Path(target).parts:
                raise OSError(errno.EROFS, "Read-only file system")
            return real(source, target)

        monkeypatch.setattr(os, "replace", read_only)
    with pytest.raises(BuildError, match=r"cannot-write.*(Permission denied: fa|Read-only)"):
        publish({path: b"new" if path != ".nojekyll" else MARK for path in SITE}, manifest=b"new")
    assert tree(output) == SITE
    assert in_state(tmp_path) == {"manifest": b"old"}


def test_what_it_refuses_in_the_middle_is_told_and_completed(publish, output, tmp_path, monkeypatch):
    publish(SITE, manifest=b"old")
    real = os.replace

    def refuses(source, target):
        if Path(target).name == "index.html":
            raise OSError(errno.EIO, "Input/output error", str(target))
        return real(source, target)

    monkeypatch.setattr(os, "replace", refuses)
    with pytest.raises(BuildError) as caught:
        publish(SITE | {"index.html": b"<q>"}, manifest=b"new")
    monkeypatch.undo()
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    assert str(output / "index.html") in problem.message
    assert "part of it is in place" in problem.message
    assert "the next build completes it" in problem.fix
    assert (tmp_path / "state/manifest").read_bytes() == b"old"
    assert journal.recover(tmp_path / "state", output)
    assert tree(output) == SITE | {"index.html": b"<q>"}
    assert in_state(tmp_path) == {"manifest": b"new"}


def test_a_reader_never_sees_half_a_file(publish, output):
    sites = [
        {path: data * 9000 for path, data in SITE.items()} | {".nojekyll": MARK} | extra
        for extra in ({"index.html": b"a" * 300_000}, {"index.html": b"b" * 200_000, "fa/y.html": b"y" * 50_000})
    ]
    publish(sites[0])
    whole = sorted({f"{path} {len(data)} {data[:1].hex()}" for site in sites for path, data in site.items()})
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, output, *whole], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "ready\n"
    for turn in range(120):
        publish(sites[turn % 2])
    told, _ = reader.communicate("stop\n")
    assert re.fullmatch(r"\d{3,} read, wrong: \[\]\n", told)


READER = """
import pathlib, sys, select
output, whole, read, wrong = pathlib.Path(sys.argv[1]), set(sys.argv[2:]), 0, []
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    for path in output.rglob("*"):
        try:
            data = path.read_bytes()
        except (IsADirectoryError, FileNotFoundError):
            continue
        name = path.relative_to(output).as_posix()
        read += 1
        if not name.startswith(".goz") and f"{name} {len(data)} {data[:1].hex()}" not in whole:
            wrong.append(name)
print(read, "read, wrong:", wrong)
"""


# ---------------------------------------------------------------------------------------------- not our folder


@pytest.mark.parametrize(
    "files",
    [
        {"photo.jpg": b"mine"},
        {".nojekyll": b"", "index.html": b"another tool's"},
        {".nojekyll": MARK + b"x"},
        {".nojekyll": MARK, ".git/HEAD": b"ref"},
        {".git/HEAD": b"ref"},
    ],
)
def test_a_folder_that_is_not_ours_is_refused_and_not_touched(publish, output, tmp_path, files):
    for path, data in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)
    for attempt in (lambda: publish(SITE), lambda: commit.refuse(tmp_path / "content", output)):
        with pytest.raises(BuildError) as caught:
            attempt()
        (problem,) = caught.value.problems
        assert problem.code == "output-not-ours"
        assert problem.fix
    assert tree(output) == files


def test_a_mark_that_is_a_link_is_no_mark(publish, output, tmp_path):
    (tmp_path / "mark").write_bytes(MARK)
    output.mkdir()
    (output / ".nojekyll").symlink_to(tmp_path / "mark")
    with pytest.raises(BuildError, match="output-not-ours"):
        publish(SITE)


def test_an_empty_or_absent_folder_is_taken(publish, output, tmp_path):
    commit.refuse(tmp_path / "content", output)
    output.mkdir()
    commit.refuse(tmp_path / "content", output)
    publish(SITE)
    commit.refuse(tmp_path / "content", output)


@pytest.mark.parametrize(
    ("content", "output"),
    [("site", "site"), ("site", "site/output"), ("site/content", "site"), ("site", "x/../site/o")],
)
def test_content_and_output_may_not_overlap(tmp_path, content, output):
    (tmp_path / content).mkdir(parents=True)
    (tmp_path / "x").mkdir()
    with pytest.raises(BuildError, match="output-folder"):
        commit.refuse(tmp_path / content, tmp_path / output)


def test_a_link_to_the_content_folder_does_not_hide_the_overlap(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "content")
    with pytest.raises(BuildError, match="output-folder"):
        commit.refuse(tmp_path / "content", tmp_path / "output")


@pytest.mark.parametrize("kind", ["file", "dangling"])
def test_an_output_that_is_no_folder_is_refused(tmp_path, kind):
    if kind == "file":
        (tmp_path / "output").write_text("x")
    else:
        (tmp_path / "output").symlink_to("nowhere")
    with pytest.raises(BuildError, match="output-folder"):
        commit.refuse(tmp_path / "content", tmp_path / "output")


def test_a_site_without_the_mark_is_a_mistake_of_ours(publish):
    with pytest.raises(ValueError, match="nojekyll"):
        publish({"index.html": b""})
