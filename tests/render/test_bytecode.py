"""Compiled templates are kept, and never believed where they are not whole or the template is another."""

import pytest

from plugins.render.bytecode import Bytecode
from plugins.render.html import environment


def rendered(theme, folder):
    made = environment.__wrapped__(str(theme), str(folder))
    assert isinstance(made.bytecode_cache, Bytecode)
    return made.get_template("page.html").render(name="<x>")


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / "theme/templates/page.html").write_text("one {{ name }}")
    return tmp_path / "theme"


def test_a_template_is_compiled_once(theme, tmp_path, monkeypatch):
    assert rendered(theme, tmp_path / "kept") == "one &lt;x&gt;"
    assert len(list((tmp_path / "kept").iterdir())) == 1
    monkeypatch.setattr("jinja2.environment.Environment.compile", None)
    assert rendered(theme, tmp_path / "kept") == "one &lt;x&gt;"


def test_another_template_is_compiled_again(theme, tmp_path):
    rendered(theme, tmp_path / "kept")
    (theme / "templates/page.html").write_text("two {{ name }}")
    assert rendered(theme, tmp_path / "kept") == "two &lt;x&gt;"
    assert rendered(theme, tmp_path / "kept") == "two &lt;x&gt;"


@pytest.mark.parametrize("place", range(0, 200, 7))
@pytest.mark.parametrize("cut", [True, False], ids=["cut", "turned"])
def test_what_is_not_whole_is_compiled_again(theme, tmp_path, place, cut):
    rendered(theme, tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    data = file.read_bytes()
    file.write_bytes(data[:place] if cut else data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])
    assert rendered(theme, tmp_path / "kept") == "one &lt;x&gt;"
    assert file.read_bytes() == data


def test_a_folder_that_cannot_be_written_is_no_fault(theme, tmp_path):
    (tmp_path / "kept").write_text("a file")
    assert rendered(theme, tmp_path / "kept") == "one &lt;x&gt;"
