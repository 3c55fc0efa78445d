"""The demonstration site, read once for each test process."""

import pytest

from tests.site.reading import parse


@pytest.fixture(scope="session")
def trees(built):
    """Path of each page -> its parsed root."""
    return {path: parse(built.read(path)) for path in built.pages()}
