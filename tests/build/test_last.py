"""What the last build saw and left <-> the state folder, and when it still holds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.build import last
from plugins.build.last import Last
from plugins.build.scan import ContentFile

SECOND = 1_000_000_000
FILE = ContentFile("a.md", "/content/a.md", 9, 1_700_000_000 * SECOND + 123, 7)
LAST = Last("seen", "left", 100.0, 200.5, FILE.mtime_ns + SECOND, '{"problems": ["«x»"]}')


def test_what_is_written_is_read(tmp_path):
    assert last.load(tmp_path) is None
    last.save(tmp_path, LAST)
    assert last.load(tmp_path) == LAST
    last.save(tmp_path, replace(LAST, until=float("inf")))
    assert last.load(tmp_path).until == float("inf")
    assert [p.name for p in tmp_path.iterdir()] == ["last"]


@given(place=st.integers(0, 1 << 20), by=st.integers(1, 255), cut=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_that_is_cut_or_has_a_wrong_byte_is_none(tmp_path, place, by, cut):
    last.save(tmp_path, LAST)
    data = (tmp_path / "last").read_bytes()
    place %= len(data)
    damaged = data[:place] if cut else data[:place] + bytes([data[place] ^ by]) + data[place + 1 :]
    (tmp_path / "last").write_bytes(damaged)
    assert last.load(tmp_path) is None


@pytest.mark.parametrize(("now", "holds"), [(99.9, False), (100.0, True), (200.4, True), (200.5, False)])
def test_it_holds_from_its_time_until_the_next_embargo_ends(now, holds):
    assert last.holds(LAST, [FILE], now) == holds


def test_it_does_not_hold_where_a_change_could_hide_in_a_young_file():
    assert not last.holds(replace(LAST, when=FILE.mtime_ns + 1000), [FILE], 150)
    assert last.holds(replace(LAST, when=FILE.mtime_ns + 1000), [], 150)


@pytest.mark.parametrize("change", [{"path": "b"}, {"size": 8}, {"mtime_ns": 1}, {"inode": 8}], ids=str)
def test_each_change_of_a_file_is_seen(change):
    assert last.seen([FILE], "f") != last.seen([replace(FILE, **change)], "f")
    assert last.seen([FILE], "f") != last.seen([FILE], "g")
    assert last.seen([FILE], "f") != last.seen([FILE, FILE], "f")
