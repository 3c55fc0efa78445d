"""Articles written for other generators -> clear problems as they are; pages with all their words once mended."""

import ast
import re
from collections import Counter

import pytest

from plugins.checks import texts as checks

SPELLING = {checks.code_of(check) for check in checks.TEXT_CHECKS}
"""What is wrong with their Persian itself."""
FOREIGN = (
    "class",
    "description",
    "order",
    "related",
    "prev",
    "next",
    "image",
    "lang",
    "weight",
    "type",
    "sidebar",
    "toc",
)
"""Keys of those generators, with what stands indented below them."""
QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")


def read(samples, folder):
    return {path.name: path.read_text("utf-8") for path in sorted((samples / folder).glob("*.md"))}


def build(site, texts, folder=""):
    return site({f"briefings/{name}": text for name, text in texts.items()}, folder=folder)


def mended(texts, report):
    """What a desk would do: give dates, drop foreign keys, and mend each bad link where the problem says it stands."""
    lines = {name: text.split("\n") for name, text in texts.items()}
    for problem in sorted(report.problems, key=lambda p: (p.path, -p.line, -p.column)):
        if problem.code in ("absolute-link", "broken-anchor", "missing-file", "broken-link"):
            name, row = problem.path.rpartition("/")[2], problem.line - 1
            line, address = lines[name][row], ast.literal_eval(QUOTED.search(problem.message)[0])
            at = problem.column - 1 + (line[problem.column - 1] == "(")
            assert line.startswith(address, at)
            lines[name][row] = line[:at] + "https://source.example/" + line[at + len(address) :]
    # The site has no Arabic.
    return {name: _head("\n".join(rows)) for name, rows in lines.items() if not name.endswith(".ar.md")}


def _head(text):
    head, body = re.fullmatch(r"---\n(.*?\n)---\n(.*)", text, re.DOTALL).groups()
    head = re.sub(rf"^(?:{'|'.join(FOREIGN)}):.*\n(?:[ \t-].*\n)*", "", head, flags=re.MULTILINE)
    date = "" if "date:" in head else "date: 2024-03-05\n"
    return f"---\n{head}{date}---\n{body}"


def counted(report):
    return Counter((problem.severity, problem.code) for problem in report.problems)


def test_the_guide_as_it_is(samples, site):
    report, output = build(site, read(samples, "guide"))
    found = counted(report)
    assert report.failed
    assert not output.exists()
    assert {code: number for (severity, code), number in found.items() if severity == "error"} == {
        "absolute-link": 15,
        "broken-anchor": 1,
        "missing-key": 8,  # date, in each Persian and English article
        "unknown-key": 32,  # description, class, order, related
        "unknown-language": 4,  # the Arabic ones
    }
    warned = {code for severity, code in found if severity == "warning"}
    assert warned - SPELLING == {"html-removed", "remote-picture", "doubled-word", "straight-quote", "vague-link"}
    assert all(problem.fix for problem in report.problems)
    assert [p for p in report.problems if not p.line and p.code != "unknown-language"] == []


def test_the_documentation_as_it_is(samples, site):
    report, output = build(site, read(samples, "hextra"))
    found = counted(report)
    assert report.failed
    assert not output.exists()
    assert {code: number for (severity, code), number in found.items() if severity == "error"} == {
        "absolute-link": 2,
        "broken-anchor": 1,
        "missing-key": 14,
        "unknown-key": 12,  # prev, next
    }
    assert found["warning", "foreign-shortcode"] == 236
    assert all(problem.line and problem.fix for problem in report.problems)


def test_an_unknown_key_names_the_right_one(samples, site):
    report, _ = build(site, read(samples, "guide"))
    fixes = {problem.fix for problem in report.problems if "description" in problem.message}
    assert fixes == {"write summary"}


@pytest.mark.parametrize(("folder", "briefings"), [("guide", 4), ("hextra", 7)])
def test_once_mended_every_word_is_on_the_page(samples, site, lost, folder, briefings):
    texts = read(samples, folder)
    texts = mended(texts, build(site, texts, "as-it-is")[0])
    texts = mended(
        texts, build(site, texts, "half-mended")[0]
    )  # links are followed once what they stand in can be read
    report, output = build(site, texts, "mended")
    assert [str(p) for p in report.problems if p.severity == "error"] == []
    assert report.briefings == {"fa": briefings, "en": briefings}
    for name, text in texts.items():
        slug, language, _ = name.split(".")
        page = (output / language / f"{slug}.html").read_text("utf-8")
        assert lost(text.partition("\n---\n")[2], page) == [], name
        assert bool(re.search("<pre[^>]*><code", page)) == ("```" in text), name
