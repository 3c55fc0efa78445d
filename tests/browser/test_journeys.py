"""What a reader does: change the language, take the PDF, follow an old link, go astray; with scripts and without."""

import pytest

from plugins.model import BuildError  # noqa: F401 (keeps the project on the path in importlib mode)

pytestmark = pytest.mark.browser
KINDS = (
    "index.html us-japan-minerals.html persian-qanat.html eu-raw-materials.html lake-urmia.html topics.html "
    "topics/energy.html series/water-papers.html people/neda-farahani.html archive.html archive/1404-08.html "
    "archive/2025-10.html packs.html names.html about.html corrections.html"
).split()
