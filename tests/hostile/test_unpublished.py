"""Drafts, embargoed and withdrawn texts -> no byte of the output knows them: pages, feeds, PDFs, names of files."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

SECRET = "QX7Z"
OPEN = "---\ntitle: An open title\ndate: 2025-10-28\ntopics: [energy]\nauthors: [open]\n---\nOpen words.\n"
TABLES = {
    "topics.yaml": "energy: {fa: انرژی, en: Energy}\n",
    "people.yaml": "open: {fa: باز, en: Open}\n",
    "series.yaml": "notes: {fa: یادداشت‌ها, en: Notes}\n",
}


def hidden(status, language="en", body="Body QX7Z."):
    """A text whose every field carries the marker."""
    return f"""---
title: Title {SECRET}
date: 2025-10-27
{status}
summary: Summary {SECRET}
topics: [energy]
authors: [open]
series: notes
number: {SECRET}
key_points: [Point {SECRET}]
sources: [{{title: Source {SECRET}, publisher: Publisher {SECRET}}}]
attachments: [{{file: /files/{SECRET.lower()}.txt, title: File {SECRET}}}]
aliases: [/old/{SECRET.lower()}.html]
corrections: [{{date: 2025-10-28, text: Correction {SECRET}}}]
---
{body}

## Heading {SECRET}

![Picture {SECRET}](../images/{SECRET.lower()}.png)
"""


@pytest.fixture
def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return out.getvalue()


def files(picture, **texts):
    return (
        TABLES
        | {"briefings/open.en.md": OPEN, "files/qx7z.txt": SECRET, "images/qx7z.png": picture}
        | {f"briefings/{name}.md": text for name, text in texts.items()}
    )


DRAFT = "status: draft"
EMBARGO = "status: embargoed\npublish_at: 2026-01-01 00:00:01+00:00"


@pytest.mark.parametrize("status", [DRAFT, EMBARGO], ids=["draft", "embargo"])
def test_what_is_not_published_is_in_no_byte(site, hostile, picture, status):
    texts = {"qx7z-one.en": hidden(status), "qx7z-two.fa": hidden(status), "qx7z-two.en": hidden(status)}
    report, output = site(files(picture, **texts), pdf=True)
    assert [str(p) for p in report.problems] == []
    built = hostile(output)
    assert built.holding(SECRET) == built.holding(SECRET.lower()) == []


def test_the_search_for_the_marker_finds_it_where_it_is(site, hostile, picture):
    """The test above can fail: the same texts, published, leave the marker in each kind of file."""
    report, output = site(files(picture, **{"qx7z-one.en": hidden("status: published")}), pdf=True)
    assert not report.failed
    held = hostile(output).holding(SECRET)
    assert {"en/qx7z-one.html", "en/index.html", "feeds/en.atom.xml", "pdf/qx7z-one.en.pdf"} <= set(held)
    assert {"packs/week-2025-w44.en.pdf", "sitemap.xml"} <= {*held, *hostile(output).holding(SECRET.lower())}
    assert any(path.startswith("assets/cards/") for path in hostile(output).holding("qx7z"))


def test_a_draft_beside_a_published_edition_is_in_no_byte(site, hostile, picture):
    texts = {"two.fa": "---\ntitle: عنوان باز\ndate: 1404-08-06\n---\nمتن باز.\n", "two.en": hidden(DRAFT)}
    report, output = site(files(picture, **texts), pdf=True)
    assert [str(p) for p in report.problems] == []
    built = hostile(output)
    assert built.holding(SECRET) == []
    assert "عنوان باز" in built.read("en/two.html")  # the stub of a Persian text that has no English edition


def test_a_summary_section_of_a_draft_is_in_no_byte(site, hostile, picture):
    head = f"---\ntitle: {SECRET}\ntitle_en: Title {SECRET}\ndate: 1404-08-06\nstatus: draft\n---\n"
    text = f"{head}متن.\n\n## English Summary\n\nWords {SECRET}.\n"
    report, output = site(files(picture, **{"two.fa": text}), pdf=True)
    assert not report.failed
    assert hostile(output).holding(SECRET) == []


def test_what_an_import_kept_is_in_no_byte(site, hostile, picture):
    kept = f"---\ntitle: Open\ndate: 2025-10-28\nimported: {{mail: {SECRET}, {SECRET}: [{SECRET}]}}\n---\nOpen words.\n"
    report, output = site(files(picture, **{"kept.en": kept}), pdf=True)
    assert [str(p) for p in report.problems] == []
    assert hostile(output).holding(SECRET) == []


@pytest.mark.parametrize(
    "link",
    ["[Words](hidden.en.md)", "[Words]({filename}/briefings/hidden.en.md)", "[Words](hidden.en.md#heading-qx7z)"],
)
def test_a_link_to_a_draft_is_refused(site, picture, link):
    texts = {"hidden.en": hidden(DRAFT), "linking.en": f"---\ntitle: Linking\ndate: 2025-10-28\n---\n{link}\n"}
    report, output = site(files(picture, **texts))
    assert [(p.path, p.line, p.code) for p in report.problems] == [
        ("content/briefings/linking.en.md", 5, "link-to-unpublished")
    ]
    assert SECRET not in str(report.problems)
    assert not output.exists()


def test_a_pack_that_names_a_draft_goes_without_it(site, hostile, picture):
    pack = {"packs/best.yaml": "title: {fa: بهترین‌ها, en: The best}\nbriefings: [open, qx7z-one]\n"}
    report, output = site(files(picture, **{"qx7z-one.en": hidden(DRAFT)}) | pack, pdf=True)
    assert [(p.path, p.line, p.code, p.severity) for p in report.problems] == [
        ("content/packs/best.yaml", 2, "pack-briefings", "warning")
    ]
    assert hostile(output).holding(SECRET) == hostile(output).holding("qx7z") == []


def test_an_embargo_ends_at_its_second_and_not_before(site, hostile, picture):
    texts = files(picture, **{"qx7z-one.en": hidden(EMBARGO)})
    report, output = site(texts, now=datetime(2026, 1, 1, 0, 0, 0, tzinfo=UTC))
    assert hostile(output).holding("qx7z") == []
    report, output = site(texts, now=datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC))
    assert not report.failed
    assert "en/qx7z-one.html" in hostile(output).paths


def test_what_is_taken_back_to_a_draft_goes_from_the_output(site, hostile, picture):
    site(files(picture, **{"qx7z-one.en": hidden("status: published")}), pdf=True)
    _, output = site(files(picture, **{"qx7z-one.en": hidden(DRAFT)}), pdf=True)
    assert hostile(output).holding(SECRET) == hostile(output).holding("qx7z") == []


def test_of_a_withdrawn_text_the_reason_stays_and_the_words_go(site, hostile, picture):
    text = hidden("status: withdrawn\nreason: A good reason").replace(f"Title {SECRET}", "Kept title")
    report, output = site(files(picture, **{"gone.en": text}), pdf=True)
    assert not report.failed
    built = hostile(output)
    assert (
        built.holding(f"Body {SECRET}") == built.holding(f"Heading {SECRET}") == built.holding(f"Point {SECRET}") == []
    )
    assert "A good reason" in built.read("en/gone.html")
    assert not any(path.startswith("pdf/gone") or "assets/files" in path for path in built.paths)


def test_a_draft_build_is_marked_and_hidden_from_search_engines(site, hostile, picture):
    report, output = site(files(picture, **{"qx7z-one.en": hidden(DRAFT)}), drafts=True)
    assert not report.failed
    pages = [path for path in hostile(output).paths if path.endswith(".html")]
    assert "en/qx7z-one.html" in pages
    assert [path for path in pages if '<meta name="robots" content="noindex">' not in hostile(output).read(path)] == []


def test_a_status_that_cannot_be_read_publishes_nothing(site, picture):
    for status in ("status: drfat", "status: hidden", "draft: true", "status: [draft]", "publish_at: 2030-01-01"):
        report, output = site(files(picture, **{"one.en": hidden(status)}))
        assert report.failed, status
        assert not output.exists()


@pytest.mark.parametrize("path", ["briefings/one.en.markdown", "briefings/ONE.md", "pages/one.en.md"])
def test_a_draft_is_one_in_every_place(site, hostile, picture, path):
    report, output = site(files(picture) | {path: hidden(DRAFT)})
    assert report.failed or hostile(output).holding(SECRET) == []
