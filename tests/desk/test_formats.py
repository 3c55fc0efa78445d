"""What machines read: each format of a fixed list of problems, its text held by a golden file (`--renew` writes it)."""

import json
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk import github, report, sarif
from plugins.model import Problem

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
"""From npm's @microsoft/jest-sarif 1.0.0-beta.0 (MIT), as it ships it; draft 4."""
PROBLEMS = (
    Problem("content/briefings/2025/x.fa.md", 7, 12, "arabic-letter", "“ك” looks alike", "write “ک”", "warning", 13),
    Problem("content/briefings/2025/x.fa.md", 9, 12, "arabic-letter", "“ك” looks alike", "write “ک”", "warning", 13),
    Problem("content/briefings/سال/پرونده 1.fa.md", 3, 0, "broken-link", "'y' is not there", "write 'z'"),
    Problem("content/notes.md", 0, 0, "stray-file", "not part of the site", "move it", "warning"),
    Problem("content/a.en.md", 20, 1, "long-sentence", "50% of it, or more:\nlong", "part it", "info", 30),
    Problem("", 0, 0, "cannot-write", "the disk is full", ""),
    Problem("/elsewhere/b.en.md", 1, 4, "no-such-code", "unknown to the catalogue", "mend it", "warning"),
)
ANY = st.builds(
    Problem,
    path=st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    line=st.integers(0, 9),
    column=st.integers(0, 9),
    code=st.sampled_from(["broken-link", "x"]),
    message=st.text(st.characters(exclude_categories=["Cs"])),
    fix=st.sampled_from(["", "a", "%0A::error ::"]),
    severity=st.sampled_from(["error", "warning", "info"]),
    end_column=st.integers(0, 9),
)


@pytest.mark.parametrize("name", report.FORMATS)
def test_a_format_is_stable(name, request):
    made = report.FORMATS[name](reversed(PROBLEMS))
    golden = HERE / "formats" / f"{name}.txt"
    if request.config.getoption("--renew"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


@given(st.lists(ANY, max_size=4))
def test_sarif_is_valid_whatever_the_problems(problems):
    log = json.loads(sarif.log(problems))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == len(problems)
    for result, problem in zip(run["results"], sorted(problems), strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]).removeprefix("file://") == problem.path or not problem.path
        assert ("region" in place) == (problem.line > 0)
        if "region" in place:
            region = place["region"]
            assert region["startColumn"] >= 1
            assert region.get("endColumn", 99) > region["startColumn"]


def test_sarif_knows_a_problem_again_when_a_line_comes_in_above_it():
    def prints(problems):
        return [r["partialFingerprints"] for r in json.loads(sarif.log(problems))["runs"][0]["results"]]

    first = PROBLEMS[0]
    assert prints([first]) == prints([Problem(first.path, 8, 2, first.code, first.message, first.fix, "warning")])
    assert len({json.dumps(p) for p in prints(PROBLEMS)}) == len(PROBLEMS)


def test_sarif_names_the_version_of_the_project():
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == sarif.VERSION


def understood(line):
    """A command as the runner reads it: `TryParseV2` of its ActionCommand.cs, in short."""
    assert line.startswith("::")
    head, data = line[2:].split("::", 1)
    command, _, properties = head.partition(" ")

    def back(text, signs):
        for sign, code in signs:
            text = text.replace(code, sign)
        return text.replace("%25", "%")

    signs = [("\r", "%0D"), ("\n", "%0A")]
    pairs = [pair.split("=", 1) for pair in properties.split(",")]
    return command, {k: back(v, [*signs, (":", "%3A"), (",", "%2C")]) for k, v in pairs}, back(data, signs)


HOSTILE = st.lists(
    st.sampled_from([*"%:,=;\r\n\x85\u2028", "::", "::error ", "%0A", "%25", "##[error]", "ك", "a"])
).map("".join)


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["error", "warning", "info"]))
def test_github_reads_back_what_was_written(path, message, fix, severity):
    text = github.commands([Problem(path, 3, 4, "broken-link", message, fix, severity, 6)])
    assert text.endswith("\n")
    assert not re.search("[\r\n]", text[:-1])
    command, properties, data = understood(text[:-1])
    assert command == {"info": "notice"}.get(severity, severity)
    wanted = {"file": path, "line": "3", "col": "4", "endColumn": "6", "title": "broken-link"}
    assert properties == {key: value for key, value in wanted.items() if value}
    assert data == message + (f"; {fix}" if fix else "")
