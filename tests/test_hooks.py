import gc
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from blinker import ANY
from pelican import signals
from pelican.settings import DEFAULT_CONFIG, read_settings

from plugins import hooks
from plugins import settings as settings_of
from plugins.model import BuildError

PROJECT = Path(__file__).parents[1]
PELICAN = Path(sys.executable).parent / "pelican"

STUB = '''
"""Stands in the pipeline's place; how it ends is told by STUB."""
import os
from plugins import pipeline
from plugins.model import Problem


def run(request, *, progress):
    progress.stage("scan")
    ending = os.environ["STUB"]
    if ending == "crash":
        raise RuntimeError("nobody foresaw this")
    severity = "error" if ending == "error" else "warning"
    problem = Problem("content/briefings/x.md", 7, 12, "arabic-letter", "ك", "write ک", severity)
    problems = (problem,) if ending != "well" else ()
    if ending == "error":
        return pipeline.Report(problems, request.output, failed=True)
    request.output.mkdir(exist_ok=True)
    (request.output / "index.html").write_text(request.config.site_url)
    return pipeline.Report(problems, request.output, False, {"fa": 1}, pages=3, committed=True)


pipeline.run = run


def register():
    pass
'''
MORE = '\nPLUGINS = ["stub", "plugins.hooks"]\n'


@pytest.fixture
def site(tmp_path):
    """A site with everything that Pelican's own generators would pick up."""
    (tmp_path / "plugins").symlink_to(PROJECT / "plugins")
    (tmp_path / "stub.py").write_text(STUB, "utf-8")
    (tmp_path / "pelicanconf.py").write_text((PROJECT / "pelicanconf.py").read_text("utf-8") + MORE, "utf-8")
    for name, text in {
        "content/briefings/x.md": "Title: x\nDate: 2025-01-01\nTags: a\n\nText\n",
        "content/pages/about.md": "Title: About\n\nText\n",
        "content/raw.html": "<html><head><title>x</title></head><body>x</body></html>",
        "content/raw.rst": "x\n=\n",
        "content/images/x.png": "x",
        "theme/static/css/main.css": "x",
        "theme/templates/base.html": "x",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def change(site, text):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def environment(ending):
    return {**os.environ, "STUB": ending, "PYTHONUNBUFFERED": "1", "COLUMNS": "500"}


def run(site, *arguments, ending="well"):
    command = [PELICAN, "content", *arguments]
    return finished(command, site, environment(ending))


def finished(command, folder, env):
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)


def written(site):
    output = site / "output"
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("*"))


# ------------------------------------------------------------------------------------------- receivers


def test_register_connects_one_receiver_that_stays():
    hooks.register()
    hooks.register()
    gc.collect()
    assert list(signals.get_generators.receivers_for(ANY)) == [hooks.generators]
    assert logging.getLogger("pelican").handlers.count(hooks.LOGGED) == 1


# ------------------------------------------------------------------------------------ a run of Pelican


def test_pelican_builds_and_its_own_generators_write_nothing(site):
    done = run(site)
    assert done.returncode == 0, done.stderr
    assert written(site) == ["index.html"]
    assert done.stderr == ""
    assert done.stdout.startswith("scan …\nBuilt briefings: fa 1; pages: 3; PDFs: 0.\n")
    assert "WARNING" not in done.stdout
    assert sorted(path.name for path in site.iterdir() if path.name != "__pycache__") == [
        *("content", "output", "pelicanconf.py", "plugins", "stub.py", "theme")
    ]


def test_the_plugins_are_loaded_once(site):
    change(site, "import atexit, sys")
    change(site, "atexit.register(lambda: print(sorted(m for m in sys.modules if 'hooks' in m)))")
    assert "['plugins.hooks']" in run(site).stdout


def test_a_locale_that_the_machine_lacks_is_no_matter(site):
    done = finished([PELICAN, "content"], site, environment("well") | {"LC_ALL": "xx_YY.UTF-8"})
    assert (done.returncode, done.stderr) == (0, "")


def test_an_error_ends_with_1_and_stands_on_stderr(site):
    done = run(site, ending="error")
    assert done.returncode == 1
    assert done.stderr == ("content/briefings/x.md:7:12: error: arabic-letter: ك; write ک\n1 error\n")
    assert "arabic-letter" not in done.stdout
    assert "Built" not in done.stdout
    assert written(site) == []


def test_a_warning_is_shown_and_the_site_is_built(site):
    done = run(site, ending="warning")
    assert done.returncode == 0
    assert "warning: arabic-letter" in done.stderr
    assert "Above: 1 warning." in done.stdout


def test_what_nobody_foresaw_keeps_its_traceback(site):
    done = run(site, ending="crash")
    assert done.returncode == 1
    assert "nobody foresaw this" in done.stdout + done.stderr
    assert "Traceback" in done.stdout + done.stderr


def test_settings_that_wake_pelican_up_are_refused_before_it_writes(site):
    change(site, 'ARTICLE_PATHS = ["briefings"]\nSTATIC_PATHS = ["images"]\nDELETE_OUTPUT_DIRECTORY = True')
    (site / "output").mkdir()
    (site / "output" / "old.html").touch()
    done = run(site)
    assert done.returncode == 1
    assert done.stderr.count("error: pelican-setting:") == 3
    assert written(site) == ["old.html"]


def test_a_wrong_setting_of_ours_is_a_problem(site):
    change(site, 'BRIEFINGS["langauges"] = ["fa"]')
    done = run(site)
    assert done.returncode == 1
    assert "unknown-setting" in done.stderr
    assert "write 'languages'" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_plugin_that_pelican_only_logs_stops_the_build(site):
    change(site, 'PLUGINS.append("no_such_plugin")')
    done = run(site)
    assert done.returncode == 1
    assert "error: pelican-log: Cannot load plugin `no_such_plugin`" in done.stderr
    assert written(site) == []


# ------------------------------------------------------------------------------------------ autoreload


def watch(site, tmp_path, ending, needle):
    """How often `pelican -r` printed `needle` at first, and again after a file was changed."""
    log = tmp_path / "log"
    counts = []
    with log.open("w") as stream:
        child = subprocess.Popen(
            [PELICAN, "-r", "content"], cwd=site, env=environment(ending), stdout=stream, stderr=stream
        )
        try:
            for _ in range(2):
                limit = time.monotonic() + 60
                while log.read_text("utf-8").count(needle) <= len(counts) and time.monotonic() < limit:
                    time.sleep(0.05)
                time.sleep(1.5)
                assert child.poll() is None, log.read_text("utf-8")
                counts.append(log.read_text("utf-8").count(needle))
                (site / "content" / "briefings" / "x.md").write_text(f"changed {len(counts)}", "utf-8")
        finally:
            child.terminate()  # not by Ctrl-C, which what a shell starts in the background ignores
            child.wait(60)
    return counts


@pytest.mark.parametrize(
    ("ending", "needle"), [("error", "error: arabic-letter"), ("crash", "RuntimeError: nobody foresaw this")]
)
def test_under_autoreload_a_failed_build_neither_spins_nor_dies(site, tmp_path, ending, needle):
    assert watch(site, tmp_path, ending, needle) == [1, 2]


def test_under_autoreload_refused_settings_leave_pelican_asleep(site, tmp_path):
    change(site, 'ARTICLE_PATHS = ["briefings"]\nFEED_ALL_ATOM = "feed.xml"\nSTATIC_PATHS = ["images"]')
    assert watch(site, tmp_path, "well", "3 errors") == [1, 2]
    assert written(site) == []


# ---------------------------------------------------------------------------------- the settings alone


@pytest.fixture
def settings(site, monkeypatch):
    monkeypatch.chdir(site)
    return read_settings(str(site / "pelicanconf.py"))


def codes(settings):
    with pytest.raises(BuildError) as caught:
        settings_of.request(settings)
    return [problem.code for problem in caught.value.problems]


def test_a_request_says_what_the_settings_say(settings, site):
    settings |= {"SITEURL": "https://example.org/x", "BRIEFINGS_RUN": {"pdf": False, "strict": True}}
    request = settings_of.request(settings)
    assert request.root == PROJECT
    folders = [request.content, request.output, request.theme]
    assert folders == [site / "content", site / "output", site / "theme"]
    assert (request.config.pdf, request.config.search, request.strict) == (False, True, True)
    assert (request.config.site_url, request.config.timezone) == ("https://example.org/x", "Asia/Tehran")
    assert request.now.utcoffset() is not None
    assert settings_of.request(settings, check_only=True).check_only


FEEDS = ("FEED_ATOM", "FEED_RSS", "FEED_ALL_RSS", "TAG_FEED_ATOM", "TRANSLATION_FEED_RSS")


@pytest.mark.parametrize("key", [*settings_of.IDLE, *FEEDS])
def test_every_setting_under_which_pelican_writes_is_refused(settings, key):
    settings[key] = {"TEMPLATE_PAGES": {"a": "b"}, "OUTPUT_SOURCES": True}.get(key, ["x"])
    assert codes(settings) == ["pelican-setting"]


def test_what_pelican_would_do_by_default_is_all_put_to_rest():
    awake = settings_of.awake(DEFAULT_CONFIG)
    assert {"ARTICLE_PATHS", "FEED_ALL_ATOM", "AUTHOR_FEED_RSS"} < set(awake)
    ours = read_settings(str(PROJECT / "pelicanconf.py"))
    assert settings_of.awake(ours) == []


@pytest.mark.parametrize("output", [".", "content", "content/made", "theme", ".."])
def test_an_output_that_holds_or_lies_in_what_people_wrote_is_refused(settings, site, output):
    settings["OUTPUT_PATH"] = str(site / output)
    assert "output-folder" in codes(settings)


@pytest.mark.parametrize(
    ("output", "published"),
    [
        ("output", "output"),
        ("output/drafts", "output"),
        ("public", "public/site"),
        ("drafts", ""),
        ("link", "output"),
    ],
)
def test_drafts_stay_out_of_the_published_folder(settings, site, output, published):
    (site / "output").mkdir()
    (site / "link").symlink_to(site / "output")
    settings["OUTPUT_PATH"] = str(site / output)
    settings["BRIEFINGS_RUN"] = {"drafts": True, "published": published and str(site / published)}
    assert codes(settings) == ["drafts-output"]


def test_drafts_elsewhere(settings, site):
    settings["OUTPUT_PATH"] = str(site / "output-drafts")
    settings["BRIEFINGS_RUN"] = {"drafts": True, "published": str(site / "output")}
    assert settings_of.request(settings).config.drafts


def test_an_unknown_switch_is_refused(settings):
    settings["BRIEFINGS_RUN"] = {"pfd": False}
    assert codes(settings) == ["unknown-setting"]


def test_only_hooks_touches_pelicans_signals_and_generators():
    texts = {path.name: path.read_text("utf-8") for path in (PROJECT / "plugins").rglob("*.py")}
    touching = re.compile(r"^\s*(import pelican|from pelican)\b", re.MULTILINE)
    assert [name for name, text in texts.items() if touching.search(text)] == ["hooks.py"]


def test_the_stub_is_what_these_tests_say(site):
    assert shutil.which(PELICAN)
    assert run(site, "-e", 'SITEURL="https://example.org"').returncode == 0
    assert (site / "output" / "index.html").read_text() == "https://example.org"
