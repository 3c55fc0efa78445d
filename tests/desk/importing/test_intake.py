import re
from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.desk.importing import intake
from plugins.desk.importing.intake import Wishes
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


def refused(call):
    with pytest.raises(BuildError) as caught:
        call()
    return caught.value.problems[0]


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
    told = intake.told(run(source), tmp_path).splitlines()
    path = tmp_path / "content/briefings/2025/both-sides-said-yes-they-signed.en.md"
    assert front(path)[0]["title"] == 'Both sides said "yes": they signed'
    assert "- the date is 2025-11-03: today, for nothing names a day; write another after date:" in told
    assert "- content/briefings/2025/both-sides-said-yes-they-signed.fa.md (full; paragraphs: 2)" in told


def test_nothing_is_written_over(source, tmp_path):
    run(source, Wishes(slug="signed"))
    written = tmp_path / "content/briefings/2025/signed.fa.md"
    written.write_text("mine", "utf-8")
    (tmp_path / "content/briefings/2025/signed.en.md").unlink()
    assert refused(lambda: run(source, Wishes(slug="signed", date="2020-01-01"))).code == "import-exists"
    assert [path.name for path in (tmp_path / "content").rglob("*.md")] == ["signed.fa.md"]
    assert written.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("wishes", "code", "fix"),
    [
        (Wishes(date="yesterday"), "import-date", "it is not a date"),
        (Wishes(date="1404-13-01"), "import-date", "there is no day"),
        (Wishes(slug="../evil"), "import-slug", "--slug evil"),
        (Wishes(slug="Capital"), "import-slug", "--slug capital"),
        (Wishes(slug="archive"), "import-slug", "--slug a-few-latin-words"),
        (Wishes(encoding="windows-9999"), "import-encoding", "--encoding windows-1256"),
        (Wishes(encoding="base64"), "import-encoding", "--encoding windows-1256"),
        (Wishes(encoding="ascii"), "import-encoding", "leave --encoding out"),
    ],
)
def test_wishes_that_cannot_be(source, tmp_path, wishes, code, fix):
    problem = refused(lambda: run(source, wishes))
    assert problem.code == code
    assert problem.fix.startswith(fix)
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("data", "fix"),
    [
        (FA.encode("cp1256", "ignore"), "run it again with --encoding windows-1256"),
        (FA.encode("utf-16-le"), "run it again with --encoding utf-16le"),
        (EN.encode("utf-16-be"), "run it again with --encoding utf-16be"),
        (b"\xff\x00\x80\x81" * 20, "see that it is a text file"),
        (b"abc \x80\x9f", "see that it is a text file"),
    ],
)
def test_an_encoding_is_guessed_only_to_be_named(tmp_path, data, fix):
    (tmp_path / "a.txt").write_bytes(data)
    problem = refused(lambda: run(tmp_path / "a.txt", Wishes(slug="x")))
    assert problem.code == "import-encoding"
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + FA.encode(), ""),
        (FA.encode("utf-16"), ""),
        (b"\xfe\xff" + FA.encode("utf-16-be"), ""),
        (FA.encode("utf-16-le"), "utf-16le"),
    ],
)
def test_encodings_that_are_read(tmp_path, data, encoding):
    (tmp_path / "a.txt").write_bytes(data)
    run(tmp_path / "a.txt", Wishes(slug="x", encoding=encoding))
    assert front(tmp_path / "content/briefings/2025/x.fa.md")[1] == f"\n{FA}\n"


def test_windows_1256_becomes_persian(tmp_path):
    (tmp_path / "a.txt").write_bytes("این كتاب علي است كه آن را نوشتيم و خوانديم.".encode("cp1256", "ignore"))
    run(tmp_path / "a.txt", Wishes(slug="x", encoding="windows-1256"))
    body = front(tmp_path / "content/briefings/2025/x.fa.md")[1]
    assert "کتاب عل" in body
    assert "\u0643" not in body


def test_a_folder_that_is_no_content_folder(source, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    assert refused(lambda: run(source, folder=tmp_path / "other")).code == "import-folder"


def test_control_characters_are_taken_out_and_told(tmp_path):
    (tmp_path / "a.txt").write_text("A\x07 title\x7f here\\.\x0bThen more.", "utf-8")
    planned = run(tmp_path / "a.txt", Wishes(slug="x"))
    head, body = front(tmp_path / "content/briefings/2025/x.en.md")
    assert head["title"] == "A title here"
    assert body == "\nA title here\\.\n\nThen more.\n"
    assert planned.remarks[0].said == "2 invisible control characters were taken out (in lines 1)"


def test_pictures_take_no_name_that_is_taken(tmp_path, png):
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/briefings").mkdir()
    (tmp_path / "content/images/x-1.png").write_bytes(b"mine")
    (tmp_path / "p.png").write_bytes(png)
    (tmp_path / "a.md").write_text(f"{EN}\n\n![p](p.png) ![again](p.png) ![p]({'missing.png'})\n", "utf-8")
    planned = run(tmp_path / "a.md", Wishes(slug="x"))
    assert planned.pictures == (("images/x-2.png", png),)
    assert planned.drafts[0].text.count("../../images/x-2.png") == 2
    assert (tmp_path / "content/images/x-1.png").read_bytes() == b"mine"


def test_a_place_is_told_in_the_input_and_in_the_file(tmp_path, docx):
    rows = ["# عنوان", "", "این سطر درست است و چیزی ندارد،", "و این سطر واژهٔ وحود دارد که غلط است."]
    (tmp_path / "a.md").write_text("\n".join(rows), "utf-8")
    told = intake.told(run(tmp_path / "a.md", Wishes(slug="x", date="2025-01-02")), tmp_path)
    assert "- line 4 (x.fa.md:7:17): warning: likely-typo: " in told
    body = "".join(f"<w:p><w:r><w:t>{row.lstrip('# ')}</w:t></w:r></w:p>" for row in rows[:1] + rows[2:])
    body = body.replace("چیزی ندارد،", "چیزی ندارد،</w:t><w:br/><w:t>واژهٔ میشود و رئیسجمهور هم دارد.")
    (tmp_path / "a.docx").write_bytes(docx(body))
    told = intake.told(run(tmp_path / "a.docx", Wishes(slug="y", date="2025-01-02")), tmp_path)
    assert "- paragraph 2: “میشود” → “می‌شود”" in told
    assert "- paragraph 3 (y.fa.md:9:" in told


def test_what_could_not_be_placed_stands_at_the_end_of_a_draft(tmp_path, docx):
    words = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = words.format(EN) + f"<w:unknown>{words.format('lost in a box')}</w:unknown>"
    (tmp_path / "a.docx").write_bytes(docx(body))
    planned = run(tmp_path / "a.docx", Wishes(slug="x"))
    head, text = front(tmp_path / "content/briefings/2025/x.en.md")
    assert head["status"] == "draft"
    assert text.endswith("\n\n## Left over from the original file\n\nlost in a box\n")
    told = intake.told(planned, tmp_path)
    assert (
        "\n## Could not be placed: it stands at the end of the text, which is a draft\n\n- paragraph: lost in" in told
    )


def test_the_report_goes_into_a_file_too(source, tmp_path, capsys):
    planned = run(source)
    intake.tell(planned, tmp_path, str(tmp_path / "report.md"))
    assert (tmp_path / "report.md").read_text("utf-8") == capsys.readouterr().out == intake.told(planned, tmp_path)
    assert refused(lambda: intake.tell(planned, tmp_path, str(tmp_path / "no/report.md"))).code == "import-report"


def test_files_of_a_folder(source, tmp_path):
    (tmp_path / "b.md").touch()
    (tmp_path / "c.pdf").touch()
    assert [path.name for path in intake.files(tmp_path, Wishes())] == ["b.md", "raw.txt"]
    assert refused(lambda: intake.files(tmp_path, Wishes(slug="x"))).code == "import-file"
    assert refused(lambda: intake.files(tmp_path / "nowhere", Wishes())).code == "import-file"


@pytest.mark.parametrize(
    ("name", "language"), [("a.ar.md", "ar"), ("a.md", "fr")], ids=["by the file's name", "by its front matter"]
)
def test_a_language_that_the_site_lacks(tmp_path, name, language):
    (tmp_path / name).write_text("---\nlang: fr\ntitle: x\n---\nText.\n", "utf-8")
    problem = refused(lambda: run(tmp_path / name))
    assert problem.code == "import-language"
    assert f"“{language}”" in problem.message


def words(text):
    return set(re.sub(r"##|[•*\\\"-]", " ", text).split())


LINE = st.sampled_from(
    [
        FA,
        EN,
        "## عنوان",
        "English Summary",
        "خلاصه",
        "- یکی",
        "• دو",
        "Reuters",
        "میشود و رئیسجمهور",
        "۶ آبان ۱۴۰۴",
        "کوتاه",
        "",
        "[^1]",
        "[^1]: note",
        "**bold**",
        "![alt](a.png)",
        "A line of more than a dozen words that goes on and on until it has them all.",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=12).filter(any), st.sampled_from([".txt", ".md"]))
def test_no_word_of_the_input_is_lost(tmp_path_factory, lines, suffix):
    folder = tmp_path_factory.mktemp("words")
    path = folder / f"a{suffix}"
    path.write_text("\n".join(lines), "utf-8")
    planned = intake.plan(path, folder / "content", Wishes(slug="x"), SiteConfig(), NOW)
    made = [draft.text for draft in planned.drafts]
    made += [repair.made.old for draft in planned.drafts for repair in draft.source.repairs]
    made += [piece.text for piece in planned.parted.pieces if piece.opens_summary]  # became `extent: summary`
    assert words("\n".join(lines)) <= words(" ".join(made))
