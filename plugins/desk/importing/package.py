"""The bytes of a .docx or .odt (a zip) -> its members, within bounds and without tricks.

Neither format has a document type, so XML that declares one is refused: with it go external entities and entities that
grow. Sizes are those that the zip declares, which zipfile holds every member to. Sources: APPNOTE.TXT 6.3.10 (bit 0 of
the flags: encrypted), ECMA-376 part 2 and ODF 1.3 part 2 (packages), MS-CFB (D0CF11E0, what old .doc and
encrypted .docx are).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from plugins.config import SiteConfig
from plugins.desk.importing.raw import refused

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)
_MOST_MEMBERS = 5000
_XML_FACTOR = 30
"""Words' markup is so many times as long as the words, at most."""


def members(path: Path, data: bytes, config: SiteConfig) -> dict[str, bytes]:
    """Name -> bytes. Raises BuildError (import-file)."""
    kind = path.suffix.lower()
    if data.startswith(_OLD):
        fix = f"open it in Word or LibreOffice and save it as {kind}, without a password"
        raise refused(path, "import-file", f"it is an old .doc, or a {kind} with a password", fix)
    broken = refused(
        path, "import-file", f"it is no whole {kind} file", f"open it in its program, save it again as {kind}"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            infos = opened.infolist()
            _bounds(path, infos, config)
            found = {info.filename: opened.read(info) for info in infos if not info.is_dir()}
    except (*_DAMAGED, OSError, ValueError) as error:
        raise broken from error
    for name, content in found.items():
        if _XML.match(content) and not name.lower().endswith(".svg"):
            _markup(path, name, content, config)
    return found


def _bounds(path: Path, infos: list[zipfile.ZipInfo], config: SiteConfig) -> None:
    if any(info.flag_bits & 1 for info in infos):
        fix = "open it in its program and save it without a password"
        raise refused(path, "import-file", "it is locked with a password", fix)
    total = sum(info.file_size for info in infos)
    if total > config.max_file_bytes or len(infos) > _MOST_MEMBERS:
        message = f"unpacked it has {total} bytes in {len(infos)} parts; at most {config.max_file_bytes} are read"
        raise refused(path, "import-file", message, "save smaller pictures in it, or divide it")


def _markup(path: Path, name: str, content: bytes, config: SiteConfig) -> None:
    """What may be parsed, whatever its name: a part says itself which other one is the text."""
    limit = _XML_FACTOR * config.max_source_bytes
    if len(content) > limit:
        message = f"“{name}” in it has {len(content)} bytes; at most {limit} are read"
        raise refused(path, "import-file", message, "divide it into several files")
    if _TYPE.search(content.replace(b"\0", b"")):
        message = f"“{name}” in it declares a document type, which no program writes there"
        raise refused(path, "import-file", message, "open it in Word or LibreOffice and save it again")
