import pytest

from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Html
from plugins.packs.notes import to_foot

BACK = '\u00a0<a class="footnote-backref" href="#fnref:{0}" title="Back">↩</a>'


def call(name: str, number: int) -> str:
    return f'<sup id="fnref:{name}"><a class="footnote-ref" href="#fn:{name}">{number}</a></sup>'


def listed(*items: str) -> str:
    return f'<div class="footnote"><hr><ol>{"".join(items)}</ol></div>'


def item(name: str, inner: str) -> str:
    return f'<li id="fn:{name}"><p>{inner}{BACK.format(name)}</p></li>'


def test_a_note_moves_to_its_call_with_a_number_of_the_language():
    html = Html(f"<p>One{call('a', 1)}, two{call('b', 2)}.</p>" + listed(item("a", "<b>A</b> note."), item("b", "B.")))
    assert to_foot(html, PERSIAN) == (
        '<p>One<span class="g-note" id="fn:a" data-number="۱"><b>A</b> note.</span>'
        ', two<span class="g-note" id="fn:b" data-number="۲">B.</span>.</p>'
    )


def test_a_second_call_leads_to_the_note():
    html = Html(f"<p>{call('a', 1)} {call('a', 1)}</p>" + listed(item("a", "A.")))
    assert to_foot(html, ENGLISH).endswith('<sup class="g-call"><a href="#fn:a">1</a></sup></p>')


@pytest.mark.parametrize(
    "html",
    [
        "<p>No note.</p>",
        f"<p>{call('a', 1)}</p>" + listed(f'<li id="fn:a"><p>One.</p><p>Two.{BACK.format("a")}</p></li>'),
        f"<p>{call('a', 1)}</p>" + listed(f'<li id="fn:a"><p>One.</p><ul><li>x</li></ul>{BACK.format("a")}</li>'),
        f"<h2>{call('a', 1)}</h2>" + listed(item("a", "A.")),
        '<p><sup id="x">2</sup></p><div class="footnote">An author’s own.</div>',
    ],
    ids=["none", "two-paragraphs", "list", "heading", "not-a-list"],
)
def test_what_cannot_move_stays(html):
    assert to_foot(Html(html), ENGLISH) == html
