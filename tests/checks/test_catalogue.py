"""Every code that a build or a check can show is in the catalogue, and says in two languages what it means."""

import ast
import re
from pathlib import Path

import pytest

from plugins import checks
from plugins.checks import catalogue, texts
from plugins.checks.codes import codes
from plugins.checks.texts import code_of
from plugins.config import SiteConfig
from plugins.languages import PERSIAN

PLUGINS = Path(checks.__file__).parents[1]
RULES = catalogue.rules()
GIVING = {"Problem", "_problem", "report", "refuse", "_refuse", "_refused", "Refused"}
COMMANDS = ("import-", "fix-")
"""Commands that are no build say themselves what they want."""
SHOWN = re.compile(r"^\S+:\d+:?\S* (\w+):? ([a-z-]+)(?: \||:)", re.MULTILINE)
CASES = (PLUGINS.parent / "tests" / "cases").glob("*/*.txt")


def given():
    """Codes that the source gives to problems as literals."""
    for path in PLUGINS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "func", None) and (getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            if name in GIVING:
                values = [getattr(argument, "value", "") for argument in node.args]
                yield from (v for v in values if isinstance(v, str) and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", v))


def test_every_code_is_in_the_catalogue():
    named = {code for code in given() if not code.startswith(COMMANDS)} - {"warning", "info", "error"}
    assert named <= RULES.keys()
    for found, table in catalogue.TABLES.items():
        own = [code_of(check) for check in table]
        told = [code for code, rule in RULES.items() if rule.found == found and not codes()[code].get("en")]
        assert told == own, "codes.toml has the checks in their order, and English only of what is no check"


def test_every_code_of_a_case_is_as_severe_as_the_catalogue_says():
    worst = ("error", "warning", "info")
    seen = {}
    for case in CASES:
        for severity, code in SHOWN.findall(case.read_text("utf-8")):
            if severity in worst:
                seen[code] = min(worst.index(severity), seen.get(code, 9))
    assert len(seen) > 30
    told = {code: worst[place] for code, place in seen.items()}
    assert told == {code: RULES[code].severity for code in told}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_says_in_both_languages_what_it_is(rule):
    assert rule.said["en"].endswith(".")
    assert rule.said["fa"].endswith(".")
    assert not texts.problems("x.fa.md", rule.said["fa"], PERSIAN, SiteConfig(ezafe="hamza", pronouns="apart"))
    assert bool(rule.bad) == bool(rule.good)
