"""25 posts of a Persian Pelican blog, as they are -> 25 Persian pages and PDFs, with warnings only."""

import re

import pytest

POSTS = 25


@pytest.fixture
def posts(samples):
    return {path.name: path.read_text("utf-8") for path in sorted((samples / "mirad").glob("*.md"))}


def body(text):
    return text.partition("\n\n")[2]


def codes(report):
    """Of what an editor has to mend; notes are told apart."""
    return {(problem.severity, problem.code) for problem in report.problems if problem.severity != "info"}


EXPECTED = {("warning", code) for code in ("free-person", "free-topic", "remote-picture", "unknown-key")}
EXPECTED |= {("warning", code) for code in ("arabic-letter", "half-space", "likely-typo")}  # of the blog's own Persian
EXPECTED |= {("warning", code) for code in ("punctuation-space", "stray-half-space")}


@pytest.mark.parametrize("folder", ["briefings/", "briefings/2014/", ""], ids=["briefings", "below", "as-it-is"])
def test_all_posts_are_pages(posts, site, lost, folder):
    report, output = site({folder + name: text for name, text in posts.items()})
    assert not report.failed
    assert codes(report) <= EXPECTED
    checked, _ = site({}, check_only=True)
    notes = [p.code for p in checked.problems if p.severity == "info"]
    assert set(notes) == {"long-sentence", "no-key-points"}
    assert len(notes) == report.notes
    assert all(problem.line and problem.fix for problem in report.problems)
    assert report.briefings == {"fa": POSTS, "en": 0}
    for name, text in posts.items():
        page = (output / "fa" / f"{name.removesuffix('.md').lower()}.html").read_text("utf-8")
        assert lost(body(text), page) == [], name
        title = re.search(r"Title: *(.*)", text)[1].strip()
        assert title.split()[0] in page.partition("</title>")[0]


def test_all_posts_are_pdfs(posts, site):
    report, output = site({f"briefings/{name}": text for name, text in posts.items()}, pdf=True)
    assert not report.failed
    assert {severity for severity, _ in codes(report)} == {"warning"}
    made = sorted(path.name for path in (output / "pdf").iterdir())
    assert len(made) == POSTS
    assert made == sorted(f"{name.removesuffix('.md')}.fa.pdf" for name in posts)
    for path in (output / "pdf").iterdir():
        assert path.read_bytes().startswith(b"%PDF-1.7")


def test_pictures_of_other_sites_are_links(posts, site):
    named = {address for text in posts.values() for address in re.findall(r"!\[[^\]]*\]\((https?:[^)\s]+)", text)}
    report, output = site({f"briefings/{name}": text for name, text in posts.items()})
    pages = "".join(path.read_text("utf-8") for path in (output / "fa").glob("*.html"))
    assert "<img" not in pages
    for address in named:
        assert f'href="{address}"' in pages
    assert len([p for p in report.problems if p.code == "remote-picture"]) >= len(named)


def test_the_desks_first_run_tells_each_kind_of_problem_once_with_its_cure(posts, site):
    report, _ = site(posts)
    topics = [p for p in report.problems if p.code == "free-topic"]
    assert len(topics) == len({p.message for p in topics})
    assert all("topics.yaml" in p.fix for p in topics)
