"""The same work on a Dask cluster: a real scheduler and real workers, of which some are killed."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from plugins.build import cluster, shipping, workers
from plugins.model import BuildError, Job, Problem, Workshop
from tests.packs.factory import STRINGS, THEME

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(60)


@dataclass
class Running:
    """A scheduler and its workers, each a process."""

    address: str
    scheduler: subprocess.Popen
    workers: list[subprocess.Popen]


@contextmanager
def running(folder: Path, *checkouts: Path):
    """Start a cluster with a worker for each checkout."""
    folder.mkdir()
    meeting = folder / "scheduler.json"
    # A scheduler that fetches a result from a worker just killed tries for so long, by itself for 30 seconds.
    patience = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}
    environment = os.environ | patience | {"DASK_TEMPORARY_DIRECTORY": str(folder)}

    def start(*arguments: str, cwd: Path = folder) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(meeting), "--no-dashboard"]
        with (folder / f"{arguments[0]}-{time.time_ns()}.log").open("w") as log:
            return stack.enter_context(ended(subprocess.Popen(command, cwd=cwd, env=environment, stderr=log)))

    with ExitStack() as stack:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")  # knows nothing of our code
        started = [start("worker", "--nthreads", "1", "--no-nanny", cwd=checkout) for checkout in checkouts]
        end = time.monotonic() + 30
        while not meeting.exists() and time.monotonic() < end:
            time.sleep(0.05)
        yield Running(json.loads(meeting.read_text())["address"], scheduler, started)


@contextmanager
def ended(process: subprocess.Popen):
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with running(tmp_path_factory.mktemp("cluster") / "dask", ROOT, ROOT) as found:
        yield found


def run(address, function, items, common=None, *, chunk=1, **options):
    with workers.crew(address) as crew:
        return list(crew.map(f"tests.build.labour:{function}", common, items, chunk=chunk, **options))


def fault(address, function, items, common=None, **options):
    with workers.crew(address) as crew:
        done = crew.map(f"tests.build.labour:{function}", common, items, chunk=options.pop("chunk", 1), **options)
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - looked at by the caller
            list(done)
        return caught.value, crew.failed


def code(error) -> str:
    assert type(error) is BuildError, error
    (problem,) = error.problems
    return problem.code


# ---------------------------------------------------------------------------------------------------------- work


def test_every_item_comes_back_once_with_its_index(here):
    done = run(here.address, "where", range(40))
    assert sorted(n for n, _ in done) == list(range(40))
    pids = {pid for _, (_, pid) in done}
    assert pids == {worker.pid for worker in here.workers}
    assert sorted(run(here.address, "times", range(1000), 3, chunk=50)) == [(n, 3 * n) for n in range(1000)]


def test_theme_and_blobs_travel_as_bytes(here, tmp_path):
    files = {digest: tmp_path / digest for digest in ("aa", "bb", "cc")}
    for digest, path in files.items():
        path.write_bytes(digest.encode() * 9)
    files["bb"].write_bytes(b"b" * 20_000_000)  # large ones too, without a word from Dask
    workshop = Workshop(str(THEME), STRINGS, {digest: str(path) for digest, path in files.items()})
    jobs = [Job("x", 1, ("aa",)), Job("x", 2, ("bb", "aa")), Job("x", 3), Job("x", 4, ("bb",))]
    for index, (theme, sheet, strings, blobs, known) in run(here.address, "carried", jobs, workshop):
        assert theme != str(THEME)
        assert sheet == (THEME / "static/css/tokens.css").read_bytes()
        assert strings == STRINGS
        assert blobs == [files[digest].read_bytes() for digest in jobs[index].blobs]
        assert known == sorted(jobs[index].blobs)


def test_a_site_is_the_same_byte_for_byte(here, site, monkeypatch):
    picture = io.BytesIO()
    Image.radial_gradient("L").resize((900, 600)).save(picture, "PNG")
    front = "date: 2025-10-28\ntopics: [trade]\nimage: {file: ../images/a.png, alt: x}"
    files: dict = {
        f"briefings/b{n}.{tag}.md": f"---\ntitle: {text} {n}\n{front}\n---\n\n![x](../images/a.png)\n\n{text}."
        for n in range(2)
        for tag, text in (("fa", "گزارش"), ("en", "Briefing"))
    }
    files |= {"images/a.png": picture.getvalue(), "topics.yaml": "trade:\n  fa: تجارت\n  en: Trade\n"}
    trees = []
    for name, where in (("alone", 1), ("spread", here.address)):
        with monkeypatch.context() as patch:
            patch.setattr(cluster, "few", lambda *_: False)  # everything goes out, however little it is
            report, output = site(files, folder=name, workers=where, pdf=True)
        assert not report.failed, report.problems
        trees.append({p.relative_to(output): p.read_bytes() for p in output.rglob("*") if p.is_file()})
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []
    assert {path.suffix for path in trees[0]} >= {".html", ".pdf", ".png", ".css", ".xml"}


def test_few_items_are_done_here_and_nobody_is_asked():
    assert run("tcp://127.0.0.1:9", "where", [1])[0][1][1] == os.getpid()


# ------------------------------------------------------------------------------------------------------ failures


def test_errors_arrive_as_themselves(here):
    error, index = fault(here.address, "refuse", range(8), 5)
    assert error.problems == (Problem("x.md", 3, 1, "bad", "no", "yes"),)
    assert index == 5
    error, index = fault(here.address, "full", range(2))
    assert (type(error), error.errno) == (OSError, 28)


def test_a_blob_that_is_gone_is_named(here, tmp_path):
    workshop = Workshop(str(THEME), STRINGS, {"aa": str(tmp_path / "gone.png")})
    error, _ = fault(here.address, "carried", [Job("x", 1), Job("x", 2, ("aa",))], workshop)
    assert code(error) == "unreadable"
    assert "gone.png" in str(error)


def test_a_worker_with_other_code_is_refused(tmp_path):
    checkout = tmp_path / "checkout"
    for name in ("plugins", "tests/build"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (checkout / "plugins/render/pdf.py").open("a") as file:
        file.write("\n")
    with running(tmp_path / "dask", checkout) as other:
        error, _ = fault(other.address, "times", range(4), 3)
        assert code(error) == "worker-differs"
        assert "tcp://" in str(error)


def test_a_worker_without_our_code_is_refused(tmp_path):
    with running(tmp_path / "dask", tmp_path) as other:
        error, _ = fault(other.address, "times", range(4), 3)
        assert code(error) == "worker-differs"
        assert "No module named 'plugins'" in str(error)
        assert other.workers[0].poll() is None


def test_a_worker_whose_checkout_changes_does_not_fit_any_more(tmp_path, monkeypatch):
    (tmp_path / "x.py").write_text("1")
    monkeypatch.setattr(shipping, "PLUGINS", tmp_path)
    monkeypatch.setattr(shipping, "_BENCH", shipping._Bench())
    assert shipping._began() == shipping.here()
    (tmp_path / "x.py").write_text("22")
    assert shipping._began() == ""


def test_no_scheduler_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT", 1)
    error, _ = fault("tcp://127.0.0.1:9", "times", range(4), 3)
    assert code(error) == "cluster-gone"
    assert str(error) == (
        "site: error: cluster-gone: no scheduler answers at tcp://127.0.0.1:9; the site is as it was; "
        "start the cluster (docs/cluster.md), or set BRIEFINGS['workers'] to a number in pelicanconf.py"
    )


def test_no_package_is_told_with_the_command(monkeypatch):
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(BuildError) as caught, workers.crew("tcp://127.0.0.1:9"):
        pass
    assert code(caught.value) == "no-cluster"
    assert f"pip install distributed=={cluster.VERSION}" in str(caught.value)


def test_the_version_named_is_the_one_asked_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert asked["cluster"] == [f"distributed=={cluster.VERSION}"]
    assert asked["cluster"][0] in asked["test"]
    assert f"distributed=={cluster.VERSION}" in (ROOT / "docs/cluster.md").read_text()


# -------------------------------------------------------------------------------------------- lost in the middle


def test_the_work_of_a_killed_worker_is_done_by_another_and_a_lost_cluster_is_told(tmp_path, monkeypatch):
    """One worker is killed in the middle of a job: nothing is missing. Then the other: the build gives up."""
    marks = tmp_path / "marks"
    marks.mkdir()
    with running(tmp_path / "dask", ROOT, ROOT) as found, workers.crew(found.address) as crew:
        first, second = found.workers
        done = []
        for index, result in crew.map("tests.build.labour:marked", str(marks), range(30), chunk=1):
            done.append((index, result))
            if any(int(mark.stem) not in dict(done) for mark in marks.glob(f"*.{first.pid}")):
                first.kill()
        assert first.wait(1) == -signal.SIGKILL
        assert sorted(done) == [(n, n) for n in range(30)]
        begun = [mark.stem for mark in marks.iterdir()]
        assert len(begun) > len(set(begun))  # something was begun twice

        monkeypatch.setattr(cluster, "ARRIVAL", 1)
        monkeypatch.setattr(cluster, "LOOK", 0.5)
        rest = crew.map("tests.build.labour:marked", str(marks), range(20), chunk=1)
        next(rest)
        second.kill()
        with pytest.raises(BuildError) as caught:
            list(rest)
        assert code(caught.value) == "cluster-gone"
        assert re.search("has had no worker for 1 seconds; the site is as it was", str(caught.value))


def test_a_scheduler_that_ends_in_the_middle_is_told_at_once(tmp_path, capfd):
    with running(tmp_path / "dask", ROOT) as found, workers.crew(found.address) as crew:
        done = crew.map("tests.build.labour:marked", str(tmp_path), range(30), chunk=1)
        next(done)
        found.scheduler.kill()
        started = time.monotonic()
        with pytest.raises(BuildError) as caught:
            list(done)
        assert time.monotonic() - started < 5
        assert code(caught.value) == "cluster-gone"
    assert time.monotonic() - started < 8
    assert capfd.readouterr().err == ""
