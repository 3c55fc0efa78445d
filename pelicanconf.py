"""The facts of this site. Code stands in plugins/, the look in theme/, the texts in content/."""

SITENAME = "Gozaresh"
SITEURL = ""  # where it is published: https://example.org/briefings (`SITEURL=… make site` does too)
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Tehran"
DEFAULT_LANG = "fa"
LOCALE = ["C.UTF-8", "en_US.UTF-8", "C"]  # dates and sorting never ask the machine; the same site everywhere
PLUGINS = ["plugins.hooks"]

# What the desk decides; plugins/config.py says what each key means.
BRIEFINGS = {
    "languages": ["fa", "en"],
    "title": {"fa": "گزارش", "en": "Gozaresh"},
    "description": {
        "fa": "گزارش‌های کوتاه دربارهٔ سیاست و اقتصاد، به فارسی و انگلیسی",
        "en": "Short briefings on politics and the economy, in Persian and English",
    },
    "publisher": {"fa": "میز گزارش", "en": "Gozaresh Desk"},
    "licence": {
        "fa": "متن‌ها با مجوز CC BY 4.0 منتشر می‌شوند.",
        "en": "Texts are published under the CC BY 4.0 licence.",
    },
    "timezone": "Asia/Tehran",
    "feed_authority": "gozaresh.example,2025",
}

# Pelican's own generators rest: they write past the checks and the commit of a build, and follow symbolic
# links. plugins/hooks.py refuses a build in which one of these is set.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []

# Feeds are ours, one a language: Pelican's mix languages and would be written even when empty.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

# reStructuredText and HTML can include any file of this machine.
READERS = {"rst": None, "html": None, "htm": None}
