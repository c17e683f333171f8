"""Which codes are told: by code or beginning, the longest that fits, and by file."""

import pytest

from assess.rules.selection import Selection, fits, unknown_codes


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        ((), (), True),
        (("QUE",), (), True),
        (("VIS",), (), False),
        ((), ("QUE",), False),
        ((), ("QUE061",), True),
        (("QUE060",), ("QUE",), True),
        (("QUE",), ("QUE06",), False),
        (("QUE06",), ("QUE06",), False),
        (("QUE0", "QUE060"), ("QUE06",), True),
    ],
)
def test_longest_beginning_decides(select: tuple[str, ...], ignore: tuple[str, ...], told: bool) -> None:
    assert Selection(select, ignore).tells("QUE060", "a.yaml") is told


def test_codes_are_ignored_in_the_files_that_a_pattern_fits() -> None:
    selection = Selection(by_file={"drafts/*": ("QUE",)})
    assert not selection.tells("QUE060", "drafts/a.yaml")
    assert selection.tells("QUE060", "final/a.yaml")
    assert selection.tells("VIS010", "drafts/a.yaml")


@pytest.mark.parametrize(
    ("file", "pattern", "is_fitting"),
    [
        ("drafts/a.yaml", "drafts", True),
        ("drafts/a.yaml", "drafts/", True),
        ("drafts/a.yaml", "./drafts", True),
        ("clients/drafts/a.yaml", "drafts", True),
        ("clients/drafts/a.yaml", "clients/*", True),
        ("clients/drafts/a.yaml", "drafts/*", False),
        ("a.draft.yaml", "*.draft.yaml", True),
        ("clients/a.draft.yaml", "*.draft.yaml", True),
        ("a.yaml", "b*", False),
    ],
)
def test_pattern_fits_a_path_a_folder_or_a_name(file: str, pattern: str, is_fitting: bool) -> None:
    assert fits(file, pattern) is is_fitting


def test_codes_that_nothing_begins_with_are_unknown() -> None:
    assert unknown_codes(["QUE", "QUE01", "QUE010", "QUX", "QUE0100"]) == ["QUX", "QUE0100"]
