"""Building the golden content folder."""

import pytest

from tests.conftest import build


@pytest.fixture(scope="session")
def site_at():
    def make(content, output, **options):
        report = build(content, output, **options)
        assert not report.failed, "\n".join(map(str, report.problems))
        assert not report.problems, "\n".join(map(str, report.problems))
        return output

    return make
