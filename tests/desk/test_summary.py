from dataclasses import replace
from pathlib import Path

import pytest

from plugins.desk import summary
from plugins.model import Problem
from plugins.pipeline import Report

HERE = Path("/site")
BUILT = Report(
    problems=(),
    output=HERE / "output",
    failed=False,
    briefings={"fa": 10, "en": 8},
    pages=143,
    pdfs=24,
    written=5,
    unchanged=300,
    removed=1,
    stages=(("read", 0.25), ("render", 11.0)),
    committed=True,
)


def told(built=BUILT, site_url="https://example.org", here=HERE):
    return "\n".join(summary.lines(built, site_url=site_url, here=here))


def test_says_what_was_made():
    assert told().splitlines() == [
        "Built briefings: fa 10, en 8; pages: 143; PDFs: 24.",
        "Files: 5 written, 300 unchanged, 1 removed.",
        "Took 11.2 s: read 0.2, render 11.0.",
        "Open output/index.html",
    ]


def test_an_output_elsewhere_is_told_whole():
    assert "Open /site/output/index.html" in told(here=Path("/elsewhere"))


def test_an_unknown_address_is_told():
    assert "SITEURL=https://… make site" in told(site_url="")
    assert "SITEURL" not in told()


def test_warnings_are_counted():
    warning = Problem("content/a.md", 1, 1, "x", "y", severity="warning")
    assert "Above: 1 warning." in told(Report((warning,), HERE / "output", failed=False))


@pytest.mark.parametrize(("number", "said"), [(1, "1 note more."), (3, "3 notes more.")])
def test_notes_are_told_in_a_line_of_their_own(number, said):
    lines = told(replace(BUILT, notes=number)).splitlines()
    assert lines[2] == f"inv check shows {said}"
    assert "Above" not in "".join(lines)
