"""Tables in boxes that scroll: which take the focus, what they are called, what stays as it was."""

import json
from pathlib import Path

import pytest

from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Html, Strings
from plugins.site.wide_tables import scrolling
from tests.conftest import ROOT
from tests.site.reading import by_class, parse


def words(language):
    path = Path(ROOT, "theme/strings", f"{language.tag}.json")
    return Strings(language, json.loads(path.read_text("utf-8")))


def boxes(html, language=ENGLISH, number=0):
    found = by_class(parse(scrolling(Html(html), words(language), number)), "g-table")
    return [{name: value for name, value in box.attrib.items() if name != "class"} for box in found]


def table(*rows, caption=""):
    head = f"<caption>{caption}</caption>" if caption else ""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def region(label):
    return {"role": "region", "aria-label": label, "tabindex": "0"}


def test_a_table_that_may_be_wider_than_a_telephone_takes_the_focus_and_has_a_name():
    narrow, wide = table("ab"), table("abc")
    assert boxes(narrow + wide) == [{}, region("Table 2")]
    assert boxes(wide, PERSIAN, number=9) == [region("جدول ۱۰")]
    assert boxes(table("abcd", caption="Levels of <b>1404</b>")) == [region("Table 1: Levels of 1404")]


def test_one_long_word_makes_a_table_wide():
    assert boxes(table(["a", "many short words in a cell, which may be broken anywhere"])) == [{}]
    assert boxes(table(["a", "x" * 30])) == [region("Table 1")]


def test_tables_are_found_wherever_they_stand_and_charts_are_none():
    chart = f'<figure class="g-chart g-bars">{table("abcdef")}</figure>'
    assert boxes(f"<ul><li>{table('abc')}</li></ul>{chart}<blockquote>{table('abc')}</blockquote>") == [
        region("Table 1"),
        region("Table 2"),
    ]


@pytest.mark.parametrize("html", ["<p>No table.</p>", "", '<p>x <code>&lt;table&gt;</code> &amp; "y"</p>'])
def test_a_text_without_one_is_as_it_was(html):
    assert scrolling(Html(html), words(ENGLISH)) == html


def test_nothing_but_the_box_is_added():
    html = f'<h2 id="a">A &amp; b</h2>\n{table("abc")}\n<p>x<br>y</p>'
    made = scrolling(Html(html), words(ENGLISH))
    box = '<div class="g-table" role="region" aria-label="Table 1" tabindex="0">'
    assert made.replace(box, "").replace("</div>", "") == html
