import pytest

from plugins.checks.silences import Silence, judged, of_names, of_settings, staying
from plugins.model import Allowance, Name, Problem
from plugins.reading import read as really_read

PATH = "briefings/a.fa.md"
WARNING = Problem(PATH, 7, 2, "tatweel", "“تــوافق” is stretched", "write “توافق”", "warning")
ELSEWHERE = Problem("briefings/b.fa.md", 7, 2, "tatweel", "“تــوافق” is stretched", "", "warning")
NOTE = Problem(PATH, 7, 2, "likely-typo", "“مخلس” is in no dictionary, as “وحود”", "", "info")
ERROR = Problem(PATH, 7, 2, "bidi-control", "a character turns the text", "delete it", "error")
TEXT = "---\ntitle: عنوان\ndate: 2025-01-01\n{head}---\n\nمتن كوتاه.\n"


def allowing(code, path=PATH, **more):
    return Silence(path, Allowance(code, "why", 4, 9), **more)


def told(problems, *silences):
    return [(p.path, p.line, p.column, p.code) for p in judged(problems, silences)]


def test_a_file_allows_its_own_warnings_and_notes():
    assert judged([WARNING, NOTE], [allowing("tatweel"), allowing("likely-typo")]) == []
    assert judged([WARNING, ELSEWHERE], [allowing("tatweel")]) == [ELSEWHERE]


def test_an_error_stays_and_its_silence_is_told():
    stay, said = judged([ERROR], [allowing("bidi-control")])
    assert stay == ERROR
    assert (said.code, said.severity, said.line, said.column, said.end_column) == ("unused-allow", "warning", 4, 9, 21)
    assert "an error cannot be allowed" in said.message


def test_what_nothing_needs_is_told_unless_something_else_is_broken():
    assert told([], allowing("tatweel")) == [(PATH, 4, 9, "unused-allow")]
    assert told([ERROR], allowing("tatweel")) == [(PATH, 7, 2, "bidi-control")]


def test_an_unknown_code_gets_the_nearest():
    (said,) = judged([], [allowing("tatwel")])
    assert said.fix == "write 'tatweel'"
    assert "is not the code of a check" in said.message


def test_what_was_not_looked_for_is_not_called_unused():
    assert told([], allowing("missing-glyph")) == [], "only a build finds it"
    assert told([], allowing("free-topic", whole=False)) == [], "the other edition is withheld"
    assert told([], allowing("free-topic")) == [(PATH, 4, 9, "unused-allow")]
    assert told([], allowing("tatweel", whole=False)) == [(PATH, 4, 9, "unused-allow")]


def test_names_spare_problems_that_quote_them():
    name = Name(
        "x", "place", {"fa": "مخلس"}, {"fa": "شهر مخلس"}, {"fa": ("وحود",)}, (Allowance("likely-typo", "", 3, 5),)
    )
    (silence,) = of_names([name])
    assert judged([NOTE, WARNING], [silence]) == [WARNING]
    other = Problem(PATH, 1, 1, "likely-typo", "“مخلص” is doubted", "", "warning")
    assert told([other], silence) == [(PATH, 1, 1, "likely-typo"), ("names.yaml", 3, 5, "unused-allow")]


def test_settings_allow_everywhere_and_may_allow_what_is_unused():
    assert judged([WARNING, ELSEWHERE], [*of_settings({"tatweel": "our style"})]) == []
    assert told([], *of_settings({"tatweel": "why"})) == [("pelicanconf.py", 0, 0, "unused-allow")]
    unused = [*of_settings({"unused-allow": "we write ahead"})]
    assert told([], allowing("tatweel"), *unused) == []
    assert told([], *unused) == [("pelicanconf.py", 0, 0, "unused-allow")]


def test_of_what_a_build_alone_finds_nothing_is_called_unused():
    assert staying([WARNING, NOTE], [allowing("tatweel"), allowing("free-topic")]) == [NOTE]


def codes(report):
    return [(p.path.rpartition("/")[2], p.line, p.column, p.code) for p in report.problems]


@pytest.mark.parametrize("form", ["{arabic-letter: چرا}", "[arabic-letter: چرا]", "[{arabic-letter: چرا}]"])
def test_a_build_hears_the_front_matter_in_both_forms(site, form):
    report, _ = site({"briefings/a.fa.md": TEXT.format(head=f"allow: {form}\n")})
    assert codes(report) == []
    report, _ = site({"briefings/a.fa.md": TEXT.format(head=f"allow: {form.replace('arabic-letter', 'tatweel')}\n")})
    column = form.index("arabic") + 8
    assert codes(report) == [("a.fa.md", 4, column, "unused-allow"), ("a.fa.md", 7, 5, "arabic-letter")]


def test_a_page_and_a_draft_allow_too(site):
    head = "allow: {arabic-letter: چرا}\n"
    draft = TEXT.format(head=f"{head}status: draft\n")
    report, _ = site({"briefings/a.fa.md": draft, "pages/about.fa.md": f"---\ntitle: x\n{head}---\n\nمتن كوتاه.\n"})
    assert codes(report) == []


def test_what_a_withheld_edition_would_need_is_left_alone(site):
    files = {
        "briefings/a.fa.md": TEXT.format(head="allow: {free-topic: چرا}\n").replace("ك", "ک"),
        "briefings/a.en.md": "---\ntitle: x\ndate: 2025-01-01\nstatus: draft\n---\n\nText.\n",
    }
    assert codes(site(files)[0]) == []
    files["briefings/a.en.md"] = files["briefings/a.en.md"].replace("draft", "published")
    assert codes(site(files)[0]) == [("a.fa.md", 4, 9, "unused-allow")]


def test_names_yaml_allows_for_its_forms(site):
    files = {
        "briefings/a.fa.md": TEXT.format(head=""),
        "names.yaml": "x:\n  kind: term\n  fa: ك\n  en: Kaf\n  allow: {arabic-letter: سخن از همین حرف است}\n",
    }
    assert codes(site(files)[0]) == []
    files["names.yaml"] = files["names.yaml"].replace("fa: ك", "fa: کاف")
    assert codes(site(files)[0]) == [("a.fa.md", 6, 5, "arabic-letter"), ("names.yaml", 5, 11, "unused-allow")]


def test_another_word_of_the_settings_reads_no_file_and_makes_no_page(site, monkeypatch):
    files = {"briefings/a.fa.md": TEXT.format(head="")}
    first, _ = site(files)
    assert codes(first) == [("a.fa.md", 6, 5, "arabic-letter")]
    reads = []
    monkeypatch.setattr(
        "plugins.reading.read", lambda config, wanted: reads.append(wanted) or really_read(config, wanted)
    )
    monkeypatch.setattr("plugins.build.readings.settled", lambda *_: True)
    silent, _ = site({}, allow={"arabic-letter": "why"})
    assert codes(silent) == []
    assert (silent.written, silent.why, reads) == (0, {}, [])
    loud, _ = site({})
    assert codes(loud) == codes(first)


def test_what_is_found_between_editions_is_allowed_and_missed_only_where_they_were_compared(site):
    persian = "---\ntitle: بودجه\ndate: 2025-01-01\n---\n\nسهم آن ۲۵ درصد است.\n"
    english = "---\ntitle: Budget\ndate: 2025-01-01\n{}---\n\nIts share is {} per cent.\n"

    def found(head, share, **options):
        files = {"briefings/a.fa.md": persian, "briefings/a.en.md": english.format(head, share)}
        return [(p.path[-7:], p.code) for p in site(files, **options)[0].problems]

    allow = "allow: {number-mismatch: an estimate}\n"
    assert found("", 35, check_only=True) == [("a.en.md", "number-mismatch")]
    assert found(allow, 35, check_only=True) == []
    assert found(allow, 25, check_only=True) == [("a.en.md", "unused-allow")]
    assert found(allow, 25) == [], "a build compares nothing"


def test_what_is_found_between_editions_is_allowed_in_either(site):
    persian = "---\ntitle: بودجه\ndate: 2025-01-01\nallow: {number-mismatch: an estimate}\n---\n\nسهم آن ۲۵ درصد است.\n"
    english = "---\ntitle: Budget\ndate: 2025-01-01\n---\n\nIts share is 35 per cent.\n"
    report, _ = site({"briefings/a.fa.md": persian, "briefings/a.en.md": english}, check_only=True)
    assert codes(report) == []
