"""What waits for itself."""

import pytest

from assess.rules.cycles import in_cycles


@pytest.mark.parametrize(
    ("waits_for", "found"),
    [
        ({}, ""),
        ({"a": "b", "b": "c", "c": ""}, ""),
        ({"a": "bc", "b": "d", "c": "d"}, ""),
        ({"a": "a"}, "a"),
        ({"a": "ab", "b": ""}, "a"),
        ({"a": "b", "b": "a"}, "ab"),
        ({"a": "b", "b": "c", "c": "b", "d": "c"}, "bc"),
        ({"a": "b", "b": "ac", "c": "d", "d": "e", "e": "d"}, "abde"),
        ({"a": "bc", "b": "a", "c": "a"}, "abc"),
    ],
)
def test_only_what_waits_for_itself_is_found(waits_for: dict[str, str], found: str) -> None:
    assert in_cycles(waits_for) == set(found)


def test_long_chain_and_long_circle_end() -> None:
    chain = {str(number): [str(number + 1)] for number in range(50_000)}
    assert in_cycles(chain) == set()
    assert len(in_cycles(chain | {"50000": ["0"]})) == 50_001
