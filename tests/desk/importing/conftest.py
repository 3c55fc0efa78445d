"""Word and OpenDocument files, made by hand: as small as the formats allow."""

import io
import zipfile

import pytest
from PIL import Image

_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{end}:1.0"'
    for name, end in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def _zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def _related(rows):
    inner = "".join(f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" {rest}/>' for key, kind, rest in rows)
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


@pytest.fixture
def png():
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def docx():
    """`docx(body, relations, part=…)`: bytes. A part `word__x.xml` is `word/x.xml`; its root may use w: and r:."""

    def make(body, relations=(), prolog="", **parts):
        known = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>',
            "_rels/.rels": _related([("r1", "officeDocument", 'Target="word/document.xml"')]),
            "word/document.xml": f"{prolog}<w:document {_WORD}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _related(relations),
        }
        more = {name.replace("__", "/").replace("_xml", ".xml").replace("_png", ".png"): c for name, c in parts.items()}
        more = {name: c.replace("XMLNS", _WORD) if isinstance(c, str) else c for name, c in more.items()}
        return _zip(known | more)

    return make


@pytest.fixture
def odt():
    """`odt(body, styles)`: bytes; further parts by name."""

    def make(body, styles="", **parts):
        xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
        content = (
            f"<office:document-content {_ODF} {xlink}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        known = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
        return _zip(known | {name.replace("__", "/").replace("_png", ".png"): data for name, data in parts.items()})

    return make
