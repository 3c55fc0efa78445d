import io

from rich.console import Console

from plugins.desk import progress


def run(console, **options):
    with progress.shown(console, **options) as shown:
        for name in ("scan", "render"):
            shown.stage(name)
            for done in range(1, 4):
                shown.step(done, 3)


def test_a_log_gets_a_line_for_each_stage_and_none_for_each_file():
    stream = io.StringIO()
    run(Console(file=stream))
    assert stream.getvalue() == "scan …\nrender …\n"


def test_a_log_can_be_left_alone():
    stream = io.StringIO()
    run(Console(file=stream), lines=False)
    assert stream.getvalue() == ""


def test_a_terminal_gets_a_bar_that_goes_away():
    stream = io.StringIO()
    run(Console(file=stream, force_terminal=True, width=80))
    assert "render" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")  # the line is erased at the end
    assert "\n\n" not in stream.getvalue()


def test_brackets_in_a_stage_are_no_markup():
    stream = io.StringIO()
    with progress.shown(Console(file=stream, force_terminal=True, width=80)) as shown:
        shown.stage("render [pdf]")
    assert "[pdf]" in stream.getvalue()
