"""Records for reference managers: cases as data, and that no text whatever ends a field or begins another."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.site.bibliography import Record, bibtex, ris
from tests.conftest import ADDRESS
from tests.site.reading import by_class, elements, parse, text

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/cite/records.yaml").read_text("utf-8"))
PLAIN = {"authors": [], "publisher": "Desk", "day": date(2025, 1, 2), "language": "en", "babel": "english"}


def record(**said):
    said = PLAIN | said
    return Record(key=f"x-{said['language']}", **said | {"authors": tuple(said["authors"])})


def fields(entry):
    """A BibTeX entry -> its fields, parted as BibTeX parts them: by braces, which count even behind a backslash."""
    head = re.match(r"@techreport\{([a-z0-9.-]+),\n", entry)
    assert head
    found, at = {}, head.end()
    while entry[at:] != "}\n":
        name = re.compile(r"  ([a-z]+) = ").match(entry, at)
        assert name, entry[at:]
        at = name.end()
        if entry[at] == "{":
            depth, start = 1, at + 1
            while depth:
                at += 1
                depth += {"{": 1, "}": -1}.get(entry[at], 0)
            value, at = entry[start:at], at + 1
        else:
            value = re.compile("[a-z]{3}").match(entry, at)[0]
            at += 3
        assert name[1] not in found
        assert entry[at : at + 2] == ",\n"
        found[name[1]], at = value, at + 2
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["of"] for case in CASES])
def test_cases(case):
    made = record(**case["record"])
    lines, tags = bibtex(made).splitlines(), ris(made).split("\r\n")
    assert tags[-1] == ""
    assert not [tag for tag in tags if "\n" in tag or "\r" in tag]
    for wanted, got in ((case.get("bibtex", []), lines), (case.get("ris", []), tags[:-1])):
        assert [line for line in wanted if line not in got] == [], got
        if wanted and wanted[0].startswith(("@", "TY")):
            assert got == wanted
    for name in case.get("without", []):
        assert not re.search(rf"^ *{name} ", bibtex(made) + ris(made), re.MULTILINE)


TEXT = st.text(st.characters(codec="utf-8"), max_size=40) | st.text("{}\\ %&#_$~^\"'@,،=\r\n\u2028abاب", max_size=40)
SAID = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=20)


@given(TEXT, st.lists(TEXT.filter(str.strip), max_size=3), TEXT, TEXT)
def test_braces_balance_and_every_field_stays_one(title, authors, publisher, note):
    made = record(title=title, authors=authors, publisher=publisher, note=note, url=f"https://x.example/{title}")
    found = fields(bibtex(made))
    always = {"title", "institution", "year", "month", "day", "url", "language", "langid"}
    assert always <= set(found) <= always | {"author", "note"}
    assert ("author" in found) == bool(authors)
    for name in ("author", "title", "institution", "note"):
        bare = re.sub(r"\\(text\w+|[%&#_$])", "", found.get(name, ""))
        assert not re.search(r"[%&#_$~^\\\r\n]", bare), found[name]
    tags = ris(made)
    assert tags.endswith("ER  - \r\n")
    lines = tags.removesuffix("\r\n").split("\r\n")
    assert [line[:6] for line in lines] == [
        "TY  - ", *["AU  - "] * len(authors), "TI  - ", "PB  - ", "PY  - ", "DA  - ", "LA  - ", "UR  - ", "ER  - ",
    ]  # fmt: skip
    assert all(line.splitlines() == [line] for line in lines)


@given(SAID)
def test_letters_stay_as_they_are(word):
    plain = re.sub(r"[{}\\%&#_$~^]", "", word) or "x"
    assert fields(bibtex(record(title=plain)))["title"] == f"{{{plain}}}"
    assert f"TI  - {plain}\r\n" in ris(record(title=plain))


# ---------------------------------------------------------------------------------------------------------- on a page

HOSTILE = """---
title: "&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt; &amp; {100%} «می\u200cرود» Water"
date: 2025-10-28
authors: [sara]
---
متن.
"""
FILES = {"people.yaml": "sara: {fa: سارا محبی, en: Sara Mohebbi}\n", "briefings/water.fa.md": HOSTILE}
TITLE = "</pre><script>x</script> & {100%} «می\u200cرود» Water"


@pytest.fixture
def page(site):
    def make(**options):
        report, output = site(FILES, **options)
        assert not report.failed, report.problems
        return parse((output / "fa/water.html").read_text("utf-8"))

    return make


def pres(root):
    return {e.get("id"): e for e in elements(root) if e.tag == "pre"}


def test_a_page_shows_the_records_as_text_from_left_to_right(page):
    shown = pres(page())
    assert list(shown) == ["g-cite-bibtex", "g-cite-ris"]
    for element in shown.values():
        assert element.get("dir") == "ltr"
        inner = [e for e in elements(element) if e is not element]
        assert {e.tag for e in inner} == {"bdi"}, "runs of the other direction, and no element of an author's"
        assert all(e.get("dir") == "rtl" for e in inner)
    entry = "".join(shown["g-cite-bibtex"].itertext())
    assert fields(entry) == {
        "author": "محبی, سارا",
        "title": "{</pre><script>x</script> \\& {\\textbraceleft}100\\%{\\textbraceright} «می\u200cرود» Water}",
        "institution": "{میز گزارش}",
        "year": "2025",
        "month": "oct",
        "day": "28",
        "url": f"{ADDRESS}/fa/water.html",
        "language": "persian",
        "langid": "persian",
        "note": "۶ آبان ۱۴۰۴",
    }
    lines = "".join(shown["g-cite-ris"].itertext()).split("\n")
    assert f"TI  - {TITLE}" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_share_links_carry_title_and_address_whole(page):
    (share,) = by_class(page(), "share")
    telegram, mail = [e.get("href") for e in elements(share) if e.tag == "a"]
    assert telegram.startswith("https://t.me/share/url?")
    assert parse_qs(urlsplit(telegram).query) == {"url": [f"{ADDRESS}/fa/water.html"], "text": [TITLE]}
    parts = urlsplit(mail)
    assert (parts.scheme, parts.path) == ("mailto", "")
    # RFC 6068: no "+" for a space, and lines end with CR LF.
    fields = {key: unquote(value) for key, value in (pair.split("=") for pair in parts.query.split("&"))}
    assert fields == {"subject": TITLE, "body": f"{TITLE}\r\n\r\n{ADDRESS}/fa/water.html"}
    assert "+" not in mail
    for link in (telegram, mail):
        assert re.fullmatch(r"[A-Za-z0-9:/?&=%._~-]+", link)
    buttons = [e for e in elements(share) if e.tag == "button"]
    assert [b.get("data-text") for b in buttons] == [f"{ADDRESS}/fa/water.html"]


def test_without_an_address_nothing_is_handed_on_and_a_preview_is_not_either(page):
    root = page(site_url="")
    assert not by_class(root, "share")
    assert "url = " not in text(pres(root)["g-cite-bibtex"])
    assert "UR " not in text(pres(root)["g-cite-ris"])
    FILES["briefings/water.fa.md"] = HOSTILE.replace("date:", "status: draft\ndate:")
    try:
        assert not by_class(page(drafts=True), "share")
    finally:
        FILES["briefings/water.fa.md"] = HOSTILE


def test_controls_wait_for_the_script(page):
    for element in by_class(page(), "copy"):
        assert "hidden" in element.attrib
    assert len(by_class(page(), "copy")) == 4
