"""Promises that every page of the demonstration site keeps."""

import json
import re
import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urldefrag, urljoin

import pytest

from plugins.languages import TABLE
from tests.site.reading import by_class, classes, elements, is_external, links, parse, said, target, text

LANGUAGES = ("fa", "en")
LOADING = {"img", "script", "iframe", "source", "video", "audio", "track", "embed", "object", "input"}
LOADED_RELS = {"stylesheet", "preload", "icon", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
WELL_KNOWN = {".nojekyll", "robots.txt", "sitemap.xml", "404.html", "index.html", "offline.html"}


def is_redirect(root):
    return any(e.get("http-equiv") == "refresh" for e in elements(root))


def kind(root):
    return next(e for e in elements(root) if e.get("id") == "g-main").get("class")


def pages_of(trees, tag):
    return {path: root for path, root in trees.items() if path.startswith(f"{tag}/")}


def path_of(built, url):
    """The path in output/ of one of the site's absolute addresses."""
    assert url.startswith(f"{built.address}/"), url
    path = url.removeprefix(f"{built.address}/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def files(built):
    return {p.relative_to(built.output).as_posix() for p in built.output.rglob("*") if p.is_file()}


# ------------------------------------------------------------------------------------------------ every page alone


def test_ids_are_unique(trees):
    for path, root in trees.items():
        ids = [e.get("id") for e in elements(root) if e.get("id") is not None]
        assert len(ids) == len(set(ids)), path
        assert all(ids), path


def test_a_page_says_its_language_and_direction_title_and_heading(trees):
    for path, root in trees.items():
        tag = path[:2] if path[:2] in LANGUAGES and path[2:3] == "/" else None
        assert root.get("dir") == TABLE[root.get("lang")].direction, path
        assert tag is None or root.get("lang") == tag, path
        titles = [text(e) for e in root.find("head") if e.tag == "title"]
        assert len(titles) == 1, path
        assert titles[0], path
        headings = [text(e) for e in elements(root) if e.tag == "h1"]
        halves = len(by_class(root, "door")) or 1  # the root and 404 pages are one page in each language
        assert len(headings) == halves, path
        assert all(headings), path


def test_titles_differ(trees):
    for tag in LANGUAGES:
        titles = [text(root.find("head/title")) for root in pages_of(trees, tag).values()]
        assert len(titles) == len(set(titles))


def test_no_style_and_no_script_stands_in_a_page(trees):
    for path, root in trees.items():
        for element in elements(root):
            assert "style" not in element.attrib, path
            assert not [name for name in element.attrib if name.startswith("on")], path
            assert element.tag != "style", path
            if element.tag == "script" and not element.get("src"):
                assert element.get("type") == "application/ld+json", path


def test_nothing_is_loaded_from_elsewhere(built, trees):
    for path, root in trees.items():
        for element, url in links(root):
            if element.tag in LOADING or (element.tag == "link" and element.get("rel") in LOADED_RELS):
                assert not is_external(url), (path, url)
    for path in files(built):
        if path.endswith((".css", ".svg", ".js")):
            for url in re.findall(r"""(?:url\(|@import|href=|src=)\s*["']?([^"')\s]+)""", built.read(path)):
                assert not is_external(url), (path, url)


def test_direction_is_explicit_wherever_a_language_is(trees):
    """WeasyPrint and feed readers ignore dir=auto and a bare bdi; so does a reader of our source."""
    for path, root in trees.items():
        for element in elements(root):
            if element.tag == "bdi" or element.get("dir") is not None:
                assert element.get("dir") in ("rtl", "ltr"), (path, text(element))


# ----------------------------------------------------------------------------------------------------------- links


def test_every_link_leads_to_a_file_and_every_anchor_to_an_id(built, trees):
    there = files(built)
    ids = {path: {e.get("id") for e in elements(root) if e.get("id")} for path, root in trees.items()}
    for path, root in trees.items():
        for _, url in links(root):
            if is_external(url):
                if url.startswith(built.address):
                    assert path_of(built, urldefrag(url)[0]) in there, (path, url)
                continue
            found, fragment = target(path, url, built.base)
            assert found in there, (path, url)
            assert not fragment or fragment in ids[found], (path, url)


def test_links_inside_are_relative_and_those_of_404_begin_with_the_base_path(built, trees):
    for path, root in trees.items():
        for element, url in links(root):
            if element.get("rel") == "canonical" or (element.tag == "link" and element.get("hreflang")):
                continue  # said to machines, and absolute
            if path == "404.html":
                assert url.startswith(built.base), url
            else:
                assert not url.startswith("/"), (path, url)
                assert not url.startswith(built.address), (path, url)


def test_every_file_is_reached_from_the_root_page(built, trees):
    """What nothing leads to should not have been made; old addresses and the well-known files excepted."""
    seen = {path for path in WELL_KNOWN if (built.output / path).exists()}
    seen |= {path for path, root in trees.items() if is_redirect(root)}
    waiting = [path for path in seen if path.endswith(".html")]
    while waiting:
        path = waiting.pop()
        root = trees[path]
        urls = [url for _, url in links(root) if not is_external(url)]
        found = {target(path, url, built.base)[0] for url in urls}
        image = said(root).meta.get("og:image")
        found |= {path_of(built, image)} if image else set()
        for sheet in [f for f in found if f.endswith(".css")]:
            found |= {target(sheet, url)[0] for url in re.findall(r'url\("([^")]+)"\)', built.read(sheet))}
        waiting += [f for f in found - seen if f.endswith(".html")]
        seen |= found
    assert files(built) - seen == set()


@pytest.mark.parametrize("prefix", ["/", "/some/path/"])
def test_the_site_opens_wherever_it_is_served(built, prefix, tmp_path):
    folder = tmp_path.joinpath(*prefix.strip("/").split("/")) if prefix != "/" else tmp_path / "site"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(built.output)

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    served = tmp_path if prefix != "/" else folder
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(served))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        start = f"http://127.0.0.1:{server.server_port}{prefix}"
        seen, waiting = {start}, [start]
        try:
            while waiting:
                url = waiting.pop()
                with urllib.request.urlopen(url, timeout=20) as answer:
                    data = answer.read()
                    kinds = answer.headers.get_content_type()
                if kinds == "text/html":
                    for _, found in links(parse(data.decode())):
                        whole = urldefrag(urljoin(url, found))[0]
                        if whole.startswith(start) and whole not in seen and not whole.endswith(".pdf"):
                            seen.add(whole)
                            waiting.append(whole)
        finally:
            server.shutdown()
    assert len(seen) > 100


def test_the_language_switch_leads_to_the_same_kind_of_page(trees):
    for tag in LANGUAGES:
        other = next(t for t in LANGUAGES if t != tag)
        for path, root in pages_of(trees, tag).items():
            if is_redirect(root):
                continue
            (switch,) = by_class(root, "masthead-languages")
            (link,) = [e for e in elements(switch) if e.tag == "a"]
            found, _ = target(path, link.get("href"))
            assert found == f"{other}/{path[3:]}", path
            assert (link.get("lang"), link.get("hreflang")) == (other, other), path
            assert kind(trees[found]) == kind(root), path
            assert trees[found].get("lang") == other, path


# -------------------------------------------------------------------------------------------- what machines are told


def test_canonical_is_the_pages_own_address_and_only_of_pages_to_be_found(built, trees):
    for path, root in trees.items():
        head = said(root)
        if is_redirect(root):
            (leads_to,) = {target(path, url)[0] for e, url in links(root) if e.tag == "a"}
            assert path_of(built, head.canonical) == leads_to
            assert head.noindex
        elif head.noindex:
            assert head.canonical == "", path
            assert not head.alternates, path
        else:
            assert path_of(built, head.canonical) == path
            assert head.meta["og:url"] == head.canonical
            assert not head.canonical.endswith("/index.html"), path


def test_hreflang_is_reciprocal_with_itself_and_a_default(built, trees):
    heads = {path: said(root) for path, root in trees.items()}
    for path, head in heads.items():
        if head.noindex:
            continue
        assert "x-default" in head.alternates, path
        assert head.canonical in head.alternates.values(), path
        for tag, url in head.alternates.items():
            other = path_of(built, url)
            assert heads[other].alternates == head.alternates, (path, other)
            assert not heads[other].noindex, (path, other)
            assert tag == "x-default" or trees[other].get("lang") == tag, (path, other)


def test_an_edition_that_does_not_exist_is_no_alternate(built, trees):
    stubs = [path for path, root in trees.items() if by_class(root, "briefing-stub")]
    assert {path[:2] for path in stubs} == set(LANGUAGES), "the demonstration has stubs in both languages"
    for path in stubs:
        twin = f"{'en' if path.startswith('fa/') else 'fa'}/{path[3:]}"
        assert said(trees[path]).noindex
        assert set(said(trees[twin]).alternates) == {twin[:2], "x-default"}
        article = by_class(trees[path], "briefing-stub")[0]
        heading = next(e for e in elements(article) if e.tag == "h1")
        assert {e.get("lang") for e in elements(heading)} == {None, twin[:2]}, "its title is in the other language"
        assert target(path, next(e for e in elements(article) if e.tag == "a").get("href"))[0] == twin
        tag, name = path[:2], path[3:].removesuffix(".html")
        assert f":{tag}/{name}</id>" not in built.read(f"feeds/{tag}.atom.xml")


def test_the_sitemap_lists_the_pages_to_be_found_with_their_alternates(built, trees):
    root = parse(built.read("sitemap.xml").partition("?>")[2])
    listed = {}
    for url in [e for e in elements(root) if e.tag == "url"]:
        address = next(text(e) for e in elements(url) if e.tag == "loc")
        assert address not in listed
        listed[address] = {e.get("hreflang"): e.get("href") for e in elements(url) if e.get("hreflang")}
    found = {said(root).canonical: said(root).alternates for root in trees.values() if not said(root).noindex}
    assert listed == found


def test_robots_txt_names_the_sitemap(built):
    lines = built.read("robots.txt").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {built.address}/sitemap.xml"]


def editions(trees):
    return {
        path: root
        for path, root in trees.items()
        if by_class(root, "briefing-full") or by_class(root, "briefing-summary")
    }


def test_json_ld_describes_each_edition_in_its_language(built, trees):
    for path, root in trees.items():
        scripts = [e for e in elements(root) if e.tag == "script" and e.get("type") == "application/ld+json"]
        if path not in editions(trees):
            assert not scripts, path
            continue
        (script,) = scripts
        data = json.loads(script.text)
        assert data["@context"] == "https://schema.org"
        assert data["inLanguage"] == root.get("lang")
        assert data["url"] == said(root).canonical
        assert data["headline"] == next(text(e) for e in elements(root) if e.tag == "h1")
        assert data["datePublished"] <= data["dateModified"]
        assert (built.output / path_of(built, data["image"])).is_file()


def test_the_open_graph_picture_of_each_edition_is_there(built, trees):
    for path, root in editions(trees).items():
        meta = said(root).meta
        picture = built.output / path_of(built, meta["og:image"])
        assert picture.read_bytes()[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"RIFF"), path
        assert meta["og:image:alt"], path
        assert meta["og:type"] == "article", path
        assert meta["article:published_time"] <= meta["article:modified_time"], path


# ------------------------------------------------------------------------------------------------- what readers see


def test_a_briefing_shows_its_day_in_both_calendars_its_own_first(trees):
    gregorian = {
        "fa": r"[۰-۹]{1,2} [\w\u0654]+ ۲۰[۰-۹]{2}",
        "en": r"\d{1,2} [A-Z][a-z]+ 20\d{2}",
    }
    hijri = {"fa": r"[۰-۹]{1,2} \w+ ۱۴[۰-۹]{2}", "en": r"\d{1,2} [A-Z][a-z]+ 14\d{2}"}
    for path, root in trees.items():
        article = by_class(root, "briefing")
        if not article:
            continue
        tag = path[:2]
        first, second = (hijri, gregorian) if tag == "fa" else (gregorian, hijri)
        days = [e for e in elements(article[0]) if e.tag == "time"]
        assert days, path
        for day in days:
            assert re.fullmatch(first[tag], text(by_class(day, "date-first")[0])), path
            assert re.fullmatch(second[tag], text(by_class(day, "date-second")[0])), path
            assert re.match(r"20\d\d-\d\d-\d\d", day.get("datetime")), path


def test_persian_pages_count_in_persian_digits(trees):
    for path, root in pages_of(trees, "fa").items():
        for name in (
            "count",
            "page-meta",
            "downloads-meta",
            "date-first",
            "date-second",
            "reading",
            "pack-note",
            "volume-note",
        ):
            for element in by_class(root, name):
                assert not re.search("[0-9]", text(element)), (path, text(element))


def test_a_summary_says_that_it_is_one_and_leads_to_the_full_text(trees):
    summaries = [(path, root) for path, root in trees.items() if by_class(root, "briefing-summary")]
    assert summaries
    for path, root in summaries:
        (notice,) = by_class(root, "notice")
        (link,) = [e for e in elements(notice) if e.tag == "a"]
        full = target(path, link.get("href"))[0]
        assert full == f"{'en' if path.startswith('fa/') else 'fa'}/{path[3:]}"
        assert by_class(trees[full], "briefing-full")


def test_what_is_only_in_the_other_language_is_listed_and_marked(trees):
    for tag in LANGUAGES:
        stubs = {path for path, root in pages_of(trees, tag).items() if by_class(root, "briefing-stub")}
        listed = {}
        for path, root in pages_of(trees, tag).items():
            for entry in by_class(root, "entry"):
                title = by_class(entry, "entry-title")[0]
                leads_to = target(path, next(e for e in elements(title) if e.tag == "a").get("href"))[0]
                listed.setdefault(leads_to, set()).add(bool(by_class(entry, "entry-mark")))
        assert stubs <= set(listed)
        assert all(listed[path] == {True} for path in stubs)
        full = {path for path in listed if by_class(trees[path], "briefing-full")}
        assert all(listed[path] == {False} for path in full)


def test_the_archive_counts_every_briefing_once_in_each_calendar(trees):
    for tag in LANGUAGES:
        briefings = {path for path, root in pages_of(trees, tag).items() if by_class(root, "briefing")}
        for calendar in ("14", "20"):
            months = [r for p, r in trees.items() if re.match(rf"{tag}/archive/{calendar}\d\d-\d\d\.html", p)]
            entries = [e for root in months for e in by_class(root, "entry")]
            assert len(entries) == len(briefings)


# ------------------------------------------------------------------------------------------------------------ files


def test_a_theme_file_and_a_picture_carry_a_digest_in_their_name(built):
    assets = sorted(path for path in files(built) if path.startswith("assets/"))
    assert any(path.endswith(".css") for path in assets)
    assert any(path.endswith(".woff2") for path in assets)
    for path in assets:
        assert re.fullmatch(r"assets/(\w+/)?[\w.-]+\.[0-9a-f]{8,16}(-\d+)?\.\w+", path), path


def test_only_known_kinds_of_files_are_published(built):
    suffixes = {path.rpartition(".")[2] for path in files(built)}
    known = {"html", "xml", "txt", "css", "js", "woff2", "svg", "png", "pdf", "nojekyll", "jpg", "webp"}
    known |= {"json", "webmanifest"}
    assert suffixes <= known
    assert ".nojekyll" in files(built)


def test_an_old_address_sends_the_reader_on(built, trees):
    redirects = {path: root for path, root in trees.items() if is_redirect(root)}
    assert redirects, "the demonstration has an old address"
    for path, root in redirects.items():
        refresh = next(e for e in elements(root) if e.get("http-equiv") == "refresh")
        delay, _, url = refresh.get("content").partition("; url=")
        assert delay == "0"
        found = target(path, url)[0]
        assert by_class(trees[found], "briefing"), path
        anchor = next(e for e in elements(root) if e.tag == "a")
        assert target(path, anchor.get("href"))[0] == found
        assert text(anchor) == next(text(e) for e in elements(trees[found]) if e.tag == "h1")
        assert root.get("lang") == trees[found].get("lang")


def test_every_pdf_is_offered_with_its_true_size(built, trees):
    offered = set()
    for path, root in trees.items():
        for row in [e for e in elements(root) if e.tag == "li" and by_class(e, "downloads-meta")]:
            link = next(e for e in elements(row) if e.tag == "a")
            pdf = built.output / target(path, link.get("href"))[0]
            said_size = text(by_class(row, "downloads-meta")[0])
            if pdf.suffix == ".pdf" and link.get("type") == "application/pdf":
                offered.add(pdf)
                assert pdf.read_bytes()[:5] == b"%PDF-"
                assert classes(row.find("span")) == {"downloads-meta"}
                kilobytes = round(pdf.stat().st_size / 1000)
                shown = str(kilobytes)
                if path.startswith("fa/"):
                    shown = shown.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
                assert shown in said_size, (path, said_size, kilobytes)
    assert offered == set(built.output.rglob("*.pdf"))
