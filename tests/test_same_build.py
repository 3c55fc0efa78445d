"""`pelican content` and `inv build` are one build: the same files, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "tests/golden/content"


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def run(*words: str) -> None:
    done = subprocess.run(words, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pelican_and_inv_build_the_same_site(tmp_path):
    pelican = str(Path(sys.executable).parent / "pelican")
    run(pelican, str(CONTENT), "-o", str(tmp_path / "a"), "-s", "pelicanconf.py")
    run(sys.executable, "-m", "invoke", "build", "--content", str(CONTENT), "--output", str(tmp_path / "b"))
    made = files(tmp_path / "a")
    assert made == files(tmp_path / "b")
    assert any(path.startswith("pdf/") for path in made)
