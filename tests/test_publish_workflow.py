"""The publishing workflow -> what it would put on GitHub Pages.

GitHub itself cannot be run here. So its own part (checkout, the site's address, the upload) is stood in for;
the workflow's shell steps are run as they are written, in a copy of the project's files, with the environment
that the workflow gives them.
"""

import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.load(TEXT, Loader=yaml.BaseLoader)  # BaseLoader: `on` stays a word
JOBS = WORKFLOW["jobs"]
BUILD = JOBS["build"]["steps"]
pytestmark = pytest.mark.timeout(900)  # one of them builds the whole site

SITE = "https://desk.github.io/briefings"
# What GitHub puts in the place of ${{ ... }}.
EXPRESSIONS = {"steps.pages.outputs.base_url": SITE}


def fill(value: str) -> str:
    return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: EXPRESSIONS[found[1]], value)


def step(action: str) -> dict:
    steps = (one for job in JOBS.values() for one in job["steps"])
    (found,) = [one for one in steps if one.get("uses", "").startswith(action)]
    return found


def copy_of_the_project(folder: Path) -> None:
    """What a checkout would hold, and the environment of this machine in place of a fresh installation."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # a downloaded archive, not a repository
        made = (".venv", "output", ".gozaresh", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*made))
    for name in filter(None, listed.stdout.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists():
            shutil.copy2(ROOT / name, target)  # with its time: a newer lock would mean an installation
    (folder / ".venv").symlink_to(ROOT / ".venv")


class Links(HTMLParser):
    """The address a page claims for itself, and those it loads or leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.canonical: list[str] = []
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link" and "canonical" in (values.get("rel") or "").split():
            self.canonical.append(values["href"] or "")
        self.targets += [values[name] for name in ("href", "src") if values.get(name)]


def test_every_action_is_pinned_to_a_commit_with_its_version():
    used = re.findall(r"uses:.*", TEXT)
    assert len(used) == sum("uses" in one for job in JOBS.values() for one in job["steps"])
    for line in used:
        assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_no_job_may_do_more_than_it_must():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert JOBS["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert JOBS["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert step("actions/checkout")["with"]["persist-credentials"] == "false"
    assert "secrets" not in TEXT


def test_it_runs_on_main_and_by_hand_one_at_a_time():
    assert WORKFLOW["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert WORKFLOW["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}


def test_shell_steps_take_values_from_the_environment_only():
    """An expression inside `run` would be pasted into the shell's text."""
    assert not [one["run"] for one in BUILD if "${{" in one.get("run", "")]


def test_the_site_is_published_after_it_was_built():
    assert JOBS["deploy"]["needs"] == "build"
    names = [one.get("uses", one.get("run", "")).partition("@")[0] for one in BUILD]
    order = ["actions/checkout", "actions/configure-pages", "make site", "actions/upload-pages-artifact"]
    assert [name for name in names if name in order] == order


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder that upload-pages-artifact would pack."""
    project = tmp_path_factory.mktemp("checkout") / "project"
    copy_of_the_project(project)
    shell = [one for one in BUILD if "run" in one]
    for one in shell:
        given = {name: fill(value) for name, value in one.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", one["run"]],  # as GitHub does where no shell is named
            cwd=project,
            env=os.environ | {"CI": "true"} | given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Setting up" not in done.stdout, "run `make test`: the environment here is not ready"
    return project / step("actions/upload-pages-artifact")["with"]["path"]


def test_it_publishes_a_front_page(published):
    assert (published / "index.html").is_file()
    assert (published / "404.html").is_file()


def test_it_publishes_pdfs(published):
    assert list(published.rglob("*.pdf"))


def test_every_published_page_claims_its_own_address_under_the_path_of_the_project(published):
    pages = list(published.rglob("*.html"))
    claims = {page: Links(page.read_text(encoding="utf-8")).canonical for page in pages}
    assert any(claims.values())
    for page, claim in claims.items():
        for address in claim:
            assert address.startswith(f"{SITE}/"), page
            path = published / urlsplit(address).path.removeprefix(urlsplit(SITE).path).lstrip("/")
            assert path.with_suffix(".html").is_file() or (path / "index.html").is_file(), address


def test_no_published_link_leaves_the_path_of_the_project(published):
    base = urlsplit(SITE)
    for page in published.rglob("*.html"):
        here = f"{SITE}/{page.relative_to(published).as_posix()}"
        for target in Links(page.read_text(encoding="utf-8")).targets:
            found = urlsplit(urljoin(here, target))
            if found.netloc == base.netloc:
                assert found.path.startswith(f"{base.path}/"), f"{page}: {target}"


def test_nothing_published_is_a_link_or_hidden(published):
    """The upload packs a link's target in its place, and leaves names with a dot out."""
    for path in published.rglob("*"):
        assert not path.is_symlink()
        assert not path.name.startswith(".") or path.name == ".nojekyll"
