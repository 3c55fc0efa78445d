"""Names in a text: which words are one, where it is marked, and what is listed."""

import re
import timeit

import pytest

from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Html, Name
from plugins.site.mentions import language_names, mark

NAMES = [
    Name("takaichi", "person", {"fa": "تاکایچی", "en": "Takaichi"},
         {"fa": "سانائه تاکایچی", "en": "Sanae Takaichi"}, {"fa": ("تاکاچی",)}),
    Name("earths", "term", {"fa": "عناصر کمیاب", "en": "rare earths"}),
    Name("chain", "term", {"fa": "زنجیره", "en": "chain"}),
    Name("qanat", "term", {"fa": "قنات", "en": "qanat"}),
    Name("johnson", "organisation", {"fa": "جانسون", "en": "Johnson & <Johnson>"}),
    Name("lonely", "place", {"en": "Lonely"}),
]  # fmt: skip
FA, EN = (language_names(NAMES, row, (PERSIAN, ENGLISH)) for row in (PERSIAN, ENGLISH))
NAME = re.compile(r'<span class="g-name"[^>]*>(.*?)<span class="g-gloss"[^>]*>(.*?)</span></span>', re.DOTALL)


def marked(html, table=EN):
    """Marked words and their glosses; ids of what is listed."""
    made, listed = mark(Html(html), table)
    assert NAME.sub(r"\1", made) == html, "no word changes"
    return NAME.findall(made), [view.id.removeprefix("g-name-") for view in listed]


def test_only_the_first_mention_is_marked_and_the_longest_form_counts():
    found, listed = marked("<p>Sanae Takaichi and Takaichi, and a qanat.</p>")
    assert found == [("Sanae Takaichi", "سانائه تاکایچی"), ("qanat", "قنات")]
    assert listed == ["takaichi", "qanat"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تاکاچی گفت", ["تاکاچی"]),
        ("«تاکایچی»، قنات.", ["تاکایچی", "قنات"]),
        ("قنات\u200cها", []),
        ("زنجیرهٔ", []),
        ("زنجیره\u0654 تأمین", []),
        ("ازقنات", []),
        ("عناصر\nکمیاب", ["عناصر\nکمیاب"]),
    ],
)
def test_a_persian_name_is_a_whole_word(text, words):
    assert [word for word, _ in marked(f"<p>{text}</p>", FA)[0]] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rare earths.", ["Rare earths"]),
        ("RARE EARTHS", []),
        ("Takaichi’s", ["Takaichi"]),
        ("qanats", []),
        ("Johnson &amp; &lt;Johnson&gt; Ltd", ["Johnson &amp; &lt;Johnson&gt;"]),
        ("Lonely", []),
    ],
)
def test_an_english_name_is_a_whole_word(text, words):
    assert [word for word, _ in marked(f"<p>{text}</p>")[0]] == words


@pytest.mark.parametrize("tag", ["a", "code", "pre", "h2", "bdi"])
def test_nothing_is_a_mention_in(tag):
    html = f'<div><{tag} id="qanat">qanat</{tag}></div>'
    assert marked(html) == ([], [])
    assert marked(f"{html}<p>qanat</p>") == ([("qanat", "قنات")], ["qanat"])


def test_an_attribute_is_no_text_and_another_language_no_mention():
    assert marked('<p title="a > qanat">x <span lang="de">qanat <b>qanat</b></span></p>') == ([], [])


def test_tables_and_footnotes_are_listed_and_not_marked():
    html = '<table><tr><td>qanat</td></tr></table><p>chain</p><div class="footnote"><p>Takaichi</p></div>'
    assert marked(html) == ([("chain", "زنجیره")], ["qanat", "chain", "takaichi"])


def test_a_gloss_has_its_language_direction_and_place_in_the_list():
    made, _ = mark(Html("<p>qanat</p>"), EN)
    assert made == (
        '<p><span class="g-name" tabindex="0" aria-describedby="g-name-qanat">qanat'
        '<span class="g-gloss" lang="fa" dir="rtl" aria-hidden="true" hidden>قنات</span></span></p>'
    )


def test_without_names_the_text_is_as_it_was():
    assert language_names([], ENGLISH, (PERSIAN, ENGLISH)) is None
    assert mark(Html("<p>qanat</p>"), None) == ("<p>qanat</p>", ())


def test_a_large_table_costs_little():
    """A thousand names, a page of 2000 words: some milliseconds at the worst, or 20,000 pages take too long."""
    many = [Name(f"n{i}", "person", {"fa": f"نام {i}", "en": f"Person{i} Family{i}"}) for i in range(1000)]
    table = language_names(many, ENGLISH, (PERSIAN, ENGLISH))
    html = Html("<p>" + "Some words of a text and Person7 alone. " * 250 + "</p>")
    assert min(timeit.repeat(lambda: mark(html, table), number=1, repeat=5)) < 0.02
