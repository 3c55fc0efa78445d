"""Time whole builds as a desk runs them: a process each, on a corpus of our own.

    python benchmarks/build.py [-n 1000 …]      (inv bench)

Rows: clean (nothing cached), nothing (no change), edit (a sentence in one old text), again (the output gone). Wall and
CPU seconds, and the memory of the largest process. Absolute times on a shared machine mean little: compare runs on one
machine, or ratios to a peer (shared/bench/peers.py, beside the project, runs Hugo and stock Pelican on its corpus).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

ROOT = Path(__file__).resolve().parents[1]
INV = [sys.executable, "-m", "invoke"]
_COUNT = """
import resource, subprocess, sys
ended = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(ended)
"""


def timed(content: Path, output: Path, *flags: str) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds, MiB of the largest process."""
    words = [*INV, "build", "--content", str(content), "--output", str(output), "--no-search", *flags]
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _COUNT, *words], cwd=ROOT, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - began
    cpu, peak = done.stdout.split()
    return wall, float(cpu), int(peak) / 1024


def measure(count: int, *flags: str) -> None:
    """All rows for a size."""
    with tempfile.TemporaryDirectory(prefix="gozaresh-bench-") as folder:
        content, output = Path(folder, "content"), Path(folder, "output")
        corpus.write(content, count)
        time.sleep(0.2)  # the files are no longer so young that the cache distrusts their times
        subprocess.run(
            [*INV, "clean", "--content", content, "--output", output], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        print(f"\n{count} briefings {' '.join(flags)}")
        show("clean", timed(content, output, *flags))
        show("nothing", timed(content, output, *flags))
        with (content / "briefings/2021/briefing-00001.fa.md").open("a", encoding="utf-8") as file:
            file.write("\nیک جملهٔ تازه.\n")
        show("edit", timed(content, output, *flags))
        shutil.rmtree(output)
        show("again", timed(content, output, *flags))
        subprocess.run(
            [*INV, "clean", "--content", content, "--output", output], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )


def show(row: str, figures: tuple[float, float, float]) -> None:
    """A line."""
    wall, cpu, peak = figures
    print(f"  {row:8} wall {wall:7.2f} s   cpu {cpu:7.2f} s   largest process {peak:5.0f} MiB", flush=True)


def main() -> None:
    """Measure what is asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("-n", type=int, nargs="*", default=[1000])
    asked = words.parse_args()
    for count in asked.n:
        measure(count, "--no-pdf")


if __name__ == "__main__":
    main()
