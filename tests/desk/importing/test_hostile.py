"""Files that were made to harm, or that came damaged: each is refused with what to do, or read without harm."""

import contextlib
import io
import zipfile
from datetime import UTC, datetime

import pytest

from plugins.config import SiteConfig
from plugins.desk.importing import intake
from plugins.desk.importing.intake import Wishes
from plugins.model import BuildError

NOW = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
CONFIG = SiteConfig()
TEXT = "<w:p><w:r><w:t>A text of one sentence.</w:t></w:r></w:p>"


def plan(folder, name, data, config=CONFIG):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return intake.plan(path, folder / "content", Wishes(slug="x"), config, NOW)


def refused(folder, name, data, config=CONFIG):
    with pytest.raises(BuildError) as caught:
        plan(folder, name, data, config)
    problem = caught.value.problems[0]
    assert problem.fix
    assert not (folder / "content").exists()
    return problem


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("prolog", [ENTITY, LAUGHS], ids=["external entity", "entities that grow"])
def test_xml_with_a_document_type(tmp_path, docx, odt, prolog):
    assert "document type" in refused(tmp_path, "a.docx", docx(TEXT, prolog=prolog)).message
    styles = f"{ENTITY}<w:styles XMLNS/>"
    assert "document type" in refused(tmp_path, "a.docx", docx(TEXT, word__styles_xml=styles)).message
    wide = "<?xml version='1.0' encoding='utf-16'?>" + prolog + "<x/>"
    hidden = docx(TEXT, **{"word/media/x.bin": prolog + "<x/>"})
    assert "document type" in refused(tmp_path, "a.docx", hidden).message
    data = docx(TEXT, word__styles_xml=wide.encode("utf-16"))
    assert "document type" in refused(tmp_path, "a.docx", data).message
    assert (
        "document type"
        in refused(tmp_path, "a.odt", odt("<text:p>x</text:p>", meta_xml="", **{"x.xml": prolog})).message
    )


def test_a_picture_that_points_at_a_file(tmp_path, docx):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG secret")
    body = TEXT + (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="p"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relations = [("p", "image", f'Target="file://{secret}" TargetMode="External"')]
    try:
        planned = plan(tmp_path, "a.docx", docx(body, relations))
    except BuildError:
        return
    assert planned.pictures == ()
    assert "secret" not in "".join(draft.text for draft in planned.drafts)


def test_bombs(tmp_path, docx, odt):
    small = SiteConfig(max_file_bytes=100_000)
    bomb = docx(TEXT, word__media__x_png=b"\0" * 1_000_000)
    assert len(bomb) < 10_000
    assert "unpacked it has" in refused(tmp_path, "a.docx", bomb, small).message
    words = SiteConfig(max_source_bytes=1000)
    assert "word/document.xml" in refused(tmp_path, "a.docx", docx(TEXT * 2000), words).message
    assert "content.xml" in refused(tmp_path, "a.odt", odt("<text:p>x</text:p>" * 5000), words).message
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as made:
        for number in range(5001):
            made.writestr(str(number), "")
    assert "5001 parts" in refused(tmp_path, "a.docx", many.getvalue()).message


def test_a_size_that_the_zip_lies_about(tmp_path, docx):
    data = docx(TEXT, word__media__x_png=b"\0" * 200_000)
    lied = data.replace((200_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != data
    assert refused(tmp_path, "a.docx", lied).code == "import-file"


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_damaged_files(tmp_path, docx, odt, name):
    whole = docx(TEXT) if name == "a.docx" else odt("<text:p>x</text:p>")
    for data in (b"", b"PK", whole[: len(whole) // 2], whole[:-30], b"\0" * 1000, b"plain text", whole[40:]):
        assert "is no whole" in refused(tmp_path, name, data).message
    for at in range(30, len(whole), 97):
        damaged = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with contextlib.suppress(BuildError):
            plan(tmp_path, name, damaged)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_locked_files(tmp_path, docx, odt, name):
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    assert "without a password" in refused(tmp_path, name, old).fix
    whole = bytearray(docx(TEXT) if name == "a.docx" else odt("<text:p>x</text:p>"))
    at = whole.find(b"PK\x01\x02")
    whole[at + 8] |= 1
    assert "locked with a password" in refused(tmp_path, name, bytes(whole)).message


def test_what_is_no_text(tmp_path, docx, odt):
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as made:
        made.writestr("x", "y")
    assert refused(tmp_path, "a.docx", empty.getvalue()).code == "import-file"
    assert "no content.xml" in refused(tmp_path, "a.odt", empty.getvalue()).message
    assert "empty" in refused(tmp_path, "a.docx", docx("")).message
    assert "empty" in refused(tmp_path, "a.odt", odt("")).message
    assert "empty" in refused(tmp_path, "a.html", "<html><body><script>x</script></body></html>").message
    for name in ("a.txt", "a.md", "a.html"):
        assert "empty" in refused(tmp_path, name, " \n\r\n\t").message
        assert "empty" in refused(tmp_path, name, b"").message
    for data in (b"\x7fELF\x02\x01\x01\0\0\xff\xfe\x80", bytes(range(256))):
        assert refused(tmp_path, "a.txt", data).code == "import-encoding"


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting(tmp_path, docx, odt, depth):
    assert "nested too deep" in refused(tmp_path, "a.html", "<div>" * depth + "<p>x</p>" + "</div>" * depth).message
    assert "nested too deep" in refused(tmp_path, "b.html", "<ul><li>" * depth + "x").message
    inner = f"{'<w:sdt><w:sdtContent>' * depth}{TEXT}{'</w:sdtContent></w:sdt>' * depth}"
    assert refused(tmp_path, "a.docx", docx(inner)).code == "import-file"
    assert (
        "nested too deep"
        in refused(
            tmp_path, "a.odt", odt("<text:section>" * 20_000 + "<text:p>x</text:p>" + "</text:section>" * 20_000)
        ).message
    )


def test_scripts_and_their_like_never_come_along(tmp_path):
    html = (
        "<p onclick='x()'>Text <a href='javascript:alert(1)'>link</a><script>alert(2)</script>"
        "<style>p{}</style><iframe src='https://example.org'></iframe><svg onload='x()'><text>y</text></svg>"
        "<img src=x onerror='alert(3)' alt='none'></p>"
    )
    text = plan(tmp_path, "a.html", html).drafts[0].text
    assert "alert(2)" not in text
    assert not any(word in text for word in ("<script", "onerror", "onclick", "<iframe", "<svg", "<style"))


def test_pictures_stay_in_their_folder(tmp_path, png):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(png)
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.png").write_bytes(b"no picture")
    paths = ("../outside.png", "link.png", "text.png", "/etc/passwd", "%2e%2e/outside.png")
    planned = plan(folder, "a.md", "Text of the page.\n\n" + " ".join(f"![a]({path})" for path in paths))
    assert planned.pictures == ()
    assert "text.png is left out" in " ".join(remark.said for remark in planned.remarks)


@pytest.mark.parametrize(
    "head",
    [
        'title: "x\\n---\\nstatus: published"',
        "slug: ../../evil\ntitle: x",
        "image: ../../../etc/passwd\ntitle: x",
        "aliases: [../../x, 'a\\b', '//host/x', '/a/../b', ':slug', '/ok.html']\ntitle: x",
        "date: 9999-99-99\ntitle: x",
        "title: [x, y]\ntags: {a: {b: {c: {d: {e: f}}}}}",
        "a: &a [x, x]\nb: *a\ntitle: x",
        "? [complex]\n: x\ntitle: x",
        '"key\\u0000": x\ntitle: x',
        "title: x\nweight: !!python/object/apply:os.system ['true']",
    ],
)
def test_front_matter_that_means_harm(tmp_path, head):
    planned = plan(tmp_path, "a.md", f"---\n{head}\n---\nThe text of it, which is one sentence.\n")
    assert [draft.path for draft in planned.drafts] == ["briefings/2025/x.en.md"]
    errors = [problem for problem in planned.problems if problem.severity == "error"]
    assert errors == []
    assert "\nstatus: published" not in planned.drafts[0].text


def test_what_is_too_large(tmp_path):
    words = SiteConfig(max_source_bytes=1000)
    assert "1500 bytes" in refused(tmp_path, "a.txt", "word " * 300, words).message
    assert "15000 bytes" in refused(tmp_path, "a.html", "word " * 3000, words).message
    assert "its text has more" in refused(tmp_path, "b.html", "<p>" + "word " * 300, words).message
    assert "1500 bytes" in refused(tmp_path, "a.docx", b"x" * 1500, SiteConfig(max_file_bytes=1000)).message


def test_mixed_line_ends(tmp_path):
    planned = plan(
        tmp_path, "a.txt", b"One long line of text here.\r\nTwo of them are here.\rThree.\n\rFour\xe2\x80\xa8Five"
    )
    assert "\r" not in planned.drafts[0].text
    assert planned.drafts[0].text.count("\n\n") == 5


@pytest.mark.parametrize("sign", ["[", "![", "[^", "{{", "{%", "*", "`", "<", "\\", "- ", "|", "۱", "«", "&"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_signs_without_end_are_read_in_time(tmp_path, sign, suffix):
    config = SiteConfig(max_source_bytes=200_000)
    data = (sign * (10_000 // len(sign)) + " a word\n") * 3
    plan(tmp_path, f"a{suffix}", data.replace("<", "&lt;") if suffix == ".html" else data, config)
