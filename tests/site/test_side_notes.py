"""Footnotes beside their calls: what the copy is, and where there is none."""

import pytest

from plugins.languages import ENGLISH
from plugins.site.side_notes import beside
from plugins.sources import body
from tests.conftest import settings
from tests.site.reading import by_class, elements, parse, text


def read(markdown):
    made, _ = body.read(markdown, first_line=1, path="briefings/x.en.md", language=ENGLISH, config=settings())
    return made.html


NOTED = "One.[^a] Two.[^b] Again.[^a]\n\n- Three.[^c]\n\n[^a]: Note *a*.\n[^b]: First.\n\n    Second.\n[^c]: Note c.\n"


def test_each_note_follows_its_first_call_once_and_stays_in_the_list():
    root = parse(beside(read(NOTED)))
    sides = by_class(root, "g-side")
    assert [text(side) for side in sides] == ["1 Note a. ↩︎", "2 First. Second. ↩︎", "3 Note c. ↩︎"]
    assert [ref.get("href") for ref in by_class(root, "g-side-ref")] == [f"#g-side-{n}" for n in (1, 2, 1, 3)]
    assert [side.get("id") for side in sides] == ["g-side-1", "g-side-2", "g-side-3"]
    assert len(by_class(root, "g-beside")) == 1
    assert len(by_class(root, "footnote-ref")) == 4


def test_ids_are_unique_and_links_lead_to_one():
    root = parse(beside(read(NOTED)))
    ids = [e.get("id") for e in elements(root) if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("href")[1:] for e in elements(root) if e.tag == "a"} <= set(ids)


def test_what_is_added_is_hidden_where_no_style_is_read():
    root = parse(beside(read(NOTED)))
    added = [*by_class(root, "g-side"), *by_class(root, "g-side-ref")]
    assert len(added) == 7
    assert all("hidden" in element.attrib for element in added)


@pytest.mark.parametrize(
    "markdown",
    [
        "No note.",
        "A list.[^a]\n\n[^a]: Items:\n\n    - one\n    - two\n",
        "| A |\n|---|\n| x[^a] |\n\n[^a]: Note.\n",
        "## Title[^a]\n\n[^a]: Note.\n",
        "- a\n    - b[^a]\n\n[^a]: Note.\n",
        '<p dir="rtl">x</p>\n\n<div class="footnote"><ol><li id="fn:a"><p>Note</p></li></ol></div>\n',
    ],
)
def test_a_text_where_one_note_cannot_stand_beside_is_as_it_was(markdown):
    html = read(markdown)
    assert beside(html) == html
