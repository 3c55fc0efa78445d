from hypothesis import given
from hypothesis import strategies as st

from plugins.site.lists import slices


@given(st.integers(0, 500), st.integers(1, 30))
def test_every_item_stands_on_one_page_newest_first(count, size):
    parts = list(slices(count, size))
    assert parts[0].number == 0
    places = [place for part in parts for place in range(part.start, part.stop)]
    assert places == list(range(count))
    assert [p.number for p in parts[1:]] == list(range(parts[0].numbered, 0, -1))


@given(st.integers(0, 500), st.integers(1, 30))
def test_a_new_briefing_changes_only_the_first_page_and_at_most_adds_one(count, size):
    def numbered(total: int) -> dict[int, tuple[int, int]]:
        """Page number -> its items, counted from the oldest."""
        return {p.number: (total - p.stop, total - p.start) for p in slices(total, size) if p.number}

    before, after = numbered(count), numbered(count + 1)
    assert all(after[number] == items for number, items in before.items())
    assert len(after) - len(before) in (0, 1)


@given(st.integers(0, 500))
def test_the_first_page_is_never_thin(count):
    first = next(slices(count, 20))
    assert first.stop - first.start == count if count < 40 else 20 <= first.stop - first.start < 40
