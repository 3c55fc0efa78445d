"""A built site on a server of this machine, and a real browser to look at it.

What `reading.py`, `lighthouse.py`, `record.py` and the tests in `tests/browser` stand on.
"""

from __future__ import annotations

import functools
import gzip
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
BASE = "/briefings/"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
KINDS = {
    "home": "index.html",
    "briefing": "us-japan-minerals.html",
    "chart": "eu-carbon-border.html",
    "time line": "iran-eaeu-trade.html",
    "table": "helmand-treaty.html",
    "English summary": "lake-urmia.html",
    "English stub": "persian-qanat.html",
    "Persian stub": "eu-raw-materials.html",
    "topics": "topics.html",
    "topic": "topics/energy.html",
    "series": "series/water-papers.html",
    "person": "people/neda-farahani.html",
    "archive": "archive.html",
    "Solar Hijri month": "archive/1404-08.html",
    "Gregorian month": "archive/2025-10.html",
    "packs": "packs.html",
    "names": "names.html",
    "text": "about.html",
}
"""A page of each kind that the demonstration has, below fa/ and en/."""
PARALLEL = "us-japan-minerals.html"
"""Below fa-en/."""
DOORS = ("index.html", "404.html", "offline.html")
"""Pages in both languages at once."""


def pages() -> dict[str, str]:
    """A page of each kind in each language: what it is -> its path."""
    found = {f"{kind}, {tag}": f"{tag}/{path}" for kind, path in KINDS.items() for tag in ("fa", "en")}
    return found | {"parallel, fa": f"fa-en/{PARALLEL}"} | {path: path for path in DOORS}


class _Server(ThreadingHTTPServer):
    """A browser that leaves a page hangs up in the middle of a font: that is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a base path as GitHub Pages does: texts compressed, 404.html for an unknown path."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, base: str, font_delay: float = 0, **kwargs: Any) -> None:
        self.base, self.font_delay = base, font_delay
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.base)
        return super().translate_path("/" + path[len(self.base) :]) if inside else "/nowhere"

    def do_GET(self) -> None:
        if self.font_delay and urlsplit(self.path).path.endswith(".woff2"):
            time.sleep(self.font_delay)
        file = Path(self.translate_path(self.path))
        if file.suffix in TEXTS and file.is_file() and "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send(200, gzip.compress(file.read_bytes(), 6, mtime=0), self.guess_type(file), "gzip")
        else:
            super().do_GET()

    def list_directory(self, _path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
        else:
            self._send(404, Path(self.directory, "404.html").read_bytes(), "text/html")

    def _send(self, code: int, body: bytes, kind: str, encoding: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Be silent."""


TEXTS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".webmanifest"}


@contextmanager
def served(folder: Path, *, base: str = BASE, port: int = 0, font_delay: float = 0) -> Iterator[str]:
    """The address of a folder, with the slash at its end."""
    handler = functools.partial(_Handler, directory=str(folder), base=base, font_delay=font_delay)
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
        thread.join()


def chromium() -> str:
    """The browser that setup.sh chose, or that of the machine; "" where there is none."""
    path = Path(sys.prefix, "bin", "chromium")
    return str(path) if path.exists() else shutil.which("chromium") or ""


@contextmanager
def launched() -> Iterator[Any]:
    """That browser, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    """The demonstration, built for the address at which it is served."""

    folder: Path
    address: str


@contextmanager
def demonstration(folder: Path) -> Iterator[Site]:
    """The project's own content, built into the folder and served; what the build kept is forgotten."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(folder) as address:
        environment = os.environ | {"SITEURL": address.rstrip("/")}
        for words in (["build"], ["clean", "--content", str(ROOT / "content")]):
            command = [sys.executable, "-m", "invoke", *words, "--output", str(folder)]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield Site(folder, address)
