"""Topics, series, people, names, archive and home: what they say beside their lists."""

import pytest

from tests.conftest import build
from tests.site.reading import by_class, elements, parse, text

TABLES = {
    "topics.yaml": "water: {fa: آب, en: Water, about: {fa: رودها., en: Rivers.}}\nair: {fa: هوا, en: Air}\n",
    "series.yaml": "notes: {fa: یادداشت‌ها, en: Notes}\nloose: {fa: برگه‌ها, en: Sheets}\n",
    "people.yaml": "sara: {fa: سارا, en: Sara}\nomid: {fa: امید, en: Omid}\nmina: {fa: مینا, en: Mina}\n",
    "names.yaml": (
        "tehran: {kind: place, fa: تهران, en: Tehran}\ntabriz: {kind: place, fa: تبریز, en: Tabriz}\n"
        "ahvaz: {kind: place, fa: اهواز, en: Ahvaz}\nfao: {kind: organisation, fa: فائو, en: FAO}\n"
    ),
}


def briefing(title, day, **keys):
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n\nText.\n"


FILES = TABLES | {
    "briefings/a.fa.md": briefing(
        "الف", "2025-01-02", number="۱۴۰۳/۲۱", series="notes", topics="[water]", authors="[sara]"
    ),
    "briefings/a.en.md": briefing("A", "2025-01-02", number="2025/21", series="notes", translator="mina"),
    "briefings/b.fa.md": briefing(
        "ب", "2025-03-02", number="۱۴۰۳/۷", series="notes", topics="[water]", authors="[omid]"
    ),
    "briefings/c.fa.md": briefing(
        "پ", "2025-05-02", number="۱۴۰۴/۱", series="notes", topics="[air, water]", authors="[sara]", reviewer="mina"
    ),
    "briefings/d.fa.md": briefing("ت", "2025-06-02", number="۹", series="loose", authors="[mina]", reviewer="mina"),
    "briefings/e.en.md": briefing("E", "2025-07-02", series="loose", topics="[air]"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for path, data in FILES.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data, "utf-8")
    report = build(folder / "content", folder / "output", pdf=False)
    assert not report.failed, report.problems
    return {
        p.relative_to(folder / "output").as_posix(): parse(p.read_text()) for p in (folder / "output").rglob("*.html")
    }


def entries(page):
    return [
        (text(by_class(e, "entry-title")[0]), *map(text, by_class(e, "entry-note"))) for e in by_class(page, "entry")
    ]


def counted(page):
    return [text(item) for box in by_class(page, "counted") for item in elements(box) if item.tag == "li"]


def test_a_series_stands_by_number_and_says_what_has_appeared(pages):
    page = pages["fa/series/notes.html"]
    assert entries(page) == [("پ", "شمارهٔ ۱۴۰۴/۱"), ("الف", "شمارهٔ ۱۴۰۳/۲۱"), ("ب", "شمارهٔ ۱۴۰۳/۷")]
    assert [e for e, *_ in entries(pages["en/series/notes.html"])] == ["پ", "A", "ب"], "the same order in each language"
    assert text(by_class(page, "page-meta")[0]) == "۳ گزارش، ۱۳ دی ۱۴۰۳ تا ۱۲ اردیبهشت ۱۴۰۴"
    assert counted(page) == ["سارا ۲", "امید ۱"]


def test_a_series_in_which_some_have_no_number_stands_by_day(pages):
    assert entries(pages["fa/series/loose.html"]) == [("E",), ("ت", "شمارهٔ ۹")]


def test_a_topic_says_what_it_is_and_who_writes_on_it(pages):
    page = pages["en/topics/water.html"]
    assert text(by_class(page, "standfirst")[0]) == "Rivers."
    assert counted(page) == ["Sara 2", "Omid 1"]
    assert by_class(pages["fa/topics/air.html"], "standfirst") == []


def test_a_person_says_what_they_did(pages):
    page = pages["en/people/mina.html"]
    assert text(by_class(page, "kicker")[0]) == "Author, Translator, Reviewer"
    assert entries(page) == [("ت",), ("پ", "Reviewer"), ("A", "Translator")]
    assert counted(page) == ["Air 1", "Water 2"]
    assert text(by_class(pages["fa/people/sara.html"], "kicker")[0]) == "نویسنده"


def test_names_stand_by_kind_under_their_letters(pages):
    page = pages["en/names.html"]
    rows = [(e.get("data-letter"), text(e.find("dt"))) for e in elements(page) if e.find("dt") is not None]
    rows = [row for row in rows if row[1]]
    assert rows == [("A", "Ahvaz"), ("T", "Tabriz"), (None, "Tehran"), ("F", "FAO")]
    assert counted(page) == ["Places 3", "Organisations 1"]
    ids = {e.get("id") for e in elements(page)}
    assert {a.get("href") for box in by_class(page, "counted") for a in elements(box) if a.tag == "a"} <= {
        f"#{found}" for found in ids
    }


def test_the_archive_shows_whole_years_in_both_calendars(pages):
    (first, second) = by_class(pages["fa/archive.html"], "calendar")
    assert [text(e) for e in elements(first) if e.tag == "h3"] == ["۱۴۰۴", "۱۴۰۳"]
    months = [text(e) for e in elements(by_class(first, "calendar-year")[0]) if e.tag == "li"]
    assert months[:5] == ["فروردین", "اردیبهشت ۱", "خرداد ۱", "تیر ۱", "مرداد"]
    assert len(months) == 12
    linked = [text(e) for e in elements(second) if e.tag == "a"]
    assert linked == ["ژانویه", "مارس", "مه", "ژوئن", "ژوئیه"]


def test_the_home_page_has_a_place_to_find(pages):
    (find,) = by_class(pages["fa/index.html"], "find")
    assert [(text(e), e.get("href")) for e in elements(find) if e.tag == "a"] == [
        ("موضوع", "topics.html"),
        ("نام", "names.html"),
        ("ماه", "archive.html"),
    ]


def test_the_other_edition_stands_by_the_title_in_its_own_language(pages):
    (other,) = by_class(pages["fa/a.html"], "other-title")
    (words,) = by_class(other, "words")
    assert (text(words), words.get("lang"), words.get("dir")) == ("A", "en", "ltr")
