"""Each file of cases/front_matter: a source file, "=====", and the problems as the author reads them."""

from pathlib import Path

import pytest

from plugins.config import SiteConfig
from plugins.sources import briefings, front_matter, nodes

CASES = sorted((Path(__file__).parents[1] / "cases" / "front_matter").glob("*.txt"))
PATH = "briefings/2025/x.fa.md"
CONFIG = SiteConfig(timezone="Asia/Tehran")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_problems_as_the_author_reads_them(case):
    source, _, expected = case.read_text("utf-8").partition("=====\n")
    problems = briefings.read(PATH, source.encode(), CONFIG).problems
    found = [str(problem).removeprefix(PATH).lstrip(": ") for problem in problems]
    assert found == expected.splitlines()
    assert all(problem.fix for problem in problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_proposed_quotation_mends_the_line(case):
    source, _, expected = case.read_text("utf-8").partition("=====\n")
    for line in expected.splitlines():
        if "put the value in quotes: " not in line:
            continue
        number = int(line.split(":")[0]) - 1
        lines = source.split("\n")
        lines[number] = line.partition("put the value in quotes: ")[2]
        parts, problems = front_matter.read("\n".join(lines), PATH)
        assert parts is not None
        assert problems == ()


def head(yaml):
    table, problems = nodes.read(yaml, path="x")
    assert problems == ()
    return {key: entry.value for key, entry in table.entries.items()}


def test_every_scalar_stays_text():
    found = head("a: no\nb: 0123\nc: 1404-01-01\nd: 12:30:00\ne: ~\nf: 1e3\n")
    assert [node.text for node in found.values()] == ["no", "0123", "1404-01-01", "12:30:00", "~", "1e3"]


def test_places_are_of_the_first_character_in_code_points():
    found = head('می‌شود: گزارش\nb: "گ"\nc:\n  - d\n  -   e\nf: |\n   g\n   h\ni: >-\n\n  j\n')
    assert (found["می‌شود"].line, found["می‌شود"].column) == (1, 9)
    assert (found["b"].line, found["b"].column) == (2, 5)  # inside the quotes
    assert [(item.line, item.column) for item in found["c"].items] == [(4, 5), (5, 7)]
    assert (found["f"].line, found["f"].column) == (7, 4)
    assert (found["i"].line, found["i"].column) == (11, 3)


def test_places_count_from_the_files_first_line():
    parts, _ = front_matter.read("---\ntitle: x\n# a remark\ndate: y\n---\n\n    code\n", "x")
    assert parts.head.entries["date"].value.line == 4
    assert (parts.body_line, parts.body) == (6, "\n    code")


def test_a_rule_in_the_body_closes_nothing():
    parts, _ = front_matter.read("---\ntitle: x\n---\na\n\n---\n\nb", "x")
    assert (parts.body_line, parts.body) == (4, "a\n\n---\n\nb")


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "[" * 3000, "- " * 3000, "{a: " * 3000])
def test_depth_is_bounded(text):
    table, problems = nodes.read(text, path="x")
    assert table is None
    assert problems[0].code == "yaml-depth"


def test_a_bomb_of_aliases_is_refused_and_does_not_grow():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    _, problems = nodes.read("\n".join(lines), path="x")
    assert {problem.code for problem in problems} == {"yaml-anchor"}


def test_pelicans_headers():
    parts, problems = front_matter.read("Title: a: b\nTAGS: x, y ;z\nSummary: one\n    two\n\nbody\n", "x")
    entries = parts.head.entries
    assert parts.pelican
    assert problems == ()
    assert entries["title"].value.text == "a: b"
    assert [item.text for item in entries["tags"].value.items] == ["x, y", "z"]
    assert [item.column for item in entries["tags"].value.items] == [7, 13]
    assert entries["summary"].value.text == "one two"
    assert (parts.body_line, parts.body) == (6, "body\n")


def test_prose_with_a_colon_is_no_pelican_header():
    parts, problems = front_matter.read("Note: this is prose.\n\nMore.\n", "x")
    assert parts is None
    assert problems[0].code == "front-matter-missing"
