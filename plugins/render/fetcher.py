"""An address in a document or stylesheet -> its bytes, or a refusal that is kept.

WeasyPrint's own fetcher follows http, redirects and file: anywhere on the disk, and a refusal there is only a
log line. Ours knows two places: pictures of the build by digest (`blob:<digest>`), and files inside the theme
folder. Whatever else a document names is refused and listed in `denied`, and the build fails on it.
Pictures are decoded and encoded anew: a JPEG would go into the PDF byte for byte, with the place and the
device that it was taken with.
Source: WeasyPrint 70.0 docs, "URL Fetchers" (a subclass: a plain function crashes); GHSA-983w-rhvv-gwmv.
"""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from plugins.model import Workshop
from plugins.render.pictures import upright

MAX_DATA_URL = 64_000
"""Characters of a `data:` URL that is still taken."""
MAX_SIDE = 1800
"""Pixels of a picture's longer side: 275 dpi over the widest column."""
PHOTOGRAPHS = (b"\xff\xd8", b"RIFF")
"""How the files of JPEG and WebP begin: stored as JPEG, everything else as PNG."""
TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".png": "image/png",
}


class DeniedError(ValueError):
    """The address is none of those that a document may name."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves one document. `denied` lists what was refused, in order."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.workshop = workshop
        self.denied: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the bytes of an address. Raises DeniedError, which WeasyPrint turns into a log line."""
        del headers
        scheme = urlsplit(url).scheme.lower()
        try:
            if scheme == "blob":
                return URLFetcherResponse(url, picture(self._blob(url)))
            if scheme == "file":
                return self._theme_file(url)
            if scheme == "data" and len(url) <= MAX_DATA_URL:
                return super().fetch(url)
            return self._refuse()
        except Exception:
            self.denied.append(url)
            raise

    def _refuse(self) -> URLFetcherResponse:
        raise DeniedError("a PDF takes only pictures of the content folder and files of the theme")

    def _blob(self, url: str) -> bytes:
        digest = url.partition(":")[2]
        if digest not in self.workshop.blobs:
            raise DeniedError("no picture of this build has that digest")
        return self.workshop.blob(digest)

    def _theme_file(self, url: str) -> URLFetcherResponse:
        theme = Path(self.workshop.theme).resolve()
        path = Path(url2pathname(urlsplit(url).path)).resolve()  # links are followed first, then judged
        if urlsplit(url).netloc or not path.is_relative_to(theme) or path.suffix not in TYPES:
            raise DeniedError("the file is not one of the theme's")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def picture(data: bytes) -> bytes:
    """The same picture upright, no larger than print needs, and without its metadata."""
    image, _ = upright(data)
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    if data.startswith(PHOTOGRAPHS) and image.mode in ("L", "RGB"):
        image.save(out, "JPEG", quality=85, optimize=True)
    else:
        image.save(out, "PNG", optimize=True)
    return out.getvalue()
