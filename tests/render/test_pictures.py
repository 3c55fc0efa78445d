"""A picture of the content folder -> its variants: names, attributes, bytes, and nothing of its metadata."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from plugins.config import SiteConfig
from plugins.model import Picture, Workshop, link
from plugins.render import pictures as render
from plugins.site import pictures as site
from plugins.sources import pictures as sources

CONFIG = SiteConfig()
MAKER = "Nokia 3310"


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(size=(700, 500), mode="RGB"):
    return Image.effect_noise(size, 90).convert(mode)


@pytest.fixture
def made(tmp_path):
    """Read, plan and render a picture file: path -> bytes, narrow to wide."""

    def run(data, path="images/photo.jpg", config=CONFIG):
        picture, problems = sources.read(path, data)
        assert problems == ()
        (tmp_path / "blob").write_bytes(data)
        (output,) = site.outputs(picture, config)
        rendered = render.picture(output.job, {}, Workshop("theme", {}, {picture.digest: str(tmp_path / "blob")}))
        assert output.name in rendered.files
        assert output.sources == (path,)
        return rendered.files

    return run


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


# --------------------------------------------------------------------------------------------- names, attributes


PHOTO = Picture("images/My Photo (2).JPG", "d" * 32, 2000, 1000, "JPEG")


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        *((2000, [480, 960, 1600]), (1600, [480, 960, 1600]), (1200, [480, 960, 1200])),
        *((480, [480]), (481, [480, 481]), (3, [3])),
    ],
)
def test_a_picture_is_offered_in_the_settings_widths_and_never_enlarged(width, widths):
    variants = site.variants(replace(PHOTO, width=width, height=width), CONFIG)
    assert [v.width for v in variants] == widths
    assert [v.height for v in variants] == widths


def test_names_are_plain_and_hold_a_digest():
    last = site.largest(PHOTO, CONFIG)
    assert last == site.variants(PHOTO, CONFIG)[-1].path
    assert last.startswith("assets/pictures/my-photo-2.")
    assert last.endswith("-1600.jpg")
    assert len(last) == len("assets/pictures/my-photo-2.12345678-1600.jpg")
    assert site.largest(replace(PHOTO, path="images/نقشه.png"), CONFIG).startswith("assets/pictures/picture.")


def test_a_name_changes_with_the_bytes_and_with_the_place():
    names = {
        site.largest(picture, CONFIG)
        for picture in (PHOTO, replace(PHOTO, digest="e" * 32), replace(PHOTO, path="other/My Photo (2).JPG"))
    }
    assert len(names) == 3


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "png")])
def test_a_picture_keeps_its_format(kind, suffix):
    assert site.largest(replace(PHOTO, format=kind), CONFIG).endswith(f".{suffix}")


def test_attributes_let_the_browser_choose():
    attributes = site.attributes(PHOTO, CONFIG, lambda path: link("fa/x.html", path))
    narrow, middle, wide = (f"../{v.path}" for v in site.variants(PHOTO, CONFIG))
    assert attributes == {
        "src": middle,
        "srcset": f"{narrow} 480w, {middle} 960w, {wide} 1600w",
        "sizes": site.SIZES,
        "width": "1600",
        "height": "800",
        "loading": "lazy",
        "decoding": "async",
    }


def test_a_small_picture_offers_no_choice():
    attributes = site.attributes(replace(PHOTO, width=300, height=200), CONFIG, lambda path: path)
    assert list(attributes) == ["src", "width", "height", "loading", "decoding"]


# --------------------------------------------------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("WEBP", "RGB"), ("GIF", "P"), ("PNG", "RGBA")]
)
def test_each_variant_is_what_its_name_says(made, kind, mode):
    files = made(saved(noise(mode=mode), kind))
    assert [opened(data).size for data in files.values()] == [(480, 343), (700, 500)]
    expected = "PNG" if kind == "GIF" else kind
    assert {opened(data).format for data in files.values()} == {expected}


def test_a_photograph_comes_progressively(made):
    assert all(opened(data).info.get("progressive") for data in made(saved(noise(), "JPEG")).values())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_same_bytes_come_twice(made, kind):
    data = saved(noise(), kind)
    assert made(data) == made(data)


def metadata():
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x8825] = {1: "N", 2: (35.0, 41.0, 21.0), 3: "E", 4: (51.0, 23.0, 20.0), 29: "2025:10:28"}
    exif[0x8769] = {0x9003: "2025:10:28 10:00:00", 0x927C: b"serial-1234567"}
    return exif


TRACES = (
    *(MAKER.encode(), b"serial-1234567", b"2025:10"),
    *(b"Exif", b"EXIF", b"ICCP", b"ICC_PROFILE", b"iCCP", b"8BIM", b"xmpmeta"),
)
KEYS = {"exif", "icc_profile", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Comment"}
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>serial-1234567 35.6892N</x:xmpmeta>"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_device_and_time_are_gone(made, kind):
    options = {"exif": metadata(), "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", "serial-1234567")
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    else:
        options["xmp"] = XMP
    if kind == "JPEG":
        options["comment"] = b"serial-1234567"
    data = saved(noise(), kind, **options)
    assert b"serial-1234567" in data
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)  # the test's picture does have a place
    if kind == "JPEG":  # IPTC, as Photoshop writes it
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x13\x1c\x02\x5a\0\x0eserial-1234567\0"
        data = data[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc + data[2:]
    for clean in made(data).values():
        image = opened(clean)
        assert not KEYS & image.info.keys()
        assert len(image.getexif()) == 0
        assert [trace for trace in TRACES if trace in clean] == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(made, kind):
    image = Image.new("RGB", (600, 400), "white")
    image.paste("red", (0, 0, 300, 400))  # its left half
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise: left becomes top
    for data in made(saved(image, kind, exif=exif)).values():
        upright = opened(data).convert("RGB")
        width, height = upright.size
        assert height > width
        assert upright.getpixel((width // 2, height // 4))[1] < 60
        assert upright.getpixel((width // 2, height * 3 // 4))[1] > 200


def test_a_colour_profile_is_applied(made):
    # In this profile red and blue have changed places: without it the picture would be blue.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(profile[131])}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    blue_picture = saved(Image.new("RGB", (10, 10), (0, 0, 250)), "PNG", icc_profile=bytes(profile))
    (data,) = made(blue_picture).values()
    red_value, _, blue_value = opened(data).getpixel((5, 5))
    assert red_value > 230
    assert blue_value < 30


def test_a_profile_of_nonsense_is_passed_over(made):
    (data,) = made(saved(Image.new("RGB", (10, 10), (0, 0, 250)), "PNG", icc_profile=b"nonsense")).values()
    assert opened(data).getpixel((5, 5)) == (0, 0, 250)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_clear_stays_clear(made, kind):
    image = Image.new("RGBA", (600, 600), (200, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 300, 600))
    for data in made(saved(image, kind)).values():
        width = opened(data).width
        assert opened(data).convert("RGBA").getpixel((10, 10))[3] == 0
        assert opened(data).convert("RGBA").getpixel((width - 10, 10))[3] == 255


def test_a_clear_colour_of_a_palette_stays_clear(made):
    image = Image.new("P", (600, 600), 1)
    image.putpalette([0, 0, 0, 200, 0, 0])
    image.paste(0, (0, 0, 300, 600))
    for data in made(saved(image, "GIF", transparency=0)).values():
        assert opened(data).convert("RGBA").getpixel((10, 10))[3] == 0
        assert opened(data).mode == "P"


def test_sixteen_bits_of_grey_are_not_clipped(made):
    image = Image.new("I;16", (10, 10), 257 * 90)
    (data,) = made(saved(image, "PNG")).values()
    assert opened(data).convert("L").getpixel((5, 5)) == 90


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "1"), ("PNG", "L"), ("PNG", "LA")])
def test_other_modes_come_through(made, kind, mode):
    image = Image.new("L", (500, 500), 255).convert(mode)
    for data in made(saved(image, kind)).values():
        assert opened(data).convert("L").getpixel((100, 100)) > 240


def test_a_chart_of_few_colours_stays_small(made):
    image = Image.new("P", (1500, 1000))
    image.putpalette([251, 250, 247, 31, 63, 143, 26, 26, 26])
    for n in range(0, 1500, 30):
        image.paste(1 + n // 30 % 2, (n, n % 700, n + 20, 1000))
    data = saved(image, "PNG", optimize=True)
    files = list(made(data).values())
    assert len(files[-1]) < len(data) * 2
    assert opened(files[-1]).convert("RGB").getpixel((5, 900)) == (31, 63, 143)
