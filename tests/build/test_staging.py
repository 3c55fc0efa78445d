"""Where a build's new files lie: a folder of its own, and on ext4 in a place of its own."""

import fcntl
import os
import struct
import sys

import pytest

from plugins.build import staging

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="an attribute of ext4")


def flags(folder):
    """The attributes of a folder, as chattr(1) sees them; None where its disk has none."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        said = fcntl.ioctl(descriptor, staging._flags_call(2, 1), bytes(struct.calcsize("l")))
        return struct.unpack("l", said)[0]
    except OSError:
        return None
    finally:
        os.close(descriptor)


@LINUX
def test_each_build_has_another_place_on_the_disk(tmp_path):
    before = flags(tmp_path)
    with staging.staging(tmp_path) as stage:
        stage.put("a/b.html", b"x")
        after = flags(tmp_path)
    if before is None:
        pytest.skip("this disk has no attributes")
    if not after & staging._TOP:
        pytest.skip("this disk knows others")
    assert after == before | staging._TOP


@LINUX
def test_a_disk_without_attributes_will_do(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(25, "Inappropriate ioctl for device")

    monkeypatch.setattr(fcntl, "ioctl", refuse)
    with staging.staging(tmp_path) as stage:
        assert stage.put("a/b.html", b"x")[0] == 1
        assert (stage.folder / "a/b.html").read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == []
