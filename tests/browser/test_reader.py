"""A reader's choices and a reader without a line: colours that stay, a policy that stands, pages kept on the device."""

import re
from contextlib import contextmanager

import pytest

from benchmarks.serving import KINDS

pytestmark = pytest.mark.browser
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 246)", "rgb(21, 23, 27)"
PAGE = "us-japan-minerals.html"


def choose(page, what):
    page.locator(f'button[data-choose="{what}"]').click()


# -------------------------------------------------------------------------------------------------------- colours


@pytest.mark.parametrize(("device", "chosen", "paper"), [("light", "dark", DARK), ("dark", "light", LIGHT)])
def test_a_choice_of_colours_is_kept_over_pages_and_can_be_undone(visit, server, device, chosen, paper):
    of_device = {"light": LIGHT, "dark": DARK}[device]
    with visit(color_scheme=device) as (page, _):
        page.goto(f"{server}fa/{PAGE}")
        assert page.evaluate(PAPER) == of_device
        choose(page, chosen)
        for path in (f"fa/{PAGE}", "en/index.html", "fa/archive.html", "index.html", "404.html"):
            page.goto(server + path)
            assert page.evaluate(PAPER) == paper, path
            scheme = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
            assert scheme == chosen, path
        page.goto(f"{server}en/{PAGE}")
        pressed = page.locator('.choice button[aria-pressed="true"]')
        assert pressed.get_attribute("data-choose") == chosen
        choose(page, "")
        assert page.evaluate(PAPER) == of_device
        page.goto(f"{server}fa/index.html")
        assert page.evaluate(PAPER) == of_device
        assert pressed.get_attribute("data-choose") == ""


def test_a_chosen_colour_is_there_before_anything_is_drawn(visit, server):
    """The choice stands on <html> when <body> begins, and the style sheet blocks the first line as it always does."""
    with visit(color_scheme="light") as (page, _):
        page.goto(f"{server}fa/{PAGE}")
        choose(page, "dark")
        page.add_init_script(
            """new MutationObserver((_, observer) => {
                if (!document.body) return;
                window.atBody = document.documentElement.dataset.theme;
                observer.disconnect();
            }).observe(document, {childList: true, subtree: true});"""
        )
        page.goto(f"{server}en/{PAGE}")
        assert page.evaluate("window.atBody") == "dark"
        order = "[...document.head.querySelectorAll('script[src], link[rel=stylesheet]')].map(e => e.tagName)"
        assert page.evaluate(order) == ["SCRIPT", "LINK"], "the script waits for no style sheet"
        assert page.evaluate("(s => s.async || s.defer)(document.querySelector('script[src]'))") is False


def test_a_choice_in_one_window_reaches_the_other(visit, server):
    with visit(color_scheme="light") as (page, watch):
        page.goto(f"{server}fa/index.html")
        other = page.context.new_page()
        watch.on(other)
        other.goto(f"{server}en/index.html")
        choose(page, "dark")
        other.wait_for_function(f"{PAPER} === '{DARK}'")


@pytest.mark.parametrize(("device", "paper"), [("light", LIGHT), ("dark", DARK)])
def test_without_a_script_the_device_decides_and_no_dead_button_is_seen(visit, server, device, paper):
    with visit(color_scheme=device, java_script_enabled=False) as (page, _):
        page.goto(f"{server}fa/{PAGE}")
        assert page.evaluate(PAPER) == paper
        assert page.locator("button:visible").count() == 0


# -------------------------------------------------------------------------------------------------------- copying


COPIES = """Object.defineProperty(navigator, "clipboard", {value: {writeText: text => %s}, configurable: true});
    window.copied = [];"""


@pytest.mark.parametrize(("language", "done"), [("fa", "کپی شد."), ("en", "Copied.")])
def test_each_button_copies_what_it_names_and_says_so(visit, server, built, language, done):
    with visit() as (page, _):
        page.add_init_script(COPIES % "(window.copied.push(text), Promise.resolve())")
        page.goto(f"{server}{language}/{PAGE}")
        for summary in page.locator(".cite summary").all():
            summary.click()
        buttons = page.locator(".copy > button")
        assert buttons.count() == 4
        for number in range(4):
            buttons.nth(number).focus()
            page.keyboard.press("Enter")
            page.wait_for_function(f"document.querySelectorAll('.copy-said')[{number}].textContent")
            assert page.locator(".copy-said").all_inner_texts() == [done if at == number else "" for at in range(4)]
        line, bibtex, ris, link = page.evaluate("window.copied")
        assert line == page.locator("#g-cite-line").text_content()
        assert bibtex == page.locator("#g-cite-bibtex").text_content()
        assert bibtex.startswith("@techreport{us-japan-minerals-")
        assert bibtex.endswith("\n}\n")
        assert ris.startswith("TY  - RPRT\r\nAU  - ")
        assert ris.endswith("\r\nER  - \r\n")
        assert ris.count("\n") == ris.count("\r\n")
        assert link == f"{built.address}/{language}/{PAGE}"
        roles = page.locator(".copy-said").evaluate_all("all => all.map(e => e.getAttribute('role'))")
        assert set(roles) == {"status"}, "read out when it changes, without taking the focus"


def test_a_refused_clipboard_is_said(visit, server):
    with visit() as (page, _):
        page.add_init_script(COPIES % "Promise.reject(new DOMException('no', 'NotAllowedError'))")
        page.goto(f"{server}en/{PAGE}")
        page.locator(".share button").click()
        page.locator(".share .copy-said").get_by_text("The browser did not allow copying.").wait_for()


def test_without_a_clipboard_there_is_no_button_and_the_links_stay(visit, server):
    with visit() as (page, _):
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});")
        page.goto(f"{server}fa/{PAGE}")
        assert page.locator(".copy:visible").count() == 0
        assert page.locator(".share a:visible").count() == 2
    with visit(java_script_enabled=False) as (page, _):
        page.goto(f"{server}fa/{PAGE}")
        assert page.locator(".share a:visible").count() == 2
        page.locator(".cite summary").first.click()
        assert page.locator("#g-cite-bibtex").is_visible()


# --------------------------------------------------------------------------------------------------------- policy


def test_a_script_that_gets_into_a_page_does_not_run(visit, server):
    """What the policy is for; that it hinders nothing of ours is watched on every page of every test."""
    with visit() as (page, watch):
        page.goto(f"{server}fa/index.html")
        page.evaluate(
            """() => {
                const script = document.createElement('script');
                script.textContent = 'window.harm = 1';
                document.body.append(script);
                document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.harm = 2">');
                document.body.setAttribute('style', 'color: red');
            }"""
        )
        page.wait_for_timeout(200)
        assert page.evaluate("window.harm") is None
        assert len([fault for fault in watch.faults if "Content Security Policy" in fault]) >= 3
        watch.faults.clear()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_page_of_each_kind_says_nothing_under_its_policy(visit, server, built, language):
    with visit() as (page, _):
        for path in [*(f"{language}/{path}" for path in KINDS.values()), "index.html", "404.html", "offline.html"]:
            page.goto(server + path, wait_until="load")
            first = page.evaluate("[...document.head.children].slice(0, 2).map(e => e.getAttribute('http-equiv'))")
            assert first == [None, "Content-Security-Policy"], path


# -------------------------------------------------------------------------------------------------------- offline


@contextmanager
def without_a_line(page, watch):
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)
    watch.faults[:] = [f for f in watch.faults if not re.search("ERR_INTERNET_DISCONNECTED|ERR_FAILED", f)]


def settle(page):
    """Until the worker is there and keeps what it was told to."""
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function(
        """async () => {
            const names = await caches.keys();
            const pages = names.find(name => name.startsWith('gozaresh pages'));
            if (!pages) return false;
            return (await (await caches.open(pages)).keys()).length >= 8;
        }"""
    )
    page.wait_for_timeout(300)


def test_what_was_read_and_the_newest_are_there_without_a_line(visit, server):
    with visit() as (page, watch):
        page.goto(f"{server}fa/{PAGE}")
        settle(page)
        page.goto(f"{server}en/about.html")
        page.evaluate("document.fonts.ready.then(() => 0)")
        with without_a_line(page, watch):
            for path in (f"fa/{PAGE}", "en/about.html", "fa/index.html"):
                page.goto(server + path)
                assert page.url == server + path
                assert page.evaluate(PAPER) == LIGHT, "the style sheet is there"
            page.goto(f"{server}fa/{PAGE}#g-main")
            page.evaluate("document.fonts.ready.then(() => 0)")
            fonts = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
            assert any("Vazirmatn" in family for family in fonts)
            page.goto(f"{server}fa/index.html")
            page.locator("article.entry-lead h2 a").first.click()
            page.wait_for_url(re.compile(r"/fa/(?!index|offline)[^/]+\.html$"))
            assert page.locator("article.briefing").count() == 1


@pytest.mark.parametrize("path", ["en/topics/energy.html", "fa/archive/1404-08.html", "en/archive.html"])
def test_what_was_never_read_says_so_in_both_languages_and_leads_home(visit, server, path):
    with visit() as (page, watch):
        page.goto(f"{server}fa/index.html")
        settle(page)
        with without_a_line(page, watch):
            page.goto(server + path)
            assert page.url == f"{server}offline.html"
            assert [h.inner_text() for h in page.locator("h1").all()] == [
                "به اینترنت وصل نیستید", "There is no connection",
            ]  # fmt: skip
            assert page.evaluate(PAPER) == LIGHT
            page.locator('section[lang="fa"] a.door-enter').click()
            page.wait_for_url(f"{server}fa/index.html")
            assert page.locator("article.entry-lead").count() == 1


def test_with_a_line_the_newest_text_comes_not_the_copy(visit, server, built):
    """A correction or a withdrawal arrives at the next visit."""
    with visit() as (page, _):
        page.goto(f"{server}en/{PAGE}")
        settle(page)
        file = built.output / "en" / PAGE
        before = file.read_bytes()
        file.unlink()  # the output is hard links to what the build keeps
        try:
            file.write_bytes(before.replace(b"</h1>", b" (corrected)</h1>"))
            page.goto(f"{server}en/{PAGE}")
            assert page.locator("h1").inner_text().endswith("(corrected)")
        finally:
            file.write_bytes(before)


def test_the_worker_keeps_to_its_site(visit, server):
    """Below a path, as on GitHub Pages, another site of the same host is left alone."""
    with visit() as (page, _):
        page.goto(f"{server}fa/index.html")
        settle(page)
        scope = page.evaluate("navigator.serviceWorker.ready.then(r => r.scope)")
        assert scope == server
        assert all(name.endswith(server) for name in page.evaluate("caches.keys()"))


def test_pdfs_are_not_kept_and_drafts_are_on_no_device(visit, server, site):
    with visit() as (page, _):
        page.goto(f"{server}fa/{PAGE}")
        settle(page)
        kept = page.evaluate(
            """Promise.all([]).then(async () => {
                const all = [];
                for (const name of await caches.keys())
                    for (const request of await (await caches.open(name)).keys()) all.push(request.url);
                return all;
            })"""
        )
        assert kept
        assert not [url for url in kept if re.search(r"\.pdf$|/assets/files/|\.json$", url)]
    text = "---\ntitle: عنوان\ndate: 1404-08-06\nstatus: draft\n---\nمتن.\n"
    _, output = site({"briefings/secret.fa.md": text}, drafts=True)
    assert not list(output.rglob("newest.json"))
    assert "data-worker" not in (output / "fa/secret.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_site_can_be_installed_in_each_language(visit, server, language):
    with visit() as (page, _):
        page.goto(f"{server}{language}/{PAGE}")
        session = page.context.new_cdp_session(page)
        told = session.send("Page.getAppManifest")
        assert told["errors"] == []
        assert told["url"] == f"{server}{language}/site.webmanifest"
        faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []
