"""Work is spread over processes, and none of them is left behind."""

import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from plugins import readers
from plugins.build import labour, processes, workers
from plugins.model import BuildError, Problem
from tests.build.labour import Lazy, OddError

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(20)


STARTS = ["fork", "spawn"] if labour.FORKS else ["spawn"]


@pytest.fixture(params=STARTS)
def start(request, monkeypatch):
    """Both ways to start a worker: Linux has one, macOS the other."""
    monkeypatch.setattr(labour, "FORKS", request.param == "fork")


def run(function, items, common=None, *, count=2, chunk=1, **options):
    with workers.crew(count) as crew:
        return list(crew.map(f"tests.build.labour:{function}", common, items, chunk=chunk, **options))


def fault(function, items, common=None, **options):
    with workers.crew(options.pop("count", 2)) as crew:
        done = crew.map(f"tests.build.labour:{function}", common, items, chunk=options.pop("chunk", 1), **options)
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - looked at by the caller
            list(done)
        return caught.value, crew.failed


def alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and state[0] not in "ZX"


def until(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return bool(found)


# ---------------------------------------------------------------------------------------------------------- work


def test_every_item_comes_back_once_with_its_index(start):
    assert sorted(run("times", range(10, 40), 3)) == [(n, 3 * (n + 10)) for n in range(30)]


@pytest.mark.parametrize("chunk", [1, 7, 50])
def test_chunks_lose_nothing(chunk):
    assert sorted(run("times", range(1001), 2, chunk=chunk, count=3)) == [(n, 2 * n) for n in range(1001)]


def test_nothing_to_do_is_done():
    assert run("times", [], 3) == []


def test_work_is_shared():
    pids = {pid for _, (_, pid) in run("where", range(50))}
    assert len(pids) == 2
    assert os.getpid() not in pids


@pytest.mark.parametrize(("count", "chunk", "items"), [(1, 1, 9), (2, 50, 99), (2, 1, 1)])
def test_one_worker_and_few_items_stay_in_this_process_and_are_lazy(count, chunk, items, tmp_path):
    assert {pid for _, (_, pid) in run("where", range(items), count=count, chunk=chunk)} == {os.getpid()}
    with workers.crew(count) as crew:
        done = crew.map("tests.build.labour:note", tmp_path, range(1, items + 1), chunk=chunk)
        next(done)
        assert [p.name for p in tmp_path.iterdir()] == ["1"]
    assert not active_children()


def test_the_heaviest_go_first():
    order = [items[0] for items in workers.chunks([1, 5, 3, 9], 1, 2, lambda n: n)]
    assert order == [3, 1, 2, 0]
    assert workers.chunks([1, 1, 1], 1, 2, lambda n: n) == [(0,), (1,), (2,)]


def test_chunks_are_smaller_where_there_are_few():
    assert max(map(len, workers.chunks(range(100), 50, 2, None))) == 13
    assert max(map(len, workers.chunks(range(9000), 50, 2, None))) == 50


def test_a_free_worker_takes_what_is_left():
    """Heavy work beside light: two heavy ones do not wait for each other."""
    done = run("nap", [0.5, 0.02, 0.02, 0.02, 0.02, 0.5], weigh=lambda s: round(s * 1000))
    heavy = [pid for _, (seconds, pid) in done if seconds == 0.5]
    assert len(set(heavy)) == 2


@pytest.mark.skipif(not labour.FORKS, reason="only a fork sees them")
def test_items_of_a_fork_are_made_where_they_are_used():
    made = {pid for _, (_, pid) in run("same", Lazy(20))}
    assert os.getpid() not in made


def test_items_of_a_new_process_are_made_here(monkeypatch):
    monkeypatch.setattr(labour, "FORKS", False)
    assert {pid for _, (_, pid) in run("same", Lazy(4))} == {os.getpid()}


def test_workers_are_renewed(monkeypatch):
    monkeypatch.setattr(processes, "RENEWED", 10)
    done = run("where", range(60))
    assert sorted(n for n, _ in done) == list(range(60))
    counts = [sum(pid == other for _, (_, other) in done) for _, (_, pid) in done]
    assert max(counts) == 10


def test_large_results_and_items_do_not_block(start):
    items = [b"x" * 300_000] * 12
    assert sorted(run("same", items, chunk=4)) == list(enumerate(items))


def test_one_crew_does_one_thing_after_another():
    with workers.crew(2) as crew:
        for factor in (2, 3):
            done = crew.map("tests.build.labour:times", factor, range(8), chunk=1)
            assert sorted(done) == [(n, factor * n) for n in range(8)]


def test_an_expected_worker_does_little_work_elsewhere(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:where")
        done = list(crew.map("tests.build.labour:where", None, range(7), chunk=50))
        assert sorted(index for index, _ in done) == list(range(7))
        assert {pid for _, (_, pid) in done} != {os.getpid()}
        assert not crew.hands
        again = list(crew.map("tests.build.labour:where", None, range(2), chunk=50))
        assert {pid for _, (_, pid) in again} == {os.getpid()}, "it is there for one map"


def test_an_expected_worker_is_told_later_what_is_common(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:times")
        assert list(crew.map("tests.build.labour:times", 3, range(3), chunk=50)) == [(0, 0), (1, 3), (2, 6)]


def test_readers_are_hired_once(start):
    with readers.hired() as crew:
        with readers.hired() as again:
            assert again is crew
        assert alive(crew.early.process.pid)
    with readers.hired() as another:
        assert another is not crew


def test_an_expected_worker_goes_where_one_is_wished_for(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:where")
        pid = crew.early.process.pid
        crew.limit(1)
        assert not alive(pid)
        done = list(crew.map("tests.build.labour:where", None, range(3), chunk=50))
        assert {pid for _, (_, pid) in done} == {os.getpid()}


def test_an_expected_worker_does_no_other_work_than_what_it_was_hired_for(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:where")
        assert list(crew.map("tests.build.labour:times", 3, range(2), chunk=50)) == [(0, 0), (1, 3)]


def test_an_expected_worker_works_beside_others_where_there_is_much(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:where")
        expected = crew.early.process.pid
        done = list(crew.map("tests.build.labour:where", None, range(200), chunk=5))
        hands = {pid for _, (_, pid) in done}
        assert expected in hands
        assert len(hands) == 2
        assert sorted(index for index, _ in done) == list(range(200))


def test_an_expected_worker_that_nobody_asks_is_let_go():
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:where")
        pid = crew.early.process.pid
    assert not alive(pid)


def test_an_expected_worker_fails_as_others_do(start):
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:refuse")
        with pytest.raises(BuildError, match="no; yes"):
            list(crew.map("tests.build.labour:refuse", 1, range(3), chunk=50))
        assert crew.failed == 1
    with processes.crew(2) as crew:
        crew.expect("tests.build.labour:killed")
        with pytest.raises(BuildError, match="a worker was lost while it made item 2 of 3"):
            list(crew.map("tests.build.labour:killed", 1, range(3), chunk=50))


@pytest.mark.parametrize("count", [1, 2])
def test_one_thing_is_done_beside_others(start, count):
    with processes.crew(count) as crew:
        wait = crew.begin("tests.build.labour:carrier", 5)
        assert list(crew.map("tests.build.labour:times", 2, range(40), chunk=2)), "work in between is no harm"
        number, pid = wait()
        assert number == 5
        assert (pid == os.getpid()) == (count == 1)


def test_who_works_beside_lets_the_others_go_first():
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with processes.crew(2) as crew:
        wait = crew.begin("tests.build.labour:niceness", 10)
        assert {result for _, result in crew.map("tests.build.labour:niceness", 0, [0] * 4, chunk=1)} == {before}
        assert wait() == before + 5
    with processes.crew(1) as crew:
        crew.begin("tests.build.labour:niceness", 0)()
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def test_a_thing_begun_is_not_left_behind(start):
    with processes.crew(2) as crew:
        crew.begin("tests.build.labour:sleeper", 30)
        pid = crew.beside[0].process.pid
        assert alive(pid)
    assert not alive(pid)


def test_small_work_in_numbers_costs_little():
    started = time.process_time()
    assert len(run("times", range(24_000), 3, chunk=50)) == 24_000
    assert time.process_time() - started < 0.5


# ------------------------------------------------------------------------------------------------------ failures


@pytest.mark.parametrize("count", [1, 2])
def test_a_build_error_arrives_as_itself(count, start):
    error, index = fault("refuse", range(8), 5, count=count)
    assert type(error) is BuildError
    assert error.problems == (Problem("x.md", 3, 1, "bad", "no", "yes"),)
    assert index == 5


def test_another_exception_arrives_with_where_it_came_from():
    error, index = fault("divide", [1, 2, 0, 4], 1)
    assert type(error) is ZeroDivisionError
    assert index == 2
    assert "labour.py" in error.__notes__[0]


def test_an_item_that_cannot_be_made_is_a_failure_of_its_own(start):
    error, index = fault("same", Lazy(20, bad=13))
    assert (type(error), index) == (ValueError, 13)


def test_an_exception_that_does_not_pickle_says_the_same():
    error, _ = fault("odd", [7, 7])
    assert type(error) is RuntimeError
    assert str(error) == f"{OddError.__name__}: 7 and 7"


def test_a_result_that_does_not_pickle_is_a_failure():
    error, index = fault("unpicklable", range(99, 101))
    assert index == 1
    assert "pickle" in str(error)


def test_the_first_failure_stops_the_rest(tmp_path):
    error, index = fault("note", range(40), str(tmp_path))
    assert (str(error), index) == ("the first", 0)
    assert len(list(tmp_path.iterdir())) < 5


def test_a_function_that_is_not_there_fails_here():
    with pytest.raises(AttributeError), workers.crew(2) as crew:
        list(crew.map("tests.build.labour:nobody", None, range(4), chunk=1))


def test_who_stops_listening_leaves_nobody_at_work(tmp_path):
    def full():
        with workers.crew(2) as crew:
            for _ in crew.map("tests.build.labour:nap", None, [0.1, *[9] * 9], chunk=1):
                raise OSError("full")

    started = time.monotonic()
    with pytest.raises(OSError, match="full"):
        full()
    assert not active_children()
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(("chunk", "bad"), [(1, 6), (20, 66)])
def test_a_killed_worker_is_an_error_that_names_what_it_did(start, chunk, bad):
    error, index = fault("killed", range(100), bad, chunk=chunk, name="page {}".format)
    (problem,) = error.problems
    assert problem.code == "worker-lost"
    assert f"it made page {bad}: it was killed" in problem.message
    assert "BRIEFINGS['workers']" in problem.fix
    assert index == bad


def test_a_worker_that_leaves_is_an_error_too():
    error, _ = fault("leave", range(4))
    (problem,) = error.problems
    assert re.search(r"item [12] of 4: its process ended with exit code 3", problem.message)


# ----------------------------------------------------------------------------------------------- ends of the parent


def test_workers_do_not_hear_ctrl_c(start, capfd):
    assert sorted(run("interrupted", range(4))) == [(n, n) for n in range(4)]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("how", STARTS)
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_its_parent(how, sign, tmp_path):
    environment = os.environ | ({"LABOUR_SPAWNS": "1"} if how == "spawn" else {})
    environment["TMPDIR"] = str(tmp_path / "temporary")
    for name in ("temporary", "marks"):
        (tmp_path / name).mkdir()
    command = [sys.executable, "-m", "tests.build.labour", str(tmp_path / "marks")]
    marks = tmp_path / "marks"
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        assert until(lambda: len(list(marks.iterdir())) == 2, 10)
        pids = [int(mark.suffix[1:]) for mark in marks.iterdir()]
        assert all(map(alive, pids))
        if sign == signal.SIGINT:
            os.killpg(parent.pid, sign)  # as a terminal does
        else:
            parent.send_signal(sign)
        said = parent.communicate(timeout=3)[1]
    assert until(lambda: not any(map(alive, pids)), 2)
    assert said.count("Traceback") == (1 if sign == signal.SIGINT else 0), said
    assert "KeyboardInterrupt" in said or sign != signal.SIGINT
    if sign == signal.SIGINT:
        assert not list((tmp_path / "temporary").iterdir())
