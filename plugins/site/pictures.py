"""A Picture -> its variants in several widths: their paths, their output, the attributes of an `<img>`.

A telephone takes the narrow one, a wide screen the wide one. One format each: a picture stays what its author chose
(a moving GIF becomes its first frame, as PNG). Source: the HTML standard, "Images: srcset with w descriptors".
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable

from plugins.config import SiteConfig
from plugins.model import Job, Output, Picture, ready
from plugins.values import dataclass

FOLDER = "assets/pictures"
SIZES = "(min-width: 40rem) 36rem, 100vw"
"""How wide the theme shows a picture: the text's column, or the whole screen where it is narrower."""
_FALLBACK = 1000
"""Pixels that the variant for browsers without `srcset` may be wide."""
_SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "png"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in one width."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Variants:
    """The value of a "picture" job: one picture in all its widths, narrow to wide."""

    variants: tuple[Variant, ...]


def variants(picture: Picture, config: SiteConfig) -> tuple[Variant, ...]:
    """The widths of the settings that the picture has, and its own where it is narrower than the widest."""
    own = min(picture.width, max(config.picture_widths))
    widths = (*(w for w in sorted(config.picture_widths) if w < own), own)
    stem = re.sub(r"[^a-z0-9]+", "-", posixpath.splitext(posixpath.basename(picture.path))[0].lower()).strip("-")
    # Of the path too: the same picture in two folders has two names, and neither clashes with the other.
    mark = hashlib.blake2b(f"{picture.path}\n{picture.digest}".encode(), digest_size=4).hexdigest()
    name, suffix = f"{FOLDER}/{stem[:60] or 'picture'}.{mark}", _SUFFIXES[picture.format]
    return tuple(
        Variant(f"{name}-{width}.{suffix}", width, max(1, round(picture.height * width / picture.width)))
        for width in widths
    )


def largest(picture: Picture, config: SiteConfig) -> str:
    """The path of the widest variant, which is the name of the output too."""
    return variants(picture, config)[-1].path


def outputs(picture: Picture, config: SiteConfig) -> tuple[Output, ...]:
    """The one output that makes all variants."""
    value = Variants(variants(picture, config))
    return (ready(value.variants[-1].path, Job("picture", value, (picture.digest,)), sources=(picture.path,)),)


def attributes(picture: Picture, config: SiteConfig, page_to: Callable[[str], str]) -> dict[str, str]:
    """Attributes of the `<img>`, not yet escaped, without `alt`; `page_to`: path in `output/` -> URL."""
    made = variants(picture, config)
    fallback = next((v for v in reversed(made) if v.width <= _FALLBACK), made[0])
    several = {"srcset": ", ".join(f"{page_to(v.path)} {v.width}w" for v in made), "sizes": SIZES}
    return {
        "src": page_to(fallback.path),
        **(several if len(made) > 1 else {}),
        "width": str(made[-1].width),
        "height": str(made[-1].height),
        "loading": "lazy",
        "decoding": "async",
    }
