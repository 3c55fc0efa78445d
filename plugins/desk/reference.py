"""The catalogue of codes -> docs/checks.md and docs/checks.fa.md: what each code means, with examples.

`inv docs` writes them, and a test says where that was forgotten. A heading is a code, so that `checks.md#arabic-letter`
leads to it on GitHub.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from plugins.checks.catalogue import Rule, rules
from plugins.checks.codes import Found
from plugins.model import Severity


class _Words(TypedDict):
    head: str
    other: str
    severities: Mapping[Severity, str]
    groups: Mapping[Found, str]
    bad: str
    good: str
    foot: str


_WORDS: Mapping[str, _Words] = {
    "en": {
        "head": """\
# Checks and their codes

[به فارسی](checks.fa.md)

`inv check` and every build show problems with file, line, column, code and what to type. There are three kinds:

- an **error** stops the build;
- a **warning** stops it only under `--strict`;
- a **note** (`info`) stops nothing, and only `inv check` shows it.

A warning or note that is wrong for you can be allowed, with a reason: in the front matter of the file,
`allow: {likely-typo: a quotation in dialect}`; under a name of `names.yaml`, where the problem quotes one of its
forms; or in the settings for the whole site, `BRIEFINGS["allow"] = {"tatweel": "our logotype"}`. An error cannot be
allowed, and what is allowed and no longer needed is itself a warning ([`unused-allow`](#unused-allow)).
""",
        "other": "[in Persian](checks.fa.md#{code})",
        "severities": {"error": "error", "warning": "warning", "info": "note"},
        "groups": {
            "texts": "In the text of a file",
            "files": "Across files",
            "pairs": "Between the two editions of a briefing",
            "reading": "While a file is read",
            "building": "In the settings and the build",
        },
        "bad": "Bad",
        "good": "Good",
        "foot": "This page is made of the checks themselves, by `inv docs`.",
    },
    "fa": {
        "head": """\
# بررسی‌ها و کدهایشان

[In English](checks.md)

`inv check` و هر ساخت سایت ایرادها را با نام پرونده، سطر، ستون، کد و آنچه باید نوشت نشان می‌دهند. سه گونه‌اند:

- **خطا** جلو ساخت را می‌گیرد؛
- **هشدار** فقط با `--strict` جلو آن را می‌گیرد؛
- **یادآوری** (`info`) جلو هیچ چیز را نمی‌گیرد و فقط `inv check` نشانش می‌دهد.

هشدار یا یادآوری‌ای که در کار شما بجا نیست با دلیل پذیرفته می‌شود: در سرآغاز همان پرونده،
`allow: {likely-typo: نقل قول به گویش محلی}`؛ زیر یک نام در `names.yaml`، اگر ایراد یکی از صورت‌های آن را بازگو کند؛ یا
در تنظیمات برای همهٔ سایت، `BRIEFINGS["allow"] = {"tatweel": "نشان ماست"}`. خطا پذیرفتنی نیست، و آنچه پذیرفته شده و
دیگر لازم نیست خود هشدار می‌شود ([`unused-allow`](#unused-allow)).
""",
        "other": "[به انگلیسی](checks.md#{code})",
        "severities": {"error": "خطا", "warning": "هشدار", "info": "یادآوری"},
        "groups": {
            "texts": "در متن یک پرونده",
            "files": "میان پرونده‌ها",
            "pairs": "میان دو زبان یک گزارش",
            "reading": "هنگام خواندن پرونده",
            "building": "در تنظیمات و ساخت سایت",
        },
        "bad": "نادرست",
        "good": "درست",
        "foot": "این صفحه با `inv docs` از خود بررسی‌ها ساخته می‌شود.",
    },
}
PAGES = {"en": "checks.md", "fa": "checks.fa.md"}
"""Language -> file in docs/."""


def page(language: str) -> str:
    """The page in a language, as Markdown."""
    words = _WORDS[language]
    parts = [words["head"]]
    for found, title in words["groups"].items():
        own = [rule for rule in rules().values() if rule.found == found]
        links = " · ".join(f"[`{rule.code}`](#{rule.code})" for rule in own)
        parts += [f"## {title}\n", f"{links}\n", *(part for rule in own for part in _rule(rule, language))]
    parts.append(f"{words['foot']}\n")
    text = "\n".join(parts)
    return f'<div dir="rtl" lang="fa">\n\n{text}\n</div>\n' if language == "fa" else text


def _rule(rule: Rule, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f"### {rule.code}\n"
    yield f"**{words['severities'][rule.severity]}** · {words['other'].format(code=rule.code)}\n"
    yield f"{rule.said[language]}\n"
    if rule.bad:
        yield f"- {words['bad']}: {_code(rule.bad)}\n- {words['good']}: {_code(rule.good)}\n"


def _code(text: str) -> str:
    """As a code span, in which nothing is Markdown: with two backticks, since examples have single ones."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
