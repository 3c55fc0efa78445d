"""The one schema: every key of every kind of source file, with what it holds, what it is for and an example.

`fields` reads by it; the JSON Schema, the editor's configuration, the table in the docs and the template of
a new briefing are made from it. So it stays data: a kind is a name, and `fields.KINDS` has a reader for
each.

Over 300 lines: a table of data; parted, one key would have to be looked for in several files.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from plugins.model import Forms, Language
from plugins.values import dataclass

Kind = Literal[
    "line",  # one line of Markdown -> Text
    "words",  # plain words -> str
    "date",  # -> Moment
    "person",  # an id of people.yaml, or a name: then the person is made as it comes
    "id",  # an id of topics.yaml, people.yaml, series.yaml, or a slug
    "choice",
    "digit",  # 0 to 9
    "count",  # 1 to 999
    "url",  # http(s)
    "file",  # a file of the content folder -> its path there
    "site-path",  # an old address on this site -> its path
    "digest",  # sixteen hexadecimal digits
    "label",  # a free topic or author, as a Pelican site has them
    "forms",  # words in each language -> {tag: str}
    "form-lists",  # lists of words in each language -> {tag: (str, ...)}
    "reasons",  # {check code: reason}, or a list of them -> Allowances
    "mapping",  # the keys in `fields`
    "kept",  # anything at all; nothing is made of it
]


@dataclass(frozen=True, slots=True)
class Field:
    """A key."""

    name: str
    kind: Kind
    doc: Forms
    example: str
    """The value as YAML."""
    required: bool = False
    many: bool = False
    """A list of `kind`; one value alone is a list of one."""
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    """Keys of a mapping."""
    shorthand: str = ""
    """The key of `fields` that a plain text stands for."""
    per_language: bool = False
    """`name` ends in "_" and a language's tag follows, one key for each language but the file's own."""
    language: str = ""
    """Tag of the language of its text, where that is not the file's."""


def _doc(fa: str, en: str) -> Forms:
    return {"fa": fa, "en": en}


TITLE = Field(
    "title",
    "line",
    _doc("عنوان گزارش؛ یک سطر", "The title, in one line"),
    "The Tokyo framework",
    required=True,
)

SUMMARY = Field(
    "summary",
    "line",
    _doc(
        "خلاصه در یک یا دو جمله؛ زیر عنوان و در فهرست‌ها می‌آید",
        "One or two sentences, shown below the title and in lists",
    ),
    "دو کشور چارچوبی برای تأمین مواد معدنی امضا کردند.",
)

LANG = Field(
    "lang",
    "words",
    _doc("زبان؛ باید با نام پرونده یکی باشد", "The language; must agree with the file's name"),
    "fa",
)

SLUG = Field(
    "slug",
    "words",
    _doc("نامک؛ باید با نام پرونده یکی باشد", "The slug; must agree with the file's name"),
    "tokyo",
)

_SOURCE = (
    Field("title", "line", _doc("عنوان سند", "The document's title"), "Global Energy Review", required=True),
    Field("publisher", "words", _doc("ناشر یا نهاد", "Who published it"), "International Energy Agency"),
    Field("url", "url", _doc("نشانی اینترنتی", "Its address"), "https://www.iea.org/"),
    Field("date", "date", _doc("تاریخ انتشار", "When it was published"), "2025-03-24"),
)

_IMAGE = (
    Field("file", "file", _doc("پروندهٔ تصویر", "The picture's file"), "/images/tokyo.jpg", required=True),
    Field("alt", "words", _doc("آنچه در تصویر دیده می‌شود", "What the picture shows"), "دو وزیر پشت میز امضا"),
    Field("caption", "line", _doc("زیرنویس", "The caption"), "امضای چارچوب در توکیو"),
    Field("credit", "words", _doc("صاحب تصویر", "Whose picture it is"), "کاخ سفید"),
)

_ATTACHMENT = (
    Field("file", "file", _doc("پرونده", "The file"), "/files/framework.pdf", required=True),
    Field("title", "words", _doc("نامی که خواننده می‌بیند", "The name that readers see"), "متن چارچوب"),
)

_CORRECTION = (
    Field("date", "date", _doc("روز اصلاح", "The day of the correction"), "1404-08-10", required=True),
    Field("text", "line", _doc("آنچه اصلاح شد", "What was corrected"), "تاریخ امضا اصلاح شد.", required=True),
)

ALLOW = Field(
    "allow",
    "reasons",
    _doc("هشدارهایی که اینجا پذیرفته‌اند، با دلیل", "Codes of checks that are allowed here, each with a reason"),
    "{likely-typo: a quotation in dialect}",
)

BRIEFING: tuple[Field, ...] = (
    TITLE,
    Field(
        "date",
        "date",
        _doc(
            "تاریخ انتشار، خورشیدی یا میلادی، با ساعت یا بی آن",
            "Day of publication, Gregorian or Solar Hijri, with a time if wanted",
        ),
        "2025-10-28",
        required=True,
    ),
    Field("modified", "date", _doc("آخرین تغییر متن", "When the text last changed"), "1404-08-10"),
    SUMMARY,
    Field(
        "topics",
        "id",
        _doc("شناسهٔ موضوع‌ها از topics.yaml", "Ids from topics.yaml"),
        "[energy, trade]",
        many=True,
    ),
    Field(
        "authors",
        "person",
        _doc("شناسهٔ نویسندگان از people.yaml، یا نام آن‌ها", "Ids from people.yaml, or names"),
        "[neda-farahani]",
        many=True,
    ),
    Field("translator", "person", _doc("شناسهٔ مترجم", "The translator's id"), "daniel-moreau", many=True),
    Field("reviewer", "person", _doc("شناسهٔ بازبین", "The reviewer's id"), "parisa-azimi", many=True),
    Field(
        "status",
        "choice",
        _doc(
            "وضعیت: پیش‌نویس، تا زمانی معین منتشرنشده، منتشرشده یا پس‌گرفته",
            "draft; embargoed until publish_at; published; withdrawn, with a reason",
        ),
        "published",
        choices=("draft", "embargoed", "published", "withdrawn"),
    ),
    Field("publish_at", "date", _doc("پایان انتظار برای انتشار", "When an embargo ends"), "1404-08-07 09:00"),
    Field("reason", "words", _doc("چرا پس گرفته شد", "Why it was withdrawn"), "منبع اصلی اصلاح شد."),
    Field("number", "words", _doc("شمارهٔ گزارش", "The briefing's number"), "2025/21"),
    Field("series", "id", _doc("شناسهٔ مجموعه از series.yaml", "An id from series.yaml"), "energy-notes"),
    Field("weight", "digit", _doc("اهمیت از ۰ تا ۹", "Importance, 0 to 9: heavier stands first"), "5"),
    Field(
        "key_points",
        "line",
        _doc("نکته‌های اصلی، هر یک در یک جمله", "The main points, a sentence each"),
        "[…]",
        many=True,
    ),
    Field(
        "sources",
        "mapping",
        _doc("منابع گزارش", "What the briefing rests on"),
        "[{title: …, publisher: …, url: …, date: …}]",
        many=True,
        fields=_SOURCE,
        shorthand="title",
    ),
    Field(
        "image",
        "mapping",
        _doc("تصویر گزارش", "The briefing's picture"),
        "/images/tokyo.jpg",
        fields=_IMAGE,
        shorthand="file",
    ),
    Field(
        "attachments",
        "mapping",
        _doc("پرونده‌های پیوست", "Files to download"),
        "[/files/framework.pdf]",
        many=True,
        fields=_ATTACHMENT,
        shorthand="file",
    ),
    Field(
        "corrections",
        "mapping",
        _doc("اصلاح‌های پس از انتشار", "Corrections made after publication"),
        "[{date: 1404-08-10, text: …}]",
        many=True,
        fields=_CORRECTION,
    ),
    Field(
        "aliases",
        "site-path",
        _doc("نشانی‌های پیشین در همین وب‌گاه", "Old addresses on this site"),
        "[/2023/old-name.html]",
        many=True,
    ),
    Field(
        "translated_from",
        "digest",
        _doc(
            "نشان متن اصلی در زمان ترجمه؛ inv sync می‌نویسد",
            "The original's digest when translated; written by inv sync",
        ),
        "0f3a9c21d4e5b678",
    ),
    ALLOW,
    Field(
        "extent",
        "choice",
        _doc("متن کامل یا خلاصه", "A full text, or a summary of the other language's"),
        "full",
        choices=("full", "summary"),
    ),
    Field(
        "title_",
        "line",
        _doc("عنوان خلاصهٔ زبان دیگر در همین پرونده", "Title of the other language's summary in the same file"),
        "The Tokyo Framework",
        per_language=True,
    ),
    LANG,
    SLUG,
    Field(
        "tags",
        "label",
        _doc("موضوع‌های آزاد (پلیکان)", "Free topics, as Pelican has them"),
        "[energy]",
        many=True,
    ),
    Field(
        "category",
        "label",
        _doc("دستهٔ آزاد (پلیکان)", "A free topic, as Pelican has it"),
        "General",
        many=True,
    ),
    Field(
        "imported",
        "kept",
        _doc(
            "آنچه inv import در پروندهٔ اصلی یافت و جایی برایش نبود؛ در هیچ صفحه‌ای نمی‌آید",
            "What inv import found in the original and has no place for; no page shows it",
        ),
        "{layout: post}",
    ),
)

PELICAN_AUTHOR = Field(
    "author", "label", _doc("نویسندهٔ آزاد (پلیکان)", "Free authors, as Pelican has them"), "[…]", many=True
)
"""Read in Pelican's own headers only; in YAML the key is `authors`, with ids."""

PAGE: tuple[Field, ...] = (TITLE, SUMMARY, LANG, SLUG, ALLOW)

_ABOUT = Field("about", "forms", _doc("یک جمله دربارهٔ آن", "A sentence about it"), "{fa: …, en: …}")
ENTRY: tuple[Field, ...] = (_ABOUT,)
"""An entry of topics.yaml, series.yaml or people.yaml, beside its form in each language."""

NAME: tuple[Field, ...] = (
    Field(
        "kind",
        "choice",
        _doc("شخص، جای، سازمان یا اصطلاح", "What it names"),
        "person",
        required=True,
        choices=("person", "place", "organisation", "term"),
    ),
    Field("full", "forms", _doc("صورت کامل", "The full form"), "{fa: سانائه تاکایچی, en: Sanae Takaichi}"),
    Field(
        "variants",
        "form-lists",
        _doc("صورت‌های نادرست یا دیگر", "Other spellings to look for"),
        "{fa: [تاکاچی]}",
    ),
    ALLOW,
)
"""An entry of names.yaml, beside its form in each language."""

PACK: tuple[Field, ...] = (
    Field("title", "forms", _doc("عنوان بسته", "The pack's title"), "{fa: …, en: …}", required=True),
    Field(
        "summary",
        "forms",
        _doc("خلاصه در فهرست بسته‌ها", "A sentence for the list of packs"),
        "{fa: …, en: …}",
    ),
    Field("cover", "forms", _doc("بندی برای روی جلد", "A paragraph for the cover"), "{fa: …, en: …}"),
    Field("number", "words", _doc("شمارهٔ بسته", "The number of the issue"), "12"),
    Field("languages", "words", _doc("زبان‌های بسته", "The languages it is made in"), "[fa, en]", many=True),
    Field(
        "formats",
        "choice",
        _doc(
            "قالب‌ها: a4 و a5 برای چاپ، large با حروف درشت، archive برای بایگانی همراه با متن‌های اصلی",
            "a4 and a5 to print, large in large print, archive to keep, with the sources attached",
        ),
        "[a4, a5]",
        choices=("a4", "a5", "large", "archive"),
        many=True,
    ),
    Field("briefings", "id", _doc("نامک گزارش‌ها به ترتیب خواندن", "Slugs in reading order"), "[eu-ai-act]", many=True),
    Field(
        "query",
        "mapping",
        _doc("به جای فهرست: هر گزارشی که این‌ها را دارد", "Instead of a list: every briefing that has these"),
        "{topic: energy, newest: 10}",
        fields=(
            Field("topic", "id", _doc("موضوع", "Its topic"), "energy"),
            Field("series", "id", _doc("مجموعه", "Its series"), "water-notes"),
            Field("since", "date", _doc("از این روز", "From this day on"), "1404-01-01"),
            Field("until", "date", _doc("تا این روز", "Up to this day"), "1404-12-29"),
            Field("newest", "count", _doc("تنها این شمار از تازه‌ترین‌ها", "Only so many, the newest"), "10"),
        ),
    ),
)

_OTHERS_SAY = {
    "description": "summary", "abstract": "summary", "subtitle": "summary", "standfirst": "summary",
    "author": "authors", "tag": "tags", "keywords": "tags", "categories": "category", "topic": "topics",
    "lastmod": "modified", "updated": "modified", "last_modified": "modified", "cover": "image",
    "img": "image",
    "editor": "reviewer", "reviewers": "reviewer", "translators": "translator", "issue": "number",
    "priority": "weight", "order": "weight", "draft": "status", "language": "lang", "permalink": "aliases",
    "redirect_from": "aliases", "references": "sources", "body": "text", "src": "file", "path": "file",
    "link": "url",
}  # fmt: skip
"""What other generators call a key."""


def by_name(fields: Iterable[Field], language: Language, languages: Iterable[Language]) -> Mapping[str, Field]:
    """Key -> field for a file in `language`; a field per language becomes one key for each other language."""
    named: dict[str, Field] = {}
    for field in fields:
        if field.per_language:
            for other in languages:
                if other != language:
                    named[field.name + other.tag] = replace(field, name=field.name + other.tag, language=other.tag)
        else:
            named[field.name] = field
    return named


def nearest(key: str, keys: Iterable[str]) -> str:
    """The right spelling of an unknown key; empty if none is near."""
    known = list(keys)
    plain = key.lower().strip().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    if _OTHERS_SAY.get(plain) in known:
        return _OTHERS_SAY[plain]
    return next(iter(difflib.get_close_matches(plain, known, 1, 0.7)), "")
