"""Lists of more than a page: numbered from the oldest, so that what is numbered stays as it is."""

import re

import pytest

from tests.site.reading import by_class, elements, parse, said, target, text

SIZE = 10
"""Not less than the ten newest, of which the home page's leads are taken."""


def briefings(first, last):
    """One a day; the day is the number."""
    return {
        f"briefings/b-{n:03}.{tag}.md": f"---\ntitle: {title} {n}\ndate: 2024-01-01 00:{n:02}\n"
        f"topics: [energy]\nsummary: {title}.\n---\n\n{title}.\n"
        for n in range(first, last + 1)
        for tag, title in (("fa", "گزارش"), ("en", "Briefing"))
    }


@pytest.fixture
def listed(site):
    """A function that adds briefings and returns path -> page."""

    def build(first, last):
        files = briefings(first, last) | {"topics.yaml": "energy: {fa: انرژی, en: Energy}\n"}
        report, output = site(files, per_page=SIZE, site_url="", search=False)
        assert not report.failed, report.problems
        return {p.relative_to(output).as_posix(): p.read_text() for p in output.rglob("*.html")}

    return build


def numbers(page):
    return [int(re.search(r"b-(\d+)\.html", e.get("href"))[1]) for e in titles(page)]


def titles(page):
    return [e for title in by_class(parse(page), "entry-title") for e in elements(title) if e.tag == "a"]


LISTS = {
    "fa/topics/energy.html": "fa/topics/energy/page-{}.html",
    "en/archive/2024-01.html": "en/archive/2024-01/page-{}.html",
    "en/index.html": "en/page-{}.html",
    "fa/index.html": "fa/page-{}.html",
}


def test_numbered_from_the_oldest_and_the_newest_first_on_each(listed):
    pages = listed(1, 37)
    assert numbers(pages["fa/topics/energy/page-1.html"]) == list(range(10, 0, -1))
    assert numbers(pages["fa/topics/energy/page-2.html"]) == list(range(20, 10, -1))
    assert numbers(pages["fa/topics/energy.html"]) == list(range(37, 20, -1))
    assert "fa/topics/energy/page-3.html" not in pages
    for first, numbered in LISTS.items():
        shown = numbers(pages[first])
        for n in range(9, 0, -1):
            shown += numbers(pages.get(numbered.format(n), ""))
        assert sorted(shown) == list(range(1, 38)), first


def test_pagers_lead_through_the_whole_list_and_back(listed):
    pages = listed(1, 37)
    for first, numbered in LISTS.items():
        walked, path = [first], first
        while older := [e for e in elements(parse(pages[path])) if e.get("rel") == "prev"]:
            path, came_from = target(path, older[0].get("href"))[0], path
            (newer,) = [e for e in elements(parse(pages[path])) if e.get("rel") == "next"]
            assert target(path, newer.get("href"))[0] == came_from
            walked.append(path)
        assert walked == [first, *(numbered.format(n) for n in range(len(walked) - 1, 0, -1))]
        assert len(walked) == 3


def test_a_new_briefing_leaves_every_numbered_page_as_it_was_to_the_byte(listed):
    before = listed(1, 37)
    after = listed(38, 38)
    numbered = [path for path in before if "/page-" in path]
    assert len(numbered) == 16, "two of a topic, the home page and a month in both calendars, in each language"
    changed = [path for path in numbered if after[path] != before[path]]
    assert changed == []
    assert numbers(after["fa/topics/energy.html"])[0] == 38


def test_a_page_that_is_full_becomes_the_next_number_and_the_old_ones_keep_their_entries(listed):
    before = listed(1, 39)
    after = listed(40, 40)
    for path in before:
        if "/page-" in path and "/topics/" in path:
            assert numbers(after[path]) == numbers(before[path]), path
    assert numbers(after["fa/topics/energy/page-3.html"]) == list(range(30, 20, -1))


def test_numbered_pages_say_where_one_is_in_their_title(listed):
    pages = listed(1, 37)
    for tag, place in (("fa", "صفحهٔ ۱"), ("en", "Page 1")):
        root = parse(pages[f"{tag}/topics/energy/page-1.html"])
        assert place in text(root.find("head/title"))
        assert place in text(by_class(root, "pager")[0])
        assert not said(root).noindex
