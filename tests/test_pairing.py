"""Comparing editions: what was found is kept, what changed is compared again, and a plain build does neither."""

from datetime import UTC, date, datetime

import pytest

from plugins import pairing
from plugins.build import lock, state_folder
from plugins.build.readings import Readings
from plugins.build.scan import scan
from plugins.checks.pair import Glossary
from plugins.config import SiteConfig
from plugins.gather import gather
from plugins.sources.sides import Facts
from tests.conftest import build
from tests.sandbox import text

CONFIG = SiteConfig()
FA = text("گزارش", "2025-03-01", "صادرات ۲۵ درصد بالا رفت.")
EN = text("Report", "2025-03-01", "Exports rose by 35 per cent.")
ABOUT_ONE = "نخست‌وزیر ژاپن آمد. خانم تاکایچی خندید.\n\n## English Summary\n\nPrime Minister Kishida came."
SUMMARY = text("آب", "2025-03-02", ABOUT_ONE, title_en="Water")
BOTH = {"briefings/a.fa.md": FA, "briefings/a.en.md": EN, "briefings/b.fa.md": SUMMARY}


def write(folder, files):
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data, "utf-8")


@pytest.fixture
def desk(tmp_path):
    """A function that compares a content folder; gives codes and slugs that were compared now."""
    content, state = tmp_path / "content", tmp_path / "state"
    state.mkdir()

    def run(files, fingerprint="one", names=(), now=datetime(2026, 1, 1, tzinfo=UTC)):
        write(content, files)
        found, _ = scan(content, limit=10**6)
        gathered = gather(found, CONFIG, now, lambda *_: None, Readings(state, ""))
        compared = []

        def spread(common, wanted):
            compared.extend(one.slug for one in wanted)
            return pairing.here(common, wanted)

        store = pairing.Pairs(state, fingerprint)
        where = {file.path: file.absolute for file in found}
        problems = store.problems(gathered.briefings, pairing.Common(CONFIG, Glossary(names)), where, spread)
        store.save()
        return sorted(problem.code for problem in problems), sorted(compared)

    run.state = state
    return run


CODES = ["name-role", "number-mismatch"]


def test_what_was_found_is_kept(desk):
    assert desk(BOTH) == (CODES, ["a", "b"])
    assert desk({}) == (CODES, [])
    right = {"briefings/a.en.md": EN.replace("35", "25")}
    assert desk(right) == (["name-role"], ["a"])
    assert desk({}, fingerprint="two") == (["name-role"], ["a", "b"])


@pytest.mark.parametrize("damage", [b"", b"gozaresh pairs 1\n", b"gozaresh pairs 1\n0123456789abcdefxyz", b"\xff" * 90])
def test_a_damaged_file_is_made_again(desk, damage):
    desk(BOTH)
    (desk.state / "pairs").write_bytes(damage)
    assert desk({}) == (CODES, ["a", "b"])
    assert desk({}) == (CODES, [])


def test_what_is_withheld_is_compared_too(desk):
    hidden = {
        "briefings/a.fa.md": FA.replace("date:", "status: draft\ndate:"),
        "briefings/a.en.md": EN.replace("date:", "status: embargoed\npublish_at: 2027-01-01 09:00\ndate:"),
    }
    assert desk(hidden) == (["number-mismatch"], ["a"])


def test_an_edition_alone_is_compared_with_the_glossary_only(desk):
    assert desk({"briefings/a.fa.md": FA}) == ([], [])


def test_a_file_that_vanished_is_passed_over(desk, tmp_path):
    facts = Facts("x", "fa", "full", False, date(2025, 1, 1), "published", None, (), "", "")
    told = pairing.Told(facts, str(tmp_path / "x"), "fa")
    wanted = pairing.Wanted("x", (told, told))
    assert pairing.compare(pairing.Common(CONFIG, Glossary(())), wanted) == ()


def codes(report):
    return [problem.code for problem in report.problems]


def test_check_and_strict_compare_and_a_plain_build_does_not(tmp_path):
    content, output = tmp_path / "content", tmp_path / "output"
    write(content, {"briefings/a.fa.md": FA, "briefings/a.en.md": EN})
    assert codes(build(content, output, pdf=False, check_only=True)) == ["number-mismatch"]
    plain = build(content, output, pdf=False)
    assert codes(plain) == []
    assert plain.committed
    strict = build(content, output, pdf=False, strict=True)
    assert codes(strict) == ["number-mismatch"]
    assert strict.failed


def test_a_check_keeps_what_it_read_but_not_beside_a_build(tmp_path):
    content, output = tmp_path / "content", tmp_path / "output"
    write(content, {"briefings/a.fa.md": FA, "briefings/a.en.md": EN})
    state = state_folder(tmp_path, content, output)
    with lock(state):
        assert codes(build(content, output, check_only=True)) == ["number-mismatch"]
        assert not (state / "pairs").exists()
        assert not (state / "readings").exists()
    assert codes(build(content, output, check_only=True)) == ["number-mismatch"]
    assert (state / "pairs").exists()
    assert (state / "readings").exists()
    assert not output.exists()
