"""Two bodies -> rows: what belongs together stands together, and no word is lost or said twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model import Html
from plugins.sources.aligning import rows
from plugins.sources.tree import parse, serialise


def aligned(first, second):
    return [(str(row.first), str(row.second)) for row in rows(Html(first), Html(second))]


def test_paragraph_stands_beside_paragraph():
    first, second = (
        "<p>یک</p><h2>دو</h2><p>سه</p><ul><li>چهار</li></ul>",
        "<p>1</p><h2>2</h2><p>3</p><ul><li>4</li></ul>",
    )
    assert aligned(first, second) == [
        ("<p>یک</p>", "<p>1</p>"),
        ("<h2>دو</h2>", "<h2>2</h2>"),
        ("<p>سه</p>", "<p>3</p>"),
        ("<ul><li>چهار</li></ul>", "<ul><li>4</li></ul>"),
    ]


def test_where_paragraphs_differ_section_stands_beside_section():
    first, second = "<h2>a</h2><p>b</p><p>c</p><h2>d</h2><p>e</p>", "<h2>1</h2><p>2 3</p><h2>4</h2><p>5</p>"
    assert aligned(first, second) == [
        ("<h2>a</h2>", "<h2>1</h2>"),
        ("<p>b</p><p>c</p>", "<p>2 3</p>"),
        ("<h2>d</h2>", "<h2>4</h2>"),
        ("<p>e</p>", "<p>5</p>"),
    ]


def test_a_table_is_not_set_beside_a_paragraph():
    first, second = "<p>a</p><table></table>", "<table></table><p>b</p>"
    assert aligned(first, second) == [(first, second)]


def test_where_smaller_headings_differ_the_second_level_holds():
    first, second = "<p>a</p><h2>b</h2><h3>c</h3><p>d</p>", "<p>1</p><h2>2</h2><p>3</p>"
    assert aligned(first, second) == [("<p>a</p>", "<p>1</p>"), ("<h2>b</h2><h3>c</h3><p>d</p>", "<h2>2</h2><p>3</p>")]


def test_where_nothing_agrees_all_stands_beside_all():
    assert aligned("<h2>a</h2><p>b</p>", "<p>1</p>") == [("<h2>a</h2><p>b</p>", "<p>1</p>")]


def test_footnotes_stand_last_and_disturb_nothing():
    notes = '<div class="footnote"><ol><li>n</li></ol></div>'
    assert aligned(f"<p>a</p>{notes}", "<p>1</p>") == [("<p>a</p>", "<p>1</p>"), (notes, "")]
    assert aligned(f"<h2>a</h2>{notes}", f"<p>1</p>{notes}")[-1] == (notes, notes)


@pytest.mark.parametrize(("first", "second"), [("", ""), ("<p>a</p>", "")])
def test_an_empty_text(first, second):
    assert aligned(first, second) == ([(first, second)] if first else [])


BLOCKS = st.lists(st.sampled_from(["<h2>h</h2>", "<h3>k</h3>", "<p>p</p>", "<ul><li>l</li></ul>", "<table></table>"]))


@given(BLOCKS.map("".join), BLOCKS.map("".join))
def test_nothing_is_lost_moved_or_said_twice(first, second):
    made = aligned(first, second)
    assert "".join(row[0] for row in made) == serialise(parse(first))
    assert "".join(row[1] for row in made) == serialise(parse(second))
