"""Our quick decorator does what the standard one does, for every shape of class that this code has."""

import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from plugins import values

WISHES = {"frozen": True, "slots": True}


def both(body, name="Shape"):
    """The same class twice: by the standard decorator, by ours."""
    made = []
    for decorator in (dataclasses.dataclass, values.dataclass):
        scope = {"field": field, "__name__": __name__}
        exec(f"class {name}:\n    'A shape.'\n{body}", scope)
        made.append(decorator(**WISHES)(scope[name]))
    return made


SHAPES = {
    "none": ("", [(), {}]),
    "one": ("    a: int", [(1,), {}]),
    "many": ("    a: int\n    b: str = 'x'\n    c: tuple = ()", [(1,), {"c": (2, 3)}]),
    "made": ("    a: int = 0\n    b: dict = field(default_factory=dict)", [(), {"b": {"k": 1}}]),
    "made anew": ("    a: int = 0\n    b: list = field(default_factory=list)", [(2,), {}]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_as_the_standard_one(shape):
    body, (positional, named) = SHAPES[shape]
    standard, ours = both(body)
    theirs, one = standard(*positional, **named), ours(*positional, **named)
    assert repr(one) == repr(theirs)
    assert dataclasses.asdict(one) == dataclasses.asdict(theirs)
    assert [f.name for f in fields(ours)] == [f.name for f in fields(standard)]
    assert ours.__match_args__ == standard.__match_args__
    assert ours.__slots__ == standard.__slots__
    assert ours.__doc__ == standard.__doc__
    assert one == ours(*positional, **named)
    assert one != theirs
    assert replace(one) == one
    for name in ("a", "other") if fields(ours) else ("other",):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 1)
        with pytest.raises(FrozenInstanceError):
            delattr(one, name)
    with pytest.raises(TypeError):
        ours(*positional, **named, unknown=1)


def test_values_that_differ_are_not_equal_and_equal_ones_hash_alike():
    _, ours = both("    a: int\n    b: tuple = ()")
    assert ours(1) != ours(2)
    assert {ours(1), ours(1), ours(1, (2,))} == {ours(1), ours(1, (2,))}
    with pytest.raises(TypeError):
        hash(ours(1, [2]))


def test_each_has_a_default_of_its_own():
    _, ours = both("    b: list = field(default_factory=list)")
    ours().b.append(1)
    assert ours().b == []


@values.dataclass(**WISHES)
class Base:
    """A value."""

    a: int
    b: int = 2


@values.dataclass(**WISHES)
class Child(Base):
    """With more."""

    c: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Of all."""
        return self.a + self.b + sum(self.c)


@values.dataclass(**WISHES)
class Own:
    """With its own words."""

    a: int

    def __eq__(self, other):
        return self.a % 2 == other.a % 2

    def __hash__(self):
        return self.a % 2


def test_a_child_has_its_parents_fields():
    child = Child(1, c=(3,))
    assert repr(child) == "Child(a=1, b=2, c=(3,))"
    assert child.total == 6
    assert child != Base(1)
    assert replace(child, b=5) == Child(1, 5, (3,))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_it_pickles(protocol):
    for value in (Child(1, 2, (3, 4)), Base(7), Own(4)):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert (type(again), again) == (type(value), value)


def test_what_a_class_says_itself_stays():
    assert Own(1) == Own(3)
    assert len({Own(1), Own(3)}) == 1


def test_what_is_not_plain_is_left_to_the_standard_one():
    @values.dataclass(slots=True)
    class Open:
        a: int = 1

    one = Open()
    one.a = 2
    assert one == Open(2)

    @values.dataclass(**WISHES)
    class Careful:
        a: int

        def __post_init__(self):
            if self.a < 0:
                raise ValueError("below")

    with pytest.raises(ValueError, match="below"):
        Careful(-1)
