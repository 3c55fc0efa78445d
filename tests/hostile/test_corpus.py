"""Content made to harm -> it is refused with its place, or what is published of it is harmless.

`cases/*.yaml` is the corpus, a case for a trick. A case is `body` and `head` (more front matter) of
briefings/trap.en.md, and `files`; then what must be true: `problems` (all of them, as "path:line:column severity
code"; with an error nothing may be written), `absent` (in no byte of the output, PDFs decoded) and `shown` (words
that a reader of the English page still sees). Every page and feed that is written must be safe by `Hostile.faults`.
"""

import re
import time
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
TRAP = "briefings/trap.en.md"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((HERE / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
]
KEYS = {"name", "head", "body", "files", "problems", "absent", "shown", "missing", "seconds"}


def files(case):
    found = dict(case.get("files", {}))
    if "body" in case or "head" in case:
        head = case.get("head", "")
        title = "" if re.search("^title:", head, re.MULTILINE) else "title: A plain title\n"
        found[TRAP] = f"---\n{title}date: 2025-10-28\n{head.rstrip()}\n---\n{case.get('body', 'Words.')}\n"
    return found


def place(problem):
    """As the cases write it: the path without the content folder's name."""
    where = ":".join(
        str(part) for part in (problem.path.removeprefix("content/"), problem.line, problem.column) if part
    )
    return f"{where} {problem.severity} {problem.code}"


@pytest.mark.parametrize("case", CASES)
def test_what_content_tries(case, site, hostile):
    assert set(case) <= KEYS
    started = time.perf_counter()
    report, output = site(files(case), pdf=True)
    assert time.perf_counter() - started < case.get("seconds", 20)
    assert [place(p) for p in report.problems] == case.get("problems", [])
    assert all(p.message and (p.fix or p.severity == "warning") for p in report.problems)
    outside = [p.name for p in output.parent.iterdir() if p.name not in ("content", "output", ".gozaresh")]
    assert outside == []
    if any(" error " in problem for problem in case.get("problems", [])):
        assert report.failed
        assert not output.exists()
        return
    assert not report.failed
    built = hostile(output)
    assert built.faults() == []
    for text in case.get("absent", []):
        assert built.holding(text) == [], text
    for text in case.get("shown", []):
        assert text in built.text("en/trap.html")
        assert "".join(text.split()) in "".join(built.pdf_text("pdf/trap.en.pdf").split())
    for path in case.get("missing", []):
        assert path not in built.paths
