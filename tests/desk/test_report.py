import json

from plugins.desk import report
from plugins.model import Problem

LATER = Problem("content/b.md", 3, 1, "broken-link", "no file «x»", "write y")
EARLIER = Problem("content/a.md", 12, 4, "arabic-letter", '"ك"', 'write "ک"', "warning", end_column=5)


def test_text_is_sorted_and_counted():
    assert report.text([LATER, EARLIER, LATER]).splitlines() == [
        'content/a.md:12:4: warning: arabic-letter: "ك"; write "ک"',
        "content/b.md:3:1: error: broken-link: no file «x»; write y",
        "content/b.md:3:1: error: broken-link: no file «x»; write y",
        "2 errors, 1 warning",
    ]


def test_no_problem_is_no_text_but_still_json():
    assert report.text([]) == ""
    assert json.loads(report.as_json([])) == []


def test_json_has_the_keys_of_the_design():
    first, second = json.loads(report.as_json(iter([LATER, EARLIER])))
    assert first == {
        "path": "content/a.md",
        "line": 12,
        "column": 4,
        "end_column": 5,
        "code": "arabic-letter",
        "severity": "warning",
        "message": '"ك"',
        "fix": 'write "ک"',
    }
    assert second["path"] == "content/b.md"


def test_json_keeps_persian_readable():
    assert "«x»" in report.as_json([LATER])


def test_count_leaves_out_what_is_none():
    assert report.count([EARLIER]) == "1 warning"
    assert report.count([LATER]) == "1 error"
    assert report.count([]) == ""
