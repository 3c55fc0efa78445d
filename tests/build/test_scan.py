"""A content folder in some state -> the files that a build may read, and the problems."""

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from plugins.build.scan import digest, scan
from plugins.model import BuildError

LIMIT = 1000


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def put(content: Path, path: str, data: bytes = b"text") -> Path:
    file = content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def paths(content):
    return [file.path for file in scan(content, limit=LIMIT)[0]]


def codes(content):
    return [(problem.path, problem.code) for problem in scan(content, limit=LIMIT)[1]]


def test_files_come_sorted_with_what_tells_a_change(content):
    for path in ("topics.yaml", "briefings/2025/b.fa.md", "briefings/a.en.md", "images/نقشه\u200cها.png"):
        put(content, path)
    files, problems = scan(content, limit=LIMIT)
    assert problems == ()
    assert [f.path for f in files] == [
        "briefings/2025/b.fa.md", "briefings/a.en.md", "images/نقشه\u200cها.png", "topics.yaml",
    ]  # fmt: skip
    status = (content / "topics.yaml").stat()
    last = files[-1]
    assert last.absolute == str(content / "topics.yaml")
    assert (last.size, last.mtime_ns, last.inode) == (4, status.st_mtime_ns, status.st_ino)


def test_hidden_names_are_passed_over(content):
    for path in (".git/config", ".DS_Store", "briefings/.x.md.swp", "briefings/.obsidian/app.json"):
        put(content, path)
    (content / ".#lock").symlink_to("somebody@host")
    assert scan(content, limit=LIMIT) == ((), ())


@pytest.mark.parametrize("target", ["/etc/hostname", "a.md", "..", "nowhere", "loop"])
def test_no_link_is_followed(content, target):
    put(content, "a.md")
    (content / "loop").symlink_to(target)
    assert paths(content) == ["a.md"]
    assert codes(content) == [("loop", "symlink")]


def test_what_is_refused_is_never_opened(content, monkeypatch):
    secret = put(content.parent, "secret/inside.md")
    (content / "folder").symlink_to(secret.parent)
    (content / "file.md").symlink_to(secret)
    os.mkfifo(content / "pipe.md")  # opening it would wait for ever
    put(content, "big.png", b"x" * (LIMIT + 1))
    listed = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(str(path)) or real(path))
    monkeypatch.setattr("builtins.open", lambda *_: pytest.fail("a file was opened"))
    files, problems = scan(content, limit=LIMIT)
    assert files == ()
    assert listed == [str(content)]
    assert {p.code for p in problems} == {"symlink", "special-file", "file-too-large"}


def test_special_files_are_refused(content, monkeypatch):
    os.mkfifo(content / "pipe.md")
    monkeypatch.chdir(content)  # a socket's name may have a hundred characters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
    assert codes(content) == [("pipe.md", "special-file"), ("socket.md", "special-file")]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (unicodedata.normalize("NFD", "é.md"), "e\u0301.md"),
        ("a\nb.md", "a\\u000ab.md"),
        ("a\x1b[31m.md", "a\\u001b[31m.md"),
        ("a\u202edm.exe", "a\\u202edm.exe"),
        ("a\u2028b.md", "a\\u2028b.md"),
        ("a\\b.md", "a\\b.md"),
    ],
)
def test_names_that_deceive_are_refused(content, name, printed):
    put(content, name)
    assert paths(content) == []
    assert codes(content) == [(printed, "file-name")]


def test_a_name_that_is_not_utf_8_is_refused_and_can_be_printed(content):
    Path(os.fsdecode(os.fsencode(content) + b"/\xe9.md")).write_bytes(b"")
    (problem,) = scan(content, limit=LIMIT)[1]
    assert problem.code == "file-name"
    assert str(problem).encode()


def test_a_refused_folder_is_not_entered(content):
    put(content, "bad\tfolder/a.md")
    assert paths(content) == []
    assert codes(content) == [("bad\\u0009folder", "file-name")]


@pytest.mark.parametrize(("one", "two"), [("A.md", "a.md"), ("STRASSE.md", "straße.md"), ("X/a.md", "x/b.md")])
def test_names_equal_but_for_case_are_refused(content, one, two):
    put(content, one)
    put(content, two)
    assert len(paths(content)) == 1
    assert [code for _, code in codes(content)] == ["file-name-clash"]


def test_equal_names_in_two_folders_are_no_clash(content):
    put(content, "a/x.md")
    put(content, "b/X.md")
    assert codes(content) == []


def test_the_limit_is_the_largest_size_taken(content):
    put(content, "fits.png", b"x" * LIMIT)
    put(content, "over.png", b"x" * (LIMIT + 1))
    assert paths(content) == ["fits.png"]
    (problem,) = scan(content, limit=LIMIT)[1]
    assert (problem.path, problem.code) == ("over.png", "file-too-large")
    assert str(LIMIT) in problem.message
    assert "max_file_bytes" in problem.fix


def test_every_problem_says_what_to_do(content):
    put(content, "a\nb.md")
    put(content, "A.md")
    put(content, "a.md")
    put(content, "big", b"x" * 2000)
    (content / "link").symlink_to("A.md")
    os.mkfifo(content / "pipe")
    problems = scan(content, limit=LIMIT)[1]
    assert len(problems) == 5
    assert all(p.fix and p.severity == "error" for p in problems)
    assert list(problems) == sorted(problems)


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_a_content_folder_must_be_there(tmp_path, kind):
    if kind == "file":
        (tmp_path / "content").write_text("x")
    with pytest.raises(BuildError, match="no-content"):
        scan(tmp_path / "content", limit=LIMIT)


def test_the_digest_is_blake2b_of_16_bytes():
    assert digest(b"") == "cae66941d9efbd404e4d88758ea67670"
