"""What the build as a whole promises: it changes nothing with an error, tells everything, and repeats itself."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/content"
MARKER = "زنبورعسل"
"""A word that nothing but a hidden text holds."""


def briefing(title="گزارش", body="متن.", **keys):
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndate: 2025-03-01\n{more}---\n\n{body}\n"


def snapshot(folder):
    """Path -> bytes and time of change."""
    return {
        p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) if p.is_file() else None
        for p in folder.rglob("*")
    }


def picture(colour="red"):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue()


# ---------------------------------------------------------------------------------------------- errors and warnings


def test_with_an_error_not_one_byte_of_output_changes(site):
    first, output = site({"briefings/a.fa.md": briefing()})
    assert first.committed
    assert not first.failed
    before = snapshot(output)
    broken = {"briefings/a.fa.md": briefing(body="متن تازه."), "briefings/b.fa.md": briefing(topics="[none]")}
    report, _ = site(broken)
    assert report.failed
    assert not report.committed
    assert [p.code for p in report.problems] == ["unknown-topic"]
    assert snapshot(output) == before


def test_with_an_error_in_the_first_build_there_is_no_output_at_all(site):
    report, output = site({"briefings/a.fa.md": briefing(topics="[none]")})
    assert report.failed
    assert not output.exists()


def test_an_error_while_rendering_changes_nothing_either(site, tmp_path):
    _, output = site({"briefings/a.fa.md": briefing()})
    before = snapshot(output)
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    last = theme / "templates/pages/not_found.html"
    last.write_text(last.read_text().replace("door.heading", "door.no_such_field"))
    report, _ = site({"briefings/a.fa.md": briefing(body="متن تازه.")}, theme=theme)
    assert report.failed
    assert [p.code for p in report.problems] == ["render-failed"]
    assert "no_such_field" in report.problems[0].message
    assert snapshot(output) == before


def test_all_problems_of_all_files_come_at_once_sorted_and_without_repeats(site):
    report, _ = site(
        {
            "topics.yaml": "energy: {fa: انرژی}\nenergy: {fa: انرژی, en: Energy}\n",
            "briefings/b.fa.md": briefing(topics="[enrgy]", weight="12"),
            "briefings/a.fa.md": "---\ntitel: x\ndate: دیروز\n---\nمتن.\n",
            "briefings/c.en.md": briefing("C", "[d](d.en.md)"),
            "notes.md": "x\n",
        }
    )
    assert report.failed
    assert list(report.problems) == sorted(set(report.problems))
    assert {p.path for p in report.problems} >= {
        f"content/{path}" for path in ("topics.yaml", "briefings/a.fa.md", "briefings/b.fa.md", "briefings/c.en.md")
    }
    assert {p.code for p in report.problems} >= {"bad-date", "unknown-topic", "broken-link", "stray-file"}
    for problem in report.problems:
        assert str(problem).startswith(f"{problem.path}:"), problem


def test_a_warning_stops_a_strict_build_alone(site):
    files = {"briefings/a.fa.md": briefing(), "notes.md": "x\n"}
    report, output = site(files)
    assert not report.failed
    assert [(p.code, p.severity) for p in report.problems] == [("stray-file", "warning")]
    before = snapshot(output)
    strict, _ = site({"briefings/a.fa.md": briefing(body="متن تازه.")}, strict=True)
    assert strict.failed
    assert not strict.committed
    assert strict.problems == report.problems
    assert snapshot(output) == before


def test_a_build_counts_the_notes_that_a_check_shows(site):
    long = " ".join(["واژه"] * 60)
    files = {"briefings/a.fa.md": briefing(body=f"{long}.")}
    checked, _ = site(files, check_only=True)
    shown = [p for p in checked.problems if p.severity == "info"]
    assert "long-sentence" in {p.code for p in shown}
    assert checked.notes == 0
    for strict in (False, False, True):  # made, repeated, made under other rules
        built, _ = site({}, strict=strict)
        assert built.committed
        assert (built.problems, built.notes) == ((), len(shown))
    allowing = briefing(body=f"{long}.", allow="{long-sentence: از متن اصلی}")
    allowed, _ = site({"briefings/a.fa.md": allowing})
    assert (allowed.problems, allowed.notes) == ((), len(shown) - 1)
    named = "a: {fa: الف, en: A, kind: person}\n"
    again, _ = site({"names.yaml": named})
    assert again.notes == len(shown) - 1


def test_the_first_file_names_a_person_whichever_was_read_last(site, tmp_path):
    def by(name, body):
        return briefing(body=body, authors=f"[{name}]")

    files = {"briefings/a.fa.md": by("Leyla Karimi", "الف."), "briefings/b.fa.md": by("LEYLA KARIMI", "ب.")}
    _, output = site(files)
    for path, name in (("a", "Leyla Karimi"), ("b", "LEYLA KARIMI"), ("a", "Leyla Karimi")):
        site({f"briefings/{path}.fa.md": by(name, f"متن تازهٔ {path}.")})
        person = (output / "fa/people/leyla-karimi.html").read_text("utf-8")
        assert "Leyla Karimi" in person
        assert "LEYLA" not in person


def test_checking_writes_nothing_but_what_it_keeps_for_the_next_time(site, tmp_path):
    files = {"briefings/a.fa.md": briefing(topics="[none]"), "briefings/b.fa.md": briefing()}
    report, output = site(files, check_only=True)
    assert report.failed
    good, _ = site({"briefings/a.fa.md": briefing()}, check_only=True)
    assert not good.failed
    assert not good.committed
    assert good.briefings == {"fa": 2, "en": 0}
    assert not output.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".gozaresh", "content"]


def test_a_content_folder_elsewhere_is_named_from_the_sites_folder(tmp_path):
    code = (
        "import sys; from pathlib import Path; from plugins import pipeline; from tests.conftest import *\n"
        "content, root = map(Path, sys.argv[1:])\n"
        "request = pipeline.Request(root, content, root / 'output', ROOT / 'theme', settings(), NOW, check_only=True)\n"
        "print(*pipeline.run(request, progress=Quiet()).problems, sep='\\n')"
    )
    content = tmp_path / "elsewhere"
    (content / "briefings").mkdir(parents=True)
    (content / "briefings/a.fa.md").write_text(briefing(topics="[none]"))
    told = subprocess.run(
        [sys.executable, "-c", code, str(content), str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.startswith("../elsewhere/briefings/a.fa.md:4:10: error: unknown-topic: ")


def test_the_report_counts_what_was_made(site):
    english = briefing("A", "Text.")
    report, output = site(
        {"briefings/a.fa.md": briefing(), "briefings/a.en.md": english, "briefings/b.fa.md": briefing()}
    )
    there = [p for p in output.rglob("*") if p.is_file()]
    assert report.briefings == {"fa": 2, "en": 1}
    assert report.pages == sum(p.suffix == ".html" for p in there)
    assert (report.written, report.unchanged, report.removed) == (len(there), 0, 0)
    assert [name for name, _ in report.stages] == ["scan", "read", "check", "plan", "render", "commit"]
    again, _ = site({})
    assert (again.written, again.unchanged, again.removed) == (0, len(there), 0)
    before = {p.relative_to(output).as_posix() for p in there}
    (output.parent / "content/briefings/b.fa.md").unlink()
    after, _ = site({})
    gone = before - {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    assert {"fa/b.html", "en/b.html"} <= gone
    assert after.removed == len(gone)


# ------------------------------------------------------------------------------------------- what is not published


HIDDEN = {
    "briefings/shown.fa.md": briefing(),
    "briefings/shown.en.md": briefing(f"{MARKER} one", status="draft", aliases="[/old/unseen-alias.html]"),
    "briefings/unseen-draft.fa.md": briefing(
        f"{MARKER} دو", MARKER, status="draft", summary=MARKER, image="/images/unseen.png", tags=f"[{MARKER}]",
        attachments="[{file: /files/unseen.csv, title: x}]",
    ),
    "briefings/unseen-later.fa.md": briefing(
        f"{MARKER} سه", f"{MARKER}\n\n## English Summary\n\n{MARKER}.",
        status="embargoed", publish_at="2026-03-01 09:00", title_en=MARKER,
    ),
    "images/unseen.png": picture(),
    "files/unseen.csv": MARKER,
    "packs/one.yaml": "title: {fa: بسته, en: Pack}\nbriefings: [shown, unseen-later]\n",
}  # fmt: skip


def leaks(output):
    """Files that know of a hidden text, by their name or content."""

    def knows(path):
        return path.is_file() and any(word in path.read_bytes() for word in (MARKER.encode(), b"unseen"))

    found = [path for path in output.rglob("*") if "unseen" in path.name or knows(path)]
    return [path.relative_to(output).as_posix() for path in found]


def test_drafts_and_embargoes_reach_no_byte_of_the_output(site):
    report, output = site(HIDDEN, pdf=True)
    assert not report.failed, report.problems
    assert leaks(output) == []
    assert {p.name for p in output.glob("pdf/*")} == {"shown.fa.pdf"}
    assert "briefing-stub" in (output / "en/shown.html").read_text()


def test_an_embargo_ends_at_its_minute(site):
    before = datetime(2026, 3, 1, 5, 29, 59, tzinfo=UTC)  # 08:59:59 in Tehran
    _, output = site(HIDDEN, now=before)
    assert leaks(output) == []
    report, _ = site({}, now=before.replace(minute=30, second=0))
    assert not report.failed
    assert {"fa/unseen-later.html", "en/unseen-later.html", "feeds/fa.atom.xml", "sitemap.xml"} <= set(leaks(output))
    assert not [path for path in leaks(output) if "draft" in path]
    assert "noindex" not in (output / "fa/unseen-later.html").read_text()


def test_drafts_are_built_when_asked_marked_and_never_to_be_found(site):
    report, output = site(HIDDEN, drafts=True)
    assert not report.failed, report.problems
    pages = {p.relative_to(output).as_posix(): p.read_text() for p in output.rglob("*.html")}
    for path, page in pages.items():
        assert '<meta name="robots" content="noindex">' in page, path
        assert 'rel="canonical"' not in page or "http-equiv" in page, path
        assert 'hreflang="x-default"' not in page, path
    assert (output / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (output / "sitemap.xml").exists()
    for path in ("fa/unseen-draft.html", "fa/unseen-later.html"):
        assert "پیش‌نویس: منتشر نشده است." in pages[path]
    assert "Draft" in pages["en/shown.html"]
    assert 'class="entry-mark">پیش‌نویس<' in pages["fa/index.html"]
    assert not [p for p in output.rglob("*.atom.xml") if f"<title>{MARKER}" in p.read_text()]


def test_pictures_and_files_that_nothing_uses_are_not_published(site):
    report, output = site(
        {
            "briefings/a.fa.md": briefing(body="![سد](../images/used.png)\n\n[داده](../files/used.csv)"),
            "briefings/b.fa.md": briefing(image="{file: /images/lead.png, alt: سد}"),
            "briefings/gone.fa.md": briefing(
                body="![سد](../images/gone.png)", status="withdrawn", reason="نادرست بود.",
                attachments="[/files/gone.csv]",
            ),
            "images/used.png": picture("blue"),
            "images/lead.png": picture("green"),
            "images/gone.png": picture("black"),
            "images/unused.png": picture("white"),
            "files/used.csv": "a",
            "files/gone.csv": "b",
            "files/unused.csv": "c",
        }
    )  # fmt: skip
    assert not report.failed, report.problems
    made = [p.name.partition(".")[0] for folder in ("pictures", "files") for p in output.glob(f"assets/{folder}/*")]
    assert sorted(made) == ["lead", "used", "used"]


# --------------------------------------------------------------------------------------------------- the same again


def digests(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_two_builds_in_two_places_are_equal_to_the_byte(tmp_path):
    """Other folders, other hash seeds, other time zones, another order of files on the disk."""
    code = (
        "import sys; from pathlib import Path; from tests.conftest import build\n"
        "report = build(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "assert not report.failed, report.problems"
    )
    made = []
    for seed, zone in (("1", "Asia/Tehran"), ("2", "America/St_Johns")):
        base = tmp_path / f"place-{seed}" / ("deep" * int(seed))
        files = sorted((p for p in GOLDEN.rglob("*") if p.is_file()), reverse=seed == "2")
        for path in files:
            target = base / "content" / path.relative_to(GOLDEN)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C" if seed == "1" else "C.UTF-8"}
        command = [sys.executable, "-c", code, str(base / "content"), str(base / "output")]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=200)
        made.append(digests(base / "output"))
    assert made[0] == made[1]
    assert any(path.endswith(".pdf") for path in made[0])
    assert any(path.endswith(".png") for path in made[0])


@pytest.mark.parametrize("address", ["", "https://desk.example", "https://desk.example/a/b"])
def test_the_address_changes_nothing_that_links_inside(site, address):
    """Relative links are the same wherever the site stands; only what must be absolute has the address."""
    report, output = site({"briefings/a.fa.md": briefing(), "topics.yaml": "energy: {fa: انرژی}\n"}, site_url=address)
    assert not report.failed
    page = (output / "fa/a.html").read_text()
    absolute = page.count(f"{address}/") + page.count(quote(f"{address}/", safe=""))  # the latter to hand it on
    assert page.count("desk.example") == (absolute if address else 0)
    assert 'href="../assets/site.' in page
    assert f'href="{address.removeprefix("https://desk.example")}/fa/index.html"' in (output / "404.html").read_text()
    assert (output / "sitemap.xml").exists() == bool(address)
