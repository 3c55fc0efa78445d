"""What a reader's device is told: the manifest, and what to keep."""

import json

from tests.conftest import ROOT

TEXT = "---\ntitle: {title}\ndate: 1404-08-{day:02}\n{more}---\nمتن.\n"


def told(output, path):
    return json.loads((output / path).read_text("utf-8"))


def briefings(count, **more):
    texts = {
        f"b{day}": TEXT.format(title=f"گزارش {day}", day=day, more=more.get(f"b{day}", ""))
        for day in range(1, count + 1)
    }
    return {f"briefings/{slug}.fa.md": text for slug, text in texts.items()}


def test_the_ten_newest_of_a_language_are_kept_and_all_that_is_listed_is_there(site):
    report, output = site(briefings(12))
    assert not report.failed
    newest = told(output, "fa/newest.json")
    wanted = {f"fa/b{day}.html" for day in range(3, 13)}
    assert set(newest["pages"]) == {"offline.html", "fa/index.html"} | wanted
    assert set(told(output, "en/newest.json")["pages"]) == {"offline.html", "en/index.html"}, "no stub is kept unasked"
    for path in (*newest["pages"], *newest["files"]):
        assert (output / path).is_file(), path
    assert {path.rpartition(".")[2] for path in newest["files"]} == {"css", "js", "svg", "woff2"}


def test_a_withdrawn_briefing_is_forgotten_under_each_of_its_addresses(site):
    files = briefings(3, b2="status: withdrawn\nreason: نادرست بود.\n")
    report, output = site(files)
    assert not report.failed
    newest = told(output, "fa/newest.json")
    assert newest["withdrawn"] == ["en/b2.html", "fa/b2.html"]
    assert "fa/b2.html" not in newest["pages"]


def test_an_edit_of_a_text_leaves_worker_list_and_manifest_alone(site):
    site(briefings(3))
    report, _ = site({"briefings/b3.fa.md": TEXT.format(title="نام نو", day=3, more="")})
    assert "fa/b3.html" in report.why
    assert not {"worker.js", "fa/newest.json", "fa/site.webmanifest", "offline.html"} & set(report.why)


def test_a_manifest_says_name_language_direction_and_stays_in_the_site(site):
    _, output = site(briefings(1))
    for tag, direction, name in (("fa", "rtl", "گزارش"), ("en", "ltr", "Gozaresh")):
        manifest = told(output, f"{tag}/site.webmanifest")
        assert (manifest["lang"], manifest["dir"], manifest["name"]) == (tag, direction, name)
        assert (manifest["start_url"], manifest["scope"]) == ("index.html", "../")
        assert (output / tag / manifest["icons"][0]["src"]).resolve().is_file()


def test_scripts_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "theme/static/js").glob("*.js")) <= 12_000
