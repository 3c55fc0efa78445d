"""A staging folder and an output folder in some state -> the output folder afterwards."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from plugins.build import MARK, commit, engine
from plugins.model import BuildError

SITE = {".nojekyll": MARK, "index.html": b"<p>", "fa/x.html": b"fa", "en/x.html": b"en", "assets/site.css": b"css"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def publish(tmp_path, output):
    def run(files, claimed=()):
        with engine.staging(tmp_path) as stage:
            for path, data in files.items():
                stage.put(path, data)
            return commit.commit(stage, output, claimed)

    return run


def tree(folder: Path):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def counts(done):
    return done.written, done.unchanged, done.removed


def test_a_first_build_makes_the_folder(publish, output):
    assert counts(publish(SITE)) == (5, 0, 0)
    assert tree(output) == SITE


def test_files_with_equal_bytes_are_not_touched(publish, output):
    publish(SITE)
    for path in SITE:
        os.utime(output / path, ns=(1, 1))
    before = {path: (output / path).stat().st_ino for path in SITE}
    assert counts(publish(SITE | {"index.html": b"<q>"})) == (1, 4, 0)
    for path in SITE.keys() - {"index.html"}:
        status = (output / path).stat()
        assert (status.st_mtime_ns, status.st_ino) == (1, before[path])
    assert (output / "index.html").read_bytes() == b"<q>"


def test_a_damaged_or_deleted_file_is_made_again(publish, output):
    publish(SITE)
    (output / "fa/x.html").write_bytes(b"fA")  # the same size
    (output / "en/x.html").unlink()
    assert counts(publish(SITE)) == (2, 3, 0)
    assert tree(output) == SITE


def test_what_no_output_claims_is_removed_with_its_empty_folders(publish, output):
    publish(SITE | {"old/deep/er/x.html": b"", "fa/gone.html": b""})
    (output / "stray.txt").write_text("x")
    (output / ".hidden").write_text("x")
    (output / "empty/folder").mkdir(parents=True)
    assert counts(publish(SITE)) == (0, 5, 4)
    assert tree(output) == SITE
    assert sorted(p.name for p in output.iterdir() if p.is_dir()) == ["assets", "en", "fa"]


@pytest.mark.parametrize("claim", ["stats/", "stats", "stats/2025/"])
def test_a_claimed_prefix_is_left_alone(publish, output, claim):
    publish(SITE)
    for path in ("stats/2025/a.json", "stats2.json", "statsother/b.json"):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text("x")
    (output / "stats/2025/empty").mkdir()
    publish(SITE, (claim,))
    assert tree(output) == SITE | {"stats/2025/a.json": b"x"}
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


def test_pages_come_after_what_they_name_and_the_mark_first(publish, tmp_path, output):
    with engine.staging(tmp_path) as stage:
        for path, data in (SITE | {"!.css": b""}).items():
            stage.put(path, data)
        output.mkdir()
        planned = commit.plan(stage, output, ())
    assert planned.put == (".nojekyll", "!.css", "assets/site.css", "en/x.html", "fa/x.html", "index.html")
    assert not tree(output)


def test_bytes_are_compared_not_times(tmp_path, output, publish):
    publish(SITE)
    (output / "index.html").write_bytes(b"<q>")
    with engine.staging(tmp_path) as stage:
        for path, data in SITE.items():
            stage.put(path, data)
            for folder in (stage.folder, output):
                os.utime(folder / path, ns=(1, 1))
        assert commit.plan(stage, output, ()).put == ("index.html",)


@pytest.mark.parametrize("at", range(7))
def test_a_commit_broken_off_leaves_whole_files_and_the_next_goes_on(publish, output, monkeypatch, at):
    new = {path: data + b" new" for path, data in SITE.items()} | {".nojekyll": MARK, "z/new": b"n"}
    publish(SITE | {"old.html": b"old"})
    calls = []
    real = Path.replace

    def breaks(self, target):
        calls.append(target)
        if len(calls) > at:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):  # the last number breaks nothing off
        patch.setattr(Path, "replace", breaks)
        publish(new)
    assert len(calls) == min(at, 5) + (at < 5)
    whole = {(path, data) for files in (SITE, new, {"old.html": b"old"}) for path, data in files.items()}
    assert set(tree(output).items()) <= whole
    publish(new)
    assert tree(output) == new


def test_a_first_commit_broken_off_is_still_ours(publish, output, monkeypatch):
    real = Path.replace

    def breaks(self, target):
        if target.name != ".nojekyll":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "replace", breaks)
        publish(SITE)
    assert tree(output) == {".nojekyll": MARK}
    publish(SITE)
    assert tree(output) == SITE


@pytest.fixture
def other_disk(monkeypatch, tmp_path):
    """The staging folder as if it lay on another disk than the output."""
    real = Path.replace

    def replace(self, target):
        if self.is_relative_to(tmp_path / "staging"):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.usefixtures("other_disk")
def test_from_another_disk_files_arrive_beside_their_target(publish, output):
    publish(SITE)
    before = os.umask(0o077)
    publish(SITE | {"index.html": b"<q>"})
    os.umask(before)
    assert tree(output) == SITE | {"index.html": b"<q>"}
    assert stat.S_IMODE((output / "index.html").stat().st_mode) == 0o644


@pytest.mark.usefixtures("other_disk")
def test_a_copy_broken_off_before_the_mark_is_still_ours(publish, output, monkeypatch):
    def half(source, target):
        Path(target).write_bytes(b"hal")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(commit.shutil, "copyfile", half)
        publish(SITE)
    assert [p.read_bytes() for p in output.iterdir()] == [b"hal"]
    publish(SITE)
    assert tree(output) == SITE


def test_an_error_of_the_system_is_a_problem(publish, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuildError, match=r"cannot-write.*No space left"):
        publish(SITE)


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
