"""Word and OpenDocument: the same text in both comes out as the same Markdown."""

from pathlib import Path

import pytest

from plugins.config import SiteConfig
from plugins.desk.importing import formats
from plugins.desk.importing.raw import Leftover

CONFIG = SiteConfig()


def read(name, data):
    return formats.read(Path(name), data, "", CONFIG)


def markdown(raw):
    return "\n\n".join(block.text for block in raw.blocks) + "\n"


def run(text, *looks):
    return (
        f"<w:r><w:rPr>{''.join(f'<w:{look}/>' for look in looks)}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
    )


def paragraph(inner, style=""):
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{inner}</w:p>"


STYLES = (
    "<w:styles XMLNS>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in {"T": "Title", "H1": "heading 1", "H2": "heading 2"}.items()
    )
    + "</w:styles>"
)
NUMBERING = (
    "<w:numbering XMLNS>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n, kind in (("1", "bullet"), ("2", "decimal"))
    )
    + "</w:numbering>"
)
NOTES = f'<w:footnotes XMLNS><w:footnote w:id="2">{paragraph(run("منبع: سند دولت."))}</w:footnote></w:footnotes>'


def item(text, number):
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{numbered}{run(text)}</w:p>"


def cell(text):
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def table(*rows):
    made = ("".join(map(cell, row)) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in made) + "</w:tbl>"


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="نقشهٔ رود"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
RELATIONS = [
    ("s", "styles", 'Target="styles.xml"'),
    ("n", "numbering", 'Target="numbering.xml"'),
    ("f", "footnotes", 'Target="footnotes.xml"'),
    ("p1", "image", 'Target="media/p1.png"'),
    ("l1", "hyperlink", 'Target="https://example.org/a?b=1&amp;c=2" TargetMode="External"'),
]

EXPECTED = """\
# پل تازهٔ ارس

## هزینه‌ها

وزیران **دو کشور** سند *تازه* را در [وب‌گاه](https://example.org/a?b=1&c=2) گذاشتند.[^1] و ۲ \\* ۳ و H<sub>2</sub>O.

- نخست
- دوم

1. یک
2. دو

| سال | هزینه |
| --- | --- |
| ۱۴۰۴ | ۲ \\| ۳ |

![نقشهٔ رود](gozaresh-picture-1)

[^1]: منبع: سند دولت.
"""


def test_word(docx, png):
    link = f'<w:hyperlink r:id="l1">{run("وب‌گاه")}</w:hyperlink>'
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    water = run("H") + '<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>' + run("O.")
    body = (
        paragraph(run("پل تازهٔ ارس"), "T")
        + paragraph(run("هزینه‌ها"), "H2")
        + paragraph(
            run("وزیران ") + run("دو کشور", "b") + run(" سند ") + run("تازه", "i") + run(" را در ") + link
            + run(" گذاشتند.") + call + run(" و ۲ * ۳ و ") + water
        )
        + item("نخست", "1") + item("دوم", "1") + item("یک", "2") + item("دو", "2")
        + table(("سال", "هزینه"), ("۱۴۰۴", "۲ | ۳"))
        + paragraph(PICTURE)
    )  # fmt: skip
    parts = {"word__styles_xml": STYLES, "word__numbering_xml": NUMBERING, "word__footnotes_xml": NOTES}
    raw = read("a.docx", docx(body, RELATIONS, word__media__p1_png=png, **parts))
    assert markdown(raw) == EXPECTED
    assert raw.pictures == (png,)
    assert (raw.unplaced, raw.left_out, raw.unit) == ((), (), "paragraph")


ODT_STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="S" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style>
"""


def odt_list(style, *items):
    rows = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in items)
    return f'<text:list text:style-name="{style}">{rows}</text:list>'


def odt_row(*cells):
    inner = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def test_opendocument(odt, png):
    body = (
        '<text:p text:style-name="P1">پل تازهٔ ارس</text:p><text:h text:outline-level="2">هزینه‌ها</text:h>'
        '<text:p>وزیران <text:span text:style-name="B">دو کشور</text:span> سند '
        '<text:span text:style-name="I">تازه</text:span> را<text:s/>در '
        '<text:a xlink:href="https://example.org/a?b=1&amp;c=2">وب‌گاه</text:a> گذاشتند.'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>منبع: سند دولت.</text:p>"
        '</text:note-body></text:note> و ۲ * ۳ و H<text:span text:style-name="S">2</text:span>O.</text:p>'
        + odt_list("L1", "نخست", "دوم")
        + odt_list("L2", "یک", "دو")
        + f"<table:table>{odt_row('سال', 'هزینه')}{odt_row('۱۴۰۴', '۲ | ۳')}</table:table>"
        "<text:p><draw:frame><draw:image xlink:href='Pictures/p1.png'/><svg:desc>نقشهٔ رود</svg:desc></draw:frame>"
        "</text:p>"
    )
    raw = read("a.odt", odt(body, ODT_STYLES, Pictures__p1_png=png))
    assert markdown(raw) == EXPECTED
    assert raw.pictures == (png,)


def test_what_word_has_beside_its_text_is_told(docx):
    body = (
        paragraph(run("متن گزارش.") + '<w:r><w:commentReference w:id="0"/></w:r>')
        + "<w:p><w:ins><w:r><w:t>افزوده</w:t></w:r></w:ins><w:del><w:r><w:delText>زدوده</w:delText></w:r></w:del></w:p>"
    )
    comments = f"<w:comments XMLNS><w:comment w:id='0'>{paragraph(run('این را بررسی کنید'))}</w:comment></w:comments>"
    header = f"<w:hdr XMLNS>{paragraph(run('محرمانه'))}</w:hdr>"
    relations = [("c", "comments", 'Target="comments.xml"'), ("h", "header", 'Target="header1.xml"')]
    raw = read("a.docx", docx(body, relations, word__comments_xml=comments, word__header1_xml=header))
    assert markdown(raw) == "متن گزارش.\n\nافزوده\n"
    assert raw.left_out == (Leftover("comment", "این را بررسی کنید"), Leftover("page header", "محرمانه"))


def test_words_that_the_library_does_not_read_are_not_lost(docx):
    body = paragraph(run("متن گزارش.")) + f"<w:unknown>{paragraph(run('گمشده در جعبه'))}</w:unknown>"
    raw = read("a.docx", docx(body))
    assert raw.unplaced == (Leftover("paragraph", "گمشده در جعبه"),)


def test_comments_and_deleted_text_of_opendocument_are_told(odt):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>زدوده</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>متن<office:annotation><text:p>این را بررسی کنید</text:p></office:annotation> گزارش.</text:p>"
    )
    raw = read("a.odt", odt(body))
    assert markdown(raw) == "متن گزارش.\n"
    assert raw.left_out == (
        Leftover("deleted under change tracking", "زدوده"),
        Leftover("comment", "این را بررسی کنید"),
    )


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.pdf"])
def test_other_formats_say_what_to_do(name):
    from plugins.model import BuildError

    with pytest.raises(BuildError) as caught:
        read(name, b"x")
    assert "save it as .docx" in caught.value.problems[0].fix
