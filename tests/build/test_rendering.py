"""A task -> its files and facts, or an error that says what could not be made from what."""

import errno
import pickle
import sys
from dataclasses import replace

import pytest

from plugins.build import rendering, staging
from plugins.build.rendering import Common, Task
from plugins.model import BuildError, Job, Problem, Rendered, Workshop

NAME = "gozaresh_test_rendering"
RENDERERS = {"made": f"{NAME}:made", "fails": f"{NAME}:fails", "copy": "plugins.render.files:copy"}


def made(job, facts, workshop):
    return Rendered(job.value, {"given": facts}, (Problem("", 3, 1, "a", "one"), Problem("own.md", 0, 0, "b", "two")))


def fails(job, facts, workshop):
    raise job.value


@pytest.fixture(autouse=True)
def _renderers(monkeypatch):
    monkeypatch.setitem(sys.modules, NAME, sys.modules[__name__])


@pytest.fixture
def common(tmp_path):
    with staging.staging(tmp_path) as stage:
        yield Common(RENDERERS, Workshop("theme", {}, {}), str(stage.folder))


def task(kind, value, *, sources=("a.md", "b.md"), blobs=()):
    return Task("x", Job(kind, value, blobs), {"pdf": {"pages": 2}}, sources)


def test_files_go_into_the_folder_and_only_their_stats_come_back(common, tmp_path):
    done = rendering.render(common, task("made", {"fa/x.html": b"hello", "y": b""}))
    there = {path: next(tmp_path.glob(f"staging-*/{path}")) for path in ("fa/x.html", "y")}
    assert there["fa/x.html"].read_bytes() == b"hello"
    assert done.files == {path: (p.stat().st_size, p.stat().st_mtime_ns) for path, p in there.items()}
    assert (done.name, done.data, done.facts) == ("x", {}, {"given": {"pdf": {"pages": 2}}})
    assert pickle.loads(pickle.dumps(done)) == done


def test_without_a_folder_the_bytes_come_back(common):
    done = rendering.render(replace(common, folder=""), task("made", {"fa/x.html": b"hello"}))
    assert (done.files, done.data) == ({}, {"fa/x.html": b"hello"})


def test_a_place_that_is_taken_is_left_and_the_bytes_come_back(common, tmp_path):
    rendering.render(common, task("made", {"a": b"one", "b/c": b"one"}))
    done = rendering.render(common, task("made", {"a": b"two", "b": b"two", "a/b": b"two", "a/b/c": b"", "d": b""}))
    assert set(done.data) == {"a", "b", "a/b", "a/b/c"}
    assert set(done.files) == {"d"}
    assert next(tmp_path.glob("staging-*/a")).read_bytes() == b"one"


def test_problems_without_a_path_get_the_first_source(common):
    assert [p.path for p in rendering.render(common, task("made", {})).problems] == ["a.md", "own.md"]
    assert rendering.render(common, task("made", {}, sources=())).problems[0].path == ""


def test_a_blob_is_copied(common, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    workshop = Workshop("theme", {}, {"d1": str(tmp_path / "paper.pdf")})
    paper = task("copy", "assets/paper.pdf", blobs=("d1",))
    done = rendering.render(replace(common, workshop=workshop), paper)
    assert next(tmp_path.glob("staging-*/assets/paper.pdf")).read_bytes() == b"%PDF"
    assert done.facts == {"bytes": 4}


@pytest.mark.parametrize(
    ("error", "sources", "said"),
    [
        (ValueError("no such word"), ("x.md",), "'x' cannot be made from x.md: ValueError: no such word"),
        (KeyError(), (), "'x' cannot be made: KeyError"),
    ],
)
def test_a_renderer_that_fails_is_named_with_its_source(common, error, sources, said):
    with pytest.raises(BuildError) as caught:
        rendering.render(common, task("fails", error, sources=sources))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.message) == ("render-failed", "".join(sources), said)


def test_what_a_renderer_itself_refuses_stays_as_it_is(common):
    refused = BuildError(Problem("", 0, 0, "card-engine", "no"))
    with pytest.raises(BuildError) as caught:
        rendering.render(common, task("fails", refused))
    assert caught.value is refused


def test_an_interruption_is_not_a_failed_render(common):
    with pytest.raises(KeyboardInterrupt):
        rendering.render(common, task("fails", KeyboardInterrupt()))


@pytest.mark.parametrize("folder", [True, False])
@pytest.mark.parametrize("path", ["../x", "a/../x", "/etc/x", "a//b", "", ".htaccess", "a/.git/hooks", "a\\b", "a\nb"])
def test_a_path_that_leaves_the_folder_or_hides_is_never_written(common, tmp_path, path, folder):
    before = set(tmp_path.rglob("*"))
    with pytest.raises(BuildError) as caught:
        rendering.render(common if folder else replace(common, folder=""), task("made", {path: b""}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("output-path", "a.md")
    assert set(tmp_path.rglob("*")) == before


def test_a_full_disk_is_a_problem(common, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging.os, "fchmod", full)
    with pytest.raises(BuildError) as caught:
        rendering.render(common, task("made", {"x": b""}))
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    assert "No space left" in problem.message
