"""A value is what a frozen dataclass with slots is, but for the time that it takes to define."""

from __future__ import annotations

import pickle
from dataclasses import MISSING, FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from inspect import signature

import pytest

from ailabel.value import value


@value
class Place:
    """Where."""

    line: int
    column: int = 1

    @classmethod
    def start(cls) -> Place:
        return cls(1)

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    assert Place(3, 4) == Place(line=3, column=4)
    assert Place(3) == Place(3, 1)
    assert Place.start().shown == "1:1"


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, 3), {}), ((1,), {"line": 2}), ((1,), {"page": 3}), ((1, 2, 3), {"column": 4})],
)
def test_fields_that_are_missing_doubled_or_unknown_are_refused(
    given: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError, match=r"^Place\(line, column\) cannot be made of \("):
        Place(*given, **named)


def test_signature_names_the_fields() -> None:
    assert str(signature(Place)) == "(line: 'int', column: 'int' = 1) -> None"


def test_value_is_frozen_and_has_no_room_for_more() -> None:
    place = Place(1)

    with pytest.raises(FrozenInstanceError, match="frozen"):
        place.line = 2  # type: ignore[misc]  # what is tested
    with pytest.raises(FrozenInstanceError, match="frozen"):
        del place.line
    with pytest.raises(FrozenInstanceError, match="frozen"):
        place.page = 2  # type: ignore[attr-defined]  # what is tested
    assert not hasattr(place, "__dict__")


def test_values_compare_hash_print_and_pickle() -> None:
    assert Place(1, 2) != Place(2, 1)
    assert Place(1, 2) != (1, 2)  # type: ignore[comparison-overlap]  # what is tested
    assert len({Place(1, 2), Place(1, 2), Place(1, 3)}) == 2
    assert repr(Place(1, 2)) == "Place(line=1, column=2)"
    assert pickle.loads(pickle.dumps(Place(1, 2))) == Place(1, 2)
    assert Place.__doc__ == "Where."


def test_value_is_a_dataclass_to_whoever_asks() -> None:
    assert all(map(is_dataclass, (Place, Place(1))))
    assert [(field.name, field.default) for field in fields(Place)] == [("line", MISSING), ("column", 1)]
    assert asdict(Place(1, 2)) == {"line": 1, "column": 2}
    assert replace(Place(1, 2), column=3) == Place(1, 3)


def test_dataclass_that_builds_upon_a_value_is_frozen_as_well() -> None:
    @dataclass(frozen=True)
    class Spot(Place):
        page: int = 0

    assert Spot(1, 2, 3) == Spot(line=1, column=2, page=3)
    with pytest.raises(TypeError, match="frozen"):

        @dataclass
        class Loose(Place):  # type: ignore[misc]  # what is tested
            page: int = 0
