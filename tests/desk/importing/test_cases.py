"""Each file of cases/imports: the command, the files that are there, "=====", the files that are made and the report.

The first line is `$ FILE --option value…`. A file begins with `>>> path`; of a picture only the name matters. Tables
lie in the content folder. Of the report, the lines that must be in it; a made file without a text must only be there.
"""

import io
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from plugins.config import SiteConfig
from plugins.desk.importing import intake
from plugins.desk.importing.intake import Wishes

CASES = sorted((Path(__file__).parents[2] / "cases" / "imports").glob("*.txt"))
NOW = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)


def parts(text):
    return re.findall(r"^>>> (.*)\n((?:(?!>>> ).*\n)*)", text, re.MULTILINE)


def lay(folder, name, text):
    path = folder / ("content" if name.endswith(".yaml") else "") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        stream = io.BytesIO()
        Image.new("RGB", (4, 3)).save(stream, "PNG")
        path.write_bytes(stream.getvalue())
    else:
        path.write_text(text, "utf-8")


def wishes(words):
    pairs = zip(words[::2], words[1::2], strict=True)
    return Wishes(**{option.removeprefix("--").replace("-", "_"): value for option, value in pairs})


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case, tmp_path):
    given, mark, expected = case.read_text("utf-8").partition("=====\n")
    assert mark
    command, _, files = given.partition("\n")
    for name, text in parts(files):
        lay(tmp_path, name, text)
    (tmp_path / "content/briefings").mkdir(parents=True, exist_ok=True)
    source, *options = shlex.split(command.removeprefix("$ ")) if "--" in command else [command.removeprefix("$ ")]
    planned = intake.plan(tmp_path / source, tmp_path / "content", wishes(options), SiteConfig(), NOW)
    intake.write(planned)
    told = intake.told(planned, tmp_path)
    wanted = dict(parts(expected))
    report = wanted.pop("report", "").splitlines()
    made = {path.relative_to(tmp_path / "content").as_posix() for path in (tmp_path / "content").rglob("*.md")}
    assert made == set(wanted)
    for path, text in wanted.items():
        assert not text or (tmp_path / "content" / path).read_text("utf-8") == text
    assert [line for line in report if line not in told.splitlines()] == [], told
    assert [problem for problem in planned.problems if problem.severity == "error"] == []
