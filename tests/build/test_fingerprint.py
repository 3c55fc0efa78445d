"""Folders, versions and words -> digests that change with whatever shapes an output."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build import fingerprint

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    for path, text in {"a.py": "one", "b/c.py": "two", "b/d.css": "three"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.mark.parametrize("edit", ["text", "name", "new", "gone", "moved between two files"])
def test_a_change_of_a_folder_shows(folder, edit):
    before = fingerprint.of_folders([folder])
    match edit:
        case "text":
            (folder / "b/d.css").write_text("THREE")
        case "name":
            (folder / "a.py").rename(folder / "e.py")
        case "new":
            (folder / "e").touch()
        case "gone":
            (folder / "a.py").unlink()
        case "moved between two files":
            (folder / "a.py").write_text("onet")
            (folder / "b/c.py").write_text("wo")
    assert fingerprint.of_folders([folder]) != before


def test_its_place_its_times_and_what_python_leaves_do_not_show(folder, tmp_path_factory):
    before = fingerprint.of_folders([folder])
    os.utime(folder / "a.py", (1, 1))
    (folder / "b/__pycache__").mkdir()
    (folder / "b/__pycache__/c.pyc").write_bytes(b"x")
    other = tmp_path_factory.mktemp("other") / "place"
    folder.rename(other)
    assert fingerprint.of_folders([other]) == before


def test_only_the_endings_that_are_asked_for(folder):
    before = fingerprint.of_folders([folder], (".py",))
    (folder / "b/d.css").write_text("THREE")
    assert fingerprint.of_folders([folder], (".py",)) == before
    (folder / "b/c.py").write_text("TWO")
    assert fingerprint.of_folders([folder], (".py",)) != before


def test_two_folders_are_not_one(folder):
    assert fingerprint.of_folders([folder]) != fingerprint.of_folders([folder, folder / "b"])


def test_every_library_that_makes_bytes_is_named():
    said = fingerprint.of_libraries()
    for name in ("markdown", "nh3", "weasyprint", "pillow", "jinja2", "pango-1.0", "harfbuzz"):
        assert f"\n{name} " in said, name
    assert len(said.splitlines()) >= 1 + len(fingerprint.LIBRARIES)


def test_versions_are_those_that_python_itself_tells():
    said = fingerprint.versions()
    for name in (*fingerprint.LIBRARIES, "pelican"):
        assert said[name] == importlib.metadata.version(name)


def test_of_two_versions_the_first_on_the_path_counts(tmp_path, monkeypatch):
    for place, version in (("first", "2.0"), ("second", "1.0")):
        (tmp_path / place / f"Some_Library-{version}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path / "first"), str(tmp_path / "second")])
    assert fingerprint.versions.__wrapped__() == {"some-library": "2.0"}


def test_a_native_library_that_is_not_there_is_passed_over():
    assert fingerprint._version("no-such-thing", "version") == ""
    assert fingerprint._version("harfbuzz", "no_such_function") == ""


@pytest.mark.parametrize(("one", "two"), [(("a", "b"), ("ab",)), (("a", ""), ("a",)), (("a", "b"), ("b", "a"))])
def test_joining_keeps_the_parts_apart(one, two):
    assert fingerprint.joined(*one) != fingerprint.joined(*two)


def test_it_is_the_same_in_every_process():
    code = (
        "from pathlib import Path; from plugins.build import fingerprint as f\n"
        "print(f.joined(f.of_folders([Path('theme')]), f.of_libraries()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tehran"))
    }  # fmt: skip
    assert len(said) == 1
