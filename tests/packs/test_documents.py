import pickle
from dataclasses import replace

import pytest

from plugins.model import Briefing, Collection, Illustration, Pack, Picture
from tests.packs.factory import CONFIG, NO_ADDRESS, body, briefing, collection, edition, moment, pdfs

LINKED = '<p><a href="content:briefings/b.en.md#text">Other</a>.</p>'


def values(made: Collection, config=CONFIG):
    return {output.name: output.job.value for output in pdfs(made, config)}


def linking(target: str, slug: str = "a"):
    return edition(slug, "en", html=f'<p>See <a href="content:{target}">there</a>.</p>')


@pytest.mark.parametrize(
    ("target", "config", "html"),
    [
        ("briefings/b.en.md", CONFIG, '<p>See <a href="#b">there</a>.</p>'),
        ("briefings/b.en.md#text", CONFIG, '<p>See <a href="#b:text">there</a>.</p>'),
        ("briefings/b.en.md#nowhere", CONFIG, '<p>See <a href="#b">there</a>.</p>'),
        ("briefings/b.fa.md#x", CONFIG, '<p>See <a href="https://example.org/fa/b.html#x">there</a>.</p>'),
        ("briefings/b.fa.md", NO_ADDRESS, "<p>See there.</p>"),
        ("briefings/none.en.md", CONFIG, "<p>See there.</p>"),
    ],
    ids=["bound", "heading", "no-heading", "other-language", "no-address", "unknown"],
)
def test_links_of_a_pack_lead_inside_it_or_to_the_site(target, config, html):
    made = collection(Briefing("a", (linking(target),)), briefing("b", "fa", "en"))
    articles = {article.id: article for article in values(made, config)["packs/week-2025-w44.en.pdf"].articles}
    assert articles["a"].body == html


def test_a_link_from_an_edition_alone_leads_to_the_site():
    made = collection(Briefing("a", (linking("briefings/b.en.md"),)), briefing("b", "en"))
    assert 'href="https://example.org/en/b.html"' in values(made)["pdf/a.en.pdf"].articles[0].body


def test_ids_of_two_articles_are_kept_apart():
    value = values(collection(briefing("a", "en"), briefing("b", "en")))["packs/week-2025-w44.en.pdf"]
    assert ['id="a:text"' in article.body for article in value.articles] == [True, False]


def test_a_briefing_of_the_other_language_is_a_line_without_a_page():
    value = values(collection(briefing("a", "fa"), briefing("b", "en")))["packs/week-2025-w44.en.pdf"]
    assert [article.id for article in value.articles] == ["b"]
    assert [(line.anchor, line.language.tag, line.mark) for line in value.contents] == [
        ("", "fa", "Persian only"),
        ("b", "en", ""),
    ]


def test_a_summary_says_so_and_names_the_full_text():
    two = Briefing("a", (edition("a", "fa"), edition("a", "en", extent="summary", embedded=True)))
    article = values(collection(two))["pdf/a.en.pdf"].articles[0]
    assert "summary" in article.notice
    assert (article.other.url, article.other.language.tag) == ("https://example.org/fa/a.html", "fa")


def test_pictures_are_named_by_their_digest_and_belong_to_the_job():
    pictures = {
        name: Picture(name, digest, 8, 8, "PNG") for name, digest in (("images/x.png", "d1"), ("images/y.png", "d2"))
    }
    one = edition("a", "en", html='<p><img alt="y" src="content:images/y.png"></p>')
    one = replace(one, image=Illustration("images/x.png", "x"))
    output = pdfs(collection(Briefing("a", (one,)), pictures=pictures))[0]
    article = output.job.value.articles[0]
    assert article.figure.src == "blob:d1"
    assert 'src="blob:d2"' in article.body
    assert set(output.job.blobs) == {"d1", "d2"}


def test_the_colophon_changes_with_the_texts_alone():
    def digest(*editions):
        return values(collection(*(Briefing(e.slug, (e,)) for e in editions)))["packs/week-2025-w44.en.pdf"].colophon

    first, same = digest(edition("a", "en")), digest(edition("a", "en"))
    other = digest(edition("a", "en", html="<p>Other.</p>"))
    assert first == same != other
    assert first.modified.first == "28 October 2025"
    assert digest(edition("a", "en", modified=moment(2025, 11, 5))).modified.first == "5 November 2025"


def test_a_curated_cover_shows_the_days_it_spans_in_both_calendars():
    made = collection(
        briefing("a", "fa", date=moment(2025, 10, 28)),
        briefing("b", "fa", date=moment(2025, 3, 1)),
        packs=(Pack("x", {"fa": "ایکس"}, ("a", "b"), ("fa",), cover={"fa": "متن جلد"}, path="packs/x.yaml"),),
    )
    cover = values(made)["packs/x.fa.pdf"].cover
    assert cover.dates == ("۱۱ اسفند ۱۴۰۳ تا ۶ آبان ۱۴۰۴", "۱ مارس تا ۲۸ اکتبر ۲۰۲۵")
    assert (cover.title, cover.about, cover.count) == ("ایکس", "متن جلد", "۲ گزارش")


def test_a_latin_publisher_is_isolated_before_a_date():
    source = values(collection(briefing("a", "fa")))["pdf/a.fa.pdf"].articles[0].sources[0]
    assert source.publisher == '<bdi lang="en" dir="ltr">IEA</bdi>'


def test_jobs_pickle_and_repeat():
    made = collection(briefing("a", "fa", "en"), briefing("b", "fa"))

    def planned():
        return {output.name: (output.parts, output.job) for output in pdfs(made)}

    assert pickle.loads(pickle.dumps(planned())) == planned()


def test_a_heading_of_a_bound_edition_is_found_by_its_persian_name():
    target = edition("b", "fa", html='<h2 id="برنامه">برنامه</h2>')
    source = edition(
        "a",
        "fa",
        html='<p><a href="content:briefings/b.fa.md#%D8%A8%D8%B1%D9%86%D8%A7%D9%85%D9%87">x</a></p>',
    )
    value = values(collection(Briefing("a", (source,)), Briefing("b", (target,))))["packs/week-2025-w44.fa.pdf"]
    assert body('<h2 id="برنامه">x</h2>').ids == {"برنامه"}
    assert 'href="#b:برنامه"' in value.articles[0].body
