"""Files that are not what they seem -> refused: links, encodings, controls, pictures, texts made to take for ever."""

import io
import os
import shutil
import struct
import time
import zlib

import pytest
from PIL import Image

HEAD = "---\ntitle: A plain title\ndate: 2025-10-28\n---\n"
PERSIAN = (
    "---\ntitle: عنوان ساده\ndate: 1404-08-06\n---\nاین متن با رمزگذاری دیگری نوشته شده است و خوانده نمی\u200cشود.\n"
)
TRAP = "briefings/trap.en.md"


def told(report):
    """Each problem as the terminal shows it, without the content folder's name."""
    return [str(problem).removeprefix("content/") for problem in report.problems]


def jpeg(**save):
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((600, 400)).save(out, "JPEG", quality=90, **save)
    return out.getvalue()


def located_jpeg():
    """A photograph with a place, a device, an owner and a thumbnail, in EXIF, XMP and a comment."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "QX1Z camera", "QX2Z model", "QX3Z owner"
    exif[0x8825] = {1: "N", 2: (35.0, 41.0, 21.0), 3: "E", 4: (51.0, 23.0, 20.0), 29: "QX4Z:10:28"}
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><QX5Z/></x:xmpmeta>"
    return jpeg(exif=exif, xmp=xmp, comment=b"QX6Z comment", icc_profile=b"QX7Z profile" * 20)


def huge_png(side):
    """A few bytes that say they are a picture of side × side pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# ------------------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    "name", ["briefings/outside.en.md", "images/outside.jpg", "files", "briefings/2025", "topics.yaml"]
)
def test_a_symbolic_link_is_refused_and_not_opened(site, tmp_path, name):
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "secret.en.md").write_text("---\ntitle: QX7Z\n")
    link = tmp_path / "content" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret if "." not in name else secret / "secret.en.md")
    report, output = site({TRAP: HEAD + "Words."})
    assert [(p.path, p.code) for p in report.problems] == [(f"content/{name}", "symlink")]
    assert "QX7Z" not in "".join(told(report))
    assert not output.exists()


def test_a_pipe_does_not_stop_the_build(site, tmp_path):
    (tmp_path / "content/briefings").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/briefings/pipe.en.md")
    report, _ = site({TRAP: HEAD + "Words."})
    assert [(p.path, p.code) for p in report.problems] == [("content/briefings/pipe.en.md", "special-file")]


# ------------------------------------------------------------------------------------------ letters and encodings


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE"), ("cp1256", "WINDOWS-1256")],
)
def test_another_encoding_is_refused_with_the_command_that_converts_it(site, encoding, name):
    text = PERSIAN.replace("ی", "ي").replace("۰", "0") if encoding == "cp1256" else PERSIAN
    report, output = site({"briefings/old.fa.md": text.encode(encoding), TRAP: HEAD + "Words."})
    (line,) = told(report)
    assert line.startswith(f"briefings/old.fa.md:1:1: error: not-utf-8: the file is not UTF-8; it looks like {name}")
    assert f"iconv -f {name} -t UTF-8 old.fa.md > new-old.fa.md" in line
    assert "عنوان ساده" in line
    assert not output.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_the_command_works(site, tmp_path, encoding):
    if not shutil.which("iconv"):
        pytest.skip("this machine has no iconv")
    text = PERSIAN.replace("ی", "ي")
    report, _ = site({"briefings/old.fa.md": text.encode(encoding)})
    command = report.problems[0].fix.partition("run: ")[2]
    folder = tmp_path / "content/briefings"
    assert os.system(f"cd {folder} && {command} && mv new-old.fa.md old.fa.md") == 0
    assert site({})[0].failed is False
    assert (folder / "old.fa.md").read_text("utf-8").removeprefix("\ufeff") == text


def test_a_byte_that_is_no_letter_is_shown_with_its_place(site):
    report, _ = site({TRAP: (HEAD + "One line.\nA word ").encode() + b"\xff here."})
    assert [(p.line, p.column, p.code) for p in report.problems] == [(6, 8, "not-utf-8")]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe"])
def test_a_control_character_is_refused_with_its_place(site, sign):
    report, output = site({TRAP: f"{HEAD}One line.\nA word{sign} here."})
    assert [(p.line, p.column, p.code) for p in report.problems] == [(6, 7, "control-character")]
    assert sign not in "".join(told(report))
    assert not output.exists()


def test_a_control_character_in_a_table_is_refused(site):
    report, _ = site({"topics.yaml": "energy: {fa: x, en: a\x1bb}", TRAP: HEAD + "Words."})
    assert [(p.path, p.code) for p in report.problems] == [("content/topics.yaml", "control-character")]


def test_a_byte_order_mark_is_no_part_of_the_text(site):
    report, output = site({TRAP: ("\ufeff" + HEAD + "Words.").encode()})
    assert told(report) == []
    assert "\ufeff" not in (output / "en/trap.html").read_text("utf-8")


# ------------------------------------------------------------------------------------------------ time and memory


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[" * 15_000 + "\n" + "[" * 15_000,
        "![(" * 6_000,
        "[a](" * 5_000,
        "*a_" * 6_000,
        "`" * 19_000 + "a",
        "<a " * 6_000,
        "<!--" * 4_000,
        "<![CDATA[" * 2_000,
        "&" * 19_000,
        ("> " * 200 + "a\n") * 50,
        ("- " * 200 + "a\n") * 50,
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "| a " * 4_000 + "|\n" + "|---" * 4_000 + "|\n" + "| b " * 4_000 + "|",
        "[^a]" * 1_500 + "\n\n[^a]: x",
        "a\\" * 9_000,
        ("\u202e\u2066" * 40 + "a\n") * 100,
        ("a\u0301" * 5_000 + "\n") * 2,
        "<b>" * 6_000,
        "((" * 9_000,
        "«" * 18_000,
        "الف a " * 3_000,
    ],
    ids=range(22),
)
def test_a_text_made_to_take_for_ever_does_not(site, text):
    started = time.perf_counter()
    site({TRAP: HEAD + text})  # refused or rendered: both are fine, a traceback is not
    assert time.perf_counter() - started < 15


def test_brackets_that_would_take_long_are_refused_with_the_place(site):
    report, output = site({TRAP: HEAD + "Words.\n\n" + "[" * 20_000})
    assert [(p.path, p.code, bool(p.fix)) for p in report.problems] == [
        (f"content/{TRAP}", "unreadable-markdown", True)
    ]
    assert not output.exists()


def test_a_huge_line_is_refused_with_the_place(site):
    report, _ = site({TRAP: HEAD + "One line.\n" + "a" * 20_001})
    assert [(p.line, p.column, p.code) for p in report.problems] == [(6, 20_001, "line-too-long")]


def test_a_huge_file_is_refused_by_its_size(site):
    report, _ = site({TRAP: HEAD + "A line of words.\n" * 70_000})
    assert [(p.path, p.code) for p in report.problems] == [(f"content/{TRAP}", "too-large")]


@pytest.mark.parametrize(
    "head",
    [
        "[" * 3_000 + "]" * 3_000,
        "{a: " * 3_000 + "}" * 3_000,
        "- " * 2_000 + "a",
        "".join("\n" + " " * depth + "a:" for depth in range(1, 500)),
        "[" + "a, " * 6_000 + "]",
    ],
    ids=["lists", "mappings", "dashes", "indents", "many"],
)
@pytest.mark.parametrize("path", [TRAP, "topics.yaml", "packs/x.yaml"])
def test_deep_and_wide_yaml_is_a_problem_and_no_crash(site, path, head):
    text = f"---\ntitle: A\ndate: 2025-10-28\ntopics: {head}\n---\nWords." if path == TRAP else f"title: {head}\n"
    report, output = site({path: text})
    assert report.failed
    assert report.problems[0].path == f"content/{path}"
    assert report.problems[0].line
    assert not output.exists()


# ------------------------------------------------------------------------------------------------------- pictures


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (huge_png(60_000), "picture-too-large"),
        (huge_png(7_000), "picture-too-large"),
        (jpeg()[:2_000], "picture-damaged"),
        (huge_png(100)[:40], "picture-damaged"),
        (b"\xff\xd8\xff" + b"\0" * 500, "picture-damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='QX7Z()'/>", "picture-format"),
        (b"<script>QX7Z()</script>", "picture-format"),
        (b"%PDF-1.7\n", "picture-format"),
        (b"", "picture-damaged"),
    ],
    ids=["bomb", "large", "cut-jpeg", "cut-png", "noise", "svg", "html", "pdf", "empty"],
)
def test_a_picture_that_is_none_is_refused(site, data, code):
    started = time.perf_counter()
    report, output = site({"images/trap.png": data, TRAP: HEAD + "![Words](../images/trap.png)"})
    assert time.perf_counter() - started < 10
    assert [(p.path, p.code, bool(p.fix)) for p in report.problems] == [("content/images/trap.png", code, True)]
    assert not output.exists()


def test_a_photograph_tells_neither_place_nor_device(site, hostile):
    head = HEAD.replace(
        "date:", "image: {file: /images/lead.jpg, alt: Lead}\nattachments: [/images/attached.jpg]\ndate:"
    )
    files = {f"images/{name}.jpg": located_jpeg() for name in ("lead", "shown", "linked", "attached")}
    body = "![A photograph](../images/shown.jpg)\n\n[The photograph](../images/linked.jpg)"
    report, output = site(files | {TRAP: head + body}, pdf=True)
    assert told(report) == []
    built = hostile(output)
    pictures = [path for path in built.paths if path.endswith(".jpg")]
    assert {path.split("/")[-1].split(".")[0] for path in pictures} == {"lead", "shown", "linked", "attached"}
    for number in range(1, 8):
        assert built.holding(f"QX{number}Z") == []
    for path in pictures:
        with Image.open(output / path) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
    assert "attached" in built.read("en/trap.html").partition('id="g-attachments"')[2]


def test_a_cut_picture_is_refused_after_the_pdf_engine_was_loaded_too(site):
    import weasyprint.images  # noqa: F401 (it tells Pillow to take half a picture for a whole one)

    report, _ = site({"images/trap.jpg": jpeg()[:2_000], TRAP: HEAD + "![Words](../images/trap.jpg)"})
    assert [p.code for p in report.problems] == ["picture-damaged"]


def test_a_picture_and_a_page_in_one_is_drawn_anew(site, hostile):
    data = jpeg(comment=b"<script>QX7Z()</script>") + b"<script>QX8Z()</script>PK\x03\x04"
    report, output = site({"images/both.jpg": data, TRAP: HEAD + "![Words](../images/both.jpg)"}, pdf=True)
    assert not report.failed
    assert hostile(output).holding("QX7Z") == hostile(output).holding("QX8Z") == []
