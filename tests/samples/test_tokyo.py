"""Raw news text as a desk receives it -> one command -> a Persian briefing and its English summary, nothing lost."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from plugins.checks import texts
from plugins.config import SiteConfig
from plugins.languages import PERSIAN
from plugins.persian import half_space
from plugins.persian.letters import HALF_SPACE

PROJECT = Path(__file__).parents[2]
SLUG = "us-japan-minerals"


@pytest.fixture(scope="module")
def told(samples, tmp_path_factory):
    """The content folder that the command makes, and its report."""
    content = tmp_path_factory.mktemp("tokyo") / "content"
    source = samples / "tokyo-agreements.txt"
    inv = Path(sys.executable).parent / "inv"
    command = [inv, "import", source, "--date", "2025-10-28", "--slug", SLUG, "--to", content]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return content, done.stdout


@pytest.fixture(scope="module")
def imported(told):
    return told[0]


def bare(text):
    return "".join(text.replace("## ", "").replace(HALF_SPACE, "").split())


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


def test_the_report_names_what_was_repaired_and_what_a_person_must_look_at(told, samples):
    content, report = told
    rows = report.splitlines()
    assert f"## Repaired in {SLUG}.fa.md: 29 half-space" in rows
    repaired = rows[rows.index(f"## Repaired in {SLUG}.fa.md: 29 half-space") + 2 : rows.index("## Look at") - 1]
    counted = Counter(place for row in repaired for place in re.findall(r"\d+", row.partition(": “")[0]))
    assert counted == {"2": 5, "3": 3, "4": 2, "5": 6, "6": 1, "7": 3, "8": 5, "9": 4}
    assert all(re.fullmatch(r"- lines? [\d, ]+: “.+” → “.+”", row) for row in repaired)
    assert bodies(content)[0].count(HALF_SPACE) == 29
    found = [row.split(": ")[2] for row in rows if ": warning: " in row]
    assert found == ["straight-quote", "name-role", "word-variant", "near-duplicate", "unbalanced-quote", "likely-typo"]
    [role] = [row for row in rows if "name-role" in row]
    assert role.startswith("- line 12 (")
    assert "Kishida" in role
    assert sum("name-" in row for row in rows) == 1
    assert "تاکاچی" in role
    assert any(row.startswith("- line 6: ") and "taken for a heading" in row for row in rows)
    assert any(row.startswith("- line 10: “English Summary” is the heading") and "glued" in row for row in rows)


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


def test_its_persian_is_doubted_at_the_right_places(samples):
    text = (samples / "tokyo-agreements.txt").read_text("utf-8")
    found = texts.problems("x.fa.md", text, PERSIAN, SiteConfig())
    places: dict[str, list[tuple[int, int]]] = {}
    for problem in sorted(found):
        places.setdefault(problem.code, []).append((problem.line, problem.column))
    of_line = {2: 5, 3: 3, 4: 2, 5: 6, 6: 1, 7: 3, 8: 5, 9: 4}
    assert Counter(line for line, _ in places.pop("half-space")) == of_line
    rows = text.split("\n")

    def at(line, word):
        return line, rows[line - 1].rindex(word) + 1

    assert places == {
        "unbalanced-quote": [at(8, "»")],
        "likely-typo": [at(9, "وحود")],
        "near-duplicate": [at(7, "ایالت")],
        "word-variant": [at(5, "روسنِفت")],
        "long-sentence": [(4, 92), (7, 113)],
    }


def test_its_half_spaces_are_restored_and_nothing_else(samples):
    text = (samples / "tokyo-agreements.txt").read_text("utf-8")
    found = half_space.repairs(text)
    assert len(found) == 29
    assert {repair.tier for repair in found} == {"safe"}
    assert sum(repair.new.count(HALF_SPACE) for repair in found) == 29
    made = half_space.restore(text, tier="safe")
    assert half_space.restore(made, tier="safe") == made
    # Two readings of one spelling: a collection, not sums; and names that are one word.
    assert len([r for r in found if r.new.endswith(f"\u0647{HALF_SPACE}\u0627\u06cc")]) == 1
    assert sum("\u0631\u0648\u0633" in repair.old for repair in found) == 0
