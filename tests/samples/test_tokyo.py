"""Raw news text as a desk receives it -> one command -> a Persian briefing and its English summary, nothing lost."""

import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

PROJECT = Path(__file__).parents[2]
SLUG = "us-japan-minerals"


@pytest.fixture(scope="module")
def imported(samples, tmp_path_factory):
    """The content folder that the command makes."""
    content = tmp_path_factory.mktemp("tokyo") / "content"
    source = samples / "tokyo-agreements.txt"
    inv = Path(sys.executable).parent / "inv"
    command = [inv, "import", source, "--date", "2025-10-28", "--slug", SLUG, "--to", content]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return content


def bare(text):
    return "".join(text.split())


def bodies(content):
    """The text of each edition, without its front matter."""
    files = sorted(content.rglob("*.md"), key=lambda path: path.name.endswith(".en.md"))
    return [path.read_text("utf-8").split("---\n", 2)[2] for path in files]


def test_two_files_are_made(imported):
    made = sorted(path.relative_to(imported).as_posix() for path in imported.rglob("*") if path.is_file())
    assert made == [f"briefings/2025/{SLUG}.en.md", f"briefings/2025/{SLUG}.fa.md"]


def test_every_character_is_kept_in_order(imported, samples):
    raw = (samples / "tokyo-agreements.txt").read_text("utf-8")
    persian, english = bodies(imported)
    assert bare(persian) + "EnglishSummary" + bare(english) == bare(raw)  # the heading became `extent: summary`


@pytest.fixture
def output(imported, site, tmp_path):
    files = {path.relative_to(imported).as_posix(): path.read_bytes() for path in imported.rglob("*.md")}
    report, output = site(files, pdf=True)
    assert [str(p) for p in report.problems if p.severity == "error"] == []
    assert report.briefings == {"fa": 1, "en": 1}
    return output


def test_two_pages_and_two_pdfs_carry_the_words(output, imported, lost):
    for language, body in zip(("fa", "en"), bodies(imported), strict=True):
        page = (output / language / f"{SLUG}.html").read_text("utf-8")
        assert lost(body, page) == []
        other = "en" if language == "fa" else "fa"
        assert f'href="../{other}/{SLUG}.html"' in page
        reader = pypdf.PdfReader(output / "pdf" / f"{SLUG}.{language}.pdf")
        assert reader.trailer["/Root"]["/Lang"] == language
        assert len(reader.pages) >= 1
    english = "".join(page.extract_text() for page in pypdf.PdfReader(output / f"pdf/{SLUG}.en.pdf").pages)
    for word in ("Kishida", "critical", "minerals"):
        assert word in english


def test_the_english_page_says_that_it_is_a_summary(output):
    assert "briefing-summary" in (output / f"en/{SLUG}.html").read_text("utf-8")
    assert "briefing-full" in (output / f"fa/{SLUG}.html").read_text("utf-8")


def test_the_import_refuses_to_write_over(imported, samples):
    inv = Path(sys.executable).parent / "inv"
    before = {path: path.read_bytes() for path in imported.rglob("*.md")}
    command = [
        inv,
        "import",
        samples / "tokyo-agreements.txt",
        "--date",
        "2025-10-28",
        "--slug",
        SLUG,
        "--to",
        imported,
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in imported.rglob("*.md")} == before
