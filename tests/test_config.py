import pytest

from plugins import config
from plugins.model import BuildError


def problems(**settings):
    with pytest.raises(BuildError) as caught:
        config.read(settings)
    return [(p.code, p.message, p.fix) for p in caught.value.problems]


def test_an_unknown_key_gets_the_nearest_name():
    ((code, message, fix),) = problems(titel={})
    assert code == "unknown-setting"
    assert "'titel'" in message
    assert fix == "write 'title'"


@pytest.mark.parametrize(
    ("key", "value", "fix"),
    [
        ("per_page", "20", "number"),
        ("per_page", 0, "number"),
        ("per_page", True, "number"),
        ("week_packs", "yes", "True or False"),
        ("languages", ["fa", "xx"], "'xx'"),
        ("languages", [], "list of tags"),
        ("title", "Gozaresh", "each language"),
        ("timezone", "Tehran", "IANA"),
        ("feed_authority", "https://example.org", "domain"),
        ("picture_widths", [0], "widths"),
        ("claimed", "/etc", "folders"),
        ("ezafe", "yes", '"hamza" or "ye" or "none"'),
        ("pronouns", True, '"apart" or "together"'),
        ("digits", "latin", 'write "persian"'),
        ("workers", -1, "number of processes"),
        ("workers", True, "number of processes"),
        ("workers", "8786", "tcp://HOST:PORT"),
        ("workers", "http://desk.example:8786", "tcp://HOST:PORT"),
    ],
)
def test_a_wrong_value_says_what_to_type(key, value, fix):
    ((code, message, said),) = problems(**{key: value})
    assert code == "bad-setting"
    assert key in message
    assert fix in said


def test_all_problems_at_once():
    assert len(problems(titel={}, per_page=0, timezone="x")) == 3


def test_the_address_gives_base_path_and_absolute_links():
    site = config.read({}, site_url="https://desk.example/repo/")
    assert site.base_path == "/repo/"
    assert site.absolute("fa/x.html") == "https://desk.example/repo/fa/x.html"
    assert site.absolute("fa/index.html") == "https://desk.example/repo/fa/"
    assert config.read({}).absolute("fa/x.html") == ""
    assert config.read({}).base_path == "/"


def test_a_wrong_address_is_refused():
    with pytest.raises(BuildError):
        config.read({}, site_url="desk.example")


@pytest.mark.parametrize("value", [0, 1, 16, "tcp://desk.example:8786", "tls://desk.example:8786"])
def test_workers_are_a_number_or_a_cluster(value):
    assert config.read({"workers": value}).workers == value
