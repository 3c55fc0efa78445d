"""Texts that name addresses and files of this machine -> a build that asks no address and reads no such file."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.build import engine
from plugins.build.manifest import Manifest
from plugins.build.rendering import Common, Done
from plugins.build.staging import staging
from plugins.model import BuildError, Job, Output, Rendered, Workshop
from plugins.render.fetcher import DeniedError, Fetcher


@pytest.fixture
def listener():
    """A server that notes every request."""
    asked = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_GET  # noqa: N815 (the library's names)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


BODY = """
![one]({0}/one.png) <img src="{0}/two.png" srcset="{0}/three.png 2x"> [![four]({0}/four.png)](https://example.org)

<style>
@import url({0}/five.css); @font-face {{ font-family: x; src: url({0}/six.woff2) }}
p {{ background: url({0}/seven.png) }}
</style>

<link rel="stylesheet" href="{0}/eight.css"><link rel="attachment" href="{0}/nine.txt"><base href="{0}/">

<object data="{0}/ten.svg"></object><embed src="{0}/eleven"><iframe src="{0}/twelve"></iframe>

<svg><image href="{0}/thirteen.png"/></svg>

<p style="background: url({0}/fourteen.png); content: url({0}/fifteen.png)" background="{0}/sixteen.png">Words</p>

<video src="{0}/seventeen" poster="{0}/eighteen.png"></video><input type="image" src="{0}/nineteen.png">

[twenty]({0}/twenty) <{0}/twenty-one>
"""


def test_no_address_is_asked_for(site, listener, hostile):
    address, asked = listener
    head = f"---\ndate: 2025-10-28\ntitle: A title ![x]({address}/title.png)\n"
    head += f"summary: <img src={address}/summary.png> words\n"
    head += f"key_points: ['![x]({address}/point.png)']\nsources: [{{title: A source, url: '{address}/source'}}]\n---\n"
    report, output = site({"briefings/trap.en.md": head + BODY.format(address)}, pdf=True)
    assert not report.failed
    assert {p.code for p in report.problems} == {"html-removed", "missing-alt", "remote-picture"}
    assert asked == []
    assert hostile(output).faults() == []


def test_a_build_opens_no_connection(site, monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: opened.append(address))
    report, _ = site(
        {"briefings/trap.en.md": "---\ntitle: A\ndate: 2025-10-28\n---\n" + BODY.format("http://evil.example")},
        pdf=True,
    )
    assert not report.failed
    assert opened == []


def test_no_file_of_the_machine_is_read(site, tmp_path, hostile):
    (tmp_path / "secret.txt").write_text("QX7Z")
    (tmp_path / "secret.css").write_text("p::before { content: 'QX8Z' }")
    url = tmp_path.as_uri()
    body = f'<link rel="attachment" href="{url}/secret.txt"><link rel="stylesheet" href="{url}/secret.css">\n\n'
    body += f'<style>@import url("{url}/secret.css");</style><object data="{url}/secret.txt"></object>\n\nWords.'
    report, output = site({"briefings/trap.en.md": f"---\ntitle: A\ndate: 2025-10-28\n---\n{body}"}, pdf=True)
    assert not report.failed
    assert hostile(output).holding("QX7Z") == hostile(output).holding("QX8Z") == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://evil.example/x.css",
        "ftp://evil.example/x",
        "file:///etc/hostname",
        "file:///etc/hostname.css",
        "file://evil.example/share/x.css",
        "blob:00112233445566778899aabbccddeeff",
        "blob:../../etc/hostname",
        "data:text/css," + "a" * 64_001,
        "//evil.example/x",
        "javascript:QX7Z()",
        "{theme}/../plugins/config.py",
        "{theme}/templates/base.html",
        "{theme}/%2e%2e/pyproject.css",
    ],
)
def test_the_engine_itself_refuses_and_says_so(url):
    """Should markup get past everything before it: the last door is shut too."""
    theme = Path(__file__).parents[2] / "theme"
    url = url.replace("{theme}", theme.as_uri())
    fetcher = Fetcher(Workshop(str(theme), {}, {}))
    with pytest.raises((DeniedError, ValueError)):
        fetcher.fetch(url)
    assert fetcher.denied == [url]


def test_a_link_in_the_theme_that_leads_out_is_refused(tmp_path):
    (tmp_path / "theme").mkdir()
    (tmp_path / "secret.css").write_text("QX7Z")
    (tmp_path / "theme/inside.css").symlink_to(tmp_path / "secret.css")
    fetcher = Fetcher(Workshop(str(tmp_path / "theme"), {}, {}))
    with pytest.raises(DeniedError):
        fetcher.fetch((tmp_path / "theme/inside.css").as_uri())


def rogue(job: Job, _facts, _workshop) -> Rendered:
    """A renderer that was led astray."""
    return Rendered(dict.fromkeys(job.value, b"QX7Z"))


@pytest.mark.parametrize("shared", [True, False], ids=["to the disk", "back as bytes"])
@pytest.mark.parametrize(
    "path",
    ["../evil.html", "a/../../evil.html", "/tmp/evil.html", "a/./b.html", "a//b.html", "", ".", "a\\..\\b", "a\0b"],
)
def test_the_engine_writes_no_path_that_leads_out(tmp_path, path, shared):
    """Neither a renderer nor a cluster's worker, who sends bytes with their path, can name one."""
    with staging(tmp_path) as stage, pytest.raises(BuildError):
        engine.render(
            (Output("x.html", "rogue", (), lambda: Job("rogue", (path,))),),
            Common({"rogue": f"{__name__}:rogue"}, Workshop("", {}, {}), str(stage.folder) if shared else ""),
            stage,
            engine.Before(Manifest(), tmp_path / "output", {}, "", tmp_path / "state"),
            lambda *_: None,
            engine.alone if shared else lambda *_: iter([Done("x.html", {}, {}, {}, (), {path: b"QX7Z"})]),
        )
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == b"QX7Z"] == []
