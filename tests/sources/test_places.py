import posixpath
import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.languages import PERSIAN
from plugins.sources import body
from plugins.sources.places import Source, mask_fences

CONFIG = SiteConfig()


def read(text, first_line=1):
    return body.read(text, first_line=first_line, path="briefings/2025/x.fa.md", language=PERSIAN, config=CONFIG)


LABEL = st.sampled_from(["سلام", "Alpha *b*", "a `c` d", "![p](pic/one.png)", "x\ny", "[1]", "می\u200cشود"])
LINK = st.sampled_from(
    [
        "[{label}](@.md)",
        "![alt](@.png)",
        "[{label}](<@.md>)",
        '[{label}](@.md "عنوان")',
        "[{label}]( @.md )",
        "**[{label}](@.md#frag)**",
        "[![{label}](@.png)](@.md)",
        "[{label}][ref@]\n\n[ref@]: @.md 'title'\n\n",
        "[ref@]\n\n[ref@]: <@.md>\n\n",
        '<a href="@.md">{label}</a>',
        "<a class='x' href='@.md'>y</a>",
        '<img src="@.png" alt="z">',
        "- [{label}](@.md)\n  - [b](@.md)\n",
        "\n\n> [{label}](@.md)\n\n",
        "\n\n| a | b |\n|---|---|\n| [c](@.md) | `d` |\n\n",
        "\n\n## عنوان [c](@.md)\n\n",
        "text[^n@]\n\n[^n@]: note [c](@.md)\n\n",
        "\n\n!!! note\n    [{label}](@.md)\n\n",
        "[a](@.md)[b](@.md)",
    ]
)
NO_LINK = st.sampled_from(
    [
        "`[x](no.md)`",
        "``[x](no.md) ` ``",
        '\n\n```\n[x](no.md)\n<a href="no.md">\n```\n\n',
        "\n\n~~~ md\n![x](no.png)\n~~~\n\n",
        "\n\n    [x](no.md)\n\n",
        "<!-- [x](no.md) -->",
        "\\[x](no.md)",
        "سلام و Alpha (no.md) [x] ",
        "[x]: ",
        "<https://example.org/a>",
        "[web](https://example.org)",
        "\n\n",
        "*",
        "_a_",
    ]
)


def document(parts):
    out, count = [], 0
    for template, label in parts:
        piece = template.replace("{label}", label)
        while "@" in piece:
            piece, count = piece.replace("ref@", f"r{count}").replace("@", f"dir/f{count}", 1), count + 1
        out.append(piece)
    return " ".join(out)


DOCUMENT = st.lists(st.tuples(st.one_of(LINK, NO_LINK), LABEL), max_size=8).map(document)


def rendered_order(text):
    """The addresses as they stand in the HTML, footnotes and all, by a way that knows no places."""
    html = read(text)[0].html
    return [unquote(address) for address in re.findall(r'(?:href|src)="content:([^"#]*)', html)]


@given(DOCUMENT, st.integers(1, 50))
def test_each_rendered_link_leads_to_where_it_is_written(text, first_line):
    found, _ = read(text, first_line)
    lines = text.split("\n")
    written = [r.written.partition("#")[0] for r in found.references]
    assert [posixpath.normpath(f"briefings/2025/{address}") for address in written] == rendered_order(text)
    for reference in found.references:
        assert reference.line, reference
        line = lines[reference.line - first_line]
        assert line.startswith(reference.written, reference.column - 1), (line, reference)


def test_a_definition_behind_a_comment_has_its_place():
    found, _ = read("[x]\n\n <!-- [x](no.md) --> <!-- b --> [x]:  dir/f1.md")
    assert [(r.written, r.line, r.column) for r in found.references] == [("dir/f1.md", 3, 39)]


@given(DOCUMENT)
def test_the_nth_link_of_the_source_is_the_nth_by_place(text):
    found, _ = read(text)
    by_place = sorted(found.references, key=lambda r: (r.line, r.column))
    numbers = [int(n) for r in by_place for n in re.findall(r"dir/f(\d+)", r.written)]
    # A picture within a link is written before the address of the link: document order is the order of numbers,
    # except that a reference link may be used before another link and defined after it.
    assert numbers == sorted(numbers)


@given(st.text(alphabet="[]()!<>`\\\n ax#:\"'*_|-\U000f0001\U000f0000{}=/.", max_size=80))
def test_any_source_is_read_and_no_mark_is_left(text):
    found, problems = read(text)
    assert not re.search("[\U000f0000-\U000ffffd]", found.html + found.text)
    lines = text.replace("\r", "\n").split("\n")
    for item in [*problems, *found.references]:
        assert 0 <= item.line <= len(lines)
        assert item.column <= (len(lines[item.line - 1]) + 1 if item.line else 0)


def test_masking_keeps_every_other_character_where_it_was():
    text = "a `b` c\n\n```\n{{< d >}}\n```\ne <!-- f\ng --> h\n\n    i\n\nj `` k ` l `` m"
    masked = Source(text, 1).masked
    assert len(masked) == len(text)
    assert re.sub(r"\s+", " ", masked) == "a c e h j m"
    assert masked.index("h") == text.index("h")


def test_an_open_fence_masks_nothing():
    assert mask_fences("```\na") == "```\na"


def test_a_string_that_stands_twice_has_no_one_place():
    assert Source("a b a", 3).only("a") == (0, 0)
    assert Source("x\nb a", 3).only("a") == (4, 3)


def test_columns_of_a_line_count_from_where_it_begins():
    _, problems = body.line(
        "  [x](/abs) [y](../../z.md)", line=7, column=10, path="briefings/x.fa.md", language=PERSIAN, config=CONFIG
    )
    assert [(p.line, p.column, p.code) for p in problems] == [(7, 16, "absolute-link"), (7, 26, "outside-content")]
