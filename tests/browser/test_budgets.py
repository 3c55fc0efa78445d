"""What a page costs its reader: bytes, fonts, other hosts, lines that move. `inv bench --reading` prints the same."""

import pytest

from benchmarks import reading, serving

pytestmark = pytest.mark.browser
PATHS = {name: path for name, path in serving.pages().items() if name.rpartition(", ")[0] in reading.KINDS}

PAINTED = """new Promise(done => new PerformanceObserver(list => {
    if (list.getEntriesByName('first-contentful-paint').length) done(1);
}).observe({type: 'paint', buffered: true}))"""


def faults(cost):
    """Without what hangs on the speed of this machine."""
    return [fault for fault in cost.faults() if "first content" not in fault]


@pytest.fixture(scope="module")
def slow(built):
    """The site on a server whose fonts come late."""
    with serving.served(built.output, base=built.base, font_delay=0.5) as address:
        yield address


def test_every_kind_of_page_is_within_its_budget_while_fonts_come_late(browser, slow):
    for name, path in PATHS.items():
        cost = reading.cost(browser, slow + path, 360)
        assert faults(cost) == [], name
        assert min(cost.html, cost.css, cost.js) > 500, "all three were measured"
        assert cost.fonts, name


@pytest.mark.parametrize("width", reading.WIDTHS)
def test_no_line_moves_whether_fonts_come_late_or_at_once(browser, server, slow, width):
    for address in (server, slow):
        for name in ("home, fa", "briefing, fa", "briefing, en", "parallel, fa"):
            assert reading.cost(browser, address + PATHS[name], width).shift == 0, name


def test_the_first_content_waits_for_no_font(browser, built):
    with serving.served(built.output, base=built.base, font_delay=8) as address:
        for path in ("fa/us-japan-minerals.html", "en/us-japan-minerals.html"):
            context = browser.new_context(service_workers="block")
            page = context.new_page()
            page.goto(address + path, wait_until="commit")
            page.evaluate(PAINTED)
            loaded = page.evaluate("performance.getEntriesByType('resource').filter(e => /woff2/.test(e.name)).length")
            assert loaded == 0, "no font is there yet"
            assert page.locator("h1").bounding_box()["height"] > 20
            context.close()


def test_a_page_over_a_budget_is_found(browser, site):
    words = "\n\n".join(f"{n * 7919 % 99991:x}" for n in range(40_000))
    text = f"---\ntitle: Long\ndate: 2025-10-28\n---\n\n{words}\n"
    report, output = site({"briefings/long.en.md": text})
    assert not report.failed, report.problems
    with serving.served(output) as address:
        page = output / "en/long.html"
        page.write_text(page.read_text().replace("</main>", '<img src="http://localhost:1/x.png" alt=""></main>'))
        found = reading.cost(browser, f"{address}en/long.html", 360)
    said = " ".join(faults(found))
    assert "HTML, CSS and JS are" in said
    assert "another host" in said
