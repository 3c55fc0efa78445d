"""The bytes of a picture file, whole or not -> Picture and problems."""

import io
import warnings
import zlib

import pytest
from PIL import Image

from plugins.build.scan import digest
from plugins.sources import pictures

ORIENTATION = 0x0112


def saved(kind, size=(40, 30), mode="RGB", **options):
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(out, kind, **options)
    return out.getvalue()


def turned(orientation, kind="JPEG"):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return saved(kind, exif=exif)


def code(path, data):
    picture, problems = pictures.read(path, data)
    assert picture is None
    (problem,) = problems
    assert problem.path == path
    assert problem.severity == "error"
    assert problem.fix
    return problem.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_whole_picture_is_measured(kind):
    data = saved(kind)
    picture, problems = pictures.read("images/a", data)
    assert problems == ()
    assert (picture.path, picture.width, picture.height, picture.format) == ("images/a", 40, 30, kind)
    assert picture.digest == digest(data)  # blobs are found by it


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_size_is_as_shown(kind, orientation, size):
    picture, _ = pictures.read("a", turned(orientation, kind))
    assert (picture.width, picture.height) == size


def test_the_format_is_read_from_the_bytes_not_from_the_name():
    picture, _ = pictures.read("images/a.png", saved("JPEG"))
    assert picture.format == "JPEG"


def test_of_a_moving_picture_the_first_frame_counts():
    frames = [Image.new("P", (20, 10), n) for n in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    picture, problems = pictures.read("a.gif", out.getvalue())
    assert problems == ()
    assert (picture.width, picture.height) == (20, 10)


def test_a_telephone_s_double_jpeg_is_a_jpeg():
    out = io.BytesIO()
    first, second = Image.new("RGB", (40, 30)), Image.new("RGB", (20, 15))
    first.save(out, "MPO", save_all=True, append_images=[second])
    picture, _ = pictures.read("a.jpg", out.getvalue())
    assert (picture.format, picture.width) == ("JPEG", 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_damaged(kind, part):
    data = saved(kind)
    assert code("a", data[: max(8, int(len(data) * part))]) == "picture-damaged"


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", b"\xff\xd8\xff" + b"\0" * 100, b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"RIFF____WEBPVP8 junk", b"GIF89a"],
)
def test_a_picture_of_nonsense_is_damaged(data):
    assert code("a.jpg", data) == "picture-damaged"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.svg", b"anything"),
        ("a.png", b"<?xml version='1.0'?><svg/>"),
        ("a.jpg", b"II*\0 a TIFF"),
        ("a.jpg", b"\0\0\0\x18ftypheic"),
        ("a.png", b"BM a bitmap"),
        ("a.png", b"%PDF-1.7"),
    ],
)
def test_other_formats_are_refused(path, data):
    assert code(path, data) == "picture-format"
    (problem,) = pictures.read(path, data)[1]
    assert problem.fix == "save it as PNG or JPEG"
    assert ("SVG" in problem.message) == (b"svg" in data or path.endswith("svg"))


def test_formats_that_pillow_knows_but_we_do_not_take_are_refused():
    for kind in ("TIFF", "BMP", "ICO", "PPM", "TGA"):
        assert code("a.png", saved(kind)) == "picture-format"


@pytest.mark.parametrize("size", [(8001, 5000), (20_000, 20_000), (65_000, 65_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size, monkeypatch):
    header = bytearray(saved("PNG", mode="1"))
    header[16:24] = size[0].to_bytes(4) + size[1].to_bytes(4)
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4)
    monkeypatch.setattr("PIL.ImageOps.exif_transpose", lambda *_a, **_k: pytest.fail("decoded"))
    assert code("a.png", bytes(header)) == "picture-too-large"


def test_forty_million_pixels_are_taken():
    picture, problems = pictures.read("a.png", saved_plain((8000, 5000)))
    assert problems == ()
    assert picture.width == 8000


def saved_plain(size):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    return out.getvalue()


def test_no_warning_leaks():
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40
    data = saved("JPEG", exif=exif)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        pictures.read("a.jpg", data)
        pictures.read("a.png", saved_plain((9600, 9600)))  # Pillow warns of this size
    assert heard == []
