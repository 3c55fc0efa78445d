"""One page of each kind, to the byte. `python -m pytest tests/golden --renew` writes them anew; read the diff.

Names of theme files lose their digest here, so that a change of the look is no change of these pages.
"""

import re
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGES = (
    "index.html",
    "404.html",
    "2025/old-dam.html",
    "fa/index.html",
    "en/index.html",
    "fa/two-editions.html",
    "en/two-editions.html",
    "fa-en/two-editions.html",
    "fa/one-file.html",
    "en/one-file.html",
    "fa/english-only.html",
    "en/english-only.html",
    "fa/withdrawn.html",
    "en/withdrawn.html",
    "fa/about.html",
    "en/about.html",
    "fa/topics.html",
    "fa/topics/water.html",
    "en/series/water-notes.html",
    "en/people/sara-mohebbi.html",
    "fa/archive.html",
    "fa/archive/1404-08.html",
    "en/archive/2025-10.html",
    "fa/names.html",
    "en/names.html",
    "feeds/fa.atom.xml",
    "feeds/en/water.atom.xml",
    "sitemap.xml",
    "robots.txt",
)
THEME_FILE = re.compile(r"(?<=assets/)([A-Za-z-]+)\.[0-9a-f]{10}(?=\.(?:css|woff2|svg|png|ico|js)\b)")


@pytest.fixture(scope="module")
def output(tmp_path_factory, site_at):
    return site_at(HERE / "content", tmp_path_factory.mktemp("golden") / "output", pdf=False)


@pytest.fixture(scope="module", autouse=True)
def renewed(request, output):
    if request.config.getoption("--renew"):
        shutil.rmtree(HERE / "expected", ignore_errors=True)
        for path in PAGES:
            target = HERE / "expected" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(steady(output, path), "utf-8")


def steady(output, path):
    return THEME_FILE.sub(r"\1.DIGEST", (output / path).read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_as_it_was(output, path):
    expected = HERE / "expected" / path
    assert expected.is_file(), f"{path} is expected nowhere: --renew writes it"
    assert steady(output, path) == expected.read_text("utf-8")


def test_nothing_is_expected_that_is_not_compared():
    there = {p.relative_to(HERE / "expected").as_posix() for p in (HERE / "expected").rglob("*") if p.is_file()}
    assert there == set(PAGES)


def test_the_digest_of_a_theme_file_is_all_that_is_set_aside(output):
    page = (output / "fa/two-editions.html").read_text("utf-8")
    names = {match[0] for match in THEME_FILE.finditer(page)}
    assert any(name.startswith("site.") for name in names)
    assert not any("dam" in name or "levels" in name for name in names), "what is content's own stays compared"
