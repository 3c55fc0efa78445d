import pytest

from plugins.config import SiteConfig
from plugins.sources.encoding import decode

CONFIG = SiteConfig()
PERSIAN = "گزارش كامل درباره توافق توکیو و مواد معدني"


def test_a_byte_order_mark_and_windows_line_ends_are_dropped():
    assert decode("x.md", b"\xef\xbb\xbfa\r\nb\rc\n", CONFIG) == ("a\nb\nc\n", ())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PERSIAN.replace("ی", "ي").encode("cp1256"), "WINDOWS-1256"),
        (PERSIAN.encode("utf-16"), "UTF-16"),
        (PERSIAN.encode("utf-16-le"), "UTF-16LE"),
        (PERSIAN.encode("utf-16-be"), "UTF-16BE"),
    ],
)
def test_the_encoding_is_named_with_its_command(data, name):
    text, (problem, *_) = decode("briefings/my file.md", data, CONFIG)
    assert text is None
    assert problem.code == "not-utf-8"
    assert f"it looks like {name}: “گزارش ك" in problem.message
    assert f"iconv -f {name} -t UTF-8 'my file.md' > 'new-my file.md'" in problem.fix


def test_english_utf16_is_named_though_it_is_valid_utf8():
    _, (problem,) = decode("x.md", "---\ntitle: Report\n---\n".encode("utf-16-le"), CONFIG)
    assert "UTF-16LE: “--- title: Report ---”" in problem.message


@pytest.mark.parametrize("data", [b"\x00", b"a\x00b\x00", b"PNG\x00\x00\x00\rIHDR\x12\x34\x56\x78"])
def test_a_few_nuls_are_controls_not_utf16(data):
    assert {problem.code for problem in decode("x.md", data, CONFIG)[1]} == {"control-character"}


def test_one_damaged_byte_has_its_place():
    data = f"سطر یک\n{PERSIAN}".encode()
    text, (problem,) = decode("x.md", data[:-3] + b"\xff" + data[-2:], CONFIG)
    assert text is None
    assert (problem.line, problem.code) == (2, "not-utf-8")
    assert problem.column == len(PERSIAN) - 1
    assert "iconv" not in problem.fix


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\U0001ffff"])
def test_invisible_controls_are_refused_with_their_place(character):
    text, (problem,) = decode("x.md", f"a\nbc{character}d".encode(), CONFIG)
    assert text is None
    assert (problem.code, problem.line, problem.column) == ("control-character", 2, 3)
    assert f"U+{ord(character):04X}" in problem.message


def test_half_spaces_tabs_and_joiners_are_no_controls():
    text = "می\u200cشود\t\u200d\u200f\u00a0\n"
    assert decode("x.md", text.encode(), CONFIG) == (text, ())


def test_bounds():
    config = SiteConfig(max_source_bytes=100, max_line_length=10)
    assert decode("x.md", b"a" * 101, config)[1][0].code == "too-large"
    text, (problem,) = decode("x.md", b"a\n" + b"b" * 11, config)
    assert (text, problem.code, problem.line) == (None, "line-too-long", 2)
    assert decode("x.md", "گ".encode() * 10, config)[1] == ()  # characters, not bytes


def test_a_lone_surrogate_is_not_utf8():
    assert decode("x.md", b"a\xed\xa0\x80", CONFIG)[1][0].code == "not-utf-8"
