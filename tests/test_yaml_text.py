"""Documents that the program writes: what is read back is what was written, and people can edit it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.text.safe_yaml import parse
from assess.text.yaml_text import dump

LONG = "Six advisers stop being timed. What reaches them by four o'clock they answer on that day, by name."


def read_back(data: Any) -> Any:
    source, problems = parse(dump(data), "written.yaml")
    assert problems == []
    assert source
    return source.data


# No document can hold the mark with which files in UTF-8 may begin.
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"
)
PRINTABLE = st.text(CHARACTERS, max_size=300)
PLAIN = st.recursive(
    st.booleans() | st.integers(-(10**6), 10**6) | PRINTABLE | st.decimals(-1000, 1000, places=2),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), PLAIN, min_size=1))
def test_what_is_written_is_read_back(data: dict[str, Any]) -> None:
    assert read_back(data) == data


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} Is it: a key? # No.",
        f"- {LONG}",
        f" {LONG}",
        f"{LONG}\n",
        f"{LONG}  Two blanks.",
        f"“{LONG}”",
    ],
)
def test_long_texts_are_read_back_whatever_is_in_them(text: str) -> None:
    assert read_back({"text": text, "list": [text, {"inside": text}]}) == {
        "text": text,
        "list": [text, {"inside": text}],
    }


def test_long_texts_are_folded_and_what_does_not_fit_into_a_line_is_not_put_there() -> None:
    arms = [{"id": "usual", "share": Decimal(50)}, {"id": "new", "gets": f"{LONG} It is read again."}]
    assert dump({"arms": arms}, "Ours.").splitlines() == [
        "# Ours.",
        "arms:",
        "  - {id: usual, share: 50}",
        "  - id: new",
        "    gets: >-",
        f"      {LONG} It is read",
        "      again.",
    ]
