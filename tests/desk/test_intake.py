from datetime import UTC, datetime

import pytest
import yaml

from plugins.config import SiteConfig
from plugins.desk import intake
from plugins.desk.intake import Wishes
from plugins.model import BuildError

NOW = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
FA = "نخستین جملهٔ خبر «مهم»: این است. و این دومین جملهٔ آن است که کمی بلندتر است."
EN = 'Both sides said "yes": they signed. More follows.'
TEXT = f"{FA}\n{FA}\nEnglish Summary{EN}\n"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "raw.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(source, wishes=None, folder=None):
    planned = intake.plan(source, folder or source.parent / "content", wishes or Wishes(), SiteConfig(), NOW)
    intake.write(planned)
    return planned


def code(call):
    with pytest.raises(BuildError) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def front(path):
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def test_two_files_of_one_briefing(source, tmp_path):
    run(source, Wishes("۱۴۰۴/۰۸/۰۷", "signed", "عنوان: «آزمون»", 'A "quoted": title'))
    folder = tmp_path / "content" / "briefings" / "2025"
    head, body = front(folder / "signed.fa.md")
    assert head == {"title": "عنوان: «آزمون»", "date": "۱۴۰۴/۰۸/۰۷"}
    assert body == f"\n{FA}\n\n{FA}\n"
    head, body = front(folder / "signed.en.md")
    assert head == {"title": 'A "quoted": title', "date": "۱۴۰۴/۰۸/۰۷", "extent": "summary"}
    assert body == f"\n{EN}\n"


def test_what_was_not_said_comes_from_the_text(source, tmp_path):
    planned = run(source)
    path = tmp_path / "content/briefings/2025/both-sides-said-yes-they-signed.en.md"
    assert front(path)[0]["title"] == 'Both sides said "yes": they signed'
    assert any("2025-11-03" in note for note in planned.notes)
    told = "\n".join(intake.told(planned, tmp_path))
    assert "wrote content/briefings/2025/both-sides-said-yes-they-signed.fa.md (full; paragraphs: 2)" in told
    assert "look: line 3: 'English Summary' is the heading" in told


def test_nothing_is_written_over(source, tmp_path):
    run(source, Wishes(slug="signed"))
    written = tmp_path / "content/briefings/2025/signed.fa.md"
    written.write_text("mine", "utf-8")
    (tmp_path / "content/briefings/2025/signed.en.md").unlink()
    assert code(lambda: run(source, Wishes(slug="signed", date="2020-01-01"))) == ["import-exists"]
    assert [path.name for path in (tmp_path / "content").rglob("*.md")] == ["signed.fa.md"]
    assert written.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (Wishes(date="yesterday"), "import-date"),
        (Wishes(date="1404-13-01"), "import-date"),
        (Wishes(slug="../evil"), "import-slug"),
        (Wishes(slug="Capital"), "import-slug"),
    ],
)
def test_wishes_that_cannot_be(source, tmp_path, wishes, expected):
    assert code(lambda: run(source, wishes)) == [expected]
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "متن".encode("cp1256")),
        ("a.txt", b"  \n"),
        ("a.md", b"---\ntitle: x\n---\n"),
        ("a.docx", b"PK"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert code(lambda: run(tmp_path / name, Wishes(slug="x"))) == ["import-file"]


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + FA.encode())
    run(tmp_path / "a.txt", Wishes(slug="x"))
    assert "\ufeff" not in (tmp_path / "content/briefings/2025/x.fa.md").read_text("utf-8")


def test_persian_alone_needs_a_slug(tmp_path):
    (tmp_path / "a.txt").write_text(FA, "utf-8")
    assert code(lambda: run(tmp_path / "a.txt")) == ["import-slug"]


def test_a_folder_that_is_no_content_folder(source, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    assert code(lambda: run(source, folder=tmp_path / "other")) == ["import-folder"]


def test_control_characters_in_a_title_stay_valid_yaml(tmp_path):
    (tmp_path / "a.txt").write_text("A\x07 title\x7f here\\. Then more.", "utf-8")
    run(tmp_path / "a.txt", Wishes(slug="x"))
    assert front(tmp_path / "content/briefings/2025/x.en.md")[0]["title"] == "A\x07 title\x7f here\\"


def test_files_of_a_folder(source, tmp_path):
    (tmp_path / "b.md").touch()
    (tmp_path / "c.pdf").touch()
    assert [path.name for path in intake.files(tmp_path, Wishes())] == ["b.md", "raw.txt"]
    assert code(lambda: intake.files(tmp_path, Wishes(slug="x"))) == ["import-file"]
    assert code(lambda: intake.files(tmp_path / "nowhere", Wishes())) == ["import-file"]


def test_lost_half_spaces_are_told(source):
    source.write_text(TEXT.replace("مهم", "میشود و می گوید"), "utf-8")
    notes = run(source).notes
    assert [note for note in notes if "half-spaces" in note] == [
        f"6 half-spaces look lost in {name}: inv fix shows them, --apply restores them"
        for name in ("both-sides-said-yes-they-signed.fa.md",)
    ]
