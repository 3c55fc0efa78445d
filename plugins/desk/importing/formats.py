"""A file -> `Raw`, by the end of its name."""

from __future__ import annotations

from pathlib import Path

from plugins.config import SiteConfig
from plugins.desk.importing import blocks, decoding, heads, mapping
from plugins.desk.importing.raw import Raw, Remark, refused

_OLD = {".doc": ".docx", ".rtf": ".docx", ".pages": ".docx", ".wpd": ".docx"}
_MARKDOWN = (".md", ".markdown", ".mdx")
SUFFIXES = (".txt", *_MARKDOWN, ".docx", ".odt", ".html", ".htm")


def read(path: Path, data: bytes, named: str, config: SiteConfig) -> Raw:
    """Read a file in its format. `named`: the encoding that the person says. Raises BuildError (import-file,
    import-encoding).
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        fix = f"open it in Word or LibreOffice and save it as {_OLD.get(suffix, '.docx or .txt')}"
        raise refused(path, "import-file", f"only {', '.join(SUFFIXES)} are read", fix)
    if len(data) > config.max_file_bytes:
        message = f"it has {len(data)} bytes; at most {config.max_file_bytes} are read"
        raise refused(path, "import-file", message, "save smaller pictures in it, or divide it")
    raw = _read(path, suffix, data, named, config)
    if sum(len(block.text.encode()) for block in raw.blocks) > config.max_source_bytes:
        message = f"its text has more than {config.max_source_bytes} bytes"
        raise refused(path, "import-file", message, "divide it into several files")
    if not raw.blocks:
        raise refused(path, "import-file", "the file is empty", "see that it was saved")
    return raw


def _read(path: Path, suffix: str, data: bytes, named: str, config: SiteConfig) -> Raw:
    match suffix:
        case ".docx":
            from plugins.desk.importing import word

            return word.read(path, data, config)
        case ".odt":
            from plugins.desk.importing import opendocument

            return opendocument.read(path, data, config)
        case ".html" | ".htm":
            from plugins.desk.importing import web

            return web.read(path, data, named, config)
    return _text(path, data, named, config, markdown=suffix in _MARKDOWN)


def _text(path: Path, data: bytes, named: str, config: SiteConfig, *, markdown: bool) -> Raw:
    text, remarks = decoding.text(path, data, named, config.max_source_bytes)
    head = heads.read(text, headers=markdown)
    more: list[Remark] = []
    if markdown or head.values:
        made = blocks.of_markdown(head.body, head.body_line)
    else:
        made, more = blocks.of_plain(text)
    facts = mapping.facts(head.values, config.zone)
    return Raw(tuple(made), "line", facts, remarks=(*remarks, *head.remarks, *more))
