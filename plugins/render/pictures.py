"""A picture file -> the same picture in several widths, without anything but its pixels.

Place, time, device and the maker's notes go; the colour profile is applied (to sRGB, which is what a browser takes a
picture without a profile for) and goes too. Encoders are asked for nothing that depends on the machine.
Source: Pillow's handbook; CSS Color 4 section 10.1 (untagged images are sRGB).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any, Protocol

from PIL import Image, ImageCms, ImageOps

from plugins.model import Facts, Job, Rendered, Workshop

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_SAVED: dict[str, dict[str, Any]] = {
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "quality": 82, "method": 4},
}


class Variant(Protocol):
    """What this module needs of `site.pictures.Variant`."""

    @property
    def path(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class Variants(Protocol):
    """What this module needs of a job's value."""

    @property
    def variants(self) -> Sequence[Variant]: ...


def picture(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render all variants of a picture."""
    value: Variants = job.value
    (digest,) = job.blobs
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sources/pictures has read it and found it whole
        image, colours = upright(workshop.blob(digest))
    return Rendered({variant.path: _encoded(image, colours, variant) for variant in value.variants})


def upright(data: bytes) -> tuple[Image.Image, bool]:
    """The pixels as they are shown: L, LA, RGB or RGBA in sRGB; and whether they came from a palette of colours."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        image = ImageOps.exif_transpose(opened)
    from_palette = image.mode in ("P", "PA")
    image = _srgb(_eight_bits(image))
    image.info.clear()
    return image, from_palette


def _eight_bits(image: Image.Image) -> Image.Image:
    """One of the modes that all three formats and the colour engine take."""
    if image.mode.startswith("I"):  # 16 bits of grey, which `convert` would clip
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "RGBa", "La"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _srgb(image: Image.Image) -> Image.Image:
    """Apply the colour profile, if there is a good one."""
    profile = image.info.get("icc_profile")
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    solid = image.convert("L" if image.mode == "LA" else "RGB") if alpha else image
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(solid, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            solid = turned or solid
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that does not fit its picture: browsers pass it over too
    if solid.mode not in ("L", "RGB"):
        solid = solid.convert("RGB")
    if alpha:
        solid.putalpha(alpha)
    return solid


def _encoded(image: Image.Image, from_palette: bool, variant: Variant) -> bytes:  # noqa: FBT001 (private)
    size = (variant.width, variant.height)
    sized = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    suffix = variant.path.rpartition(".")[2]
    if suffix == "png" and from_palette:  # a chart of ten colours stays small
        method = Image.Quantize.FASTOCTREE if sized.mode == "RGBA" else Image.Quantize.MEDIANCUT
        sized = sized.quantize(256, method=method, dither=Image.Dither.NONE)
    if suffix == "jpg" and sized.mode not in ("L", "RGB"):
        sized = sized.convert("RGB")
    out = io.BytesIO()
    sized.save(out, **_SAVED[suffix])
    return out.getvalue()
