from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.config import SiteConfig
from plugins.desk.importing import days
from plugins.desk.importing.raw import Block

NOW = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
LONG = "متنی بلند که در میانهٔ آن از رویداد ۱۲ آذر ۱۳۹۸ یاد می‌شود و نباید تاریخ گزارش به شمار آید، هرگز."


def found(rows, name="a.txt", said="", stated=""):
    blocks = [Block(row, number) for number, row in enumerate(rows, 1)]
    day = days.find(said, stated, blocks, Path(name), SiteConfig(), NOW)
    return day.written, day.origin


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("تهران، ۶ آبان ۱۴۰۴", "1404-08-06"),
        ("سه‌شنبه ۶ آبان ماه ۱۴۰۴", "1404-08-06"),
        ("۲۸ اکتبر ۲۰۲۵", "2025-10-28"),
        ("۱ ژانویهٔ ۲۰۲۵", "2025-01-01"),
        ("۱ ژانویه ۲۰۲۵", "2025-01-01"),
        ("Tokyo, 28 October 2025", "2025-10-28"),
        ("October 28, 2025", "2025-10-28"),
        ("28th Oct. 2025", "2025-10-28"),
        ("6 Aban 1404", "1404-08-06"),
        ("۱۴۰۴/۰۸/۰۶", "1404-08-06"),
        ("١٤٠٤/٨/٦", "1404-08-06"),
        ("2025-10-28", "2025-10-28"),
    ],
)
def test_a_line_that_is_a_date(line, written):
    assert found([line, LONG]) == (written, f"as the text says in “{line}”")
    assert found([LONG, line]) == (written, f"as the text says in “{line}”")
    assert found([LONG, *["ب"] * 9, line, *["ب"] * 9], "2024-01-02.txt")[0] == "2024-01-02"


@pytest.mark.parametrize(
    "line",
    ["۶ آبان ۲۰۲۵", "28 October 1404", "31 February 2025", "1404-13-01", "4 December 2025", "2025/10", "192.168.10.28"],
)
def test_no_date_or_none_that_can_be(line):
    assert found([line, LONG])[1] == "today, for nothing names a day"


@pytest.mark.parametrize(
    ("name", "written", "rest"),
    [
        ("2025-10-28-title.md", "2025-10-28", "title"),
        ("1404-08-06 گزارش.docx", "1404-08-06", "گزارش"),
        ("۱۴۰۴-۰۸-۰۶.txt", "1404-08-06", ""),
        ("note_20251028_final.txt", "2025-10-28", "note_final"),
        ("brief 6 Aban 1404.txt", "1404-08-06", "brief 6 Aban 1404"),
        ("report-12345678.txt", "2025-11-03", "report-12345678"),
    ],
)
def test_a_file_name_with_a_date(name, written, rest):
    assert found([LONG], name)[0] == written
    assert days.undated(Path(name).stem) == rest


def test_who_goes_before_whom():
    rows = ["۶ آبان ۱۴۰۴", LONG]
    assert found(rows, "2024-01-02.txt", said="2025-01-01", stated="2025-02-02") == ("2025-01-01", "")
    assert found(rows, "2024-01-02.txt", stated="2025-02-02") == ("2025-02-02", "as the front matter says")
    assert found(rows, "2024-01-02.txt")[0] == "1404-08-06"
    assert found([LONG], "2024-01-02.txt")[0] == "2024-01-02"
    dateline = "توکیو، ۶ آبان ۱۴۰۴ — دو کشور امروز سند تازه‌ای را امضا کردند که سال‌ها بر سر آن گفت‌وگو کرده بودند."
    assert found([dateline]) == ("1404-08-06", "as the first words of the text say")
