"""The commands: `inv -l` lists them. Each asks `plugins` and prints; what they know stands there.

A build goes through Pelican itself, so that `inv build` and `pelican content` are one build; where Pelican has accepted
the same settings before, its answer is known and it is not loaded (see plugins/desk/accepted.py). Exit codes: 0,
or 1 where there are problems. Only what nobody foresaw shows a traceback. A command imports what it needs when
it runs: Pelican and the stages of a build take longer to load than a build with nothing to do takes to end.

Over 300 lines: every command of `inv`, each a few lines that hand over to plugins/.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

sys.dont_write_bytecode = False
"""Invoke forbids it (its --write-pyc), and then every command compiles all of plugins/ again: a third of an edit."""

ROOT = Path(__file__).resolve().parent
CONF = ROOT / "pelicanconf.py"
STATE = ROOT / ".gozaresh"
CONTENT = "where the briefings are, instead of content/"
STRICT = "warnings stop it too"


@task(
    help={
        "content": CONTENT,
        "output": "where the site goes, instead of output/ (with --drafts: output-drafts/)",
        "drafts": "with drafts and embargoed briefings, into a folder that is not published",
        "no-pdf": "without PDFs",
        "no-search": "without the search index",
        "strict": STRICT,
        "explain": "a file of the site: say why it was made, or kept",
    }
)
def build(
    _: Context,
    content: str = "",
    output: str = "",
    drafts: bool = False,
    no_pdf: bool = False,
    no_search: bool = False,
    strict: bool = False,
    explain: str = "",
) -> None:
    """Build the site; say what was made and how long each stage took."""
    _short_lived()
    from plugins.readers import hired

    run = {"drafts": drafts, "pdf": not no_pdf, "search": not no_search, "strict": strict, "explain": explain}
    with hired():
        _build(_command(content), output, run)


def _build(command: dict[str, str], output: str, run: dict[str, Any]) -> None:
    from plugins.desk import accepted, terminal

    note = accepted.place(STATE, command)
    said = accepted.said(CONF)
    key = "" if said is None else accepted.key(said, command)
    known = accepted.known(note, key) if key else None
    if said is not None and known:
        return terminal.build(_placed(said | known, output, run))
    settings = _read(command)
    if _through_pelican(_placed(dict(settings), output, run), strict=run["strict"]) and key:
        accepted.remember(note, key, settings)
    return None


def _through_pelican(settings: dict[str, Any], *, strict: bool) -> bool:
    """Build as `pelican` does; whether it had nothing to say about the settings."""
    from pelican import Pelican, log

    from plugins import hooks
    from plugins.desk import terminal
    from plugins.model import Problem
    from plugins.request import stops

    log.console.quiet = True  # its last line counts the articles of generators that rest here
    site = Pelican(settings)
    if hooks.__name__ not in settings["PLUGINS"]:
        hooks.LOGGED.problems.append(
            Problem("pelicanconf.py", 0, 0, "pelican-setting", "PLUGINS lacks 'plugins.hooks'", "add it")
        )
    early = tuple(hooks.LOGGED.problems)
    if stops(early, strict=strict):
        terminal.fail(early)
    site.run()
    late = hooks.LOGGED.take()
    if stops(late, strict=strict):
        terminal.fail(late)
    return not early and not late


@task(help={"content": CONTENT, "format": "text, json, github or sarif", "strict": STRICT})
def check(_: Context, content: str = "", format: str = "text", strict: bool = False) -> None:  # noqa: A002
    """Show all problems, in each language and between; exit 1 on an error."""
    _short_lived()
    from plugins.readers import hired

    with hired():
        _check(content, format, strict=strict)


def _check(content: str, format: str, *, strict: bool) -> None:  # noqa: A002
    from plugins import hooks, pipeline
    from plugins.desk import progress, report
    from plugins.model import BuildError
    from plugins.request import stops
    from plugins.settings import request

    if format not in report.FORMATS:
        raise Exit(f"--format {format} is not known; the formats are {', '.join(report.FORMATS)}", 1)
    settings = _settings(content, "", {"strict": strict})
    try:
        wanted = request(settings, check_only=True)
        with progress.shown(sys.stderr, lines=False) as shown:
            found = pipeline.run(wanted, progress=shown)
        problems, failed = found.problems, found.failed
    except BuildError as error:
        problems, failed = error.problems, True
    problems = (*hooks.LOGGED.problems, *problems)
    sys.stdout.write(report.FORMATS[format](problems))
    if failed or stops(hooks.LOGGED.take(), strict=strict):
        raise Exit(code=1)


@task(
    name="import",
    help={
        "file": "a .txt, .md, .docx, .odt or .html file, or a folder of them; for several: inv import A import B",
        "to": "the content folder, instead of content/",
        "date": "of the briefing: 2025-10-28 or 1404-08-06; from the file where not given, else today",
        "slug": "the ASCII name in the address; from the English title where not given",
        "title": "of the full text; its first line or sentence where not given",
        "title-en": "of the English text; its first line or sentence where not given",
        "encoding": "of a text file that is not UTF-8: windows-1256",
        "report": "a file to which the report goes too",
    },
)
def import_(  # noqa: PLR0917  a command's options
    _: Context,
    file: str,
    to: str = "",
    date: str = "",
    slug: str = "",
    title: str = "",
    title_en: str = "",
    encoding: str = "",
    report: str = "",
) -> None:
    """Turn a text of any kind into a briefing; say all that was done."""
    from plugins import config
    from plugins.desk import terminal
    from plugins.desk.importing import intake
    from plugins.model import BuildError, Problem

    wishes = intake.Wishes(date, slug, title, title_en, encoding)
    folder = Path(to or ROOT / "content")
    refused: list[Problem] = []
    try:
        site = config.read(_settings("", "", {})["BRIEFINGS"])
        paths = intake.files(Path(file), wishes)
    except BuildError as error:
        terminal.fail(error.problems)
    for path in paths:
        try:
            plan = intake.plan(path, folder, wishes, site, datetime.now(site.zone))
            intake.write(plan)
            intake.tell(plan, Path.cwd(), report)
        except BuildError as error:
            refused += error.problems
    if refused:
        terminal.fail(refused)


@task(
    help={
        "file": "a text file in UTF-8 (.md, .txt), or a folder of them; for several: inv fix A fix B",
        "apply": "write the repairs that are safe, instead of only showing them",
        "likely": "with the repairs that are only likely",
        "content": CONTENT + ": its names.yaml is right as it stands",
    }
)
def fix(_: Context, file: str, apply: bool = False, likely: bool = False, content: str = "") -> None:
    """Show the repairs of a Persian text as a diff, or make them."""
    from plugins import config
    from plugins.desk import fixing, terminal
    from plugins.model import BuildError

    try:
        site = config.read(_settings("", "", {})["BRIEFINGS"])
        known = fixing.glossary(Path(content or ROOT / "content"), site)
        for path in fixing.files(Path(file)):
            fixed = fixing.fix(path, site, known=known, likely=likely)
            sys.stdout.write(fixing.diff(fixed, str(path)))
            if apply and fixed.changed:
                fixing.write(fixed)
                print(f"Wrote {path}")
    except BuildError as error:
        terminal.fail(error.problems)


@task(
    help={
        "n": "briefings, several times for several sizes",
        "pdf": "time so many PDFs instead",
        "pack": "time a pack of so many briefings instead: clean, after an edit, beside plain WeasyPrint",
        "reading": "what pages cost their readers instead: bytes, fonts, shifting; exit 1 over a budget",
        "lighthouse": "Lighthouse's scores instead, each the median of --runs; exit 1 below 98 (needs Node)",
        "runs": "of Lighthouse, for each page",
        "half-space": "how well lost half-spaces are restored instead",
        "pairs": "what the checks of two languages catch instead",
    },
    iterable=["n"],
)
def bench(  # noqa: PLR0917 - invoke makes switches of positional arguments
    _: Context,
    n: list[str],
    pdf: int = 0,
    pack: int = 0,
    reading: bool = False,
    lighthouse: bool = False,
    runs: int = 5,
    half_space: bool = False,
    pairs: bool = False,
) -> None:
    """Time builds and PDFs, or measure what pages cost readers."""
    if reading:
        words = ["reading.py"]
    elif half_space:
        words = ["half_space.py"]
    elif pairs:
        words = ["pairs.py"]
    elif lighthouse:
        words = ["lighthouse.py", "--runs", str(runs)]
    elif pack:
        words = ["pack.py", "-n", str(pack)]
    else:
        words = ["pdf.py", "-n", str(pdf)] if pdf else ["build.py", "-n", *(n or ["1000"])]
    _script(*words)


@task
def docs(_: Context) -> None:
    """Write the pages of docs/ that say what each code means."""
    from plugins.desk import reference

    for language, name in reference.PAGES.items():
        (ROOT / "docs" / name).write_text(reference.page(language), "utf-8")


@task
def fonts(_: Context) -> None:
    """Cut the fonts of the pages anew from theme/fonts."""
    if subprocess.run([sys.executable, "theme/fonts/cut.py"], cwd=ROOT, check=False).returncode:
        raise Exit(code=1)


@task(help={"to": "the folder of the pictures, instead of one beside this one"})
def record(_: Context, to: str = "") -> None:
    """Draw every kind of page, for people to look at."""
    _script("record.py", *(["--to", to] if to else []))


def _script(name: str, *words: str) -> None:
    """Run one of benchmarks/."""
    if subprocess.run([sys.executable, f"benchmarks/{name}", *words], cwd=ROOT, check=False).returncode:
        raise Exit(code=1)


@task(help={"content": "only the builds of this folder", "output": "only the builds into this folder"})
def clean(_: Context, content: str = "", output: str = "") -> None:
    """Forget what earlier builds kept, so that all is made anew."""
    from plugins import build as build_state
    from plugins.desk import terminal
    from plugins.model import BuildError

    for note in STATE.glob("*.settings"):
        note.unlink()
    kept = sorted(STATE.glob("*/"))
    if content or output:
        settings = _settings(content, output, {})
        one = build_state.state_folder(STATE.parent, Path(settings["PATH"]), Path(settings["OUTPUT_PATH"]))
        kept = [folder for folder in kept if folder.name == one.name]
    for folder in kept:
        try:
            with build_state.lock(folder):  # never under a build that runs
                shutil.rmtree(folder)
        except BuildError as error:
            terminal.fail(error.problems)
        print(f"Forgot {folder.relative_to(STATE.parent)}")
    if not kept:
        print("Nothing to forget")


def _short_lived() -> None:
    """Spare a process that ends in a moment its walks through all that lives, the last one before the end above all.

    Of a build after one edit they were a quarter.
    """
    gc.disable()
    atexit.register(gc.freeze)


def _command(content: str) -> dict[str, str]:
    """What the command and the environment say in the place of settings."""
    command: dict[str, str] = {}
    if content:
        command["PATH"] = str(Path(content).absolute())
    if site_url := os.environ.get("SITEURL", "").strip().rstrip("/"):
        command["SITEURL"] = site_url
    return command


def _read(command: dict[str, str]) -> dict[str, Any]:
    """Pelican's settings."""
    from pelican.settings import read_settings

    from plugins.model import Problem

    try:
        settings: dict[str, Any] = read_settings(str(CONF), override=command)
    except ValueError as error:  # Pelican's word for a folder that is not there
        raise Exit(str(Problem("pelicanconf.py", 0, 0, "pelican-setting", str(error))), 1) from None
    return settings


def _placed(settings: dict[str, Any], output: str, run: dict[str, Any]) -> dict[str, Any]:
    """The settings with what this run decides."""
    published = settings["OUTPUT_PATH"]
    if output or run.get("drafts"):
        settings["OUTPUT_PATH"] = str(Path(output or ROOT / "output-drafts").absolute())
    settings["BRIEFINGS_RUN"] = {**run, "published": published}
    return settings


def _settings(content: str, output: str, run: dict[str, Any]) -> dict[str, Any]:
    """Pelican's settings with what this command says in their place."""
    return _placed(_read(_command(content)), output, run)
