"""A picture file's bytes -> Picture, found whole.

Every picture is decoded to its end here, so that a damaged one is a problem with a path before anything is written.
The format is read from the bytes, not from the name. SVG is refused: it may carry scripts, and WeasyPrint does not
join Persian letters in it. Source: Pillow's handbook; the Exif tag Orientation (0x0112).
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import TYPE_CHECKING

from plugins.model import Picture, Problem

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
"""How a file of those formats begins: where the rest makes no sense it is damaged, not of another kind."""


def read(path: str, data: bytes) -> tuple[Picture | None, tuple[Problem, ...]]:
    """Read a picture; of one that moves, the first frame. Problems: picture-format, -damaged, -too-large."""
    if not data.startswith(_SIGNATURES) and data.strip():
        kind = "SVG is not taken" if _is_svg(path, data) else "it is none of JPEG, PNG, WEBP and GIF"
        return None, (Problem(path, 0, 0, "picture-format", kind, "save it as PNG or JPEG"),)
    from PIL import Image, ImageFile, ImageOps  # not above: most builds read no picture

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a strange Exif block is not the author's business
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    return None, (_too_large(path, f"{image.width} × {image.height} pixels"),)
                # WeasyPrint, where it was imported before, has Pillow take half a picture for a whole one.
                ImageFile.LOAD_TRUNCATED_IMAGES = False
                image.load()
                ImageOps.exif_transpose(image, in_place=True)  # the size is that of the picture as shown
                return _picture(path, data, image), ()
        except Image.DecompressionBombError:
            return None, (_too_large(path, "very many pixels"),)
        except Exception as error:  # noqa: BLE001 (Pillow raises a dozen kinds on damaged bytes)
            message = f"the picture is damaged: {error}"
            fix = "open it in a picture program and save it again, or fetch it anew"
            return None, (Problem(path, 0, 0, "picture-damaged", message, fix),)


def _picture(path: str, data: bytes, image: Opened) -> Picture:
    kind = "JPEG" if image.format == "MPO" else str(image.format)  # MPO: what some telephones' JPEGs are
    return Picture(path, hashlib.blake2b(data, digest_size=16).hexdigest(), image.width, image.height, kind)


def _too_large(path: str, size: str) -> Problem:
    message = f"the picture has {size}; at most {MAX_PIXELS // 1_000_000} million pixels are taken"
    return Problem(path, 0, 0, "picture-too-large", message, "save a smaller copy")


def _is_svg(path: str, data: bytes) -> bool:
    return path.lower().endswith(".svg") or b"<svg" in data[:1000].lower()
