import gc
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pelican
import pelican.settings
import pytest
from invoke.context import Context
from invoke.exceptions import Exit
from pelican import log

import tasks
from plugins import hooks, pipeline
from plugins.build import lock, state_folder
from plugins.desk import accepted, report
from plugins.model import Problem
from plugins.request import stops

PROJECT = Path(__file__).parents[1]
ERROR = Problem("content/x.md", 1, 2, "broken-link", "no file «y»", "write z")
WARNING = Problem("content/x.md", 1, 2, "long-line", "long", severity="warning")
NOTE = Problem("content/x.md", 1, 2, "long-sentence", "long", severity="info")
FA = "نخستین جملهٔ خبر این است و کمی بلند است."


@pytest.fixture(autouse=True)
def _collected():
    """A command's process ends soon and collects nothing; this one goes on."""
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, tmp_path):
    monkeypatch.setattr(tasks, "STATE", tmp_path / "state")
    monkeypatch.delenv("SITEURL", raising=False)
    monkeypatch.setattr(log.console, "quiet", False)
    monkeypatch.setattr(hooks.LOGGED, "problems", [])


@pytest.fixture
def asked(monkeypatch):
    """What the pipeline was asked; `asked.problems` is what it answers."""

    class Asked(list):
        problems = ()

    record = Asked()

    def run(request, *, progress):
        progress.stage("scan")
        record.append(request)
        failed = stops(record.problems, strict=request.strict)
        told = record.problems if request.check_only else report.pressing(record.problems)
        notes = len(record.problems) - len(told)
        return pipeline.Report(tuple(told), request.output, failed, {"fa": 1}, notes)

    monkeypatch.setattr(pipeline, "run", run)
    return record


def test_build_goes_through_pelican_with_every_switch(asked, tmp_path, capsys):
    content, output = tmp_path / "c", tmp_path / "o"
    content.mkdir()
    tasks.build(Context(), str(content), str(output), no_pdf=True, no_search=True, strict=True)
    (request,) = asked
    assert (request.content, request.output) == (content, output)
    assert (request.config.pdf, request.config.search, request.config.drafts) == (False, False, False)
    assert request.strict
    assert not request.check_only
    told = capsys.readouterr()
    assert told.out.startswith("scan …\nBuilt briefings: fa 1;")
    assert "Processed 0 articles" not in told.out
    assert told.err == ""


def test_build_by_default(asked):
    tasks.build(Context())
    (request,) = asked
    assert (request.content, request.output) == (PROJECT / "content", PROJECT / "output")
    assert (request.config.pdf, request.config.search, request.strict) == (True, True, False)
    assert request.config.site_url == ""


def test_a_relative_folder_is_meant_from_where_one_stands(asked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    tasks.build(Context(), content="texts", output="made")
    assert (asked[0].content, asked[0].output) == (tmp_path / "texts", tmp_path / "made")


def test_the_address_comes_from_the_environment(asked, monkeypatch, capsys):
    monkeypatch.setenv("SITEURL", "https://example.org/x/")
    tasks.build(Context())
    assert asked[0].config.site_url == "https://example.org/x"
    assert "SITEURL" not in capsys.readouterr().out


def test_drafts_go_to_their_own_folder(asked, capsys):
    tasks.build(Context(), drafts=True)
    assert asked[0].output == PROJECT / "output-drafts"
    assert asked[0].config.drafts
    with pytest.raises(SystemExit):
        tasks.build(Context(), drafts=True, output=str(PROJECT / "output"))
    assert "drafts-output" in capsys.readouterr().err
    assert len(asked) == 1


@pytest.mark.parametrize(("problem", "strict", "code"), [(ERROR, False, 1), (WARNING, True, 1), (WARNING, False, 0)])
def test_exit_codes_of_a_build(asked, capsys, problem, strict, code):
    asked.problems = (problem,)
    if code:
        with pytest.raises(SystemExit) as ended:
            tasks.build(Context(), strict=strict)
        assert ended.value.code == code
    else:
        tasks.build(Context(), strict=strict)
    assert str(problem) in capsys.readouterr().err


@pytest.mark.parametrize(("problem", "strict", "code"), [(ERROR, False, 1), (WARNING, True, 1), (WARNING, False, 0)])
def test_exit_codes_of_a_check(asked, capsys, problem, strict, code):
    asked.problems = (problem,)
    if code:
        with pytest.raises(Exit) as ended:
            tasks.check(Context(), format="json", strict=strict)
        assert ended.value.code == code
    else:
        tasks.check(Context(), format="json", strict=strict)
    told = capsys.readouterr()
    assert [row["code"] for row in json.loads(told.out)] == [problem.code]
    assert told.err == ""
    assert asked[0].check_only


@pytest.mark.parametrize("strict", [False, True])
def test_a_note_stops_nothing_and_only_a_check_shows_it(asked, capsys, strict):
    asked.problems = (NOTE,)
    tasks.build(Context(), strict=strict)
    told = capsys.readouterr()
    assert told.err == ""
    assert "inv check shows 1 note more." in told.out
    for name in report.FORMATS:
        tasks.check(Context(), format=name, strict=strict)
        assert "long-sentence" in capsys.readouterr().out


def test_check_without_problems_says_nothing(asked, capsys):
    tasks.check(Context())
    assert capsys.readouterr().out == ""


def test_check_shows_wrong_settings_as_json_too(asked, capsys, monkeypatch):
    monkeypatch.setenv("SITEURL", "example.org")
    with pytest.raises(Exit):
        tasks.check(Context(), format="json")
    assert [row["code"] for row in json.loads(capsys.readouterr().out)] == ["bad-setting"]


def test_an_unknown_format_is_refused(asked):
    with pytest.raises(Exit, match="the formats are text, json, github, sarif"):
        tasks.check(Context(), format="xml")


def test_what_nobody_foresaw_is_not_hidden(monkeypatch):
    def run(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "run", run)
    with pytest.raises(ZeroDivisionError):
        tasks.build(Context())


def test_a_site_without_our_plugin_is_no_build(asked, monkeypatch, capsys):
    read = pelican.settings.read_settings
    monkeypatch.setattr(pelican.settings, "read_settings", lambda *a, **k: read(*a, **k) | {"PLUGINS": []})
    with pytest.raises(SystemExit):
        tasks.build(Context())
    assert "PLUGINS lacks 'plugins.hooks'" in capsys.readouterr().err
    assert not asked


# ------------------------------------------------------------------------------- what Pelican has accepted already


@pytest.fixture
def no_pelican(monkeypatch):
    """Calling this has every use of Pelican fail."""

    def refuse(*_, **__):
        raise AssertionError("Pelican was asked")

    return lambda: [monkeypatch.setattr(pelican, "Pelican", refuse), monkeypatch.setattr("pelican.Pelican", refuse)]


SWITCHES = [{}, {"drafts": True}, {"no_pdf": True, "strict": True, "explain": "fa/index.html"}]


@pytest.mark.parametrize("switches", SWITCHES, ids=str)
@pytest.mark.parametrize("place", [{}, {"content": "texts", "output": "made"}], ids=["here", "elsewhere"])
def test_settings_that_pelican_has_accepted_are_the_same_request_without_it(
    asked, no_pelican, tmp_path, monkeypatch, capsys, place, switches
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    tasks.build(Context(), **place, **switches)
    first = capsys.readouterr()
    no_pelican()
    tasks.build(Context(), **place, **switches)
    assert capsys.readouterr() == first
    one, two = (replace(request, now=None) for request in asked)
    assert one == two


def test_another_address_or_folder_is_asked_about(asked, no_pelican, tmp_path, monkeypatch):
    tasks.build(Context())
    no_pelican()
    monkeypatch.setenv("SITEURL", "https://example.org")
    with pytest.raises(AssertionError, match="Pelican was asked"):
        tasks.build(Context())
    monkeypatch.delenv("SITEURL")
    with pytest.raises(AssertionError, match="Pelican was asked"):
        tasks.build(Context(), content=str(tmp_path))
    tasks.build(Context())


CHANGES = {
    "a setting": 'BRIEFINGS["per_page"] = 7',
    "what the environment says": 'import os\nTHEME = os.environ["WHERE"]',
    "Pelican's own": "ARTICLE_PATHS = ['x']",
    "another plugin": 'PLUGINS = [*PLUGINS, "another"]',
    "a fault": "1 / 0",
    "no settings": None,
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_settings_are_asked_about(asked, no_pelican, tmp_path, monkeypatch, change):
    said = tasks.CONF.read_text("utf-8")
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(said, "utf-8")
    for name in ("content", "theme"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tasks, "CONF", conf)
    monkeypatch.setenv("WHERE", "theme")
    tasks.build(Context())
    tasks.build(Context())
    assert len(asked) == 2
    no_pelican()
    tasks.build(Context())
    if CHANGES[change] is None:
        conf.unlink()
    else:
        conf.write_text(f"{said}\n{CHANGES[change]}\n", "utf-8")
    monkeypatch.setenv("WHERE", "elsewhere")
    with pytest.raises((AssertionError, ZeroDivisionError, Exit, FileNotFoundError)):
        tasks.build(Context())


def test_where_another_plugin_listens_pelican_is_always_asked(asked, tmp_path, monkeypatch):
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(tasks.CONF.read_text("utf-8") + "PLUGINS = ['another', 'plugins.hooks']\n", "utf-8")
    (tmp_path / "another.py").write_text("def register(): print('another was asked')\n")
    for name in ("content", "theme"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tasks, "CONF", conf)
    monkeypatch.syspath_prepend(tmp_path)
    for _ in range(2):
        tasks.build(Context())
    assert list((tmp_path / "state").glob("*.settings")) == []


@pytest.mark.parametrize("place", range(0, 120, 5))
def test_a_note_that_is_not_whole_is_none(asked, tmp_path, place, monkeypatch):
    tasks.build(Context())
    (note,) = (tmp_path / "state").glob("*.settings")
    data = note.read_bytes()
    for damaged in (data[:place], data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]):
        note.write_bytes(damaged)
        command = tasks._command("")
        assert accepted.known(note, accepted.key(accepted.said(tasks.CONF), command)) is None
    note.write_bytes(data)
    assert accepted.known(note, accepted.key(accepted.said(tasks.CONF), command))


def test_import_writes_and_tells(tmp_path, capsys):
    (tmp_path / "raw.txt").write_text(FA, "utf-8")
    wishes = {"to": str(tmp_path / "c"), "date": "1404-08-07", "slug": "x"}
    tasks.import_(Context(), str(tmp_path / "raw.txt"), **wishes)
    assert (tmp_path / "c/briefings/2025/x.fa.md").is_file()
    assert "(full; paragraphs: 1)" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        tasks.import_(Context(), str(tmp_path / "raw.txt"), **wishes)
    assert "import-exists" in capsys.readouterr().err


def test_one_file_that_cannot_be_imported_does_not_stop_the_others(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "b.txt").write_text(FA, "utf-8")
    wishes = {"to": str(tmp_path / "c"), "date": "1404-08-07", "report": str(tmp_path / "report.md")}
    with pytest.raises(SystemExit):
        tasks.import_(Context(), str(folder), **wishes)
    told = capsys.readouterr()
    assert "a.txt" in told.err
    assert "b.txt" not in told.err
    assert len(list((tmp_path / "c").rglob("*.fa.md"))) == 1
    assert (tmp_path / "report.md").read_text("utf-8") == told.out


def test_clean_forgets_one_build_or_all(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tasks, "STATE", tmp_path / ".gozaresh")
    one, two = (state_folder(tmp_path, PROJECT / "content", tmp_path / name) for name in "ab")
    for folder in (one, two):
        folder.mkdir(parents=True)
        (folder / "kept").touch()
    with lock(one), pytest.raises(SystemExit):
        tasks.clean(Context(), output=str(tmp_path / "a"))
    assert (one / "kept").exists()
    tasks.clean(Context(), output=str(tmp_path / "a"))
    assert not one.exists()
    assert two.exists()
    tasks.clean(Context())
    assert not two.exists()
    tasks.clean(Context())
    assert capsys.readouterr().out.endswith("Nothing to forget\n")


def inv(*arguments, cwd=PROJECT):
    command = [Path(sys.executable).parent / "inv", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_the_formats_are_those_that_the_help_names():
    *others, last = report.FORMATS
    assert f"{', '.join(others)} or {last}" in inv("check", "--help").stdout


def test_a_build_with_nothing_to_do_loads_no_stage():
    """What the stages import takes longer than such a build."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, tasks\nfrom plugins import hooks, pipeline\nprint(*sys.modules)"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"plugins.stages", "plugins.reading", "plugins.site", "weasyprint"} & {*loaded}


def test_what_reading_needs_is_loaded_beside_the_build():
    """After an edit half of the time goes into loading modules, and a second core is there."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys\nfrom plugins import stages\nprint(*sys.modules)"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    slow = {"plugins.reading", "plugins.sources.body", "plugins.checks", "markdown", "yaml", "weasyprint"}
    assert not slow & {*loaded}


def test_code_is_compiled_once(tmp_path):
    """Invoke tells Python to keep nothing; to compile all that a build loads takes a third of an edit."""
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tasks.py", "pelicanconf.py"):
        shutil.copy(PROJECT / name, tmp_path)
    assert inv("clean", cwd=tmp_path).returncode == 0
    assert [*(tmp_path / "plugins").glob("__pycache__/*.pyc")]


def test_each_command_is_described_in_a_line():
    listed = inv("-l").stdout.split("\n\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == [
        "bench",
        "build",
        "check",
        "clean",
        "docs",
        "fix",
        "fonts",
        "import",
        "record",
    ]
    assert all(len(line.split()) > 3 for line in listed)


def test_the_flags_of_the_design():
    told = inv("--help", "build").stdout
    for flag in ("--content", "--output", "--drafts", "--no-pdf", "--no-search", "--strict"):
        assert flag in told
    told = inv("--help", "import").stdout
    for flag in ("--to", "--date", "--slug", "--title", "--title-en"):
        assert flag in told
    told = inv("--help", "fix").stdout
    for flag in ("--apply", "--likely"):
        assert flag in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--content", "no-such-folder"),
        ("check", "--content", "no-such-folder"),
        ("build", "--output", "."),
        ("import", "no-such-file.txt"),
        ("fix", "no-such-file.txt"),
    ],
)
def test_a_problem_is_a_line_and_no_traceback(arguments):
    done = inv(*arguments)
    assert done.returncode == 1
    assert ": error: " in done.stderr
    assert "Traceback" not in done.stderr
