"""Each file of cases/pairs: the files of a content folder, "=====", and what is found between its editions.

A `bad-<code>*` case has one planted fault, which its check must find; a `good-*` case is sound and looks suspicious.
A problem is written `path:line:column severity code | what the message says`. benchmarks/pairs.py prints the figures.
"""

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from plugins import pairing
from plugins.build.readings import Readings
from plugins.build.scan import scan
from plugins.checks import pairs
from plugins.checks.pair import Glossary
from plugins.config import SiteConfig
from plugins.gather import gather
from tests.folders import lay

CASES = sorted((Path(__file__).parents[1] / "cases" / "pairs").glob("*.txt"))
CONFIG = SiteConfig()
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CODES = {check.__name__.replace("_", "-"): check for check in pairs.PAIR_CHECKS}


@cache
def found(case):
    """What reading finds, what comparing finds, and what is expected."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = lay(case, folder)
        files, problems = scan(folder, limit=CONFIG.max_file_bytes)
        gathered = gather(files, CONFIG, NOW, lambda *_: None, Readings(folder, ""))
        common = pairing.Common(CONFIG, Glossary(gathered.collection.names.values()))
        where = {file.path: file.absolute for file in files}
        store = pairing.Pairs(folder / "state", "")
        between = store.problems(gathered.briefings, common, where, pairing.here)
        return [*problems, *gathered.problems], sorted(between), expected


def shown(problem):
    return f"{problem.path}:{problem.line}:{problem.column} {problem.severity} {problem.code} | {problem.message}"


def code_of(case):
    return next((code for code in sorted(CODES, key=len, reverse=True) if case.stem.startswith(f"bad-{code}")), "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_found_is_what_the_case_expects(case):
    read, between, expected = found(case)
    assert not [problem for problem in read if problem.severity == "error"]
    assert [shown(problem) for problem in between] == expected
    for problem in between:
        assert problem.severity in ("warning", "info")
        assert problem.line
        assert problem.column
        assert problem.fix


def test_planted_faults_are_caught_and_sound_pairs_raise_no_alarm():
    bad = [case for case in CASES if case.stem.startswith("bad-")]
    good = [case for case in CASES if case.stem.startswith("good-")]
    assert len(bad) >= 20
    assert len(good) >= 20
    caught = [case for case in bad if code_of(case) in {problem.code for problem in found(case)[1]}]
    alarms = [case for case in good if any(problem.severity == "warning" for problem in found(case)[1])]
    assert len(caught) / len(bad) >= 0.95
    assert len(alarms) / len(good) <= 0.05


@pytest.mark.parametrize("code", CODES)
def test_every_check_has_a_planted_fault_and_says_what_it_is_for(code):
    assert any(code_of(case) == code for case in CASES)
    lines = [line.strip() for line in CODES[code].__doc__.strip().splitlines()]
    assert lines[0].endswith(".")
    assert [line.partition(":")[0] for line in lines[1:]] == ["", "Bad", "Good"]
    assert Path(pairs.__file__).with_name(f"{code.replace('-', '_')}.py").is_file(), "one rule a file"
