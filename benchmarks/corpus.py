"""A number and a seed -> a content folder of so many briefings in both languages, always the same.

    python benchmarks/corpus.py DIR -n 1000 [--seed 7]

Each has about 2,500 Persian and 1,700 English characters: headings, a list, a table, a footnote, bold words, numbers,
a Latin name in the Persian text, and two links to other briefings; three of twenty topics.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

SAID = {
    "fa": (
        "دو کشور روز سه‌شنبه مجموعه‌ای از توافق‌نامه‌های تجاری را امضا کردند.",
        "وزارت نیرو می‌گوید مصرف برق در این دوره حدود ۱۲ درصد بیشتر شده است.",
        "گزارش سالانهٔ بانک جهانی (World Bank) این رقم را کمتر می‌داند.",
        "نمایندگان مجلس دربارهٔ بودجهٔ سال آینده گفت‌وگو می‌کنند.",
        "کارشناسان می‌گویند داده‌های تازه هنوز برای نتیجه‌گیری کافی نیست.",
        "این قرارداد از اول فروردین لازم‌الاجرا شده است و ده سال اعتبار دارد.",
        "سهم انرژی‌های تجدیدپذیر در برنامهٔ هفتم ۳۰٪ پیش‌بینی شده است.",
        "شرکت Siemens Energy تجهیزات نیروگاه را تا پایان سال تحویل می‌دهد.",
        "آمار رسمی نشان می‌دهد صادرات غیرنفتی به همسایگان رشد کرده است.",
        "نخست‌وزیر در نشست خبری به پرسش‌های خبرنگاران پاسخ نداد.",
    ),
    "en": (
        "The two governments signed a set of trade agreements on Tuesday.",
        "The ministry says that demand rose by about 12 per cent in the period.",
        "The annual report of the World Bank puts the figure lower.",
        "Members of parliament are debating next year’s budget.",
        "Analysts say that the new data do not yet allow a conclusion.",
        "The contract entered into force in March and runs for ten years.",
        "The plan foresees a share of 30% for renewable energy.",
        "Siemens Energy is to deliver the plant’s equipment by the end of the year.",
        "Official figures show that exports to neighbours have grown.",
        "The prime minister did not answer questions at the press conference.",
    ),
}
PARTS = {"fa": ("زمینه", "جزئیات", "پیامدها"), "en": ("Background", "Details", "Consequences")}
SIZE = {"fa": 2500, "en": 1700}
TOPICS = 20


def briefing(number: int, slugs: list[str], day: dt.date, language: str, seed: int) -> str:
    """The source file of an edition."""
    draw = random.Random(f"{seed} {number} {language}")
    both = random.Random(f"{seed} {number}")
    topics = ", ".join(f"topic-{t:02}" for t in sorted(both.sample(range(TOPICS), 3)))
    said = SAID[language]

    def paragraph(size: int) -> str:
        words: list[str] = []
        while sum(map(len, words)) < size:
            words.append(draw.choice(said))
        return " ".join(words)

    share = SIZE[language] // 5
    linked = both.sample(range(len(slugs)), 2)
    links = [f"[{slugs[i]}](../{2020 + i % 6}/{slugs[i]}.{language}.md)" for i in linked]
    first, second, third = PARTS[language]
    rows = "\n".join(
        f"| {draw.choice(said)[:20]} | {draw.randint(10, 999)} | {draw.randint(10, 999)} |" for _ in range(4)
    )
    items = "\n".join(f"- {draw.choice(said)}" for _ in range(4))
    table = f"| - | 2024 | 2025 |\n|---|---:|---:|\n{rows}"
    head = f"---\ntitle: {number}. {draw.choice(said)[:-1]}\ndate: {day}\ntopics: [{topics}]\n"
    blocks = [
        f"{head}summary: {draw.choice(said)}\n---",
        f"{paragraph(share)}[^1]",
        f"## {first}",
        f"{paragraph(share)} {links[0]}",
        f"**{draw.choice(said)}** {paragraph(share)}",
        f"## {second}",
        items,
        table,
        f"## {third}",
        paragraph(share),
        f"> {draw.choice(said)}",
        links[1],
        f"[^1]: {draw.choice(said)}",
    ]
    return "\n\n".join(blocks) + "\n"


def write(folder: Path, count: int, seed: int = 7) -> None:
    """Make the folder; file times lie in the past, as in a desk's clone."""
    slugs = [f"briefing-{number:05}" for number in range(count)]
    start = dt.date(2020, 1, 1)
    (folder / "briefings").mkdir(parents=True)
    for number, slug in enumerate(slugs):
        day = start + dt.timedelta(days=number * 2100 // count)
        place = folder / "briefings" / str(2020 + number % 6)
        place.mkdir(exist_ok=True)
        for language in ("fa", "en"):
            text = briefing(number, slugs, day, language, seed)
            (place / f"{slug}.{language}.md").write_text(text, "utf-8")
    table = "".join(f"topic-{t:02}:\n  fa: موضوع {t}\n  en: Topic {t}\n" for t in range(TOPICS))
    (folder / "topics.yaml").write_text(table, "utf-8")


def main() -> None:
    """Make a folder."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("-n", type=int, default=1000)
    words.add_argument("--seed", type=int, default=7)
    asked = words.parse_args()
    write(asked.folder, asked.n, asked.seed)


if __name__ == "__main__":
    main()
