"""What all tests share: silence is part of every test, and the demonstration site is built once."""

import fcntl
import json
import logging
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from plugins import config, pipeline
from plugins.model import Problem

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""The tests' clock: which embargoes are over."""
BASE = "/briefings/"
ADDRESS = f"https://desk.example{BASE.rstrip('/')}"

# A commit does not fail by luck, on a machine that is busy: `make test` tries the same examples each time. `make
# test-long` searches far and at random, and what it finds becomes a case.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile(
    "search", max_examples=3000, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
hypothesis.settings.load_profile("same")


def pytest_addoption(parser):
    parser.addoption("--renew", action="store_true", help="write the golden pages anew instead of comparing them")


@pytest.fixture(autouse=True)
def no_logs(caplog):
    """A log line that nobody asked for fails a test (WeasyPrint's habit). `caplog.clear()` accepts what was wanted."""
    yield
    loud = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
    assert not loud, [r.getMessage() for r in loud]


class Quiet:
    """A Progress that says nothing."""

    def stage(self, name):
        pass

    def step(self, done, total):
        pass


def settings(**changes):
    """The settings of pelicanconf.py, with the tests' address and one worker unless others are given."""
    names: dict = {}
    exec((ROOT / "pelicanconf.py").read_text("utf-8"), names)
    names["BRIEFINGS"]["workers"] = 1  # pytest has filled the cores already
    run = {key: changes.pop(key) for key in ("site_url", "pdf", "search", "drafts") if key in changes}
    return config.read(names["BRIEFINGS"] | changes, **({"site_url": ADDRESS} | run))


def build(content: Path, output: Path, **options) -> pipeline.Report:
    """Build a content folder with the project's theme. `options`: of the Request, or of `settings`."""
    named = ("root", "strict", "check_only", "now", "theme", "code")
    request = {key: options.pop(key) for key in named if key in options}
    return pipeline.run(
        pipeline.Request(
            root=request.pop("root", output.parent),
            content=content,
            output=output,
            theme=request.pop("theme", ROOT / "theme"),
            config=settings(**options),
            now=request.pop("now", NOW),
            **request,
        ),
        progress=Quiet(),
    )


@dataclass(frozen=True)
class Built:
    """The demonstration site, built for ADDRESS."""

    output: Path
    problems: tuple[Problem, ...]
    address: str = ADDRESS
    base: str = BASE

    def read(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def pages(self) -> list[str]:
        return sorted(p.relative_to(self.output).as_posix() for p in self.output.rglob("*.html"))


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """The project's own content with PDFs, built once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / "done.json"
        if not done.exists():
            shutil.rmtree(shared, ignore_errors=True)
            shared.mkdir()
            report = build(ROOT / "content", shared / "output", workers=0)  # the others wait for it
            assert not report.failed, "\n".join(map(str, report.problems))
            done.write_text(json.dumps([p.__getstate__() for p in report.problems]))
    return Built(shared / "output", tuple(Problem(*row) for row in json.loads(done.read_text())))


@pytest.fixture
def site(tmp_path):
    """A function that writes content files (path -> text or bytes) and builds them without PDFs.

    With `folder`, in a folder of that name; without, what an earlier call wrote is still there.
    """

    def make(files: dict[str, str | bytes], *, folder: str = "", **options):
        content = tmp_path / folder / "content"
        for path, text in files.items():
            target = content / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        output = tmp_path / folder / "output"
        return build(content, output, **({"pdf": False} | options)), output

    return make
