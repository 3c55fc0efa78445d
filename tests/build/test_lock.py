"""Two builds at once, and where a build keeps its state."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.build import MARK, lock, state_folder
from plugins.model import BuildError

ROOT = Path(__file__).parents[2]


def test_the_state_belongs_to_both_folders(tmp_path, monkeypatch):
    one = state_folder(tmp_path, tmp_path / "content", tmp_path / "output")
    assert one.parent == tmp_path / ".gozaresh"
    monkeypatch.chdir(tmp_path)
    assert one == state_folder(tmp_path, Path("content"), Path("x/../output"))
    others = [
        state_folder(tmp_path, tmp_path / "content2", tmp_path / "output"),
        state_folder(tmp_path, tmp_path / "content", tmp_path / "output2"),
        state_folder(tmp_path, tmp_path / "output", tmp_path / "content"),
    ]
    assert len({one, *others}) == 4


def test_a_second_build_is_told_that_one_is_running(tmp_path):
    state = tmp_path / ".gozaresh/x"
    with lock(state) as held:
        assert held == state
        with pytest.raises(BuildError) as caught, lock(state):
            pass
        assert caught.value.problems[0].code == "busy"
        with lock(tmp_path / ".gozaresh/y"):
            pass
    with lock(state):
        pass


def test_two_contents_do_not_build_into_one_output_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one, two = tmp_path / ".gozaresh/one", tmp_path / ".gozaresh/two"
    with lock(one, tmp_path / "output"):
        with pytest.raises(BuildError, match="busy") as caught, lock(two, Path("x/../output")):
            pass
        assert "another build into 'x/../output' is running" in str(caught.value)
        with lock(two, tmp_path / "output2"):
            pass
    with lock(two, tmp_path / "output"):
        pass
    assert not (tmp_path / "output").exists()


def test_a_worker_that_outlives_a_killed_build_does_not_hold_the_lock(tmp_path):
    code = (
        "import os, sys, time, pathlib\nfrom plugins.build import lock\n"
        "with lock(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])):\n"
        "    worker = os.fork()\n"
        "    if worker: print(worker, flush=True)\n"
        "    time.sleep(60)\n"
        "    os._exit(0)"
    )
    command = [sys.executable, "-c", code, tmp_path / "state", tmp_path / "output"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    worker = int(child.stdout.readline())
    try:
        with pytest.raises(BuildError, match="busy"), lock(tmp_path / "state"):
            pass
        time.sleep(0.2)  # until the worker has let go
        child.kill()
        child.wait()
        with lock(tmp_path / "state", tmp_path / "output"):
            os.kill(worker, 0)  # it is still there
    finally:
        os.kill(worker, signal.SIGKILL)
        child.stdout.close()


def test_a_build_that_failed_does_not_hold_the_lock(tmp_path):
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        raise ZeroDivisionError
    with lock(tmp_path):
        pass


def test_a_killed_process_does_not_hold_the_lock(tmp_path):
    code = (
        "import sys, time, pathlib\nfrom plugins.build import lock\n"
        "with lock(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(BuildError, match="busy"), lock(tmp_path):
            pass
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
    deadline = time.monotonic() + 5
    while True:
        try:
            with lock(tmp_path):
                return
        except BuildError:
            assert time.monotonic() < deadline


def test_a_state_folder_that_cannot_be_made_is_a_problem(tmp_path):
    (tmp_path / ".gozaresh").write_text("a file")
    with pytest.raises(BuildError, match="cannot-write"), lock(tmp_path / ".gozaresh/x"):
        pass


def test_the_mark_is_one_line_that_says_what_happens_here():
    assert MARK.count(b"\n") == 1
    assert MARK.endswith(b"\n")
    assert b"removed from this folder" in MARK
