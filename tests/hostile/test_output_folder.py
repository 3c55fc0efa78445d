"""An output folder that is not ours, or that would hurt -> nothing in it is touched."""

from pathlib import Path

import pytest

TEXT = {"briefings/open.en.md": "---\ntitle: A title\ndate: 2025-10-28\n---\nWords.\n"}


def tree(folder: Path):
    return sorted((p.relative_to(folder).as_posix(), p.read_bytes() if p.is_file() else b"") for p in folder.rglob("*"))


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.odt": b"years of work"},
        {".hidden": b"x"},
        {".git/HEAD": b"ref: refs/heads/main"},
        {".nojekyll": b""},
        {".nojekyll": b"somebody else's", "index.html": b"x"},
        {"folder/deep/x.txt": b"x"},
    ],
    ids=["document", "hidden", "git", "foreign-mark", "foreign-site", "deep"],
)
def test_files_that_no_build_made_stay(site, tmp_path, files):
    for path, data in files.items():
        target = tmp_path / "output" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    before = tree(tmp_path / "output")
    report, output = site(TEXT)
    assert report.failed
    assert [(p.code, bool(p.fix)) for p in report.problems] == [("output-not-ours", True)]
    assert tree(output) == before


def test_a_mark_that_is_a_link_is_no_mark(site, tmp_path):
    _, output = site(TEXT)
    mark = (output / ".nojekyll").read_bytes()
    (tmp_path / "mark").write_bytes(mark)
    (output / ".nojekyll").unlink()
    (output / ".nojekyll").symlink_to(tmp_path / "mark")
    report, _ = site(TEXT)
    assert [p.code for p in report.problems] == ["output-not-ours"]


def test_links_in_the_output_are_replaced_and_not_written_through(site, tmp_path):
    _, output = site(TEXT)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.html").write_text("mine")
    page = (output / "en/open.html").read_bytes()
    (output / "en/open.html").unlink()
    (output / "en/open.html").symlink_to(outside / "keep.html")
    (output / "feeds").rename(tmp_path / "feeds")
    (output / "feeds").symlink_to(outside)
    report, _ = site(TEXT)
    assert not report.failed
    assert tree(outside) == [("keep.html", b"mine")]
    assert (output / "en/open.html").read_bytes() == page
    assert not (output / "en/open.html").is_symlink()
    assert not (output / "feeds").is_symlink()


@pytest.mark.parametrize("place", ["content/output", "content", "."])
def test_the_output_and_the_content_may_not_overlap(tmp_path, place, settings_of):
    from plugins import pipeline

    for path, text in TEXT.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    before = tree(tmp_path)
    request = pipeline.Request(
        root=tmp_path.parent, content=tmp_path / "content", output=tmp_path / place, **settings_of
    )
    report = pipeline.run(request, progress=Silent())
    assert report.failed
    assert [p.code for p in report.problems] == ["output-folder"]
    assert [row for row in tree(tmp_path) if ".gozaresh" not in row[0]] == before


class Silent:
    def stage(self, name):
        pass

    def step(self, done, total):
        pass


@pytest.fixture
def settings_of():
    """What a Request needs beside folders."""
    from datetime import UTC, datetime

    from plugins import config

    root = Path(__file__).parents[2]
    return {"theme": root / "theme", "config": config.read({}, pdf=False), "now": datetime(2026, 1, 1, tzinfo=UTC)}
