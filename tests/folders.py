"""A case file -> the files of a content folder, written, and the lines of what is expected.

A file begins with `>>> path`; of a picture only the name matters. "=====" parts what is expected.
"""

import io
import re

from PIL import Image

_PICTURES = {".jpg": "JPEG", ".png": "PNG"}


def lay(case, folder):
    """Write the files of a case; give back the lines behind "====="."""
    source, mark, expected = case.read_text("utf-8").partition("=====\n")
    assert mark, "the line ===== is missing"
    parts = re.split(r"^>>> (.+)\n", source, flags=re.MULTILINE)
    assert parts[0] == ""
    for path, text in zip(parts[1::2], parts[2::2], strict=True):
        write(folder, path, text)
    return expected.splitlines()


def write(folder, path, text):
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind := _PICTURES.get(target.suffix.lower()):
        stream = io.BytesIO()
        Image.new("RGB", (4, 3)).save(stream, kind)
        target.write_bytes(stream.getvalue())
    else:
        target.write_text(text, "utf-8")
