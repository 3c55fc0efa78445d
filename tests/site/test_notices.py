"""What stands above the title: which notices, in which order, in whose words, and where they lead."""

import pytest

from tests.sandbox import DIGEST, WATER
from tests.site.reading import by_class, elements, parse, target, text

TABLES = {
    "topics.yaml": "water: {fa: آب, en: Water}\n",
    "people.yaml": "sara: {fa: سارا محبی, en: Sara Mohebbi}\n",
    "series.yaml": "notes: {fa: یادداشت‌ها, en: Notes}\n",
}
TRANSLATION = "---\ntitle: Water\ndate: 2025-03-10\n{more}---\nThe dam.\n"
CORRECTED = "corrections: [{date: 2025-04-02, text: x}, {date: 2025-11-03, text: y}, {date: 2025-05-01, text: z}]\n"
TIMED, UNTIMED = "publish_at: 2025-11-01 09:30\n", "publish_at: 1404-08-07\n"


@pytest.fixture
def notices(site):
    """Front matter of both editions -> per page its notices: text and, where there is one, the page it leads to."""

    def make(persian="", english=f"translated_from: {DIGEST}\n", **options):
        water = WATER.replace("number:", persian + "number:")
        files = {"briefings/water.fa.md": water, "briefings/water.en.md": TRANSLATION.format(more=english)}
        report, output = site(TABLES | files, **options)
        assert not report.failed, report.problems
        found = {}
        for path in ("fa/water", "en/water", "fa-en/water"):
            if (output / f"{path}.html").exists():
                root = parse((output / f"{path}.html").read_text("utf-8"))
                found[path] = [said(f"{path}.html", notice) for notice in by_class(root, "notice")]
                for notice in by_class(root, "notice"):
                    assert by_class(root, "page-head") or by_class(root, "parallel-head")
                    order = list(elements(root))
                    assert order.index(notice) < order.index(next(e for e in order if e.tag == "h1"))
        return found

    return make


def said(path, notice):
    links = [target(path, e.get("href")) for e in elements(notice) if e.tag == "a"]
    return text(notice), *("#".join(filter(None, link)) for link in links)


def test_a_briefing_of_which_there_is_nothing_to_say_has_none(notices):
    assert set(map(len, notices().values())) == {0}


def test_corrected_the_newest_counts(notices):
    found = notices(CORRECTED, f"translated_from: {DIGEST}\n{CORRECTED}")
    assert found["fa/water"] == [("این گزارش در ۱۲ آبان ۱۴۰۴ اصلاح شده است. شرح اصلاح", "fa/water.html#g-corrections")]
    assert found["en/water"] == [
        ("This briefing was corrected on 3 November 2025. What was corrected", "en/water.html#g-corrections")
    ]
    assert found["fa-en/water"] == [], "corrections stand on the edition's own page"


def test_stale_on_its_own_page_and_where_both_stand_side_by_side(notices):
    found = notices(english="translated_from: 0123456789abcdef\n")
    english = ("The Persian original has changed since this translation was made. Read the original", "fa/water.html")
    persian = ("متن اصلی فارسی پس از این ترجمه تغییر کرده است. خواندن متن اصلی", "fa/water.html")
    assert found == {"fa/water": [], "en/water": [english], "fa-en/water": [persian]}


@pytest.mark.parametrize(
    ("persian", "english"),
    [
        ("", ""),
        ("translated_from: 0123456789abcdef\n", "translated_from: 0123456789abcdef\n"),
        ("status: draft\n", "translated_from: 0123456789abcdef\n"),
        ("status: withdrawn\nreason: x\n", "translated_from: 0123456789abcdef\n"),
    ],
    ids=["nothing recorded", "each names another original", "the original is withheld", "the original is withdrawn"],
)
def test_what_cannot_be_compared_is_not_called_stale(notices, persian, english):
    for page in notices(persian, english).values():
        assert not [said for said in page if "original" in said[0] or "متن اصلی" in said[0]]


@pytest.mark.parametrize(
    ("more", "persian", "english"),
    [
        (
            TIMED,
            "این گزارش تا ساعت ۰۹:۳۰ روز ۱۰ آبان ۱۴۰۴ اجازهٔ انتشار نداشت.",
            "This briefing was under embargo until 09:30 on 1 November 2025.",
        ),
        (
            UNTIMED,
            "این گزارش تا ۷ آبان ۱۴۰۴ اجازهٔ انتشار نداشت.",
            "This briefing was under embargo until 29 October 2025.",
        ),
    ],
)
def test_an_embargo_that_is_over_is_told_with_its_hour(notices, more, persian, english):
    both = f"status: embargoed\n{more}"
    found = notices(both, f"translated_from: {DIGEST}\n{both}")
    assert found["fa/water"] == [(persian,)]
    assert found["en/water"] == [(english,)]
    lifted = more + "status: published\n"
    assert notices(lifted)["fa/water"] == [(persian,)], "lifted by hand"


def test_several_stand_one_below_the_other(notices):
    more = f"{CORRECTED}status: embargoed\n{TIMED}translated_from: 0123456789abcdef\n"
    assert [text.split()[:5] for text, *_ in notices(english=more)["en/water"]] == [
        ["This", "briefing", "was", "corrected", "on"],
        ["The", "Persian", "original", "has", "changed"],
        ["This", "briefing", "was", "under", "embargo"],
    ]
    later = f"status: embargoed\npublish_at: 2030-01-01\ntranslated_from: 0123456789abcdef\n{CORRECTED}"
    found = [text for text, *_ in notices(english=later, drafts=True)["en/water"]]
    assert found[0] == "Draft: not published."
    assert not [text for text in found if "embargo" in text], "one that holds is not one that is over"


def test_of_a_withdrawn_briefing_nothing_else_is_said_and_no_text_stays(notices, tmp_path):
    gone = f"status: withdrawn\nreason: نادرست بود.\n{CORRECTED}{TIMED}"
    found = notices(gone)
    assert found["fa/water"] == [("این گزارش پس گرفته شده است.",)]
    page = (tmp_path / "output/fa/water.html").read_text("utf-8")
    for kept in ("سد پر است", "خلاصهٔ آب", "BibTeX", "t.me", "g-corrections"):
        assert kept not in page
    assert "نادرست بود." in page
