"""Files of the output <-> links in the state folder: put back whole, or not at all."""

import os
import shutil

import pytest

from plugins.build import kept, staging
from plugins.build.manifest import Made, digest
from plugins.build.staging import Staging

FILES = {"index.html": b"<p>", "fa/a/b.html": b"\0\xff" * 999, ".nojekyll": b""}


class Desk:
    """A state folder and an output folder, as after a commit of FILES."""

    def __init__(self, folder):
        self.state, self.output = folder / "state", folder / "output"
        self.state.mkdir()
        self.made = self.commit(FILES)

    def commit(self, files, gone=()):
        stage = Staging(self.state / "staging")
        stage.folder.mkdir()
        stats = {path: stage.put(path, data) for path, data in files.items()}
        kept.keep(stage, self.state, files, gone)
        for path in files:
            (self.output / path).parent.mkdir(parents=True, exist_ok=True)
            (stage.folder / path).replace(self.output / path)
        shutil.rmtree(stage.folder)
        return Made("d", "", stats, {path: digest(data) for path, data in files.items()}, {})

    def standing(self):
        found = [p for p in self.output.rglob("*") if p.is_file()]
        return {p.relative_to(self.output).as_posix(): (p.stat().st_size, p.stat().st_mtime_ns) for p in found}

    def again(self):
        """What is put back, and what is staged."""
        with staging.staging(self.state) as stage:
            made = kept.again(self.made, self.output, self.standing(), stage, self.state)
            there = {p.relative_to(stage.folder).as_posix(): p.read_bytes() for p in stage.folder.rglob("*.*")}
            assert there.keys() == stage.paths
            return made, there


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_an_output_that_is_gone_is_put_back_with_its_times(desk):
    shutil.rmtree(desk.output)
    made, staged = desk.again()
    assert staged == FILES
    assert made == desk.made


def test_only_what_is_gone_is_put_back(desk):
    (desk.output / "fa/a/b.html").unlink()
    made, staged = desk.again()
    assert (made, staged) == (desk.made, {"fa/a/b.html": FILES["fa/a/b.html"]})


def test_a_file_that_was_only_touched_stays(desk):
    os.utime(desk.output / "index.html", ns=(1, 1))
    made, staged = desk.again()
    assert (made.files["index.html"], staged) == ((3, 1), {})
    assert {path: stat for path, stat in made.files.items() if path != "index.html"}.items() <= desk.made.files.items()


@pytest.mark.parametrize("data", [b"<q>", b"", b"longer"])
def test_who_writes_into_a_published_file_writes_into_the_kept_one_and_it_is_not_put_back(desk, data):
    (desk.output / "index.html").write_bytes(data)
    (desk.output / ".nojekyll").unlink()
    assert desk.again() == (None, {})


@pytest.mark.parametrize("harm", ["gone", "cut", "turned", "a folder", "all gone"])
def test_what_is_not_whole_is_not_put_back_and_nothing_else_with_it(desk, harm):
    shutil.rmtree(desk.output)
    file = desk.state / "kept/fa/a/b.html"
    match harm:
        case "gone":
            file.unlink()
        case "cut":
            os.truncate(file, 5)
        case "turned":
            file.write_bytes(FILES["fa/a/b.html"][::-1])
        case "a folder":
            file.unlink()
            file.mkdir()
        case "all gone":
            shutil.rmtree(desk.state / "kept")
    assert desk.again() == (None, {})


def test_what_is_put_again_is_kept_anew_and_what_goes_is_let_go(desk):
    desk.commit({"index.html": b"new"}, gone=["fa/a/b.html", "never/there"])
    assert (desk.state / "kept/index.html").read_bytes() == b"new"
    assert not (desk.state / "kept/fa/a/b.html").exists()
    assert (desk.state / "kept/.nojekyll").samefile(desk.output / ".nojekyll")


def test_where_a_folder_stands_in_the_way_nothing_is_kept(desk):
    shutil.rmtree(desk.output / "fa")
    desk.commit({"fa": b"a file now"})
    assert not (desk.state / "kept").exists()
    desk.commit({"fb": b"x"})
    assert (desk.state / "kept/fb").read_bytes() == b"x"


def test_where_the_disk_has_no_links_nothing_is_kept_and_nothing_said(desk, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    shutil.rmtree(desk.output)
    assert desk.again() == (None, {})
    desk.commit({"x": b"x"})
    assert not (desk.state / "kept").exists()
