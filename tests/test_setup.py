"""A machine in some state -> what setup.sh and make do to it.

The machine is a folder of stand-ins on PATH (apt-get, sudo, id, uname, python3 ...), so that nothing is
installed and nothing on the real machine is asked. A stand-in writes its call into `log`.
"""

import hashlib
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "theme/static/fonts"
TOOLS = (
    *("sh", "make", "env", "true", "awk", "grep", "head", "ls", "cat"),
    *("basename", "dirname", "rm", "touch", "mkdir", "chmod", "cp"),
)

# A Python that can make an environment holding a copy of itself. {works} is the exit code of `-c` questions.
PYTHON = """
if [ "$1" = -c ]; then
    case $2 in *playwright*) echo "{browser}";; *version_info*) exit {works};; esac
    exit 0
fi
[ "$1" != --version ] || exit 0
echo "$(basename "$0") $*" >>"{log}"
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p .venv/bin
    cp "{bin}/new-python" .venv/bin/python
fi
"""
LIBRARIES = "libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
POLICY = """
version=$(grep "^$2 " "{packages}" | cat)
[ -z "$version" ] || printf '%s:\\n  Candidate: %s\\n' "$2" "${{version#* }}"
"""


class Machine(NamedTuple):
    folder: Path  # the project's folder on it
    bin: Path  # all that is on PATH
    log: Path
    packages: Path  # "name version" by line: what apt offers

    @property
    def noting(self) -> str:
        return f'echo "$(basename "$0") $*" >>"{self.log}"'

    def stub(self, name: str, script: str = "") -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script or self.noting}\n")
        path.chmod(0o755)

    def offer(self, **versions: str) -> None:
        lines = (f"{name.replace('_', '-')} {version}\n" for name, version in versions.items())
        self.packages.write_text("".join(lines))

    def python(self, name: str = "python3", *, works: bool = True, browser: str = "") -> None:
        self.stub(name, PYTHON.format(works=int(not works), browser=browser, log=self.log, bin=self.bin))

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": str(self.folder)}
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def calls(self) -> str:
        return self.log.read_text() if self.log.exists() else ""


@pytest.fixture
def machine(tmp_path):
    """A Debian machine of an ordinary user without sudo, with nothing on it but a POSIX shell's company."""
    made = Machine(tmp_path / "site", tmp_path / "bin", tmp_path / "log", tmp_path / "packages")
    made.folder.mkdir()
    made.bin.mkdir()
    for name in ("setup.sh", "Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy2(ROOT / name, made.folder)
    for tool in TOOLS:
        (made.bin / tool).symlink_to(shutil.which(tool))
    made.stub("uname", "echo Linux")
    made.stub("id", "echo 1000")
    made.stub("ldconfig", "true")
    made.stub("apt-get")
    made.stub("apt-cache", POLICY.format(packages=made.packages))
    made.stub("dpkg", f'exec "{shutil.which("dpkg")}" "$@"' if shutil.which("dpkg") else "true")
    made.python("new-python")
    made.offer(hello="2.10", python3="3.11.2-1", chromium="156.0", libharfbuzz_subset0="6.0")
    return made


def give_everything(machine: Machine) -> None:
    """As if the packages were installed."""
    machine.stub("ldconfig", "".join(f"echo '\t{name} (libc6)'\n" for name in LIBRARIES.split()))
    machine.python()
    for name in ("fc-list", "pdftotext", "java", "chromium"):
        machine.stub(name, "true")


def commands_to_copy(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if re.match(r"sudo |brew ", line)]


def test_without_the_right_to_install_it_prints_one_command(machine):
    done = machine.run("sh", "setup.sh", "site")
    assert done.returncode == 1
    (command,) = commands_to_copy(done.stderr)
    assert command == (
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends "
        "python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
    )
    assert not machine.calls()
    assert not (machine.folder / ".venv").exists()


def test_the_tests_need_more(machine):
    (command,) = commands_to_copy(machine.run("sh", "setup.sh", "test").stderr)
    assert command.endswith("fontconfig poppler-utils default-jre-headless chromium")


def test_a_sudo_that_would_ask_with_nobody_there_is_not_waited_for(machine):
    machine.stub("sudo", "exit 1")
    assert len(commands_to_copy(machine.run("sh", "setup.sh", "site").stderr)) == 1
    assert "apt-get" not in machine.calls()


@pytest.mark.parametrize("right", ["root", "sudo"])
def test_with_the_right_it_installs_what_is_missing_and_makes_the_environment(machine, right):
    give_everything(machine)
    (machine.bin / "pdftotext").unlink()
    if right == "root":
        machine.stub("id", "echo 0")
    else:
        machine.stub("sudo", '[ "$1" != -n ] || shift; exec "$@"')
    machine.stub(
        "apt-get",
        f'{machine.noting}; [ "$1" = update ] || cp "{machine.bin}/fc-list" "{machine.bin}/pdftotext"',
    )
    done = machine.run("sh", "setup.sh", "test")
    assert done.returncode == 0, done.stderr
    calls = machine.calls().splitlines()
    assert calls[0].startswith("apt-get update")
    assert calls[1].startswith("apt-get install")
    assert calls[1].endswith(" poppler-utils")
    assert calls[2] == "python3 -m venv --clear .venv"
    assert "--require-hashes --no-deps -r requirements-dev.txt" in calls[3]
    assert (machine.folder / ".venv/.test-ready").exists()
    assert (machine.folder / ".venv/.site-ready").exists()
    assert str(machine.bin / "chromium") in (machine.folder / ".venv/bin/chromium").read_text()


def test_an_installation_that_did_not_help_is_told(machine):
    machine.stub("id", "echo 0")
    done = machine.run("sh", "setup.sh", "site")
    assert done.returncode == 1
    assert "still missing" in done.stderr


@pytest.mark.skipif(not shutil.which("dpkg"), reason="compares versions with dpkg")
def test_an_old_python_is_passed_over_for_a_newer_one_beside_it(machine):
    machine.python(works=False)
    machine.offer(hello="2.10", python3="3.10.6-1", python3_11="3.11.0", chromium="1")
    machine.packages.write_text(machine.packages.read_text().replace("python3-11", "python3.11"))
    (command,) = commands_to_copy(machine.run("sh", "setup.sh", "site").stderr)
    assert " python3.11 python3.11-venv " in command


@pytest.mark.skipif(not shutil.which("dpkg"), reason="compares versions with dpkg")
def test_a_system_too_old_for_any_such_python_is_told_so(machine):
    machine.offer(hello="2.10", python3="3.9.2-3")
    done = machine.run("sh", "setup.sh", "site")
    assert done.returncode == 1
    assert "offers only 3.9.2-3" in done.stderr


def test_ubuntus_pointer_to_snap_is_not_taken_for_a_browser(machine):
    give_everything(machine)
    machine.offer(hello="2.10", python3="3.12", chromium="2:1snap1-0ubuntu2")
    (machine.bin / "chromium").unlink()
    machine.stub("chromium-browser", "exit 1")
    done = machine.run("sh", "setup.sh", "test")
    assert done.returncode == 1
    assert "Google Chrome" in done.stderr
    assert len(commands_to_copy(done.stderr)) == 1
    assert not (machine.folder / ".venv/.test-ready").exists()


def test_a_browser_fetched_where_there_was_none_is_used(machine):
    give_everything(machine)
    machine.offer(hello="2.10", python3="3.12")
    (machine.bin / "chromium").rename(machine.bin / "fetched")
    machine.python("new-python", browser=str(machine.bin / "fetched"))
    assert machine.run("sh", "setup.sh", "test").returncode == 0
    assert "playwright install chromium" in machine.calls()
    assert "fetched" in (machine.folder / ".venv/bin/chromium").read_text()


def test_an_unknown_linux_is_told_what_is_missing(machine):
    (machine.bin / "apt-get").unlink()
    done = machine.run("sh", "setup.sh", "site")
    assert done.returncode == 1
    assert "libpango-1.0-0" in done.stderr


class TestMac:
    @pytest.fixture
    def mac(self, machine):
        machine.stub("uname", "echo Darwin")
        machine.stub("java", "exit 1")  # Apple's stand-in
        for name in ("apt-get", "apt-cache", "dpkg", "ldconfig"):
            (machine.bin / name).unlink()
        return machine

    @pytest.mark.skipif(bool(shutil.which("brew")), reason="this machine has Homebrew where setup.sh looks")
    def test_without_homebrew_it_says_how_to_begin(self, mac):
        done = mac.run("sh", "setup.sh", "test")
        assert done.returncode == 1
        assert commands_to_copy(done.stderr) == [
            "brew install python@3.13 pango poppler openjdk && brew install --cask google-chrome"
        ]

    @pytest.mark.skipif(Path("/opt/homebrew").exists(), reason="would find this machine's own libraries")
    def test_with_homebrew_it_installs(self, mac):
        mac.stub("brew")
        done = mac.run("sh", "setup.sh", "site")
        assert done.returncode == 1  # the stand-in installs nothing
        assert "brew install python@3.13 pango\n" in mac.calls()


def test_a_job_nobody_knows_is_refused(machine):
    assert machine.run("sh", "setup.sh", "dance").returncode == 1


class TestSecondRun:
    @pytest.fixture
    def ready(self, machine):
        give_everything(machine)
        assert machine.run("make", "site").returncode == 0
        machine.log.unlink()
        return machine

    def test_it_does_no_set_up_work(self, ready):
        done = ready.run("make", "site")
        assert done.stdout == done.stderr == ""
        assert ready.calls() == "python -m invoke build\n"

    def test_a_changed_lock_is_installed(self, ready):
        lock = ready.folder / "requirements.txt"
        os.utime(lock, (time.time() + 5, time.time() + 5))
        ready.run("make", "site")
        assert "--require-hashes" in ready.calls()

    def test_an_environment_whose_python_has_gone_is_made_again(self, ready):
        (ready.folder / ".venv/bin/python").unlink()
        ready.run("make", "site")
        assert "-m venv" in ready.calls()

    def test_the_address_reaches_the_build(self, ready):
        python = ready.folder / ".venv/bin/python"
        python.write_text(f'#!/bin/sh\n[ "$1" = -c ] || echo "$SITEURL" >>"{ready.log}"\n')
        ready.run("make", "site", "SITEURL=https://example.org/briefs")
        assert ready.calls() == "https://example.org/briefs\n"


def test_make_alone_tells_what_there_is(machine):
    words = re.findall(r"make (\S+)", machine.run("make").stdout)
    assert words == ["help", "site", "test", "test-long", "cluster", "lock"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_everything_and_names_no_host(name):
    lock = (ROOT / name).read_text()
    assert "http" not in lock
    assert "--index-url" not in lock
    requirements = re.split(r"\n(?=\S)", lock.strip())
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[a-z0-9.-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def test_the_locks_agree():
    site, test = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert site <= test


def test_fonts_are_those_of_the_table():
    rows = re.findall(r"^\| (\S+\.\w+) \|.*`([0-9a-f]{64})`", (FONTS / "README.md").read_text(), re.MULTILINE)
    # Those for the pages are cut from others (tests/render/test_fonts.py).
    whole = [*FONTS.glob("*.ttf"), *FONTS.parents[1].joinpath("fonts").glob("*.woff2")]
    assert {(FONTS / name).resolve(): digest for name, digest in rows} == {
        path.resolve(): hashlib.sha256(path.read_bytes()).hexdigest() for path in whole
    }


def test_fonts_for_pages_are_light():
    assert all(path.stat().st_size <= 45_000 for path in FONTS.glob("GozareshSerif-*.woff2"))
