"""The Atom feeds, read by a feed reader and by an XML parser."""

import re
import xml.etree.ElementTree as ET

import feedparser
import pytest

from tests.site.reading import is_external, links, parse

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module")
def feeds(built):
    """Path of each feed -> its bytes."""
    return {p.relative_to(built.output).as_posix(): p.read_bytes() for p in built.output.rglob("*.atom.xml")}


def entries(data):
    return ET.fromstring(data).findall(f"{ATOM}entry")


def test_there_is_a_feed_a_language_and_a_feed_a_topic(built, feeds):
    topics = {p.stem for p in (built.output / "fa/topics").glob("*.html")}
    wanted = {f"feeds/{tag}.atom.xml" for tag in ("fa", "en")}
    wanted |= {f"feeds/{tag}/{topic}.atom.xml" for tag in ("fa", "en") for topic in topics}
    assert set(feeds) == wanted


def test_a_feed_reader_has_nothing_to_complain_of(feeds):
    for path, data in feeds.items():
        read = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10", path
        assert read.feed.title, path
        assert read.feed.updated_parsed, path
        for entry in read.entries:
            assert entry.title, path
            assert entry.content[0].value, path
            assert entry.authors[0].name, path


def test_a_feed_has_what_rfc_4287_asks(feeds):
    for path, data in feeds.items():
        root = ET.fromstring(data)
        for item in [root, *root.findall(f"{ATOM}entry")]:
            for name in ("id", "title", "updated"):
                assert len(item.findall(ATOM + name)) == 1, (path, name)
            kinds = [(e.get("rel"), e.get("type"), e.get("hreflang")) for e in item.findall(f"{ATOM}link")]
            assert len(kinds) == len(set(kinds)), path
        for day in [e.text for e in root.iter() if e.tag in (f"{ATOM}updated", f"{ATOM}published")]:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", day), (path, day)


def test_ids_are_tag_uris_of_one_authority_and_unique(feeds):
    seen = {}
    for path, data in feeds.items():
        root = ET.fromstring(data)
        own = root.find(f"{ATOM}id").text
        assert own == f"tag:gozaresh.example,2025:{path.removesuffix('.atom.xml')}"
        ids = [e.find(f"{ATOM}id").text for e in entries(data)]
        assert len(ids) == len(set(ids)), path
        for entry in entries(data):
            found, leads_to = entry.find(f"{ATOM}id").text, entry.find(f"{ATOM}link[@rel='alternate']").get("href")
            assert re.fullmatch(r"tag:gozaresh\.example,2025:(fa|en)/[a-z0-9.-]+", found)
            assert seen.setdefault(found, leads_to) == leads_to, "one id, one page"
    assert len(set(seen.values())) == len(seen)


def test_a_feed_is_in_its_language_and_holds_its_editions_alone(built, feeds):
    for path, data in feeds.items():
        tag = path.split("/")[1][:2]
        root = ET.fromstring(data)
        assert root.get(f"{XML}lang") == tag
        for link in root.findall(f"{ATOM}link") + root.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']"):
            assert link.get("hreflang", tag) == tag
        for entry in entries(data):
            assert entry.find(f"{ATOM}id").text.partition(":")[2].partition(":")[2].startswith(f"{tag}/")
            html = entry.find(f"{ATOM}content").text
            assert re.match(rf'<div lang="{tag}" dir="{"rtl" if tag == "fa" else "ltr"}">', html)
    editions = {
        page for page in built.pages() if re.search(r'class="briefing briefing-(full|summary)"', built.read(page))
    }
    fed = [
        entry.find(f"{ATOM}link[@rel='alternate']").get("href").removeprefix(f"{built.address}/")
        for tag in ("fa", "en")
        for entry in entries(feeds[f"feeds/{tag}.atom.xml"])
    ]
    assert sorted(fed) == sorted(editions)


def test_newest_first(feeds):
    for path, data in feeds.items():
        days = [e.find(f"{ATOM}published").text for e in entries(data)]
        assert days == sorted(days, reverse=True), path


def test_updated_is_the_day_of_the_last_change(feeds):
    changed = 0
    for path, data in feeds.items():
        days = []
        for entry in entries(data):
            published, updated = entry.find(f"{ATOM}published").text, entry.find(f"{ATOM}updated").text
            assert published <= updated, path
            changed += published != updated
            days.append(updated)
        if days:
            assert ET.fromstring(data).find(f"{ATOM}updated").text == max(days), path
    assert changed, "the demonstration has briefings that were modified"


def test_every_link_of_a_feed_is_absolute(built, feeds):
    for path, data in feeds.items():
        root = ET.fromstring(data)
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href").startswith(f"{built.address}/"), path
        assert root.find(f"{ATOM}link[@rel='self']").get("href") == f"{built.address}/{path}"
        for entry in entries(data):
            for _, url in links(parse(entry.find(f"{ATOM}content").text)):
                assert url.startswith("#") or is_external(url), (path, url)
                inside = url.removeprefix(f"{built.address}/").partition("#")[0]
                assert not url.startswith(built.address) or (built.output / inside).exists(), (path, url)


def briefing(day, body="متن.", more=""):
    return f"---\ntitle: عنوان\ndate: {day}\nsummary: خلاصه.\ntopics: [energy]\n{more}---\n\n{body}\n"


TOPICS = "energy: {fa: انرژی, en: Energy}\n"


def feed(output, name="fa"):
    return (output / f"feeds/{name}.atom.xml").read_bytes()


def test_an_id_outlives_a_new_title_day_and_text(site):
    before, output = site({"topics.yaml": TOPICS, "briefings/one.fa.md": briefing("2025-03-01")})
    assert not before.failed
    ids = [e.find(f"{ATOM}id").text for e in entries(feed(output))]
    after, _ = site({"briefings/one.fa.md": briefing("2025-04-01", "متن تازه.").replace("عنوان", "نام دیگر")})
    assert not after.failed
    assert [e.find(f"{ATOM}id").text for e in entries(feed(output))] == ids == ["tag:gozaresh.example,2025:fa/one"]


def test_an_edition_stands_in_the_feed_by_its_own_day(site):
    """A translation that comes later is new to its readers."""
    report, output = site(
        {
            "topics.yaml": TOPICS,
            "briefings/old.fa.md": briefing("2025-01-01"),
            "briefings/old.en.md": "---\ntitle: Old\ndate: 2025-06-01\ntranslator: a\ntopics: [energy]\n---\n\nText.\n",
            "briefings/new.en.md": "---\ntitle: New\ndate: 2025-03-01\ntopics: [energy]\n---\n\nText.\n",
            "people.yaml": "a: {fa: الف, en: A}\n",
        }
    )
    assert not report.failed, report.problems
    titles = [e.find(f"{ATOM}title").text for e in entries(feed(output, "en"))]
    assert titles == ["Old", "New"]


def test_a_withdrawn_edition_leaves_the_feed_and_the_lists_but_its_page_stays(site):
    gone = "status: withdrawn\nreason: منبع نادرست بود.\nmodified: 2025-05-01\n"
    report, output = site(
        {
            "topics.yaml": TOPICS,
            "briefings/kept.fa.md": briefing("2025-03-01"),
            "briefings/gone.fa.md": briefing("2025-04-01", "نشانه‌ی متن پس‌گرفته", gone).replace("خلاصه.", "چکیده."),
        }
    )
    assert not report.failed, report.problems
    assert len(entries(feed(output))) == 1
    for path in output.rglob("*"):
        if path.suffix in (".html", ".xml"):
            page = path.read_text()
            assert "نشانه‌ی" not in page, path
            assert "چکیده" not in page, path
            linked = re.findall(r"gone\.html", page)
            assert not linked or path.name == "gone.html", path
    for tag in ("fa", "en"):
        page = (output / f"{tag}/gone.html").read_text()
        assert "briefing-withdrawn" in page, tag
        assert 'content="noindex"' in page, tag
        assert "منبع نادرست بود." in page, tag
