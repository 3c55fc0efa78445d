import io

import pytest

from plugins.desk import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def run(console, **options):
    with progress.shown(console, **options) as shown:
        for name in ("scan", "render"):
            shown.stage(name)
            for done in range(1, 4):
                shown.step(done, 3)


def test_a_log_gets_a_line_for_each_stage_and_none_for_each_file():
    stream = io.StringIO()
    run(stream)
    assert stream.getvalue() == "scan …\nrender …\n"


def test_a_log_can_be_left_alone():
    stream = io.StringIO()
    run(stream, lines=False)
    assert stream.getvalue() == ""


def test_a_terminal_gets_a_bar_that_goes_away():
    stream = Terminal()
    run(stream)
    assert "render" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")  # the line is erased at the end
    assert "\n\n" not in stream.getvalue()


def test_brackets_in_a_stage_are_no_markup():
    stream = Terminal()
    with progress.shown(stream) as shown:
        shown.stage("render [pdf]")
    assert "[pdf]" in stream.getvalue()
