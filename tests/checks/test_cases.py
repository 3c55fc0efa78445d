"""Each file of cases/checks: the files of a content folder, "=====", and the problems of the whole folder.

A case is named after its check: `<check>-bad*.txt` or `<check>-good*.txt`. A file begins with `>>> path`; of a picture
only the name matters. A problem is written `path:line:column severity code | what to type`.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins import checks
from plugins.build.readings import Readings
from plugins.build.scan import scan
from plugins.config import SiteConfig
from plugins.gather import gather
from tests.folders import lay

CASES = sorted((Path(__file__).parents[1] / "cases" / "checks").glob("*.txt"))
CONFIG = SiteConfig(timezone="Asia/Tehran")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = {check.__name__.replace("_", "-"): check for check in checks.CHECKS}


def read(case, folder):
    expected = lay(case, folder)
    files, problems = scan(folder, limit=CONFIG.max_file_bytes)
    gathered = gather(files, CONFIG, NOW, lambda *_: None, Readings(folder, ""))
    return gathered.collection, (*problems, *gathered.problems), expected


def shown(problem):
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place} {problem.severity} {problem.code} | {problem.fix}"


def check_of(case):
    return re.match(r"(.+?)-(?:bad|good)(?:-|$)", case.stem)[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_problems_are_those_of_the_case(case, tmp_path):
    collection, read_problems, expected = read(case, tmp_path)
    found = sorted([*read_problems, *checks.problems(collection, CONFIG)])
    assert [shown(p) for p in found] == expected
    if "-good" in case.stem:
        assert expected == []
    else:
        assert expected, "a bad case names what is bad in it"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_it_is_the_checks_own_finding(case, tmp_path):
    collection, read_problems, _ = read(case, tmp_path)
    own = list(NAMES[check_of(case)](collection, CONFIG))
    assert bool(own) == ("-bad" in case.stem)
    assert not read_problems, "a case is about one check; faults of a single file stand in cases/front_matter"


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_a_bad_and_a_good_case_and_says_what_it_is_for(name):
    kinds = {case.stem.removeprefix(f"{name}-").split("-")[0] for case in CASES if check_of(case) == name}
    assert kinds == {"bad", "good"}
    lines = [line.strip() for line in NAMES[name].__doc__.strip().splitlines()]
    assert lines[0].endswith(".")
    assert lines[1] == ""
    assert [line.partition(":")[0] for line in lines[2:]] == ["Bad", "Good"]


def test_every_code_of_the_checks_is_expected_somewhere():
    folder = Path(checks.__file__).parent
    own = [*NAMES, "made"]
    sources = "".join((folder / f"{name.replace('-', '_')}.py").read_text("utf-8") for name in own)
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', sources))
    named = [case.read_text("utf-8").partition("=====\n")[2].splitlines() for case in CASES]
    assert codes == {line.split()[2] for lines in named for line in lines}


def test_a_problem_ends_where_the_written_link_ends(tmp_path):
    case = next(case for case in CASES if case.stem == "broken-link-bad")
    collection, _, _ = read(case, tmp_path)
    for problem in NAMES["broken-link"](collection, CONFIG):
        line = (tmp_path / problem.path).read_text("utf-8").splitlines()[problem.line - 1]
        assert line[problem.column - 2] + line[problem.end_column - 1] == "()"
