"""Builds that are killed, interrupted, or find no room, no right or no source -> the old site or the new one, whole.

The builds that die are processes of their own: `python -m tests.test_kill FOLDER NAME` builds a sandbox there with two
workers, and says "go" when it begins.
"""

import errno
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins import stages
from tests.conftest import ROOT
from tests.sandbox import CONTENT, Sandbox, differing, picture, text

OLD = {"title": {"fa": "کهنه", "en": "Old"}}
NEW = {"title": {"fa": "نو", "en": "New"}, "per_page": 2}
EDITS = {
    "old": CONTENT,
    "new": CONTENT
    | {
        "briefings/added.fa.md": text("افزوده", "2025-05-20", "![سد](../images/dam.png)", topics="[water]"),
        "images/dam.png": picture("red", 700),
        "briefings/alias.en.md": None,
    },
}
"""Two sites of which every page differs; from one to the other files come, go and change."""
SETTINGS = {"old": OLD, "new": NEW}


def turn(site, name):
    """Write the sources of one of the two."""
    site.restore({path: data for path, data in EDITS[name].items() if data is not None})


def main(folder, name):
    stages._MANY = 4  # so that a small site goes to the workers
    site = Sandbox(Path(folder), {}, workers=2)
    sys.stdout.write("go\n")
    sys.stdout.flush()
    report = site.build(**SETTINGS[name])
    sys.stdout.write("\n".join(["failed" if report.failed else "done", *map(str, report.problems)]))


def started(site, name):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.test_kill", str(site.folder), name],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline() == "go\n", process.stderr.read()
    return process


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    """Both sites as clean builds make them, and how long a build from one to the other takes."""
    site = Sandbox(tmp_path_factory.mktemp("wanted"))
    made = {}
    for name in ("old", "new"):
        turn(site, name)
        report, made[name] = site.clean(**SETTINGS[name])
        assert not report.failed, report.problems
    assert len(differing(made["old"], made["new"])) > 60
    return made


@pytest.fixture
def site(tmp_path, wanted):
    made = Sandbox(tmp_path)
    assert not made.build(**OLD).failed
    assert differing(made.made(), wanted["old"]) == []
    return made


def assert_tidy(site):
    """Nothing in the state folder that no build needs."""
    names = sorted(path.name for path in site.state.iterdir())
    rests = [name for name in names if name.endswith(".rest")]
    assert len(rests) == 1, names
    assert sorted({*names} - {*rests, "kept", "templates"}) == ["last", "lock", "manifest", "readings"]


def assert_whole(made, wanted):
    """Every file is one of the old site or the new one; a folder may wait for its first file, or go after its last."""
    folders = {path.rpartition("/")[0] for site in wanted.values() for path in site}
    for path, data in made.items():
        if not path.startswith(".gozaresh-arriving") and (data, path in folders) != (b"not a file", True):
            assert data in (wanted["old"].get(path), wanted["new"].get(path)), path


# ------------------------------------------------------------------------------------------------------------- kills


def kill_again_and_again(site, wanted, times, seed):
    chance = random.Random(seed)
    standing, longest, caught = "old", 1.0, 0
    for _ in range(times):
        name = "new" if standing == "old" else "old"
        turn(site, name)
        process = started(site, name)
        begun = time.monotonic()
        try:
            process.communicate(timeout=chance.uniform(0, longest))
            longest = max(0.2, time.monotonic() - begun)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)  # it alone: its workers must see to themselves
            process.communicate()
            caught += 1
        assert_whole(site.made(), wanted)
        standing = chance.choice(["old", "new"])
        turn(site, standing)
        report = site.build(**SETTINGS[standing])
        assert not report.failed, report.problems
        assert differing(site.made(), wanted[standing]) == []
        assert_tidy(site)
    return caught


def test_killed_at_any_instant_the_next_build_is_whole(site, wanted):
    assert kill_again_and_again(site, wanted, 6, 1) >= 2


@pytest.mark.long
def test_killed_a_hundred_times_the_next_build_is_whole(site, wanted):
    assert kill_again_and_again(site, wanted, 100, time.time()) >= 40


def children(pid):
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_workers_do_not_outlive_a_killed_build(site):
    turn(site, "new")
    process = started(site, "new")
    workers = []
    while len(workers) < 2 and process.poll() is None:
        workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert len(workers) == 2
    give_up = time.monotonic() + 5
    while any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in workers):
        assert time.monotonic() < give_up, "a worker lives on"
        time.sleep(0.02)


@pytest.mark.parametrize("delay", [0.0, 0.2, 0.5])
def test_ctrl_c_stops_within_a_second_and_leaves_the_last_good_site(site, wanted, delay):
    turn(site, "new")
    process = started(site, "new")
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    said, errors = process.communicate(timeout=20)
    assert time.monotonic() - begun < 1 + 2 * load(), errors
    made = site.made()
    if "done" in said:
        assert differing(made, wanted["new"]) == []
    else:
        assert "KeyboardInterrupt" in errors
        assert process.returncode in (1, -signal.SIGINT, 130)
        assert any(differing(made, whole) == [] for whole in wanted.values())
    assert not site.build(**NEW).failed
    assert differing(site.made(), wanted["new"]) == []
    assert_tidy(site)


def load():
    """How many times longer than alone a process takes on this machine at present."""
    return max(0.0, os.getloadavg()[0] / os.cpu_count() - 1)


# ------------------------------------------------------------------------------------------------------------ readers


READER = """
import hashlib, json, os, sys
folder, stop, good = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))
reads = 0
bad = set()
while not os.path.exists(stop):
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".gozaresh")]
        for name in files:
            if name.startswith(".gozaresh"):
                continue
            path = os.path.join(parent, name)
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except FileNotFoundError:
                continue
            reads += 1
            if hashlib.sha256(data).hexdigest() not in good.get(os.path.relpath(path, folder), []):
                bad.add(path)
print(json.dumps([reads, sorted(bad)]))
"""


def test_a_reader_never_sees_a_part_of_a_file(site, wanted, tmp_path):
    good = {}
    for made in wanted.values():
        for path, data in made.items():
            good.setdefault(path, []).append(hashlib.sha256(data).hexdigest())
    (tmp_path / "good.json").write_text(json.dumps(good))
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(site.output), str(stop), str(tmp_path / "good.json")]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for name in ("new", "old") * 3:
            turn(site, name)
            assert not site.build(**SETTINGS[name]).failed
            assert differing(site.made(), wanted[name]) == []
    finally:
        stop.touch()
        told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    for reads, bad in told:
        assert reads > 200
        assert bad == []


# ---------------------------------------------------------------------------------------------- no room, no right, gone


@contextmanager
def disk(folder, size):
    """A small file system; asks for root."""
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("only root on Linux may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder, left):
    """Leave so many bytes free."""
    room = os.statvfs(folder)
    with (folder / "ballast").open("wb") as file:
        file.write(b"\0" * max(0, room.f_bavail * room.f_frsize - left))


def assert_refused(report, code="cannot-write"):
    assert (report.failed, report.committed) == (True, False)
    assert code in {p.code for p in report.problems}
    assert all(str(p) for p in report.problems)


def assert_old_then_new(site, wanted, refused, mend):
    """The old site is whole; once the cause is gone a build makes the new one."""
    assert_refused(refused)
    assert differing(site.made(), wanted["old"]) == []
    mend()
    report = site.build(**NEW)
    assert not report.failed, report.problems
    assert differing(site.made(), wanted["new"]) == []
    assert_tidy(site)


@pytest.mark.parametrize("left", [0, 20_000, 120_000])
def test_a_full_disk_leaves_the_old_site_whole(tmp_path, wanted, left):
    with disk(tmp_path / "small", 6000) as small:
        site = Sandbox(small)
        assert not site.build(**OLD).failed
        turn(site, "new")
        fill(small, left)
        refused = site.build(**NEW)
        assert any("No space left" in p.message for p in refused.problems)
        assert_old_then_new(site, wanted, refused, (small / "ballast").unlink)


def test_a_full_disk_of_the_output_alone_leaves_the_old_site_whole(site, wanted, tmp_path):
    """The staged files lie on another disk, and are copied before the first of them is put."""
    with disk(tmp_path / "small", 4000) as small:
        site.output = small / "output"
        assert not site.build(**OLD).failed
        turn(site, "new")
        fill(small, 100_000)
        refused = site.build(**NEW)
        assert not list(small.glob("output/.gozaresh*"))
        (small / "ballast").unlink()
        assert_refused(refused)
        assert differing(site.made(), wanted["old"]) == []
        assert not site.build(**NEW).failed
        assert differing(site.made(), wanted["new"]) == []


def test_an_output_that_may_not_be_written_leaves_the_old_site_whole(tmp_path, wanted):
    with disk(tmp_path / "small", 6000) as small:
        site = Sandbox(tmp_path)
        site.output = small / "output"
        assert not site.build(**OLD).failed
        turn(site, "new")
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        refused = site.build(**NEW)
        assert any("Read-only" in p.message for p in refused.problems)
        assert_old_then_new(
            site, wanted, refused, lambda: subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        )


def test_a_folder_that_may_not_be_written_leaves_the_old_site_whole(site, wanted):
    """In the middle of the output; checked before the first file is put."""
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    turn(site, "new")
    (site.output / "fa").chmod(0o555)
    assert_old_then_new(site, wanted, site.build(**NEW), lambda: (site.output / "fa").chmod(0o755))


def test_an_output_path_that_is_a_file_is_said_to_be_one(site, tmp_path):
    site.output = tmp_path / "output"
    site.output.write_text("mine")
    assert_refused(site.build(**OLD), "output-folder")
    assert site.output.read_text() == "mine"


@pytest.mark.parametrize("path", ["briefings/water.fa.md", "topics.yaml", "images/dam.png", "files/levels.csv"])
def test_a_source_that_goes_between_the_scan_and_the_reading(site, wanted, monkeypatch, path):
    turn(site, "new")
    site.write({path: CONTENT[path] + (b"" if isinstance(CONTENT[path], bytes) else "\n")})
    os.utime(site.content / path)
    read = stages._read_all

    def meanwhile(readers, request):
        (site.content / path).unlink(missing_ok=True)
        return read(readers, request)

    monkeypatch.setattr(stages, "_read_all", meanwhile)
    refused = site.build(**NEW)
    assert_refused(refused, "unreadable")
    assert [p.path for p in refused.problems if p.code == "unreadable"] == [f"content/{path}"]
    assert differing(site.made(), wanted["old"]) == []
    monkeypatch.undo()
    turn(site, "new")
    assert not site.build(**NEW).failed
    assert differing(site.made(), wanted["new"]) == []


@pytest.mark.parametrize("path", ["images/dam.png", "files/levels.csv"])
def test_a_file_that_goes_between_the_reading_and_the_rendering(site, wanted, monkeypatch, path):
    turn(site, "new")
    site.write({"files/levels.csv": "new"})
    plan = stages.plan

    def meanwhile(*given):
        (site.content / path).unlink()
        return plan(*given)

    monkeypatch.setattr(stages, "plan", meanwhile)
    refused = site.build(**NEW)
    assert_refused(refused, "render-failed")
    assert [p.path for p in refused.problems] == [f"content/{path}"]
    assert differing(site.made(), wanted["old"]) == []
    monkeypatch.undo()
    turn(site, "new")
    assert not site.build(**NEW).failed
    assert differing(site.made(), wanted["new"]) == []


def test_a_disk_that_fails_while_files_are_put_is_mended_by_the_next_build(site, wanted, monkeypatch):
    turn(site, "new")
    replace, left = os.replace, [25]

    def failing(new, target):
        left[0] -= str(target).endswith(".html")
        if left[0] < 0:
            raise OSError(errno.EIO, "Input/output error", str(target))
        replace(new, target)

    monkeypatch.setattr(os, "replace", failing)
    refused = site.build(**NEW)
    monkeypatch.undo()
    assert refused.failed
    assert [p.code for p in refused.problems if "Input/output" in p.message] == ["cannot-write"]
    assert_whole(site.made(), wanted)
    assert not site.build(**NEW).failed
    assert differing(site.made(), wanted["new"]) == []
    assert_tidy(site)


if __name__ == "__main__":
    main(*sys.argv[1:])
