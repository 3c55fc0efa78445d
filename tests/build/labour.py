"""Functions for the tests of workers: a worker process imports this module by its name."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from plugins.build import labour, workers
from plugins.model import BuildError, Problem

if "LABOUR_SPAWNS" in os.environ:  # as where there is no fork; a spawned worker imports this first
    labour.FORKS = False


def times(factor, number):
    return factor * number


def where(_common, number):
    time.sleep(0.002)
    return number, os.getpid()


def nap(_common, seconds):
    time.sleep(seconds)
    return seconds, os.getpid()


def carrier(common, _item):
    return common, os.getpid()


def niceness(seconds, _item):
    """Once it is another, which a parent sees to right after the start; or after so many seconds."""
    before, end = os.getpriority(os.PRIO_PROCESS, os.getppid()), time.monotonic() + seconds
    while os.getpriority(os.PRIO_PROCESS, 0) == before and time.monotonic() < end:
        time.sleep(0.01)
    return os.getpriority(os.PRIO_PROCESS, 0)


def sleeper(seconds, _item):
    time.sleep(seconds)


def refuse(bad, number):
    if number == bad:
        raise BuildError(Problem("x.md", 3, 1, "bad", "no", "yes"))
    return number


def divide(number, by):
    return number / by


class OddError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")
        self.why = lambda: None


def odd(_common, number):
    raise OddError(number, number)


def unpicklable(_common, number):
    return number if number < 100 else lambda: number


def note(folder, number):
    """Leave a file, so that what was begun can be counted."""
    if number == 0:
        raise ValueError("the first")
    Path(folder, str(number)).touch()
    time.sleep(0.05)


def killed(bad, number):
    if number == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave(_common, _number):
    os._exit(3)


def interrupted(_common, number):
    """A worker that hears Ctrl-C as a terminal sends it: to the whole group."""
    os.kill(os.getpid(), signal.SIGINT)
    return number


def long(folder, number):
    Path(folder, f"{number}.{os.getpid()}").touch()
    time.sleep(60)


def carried(workshop, job):
    """What a worker finds of what was sent to it."""
    sheet = Path(workshop.theme, "static/css/tokens.css").read_bytes()
    return workshop.theme, sheet, workshop.strings, [workshop.blob(d) for d in job.blobs], sorted(workshop.blobs)


def full(_common, _number):
    raise OSError(28, "No space left on device")


def marked(folder, number):
    """Leave a file, then take a while: a job on a cluster that shares our disk."""
    Path(folder, f"{number}.{os.getpid()}").touch()
    time.sleep(0.1)
    return number


@dataclass
class Lazy:
    """A sequence that makes its items where they are asked for."""

    count: int
    bad: int = -1

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if index == self.bad:
            raise ValueError(index)
        return index, os.getpid()


def same(_common, item):
    return item


def main():
    """A parent for tests that kill it: works for ever in a folder."""
    with workers.crew(2) as crew:
        list(crew.map("tests.build.labour:long", sys.argv[1], range(4), chunk=1))


if __name__ == "__main__":
    main()
