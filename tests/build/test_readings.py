"""The cache of readings <-> a folder of state: whole, or as if it were empty; never in the way."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.build import readings
from plugins.build.readings import NOWHERE, Readings, Row
from plugins.build.scan import ContentFile

SECOND = 1_000_000_000
THEN = 1_700_000_000 * SECOND + 123
"""When the files of these tests were written."""
LATER = THEN + 60 * SECOND


def file(path="a.md", **changes):
    return replace(ContentFile(path, f"/content/{path}", 9, THEN, 7), **changes)


def row(**changes):
    return Row(9, THEN, 7, "d", ("briefing", (("x", 1, 2),), None), NOWHERE)._replace(**changes)


def saved(state, rests, *, before=None, when=LATER, noted=None):
    """`rests`: path -> what is new of it, or None for what is kept."""
    before = before or readings.load(state, "one")
    rows = {
        path: row(rest=before.add(data), texts=before.add(data[:2])) if data is not None else before.rows[path]
        for path, data in rests.items()
    }
    return before.save(rows, when, noted or {"checked": "x"})


def holds(state, found):
    cache = readings.load(state, "one")
    return cache.holds(cache.rows[found.path], found)


def rests(state):
    cache = readings.load(state, "one")
    return {path: cache.get(row.rest) for path, row in cache.rows.items()}


def test_what_is_written_is_read(tmp_path):
    saved(tmp_path, {"a.md": b"one", "پ.md": b"", "c.md": b"three" * 999})
    cache = readings.load(tmp_path, "one")
    assert cache.noted == {"checked": "x"}
    assert cache.rows["a.md"].facing == ("briefing", (("x", 1, 2),), None)
    assert rests(tmp_path) == {"a.md": b"one", "پ.md": b"", "c.md": b"three" * 999}


def test_what_is_saved_is_at_once_as_if_loaded(tmp_path):
    cache = saved(tmp_path, {"a.md": b"one", "b.md": b"two"})
    assert {path: cache.get(row.rest) for path, row in cache.rows.items()} == {"a.md": b"one", "b.md": b"two"}


@pytest.mark.parametrize("change", [{"size": 8}, {"mtime_ns": THEN + 1}, {"inode": 8}], ids=lambda c: next(iter(c)))
def test_a_file_that_is_another_is_not_known(tmp_path, change):
    saved(tmp_path, {"a.md": b"one"})
    cache = readings.load(tmp_path, "one")
    row = cache.rows["a.md"]
    assert cache.holds(row, file())
    assert not cache.holds(row, replace(file(), **change))


@pytest.mark.parametrize(
    ("mtime", "when", "known"),
    [
        (THEN, THEN + 49_000_000, False),
        (THEN, THEN + 51_000_000, True),
        (THEN, THEN - SECOND, False),  # from the future: a clock was put back
        (THEN - 123, THEN + SECOND, False),  # a disk that keeps whole seconds
        (THEN - 123, THEN + 3 * SECOND, True),
    ],
)
def test_a_file_so_young_that_a_change_could_hide_is_not_known(tmp_path, mtime, when, known):
    Readings(tmp_path, "one").save({"a.md": row(mtime_ns=mtime)}, when, {})
    assert holds(tmp_path, file(mtime_ns=mtime)) == known


def test_other_code_or_settings_find_it_empty(tmp_path):
    saved(tmp_path, {"a.md": b"one"})
    cache = readings.load(tmp_path, "two")
    assert (cache.rows, cache.noted) == ({}, {})


def test_new_rests_are_put_behind_the_old_ones(tmp_path):
    saved(tmp_path, {"a.md": b"one", "b.md": b"two", "c.md": b"three"})
    (first,) = tmp_path.glob("*.rest")
    saved(tmp_path, {"a.md": None, "b.md": b"TWO", "d.md": b"four"}, when=LATER + 1)
    assert list(tmp_path.glob("*.rest")) == [first]
    assert first.read_bytes() == b"oneontwotwthreethTWOTWfourfo"
    assert rests(tmp_path) == {"a.md": b"one", "b.md": b"TWO", "d.md": b"four"}


def test_one_that_does_not_keep_gives_the_new_and_the_old_and_writes_nothing(tmp_path):
    saved(tmp_path, {"a.md": b"one"})
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    cache = readings.load(tmp_path, "one", keep=False)
    place = cache.add(b"new")
    assert (cache.get(cache.rows["a.md"].rest), cache.get(place)) == (b"one", b"new")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    nothing = readings.load(tmp_path / "none", "one", keep=False)
    assert nothing.get(nothing.add(b"x")) == b"x"
    assert not (tmp_path / "none").exists()


def test_waste_is_not_kept_for_ever(tmp_path):
    big = b"x" * 400_000
    for number in range(12):
        saved(tmp_path, {"kept.md": None if number else b"kept", "a.md": big}, when=LATER + number)
    (rest,) = tmp_path.glob("*.rest")
    assert rest.stat().st_size < 6 * len(big)
    assert rests(tmp_path) == {"kept.md": b"kept", "a.md": big}


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "turned"])
def test_a_rest_that_is_damaged_is_none_and_stays_none(tmp_path, damage):
    """Not an empty one after the file was written anew: that would be a value that cannot be read."""
    saved(tmp_path, {"a.md": b"one", "b.md": b"two"})
    (rest,) = tmp_path.glob("*.rest")
    match damage:
        case "gone":
            rest.unlink()
        case "empty":
            rest.write_bytes(b"")
        case "cut":
            os.truncate(rest, 2)
        case "turned":
            rest.write_bytes(b"oNetWo")
    cache = readings.load(tmp_path, "one")
    assert [cache.get(row.rest) for row in cache.rows.values()] == [None, None]
    saved(tmp_path, {"a.md": None, "b.md": None, "c.md": b"three"}, when=LATER + 1)
    found = rests(tmp_path)
    assert found.pop("c.md") == b"three"
    assert set(found.values()) <= {None}
    assert len(list(tmp_path.glob("*.rest"))) == 1


def test_what_a_killed_save_left_is_cleared_by_the_next(tmp_path):
    saved(tmp_path, {"a.md": b"one"})
    (tmp_path / "readings-5.rest").write_bytes(b"left")
    (tmp_path / "readings.new").write_bytes(b"left")
    (rest,) = (p for p in tmp_path.glob("readings-*.rest") if p.name != "readings-5.rest")
    with rest.open("ab") as stream:
        stream.write(b"half of a")  # behind what the rows name
    saved(tmp_path, {"a.md": None, "b.md": b"two"}, when=LATER + 1)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["readings", rest.name]
    assert rests(tmp_path) == {"a.md": b"one", "b.md": b"two"}


def test_a_process_that_builds_often_keeps_no_file_open(tmp_path):
    saved(tmp_path, {"a.md": b"one"})
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(50):
        assert rests(tmp_path) == {"a.md": b"one"}
    assert len(list(Path("/dev/fd").iterdir())) <= before + 2


# ------------------------------------------------------------------------------------------------------------- damage


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    state = tmp_path_factory.mktemp("state")
    saved(state, {"a.md": b"one", "b.md": b"two"})
    return state, (state / "readings").read_bytes()


@given(place=st.integers(0, 1 << 20), by=st.integers(1, 255), cut=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_that_is_cut_or_has_a_wrong_byte_is_empty(whole, place, by, cut):
    state, data = whole
    place %= len(data)
    (state / "readings").write_bytes(
        data[:place] if cut else data[:place] + bytes([data[place] ^ by]) + data[place + 1 :]
    )
    assert readings.load(state, "one").rows == {}
    (state / "readings").write_bytes(data)
    assert len(readings.load(state, "one").rows) == 2


@given(data=st.binary(max_size=100))
def test_anything_else_is_empty(whole, data):
    state, kept = whole
    (state / "readings").write_bytes(data)
    assert readings.load(state, "one").rows == {}
    (state / "readings").write_bytes(kept.replace(b"readings 4", b"readings 3"))
    assert readings.load(state, "one").rows == {}
    (state / "readings").write_bytes(kept)


def test_rows_share_what_they_say_but_no_value_that_only_looks_equal():
    table = {}
    one, two = (readings.shared((str(b"ab", "ascii"), ("x", "y"), (1, True), (True, 1), 1.0), table) for _ in range(2))
    assert one == two
    assert one[0] is two[0]
    assert one[1] is two[1]
    assert repr(readings.shared((True, 1.0), table)) == "(True, 1.0)"
    assert repr(readings.shared((1, 1), table)) == "(1, 1)"


def test_an_index_that_is_carried_over_in_part_is_whole(tmp_path):
    names = [f"{number}.md" for number in range(300)]
    saved(tmp_path, {name: name.encode() for name in names})
    kept = {name: None for name in names if name not in ("5.md", "6.md")}
    saved(tmp_path, kept | {"5.md": b"five", "new.md": b"new"}, when=LATER + 1)
    assert rests(tmp_path) == {name: name.encode() for name in kept} | {"5.md": b"five", "new.md": b"new"}
    saved(tmp_path, dict.fromkeys(kept), when=LATER + 2)
    assert rests(tmp_path) == {name: name.encode() for name in kept}
