"""Each file of cases/texts: a source file, "=====", and its problems.

A case is named after its check: `<check>-bad*.txt` or `<check>-good*.txt`; an English one ends in `.en.txt`. A
problem is written `line:column severity code | what to type`. The desk of the cases has chosen its style.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins import telling
from plugins.build.readings import Readings
from plugins.build.scan import scan
from plugins.checks import doubts, texts
from plugins.config import SiteConfig
from plugins.gather import gather
from plugins.languages import ARABIC, ENGLISH, PERSIAN
from plugins.model import Name, Problem
from plugins.sources import briefings

CASES = sorted((Path(__file__).parents[1] / "cases" / "texts").glob("*.txt"))
CONFIG = SiteConfig()
STYLED = SiteConfig(ezafe="hamza", pronouns="apart", digits="persian")
NAMES = {texts.code_of(check): check for check in (*texts.TEXT_CHECKS, *texts.FILE_CHECKS)}


def check_of(case):
    return re.match(r"(.+?)-(?:bad|good)(?:-|\.|$)", case.stem)[1]


def found(text, config=CONFIG, language=PERSIAN):
    path = f"briefings/x.{language.tag}.md"
    made = briefings.read(path, text.encode(), config).editions
    return sorted(texts.problems(path, text, language, config, made[0] if made else None))


def shown(problem):
    return f"{problem.line}:{problem.column} {problem.severity} {problem.code} | {problem.fix}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_problems_are_those_of_the_case(case):
    text, mark, expected = case.read_text("utf-8").partition("=====\n")
    assert mark
    language = ENGLISH if case.stem.endswith(".en") else PERSIAN
    problems = found(text, STYLED if check_of(case) == "house-style" else CONFIG, language)
    assert [shown(problem) for problem in problems] == expected.splitlines()
    assert ("-good" in case.stem) == (not problems)
    assert {problem.code for problem in problems} <= {check_of(case)}
    lines = text.split("\n")
    for problem in problems:
        assert problem.path == f"briefings/x.{language.tag}.md"
        assert problem.column < problem.end_column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize("code", NAMES)
def test_every_check_has_a_bad_and_a_good_case_and_says_what_it_is_for(code):
    kinds = {re.split(r"[-.]", case.stem.removeprefix(f"{code}-"))[0] for case in CASES if check_of(case) == code}
    assert kinds == {"bad", "good"}
    lines = [line.strip() for line in NAMES[code].__doc__.strip().splitlines()]
    assert lines[0].endswith(".")
    assert [line.partition(":")[0] for line in lines[1:]] == ["", "Bad", "Good"]
    module = Path(texts.__file__).with_name(f"{code.replace('-', '_')}.py")
    assert module.is_file(), "one rule a file"


def test_other_languages_keep_their_letters():
    text = "كتاب يوم, هل?\n"
    assert found(text)
    assert not found(text, language=ARABIC)
    assert not found("A text, with كتاب in it, ok?\n", language=ENGLISH)


def test_a_persian_summary_in_an_english_file_is_looked_at():
    text = "---\ntitle: x\n---\n\nA text, كتاب.\n\n## خلاصهٔ فارسی\n\nمتن كوتاه.\n"
    assert [(p.line, p.column, p.code) for p in found(text, language=ENGLISH)] == [(9, 5, "arabic-letter")]


def test_a_flood_is_told_once():
    problems = found("ك.\n" * 80)
    assert len(problems) == 50
    assert "30 more" in max(problems, key=lambda p: p.line).message


def test_names_yaml_has_the_last_word():
    def problem(word, code):
        return Problem("a", 1, 1, code, f"“{word}” is doubted", "", "warning")

    names = [Name("x", "place", {"fa": "بنای مخلس"}, {"fa": "آق قلا"}, {"fa": ("روسنِفت",)})]
    doubted = [problem("مخلس", "likely-typo"), problem("روسنِفت", "word-variant"), problem("آق قلا", "half-space")]
    kept = [problem("وحود", "likely-typo"), problem("مخلس", "arabic-letter")]
    assert doubts.spared([*doubted, *kept], names) == kept


def test_the_glossary_spares_its_words_in_a_build(tmp_path):
    (tmp_path / "briefings").mkdir()
    text = "---\ntitle: x\ndate: 2025-01-01\n---\n\nوحود و مخلس\n"
    (tmp_path / "briefings/a.fa.md").write_text(text, "utf-8")

    def doubted():
        files, _ = scan(tmp_path, limit=1000)
        gathered = gather(files, CONFIG, datetime(2026, 1, 1, tzinfo=UTC), lambda *_: None, Readings(tmp_path, ""))
        return [problem.column for problem in telling.allowed(gathered.problems, gathered, CONFIG)]

    assert doubted() == [1, 8]
    (tmp_path / "names.yaml").write_text("x:\n  kind: place\n  fa: مخلس\n  en: X\n", "utf-8")
    assert doubted() == [1]
