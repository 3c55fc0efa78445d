"""A real browser, and the demonstration site on a server of this machine under its base path.

Every page that a test opens is watched: a request to another host, a refused or missing file, a word on the console
or an uncaught exception fails the test.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from benchmarks import serving

_PRELOAD = re.compile(r"(?:font at|preload for) 'file:|^Failed to load resource: net::ERR_FAILED$")
"""From the disk Chromium refuses to fetch a font ahead of time, and then reads it where the stylesheet asks for it."""


@pytest.fixture(scope="module")
def server(built) -> Iterator[str]:
    """The address of the site, with the slash at its end."""
    with serving.served(built.output, base=built.base) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    if not serving.chromium():
        pytest.skip("there is no Chromium; `make test` sets one up")
    with serving.launched() as launched:
        yield launched


@dataclass
class Watch:
    """What went wrong on the pages of one context."""

    faults: list[str] = field(default_factory=list)
    allowed: set[str] = field(default_factory=set)
    """Addresses that a test asks for although they are missing."""

    def on(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message):
        # A browser says of itself that a page which was asked for is missing.
        missing = any(url in (message.location.get("url") or "") for url in self.allowed)
        if not missing and not _PRELOAD.search(message.text):
            self.faults.append(f"console: {message.type}: {message.text}")

    def _failed(self, request):
        # A font or icon that is still on its way when the reader goes on is given up.
        if request.failure != "net::ERR_ABORTED" and not request.url.startswith("file:"):
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.faults.append(f"request to another host: {request.url}")

    def _response(self, response):
        if response.status >= 400 and response.url not in self.allowed:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(browser):
    """`with visit(**options) as (page, watch)`: a fresh context; on leaving, nothing may have gone wrong."""

    @contextmanager
    def opened(**options):
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
        )
        page, watch = context.new_page(), Watch()
        watch.on(page)
        page.set_default_timeout(10_000)
        try:
            yield page, watch
        finally:
            context.close()
        assert watch.faults == []

    return opened
