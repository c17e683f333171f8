"""A mistake against each rule, placed in a copy of the built-in questionnaire and of the large example.

mistakes/FAMILY.yaml lists them: in `file` of the engagement (its questionnaire lies in `questionnaire/`),
`find` is replaced by `write`, in which «» marks what the rule is to find. `also` are further replacements
`[file, find, write]` that the mistake needs.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assess.cli.checking import validate
from assess.cli.request import told
from assess.files.discovery import documents
from assess.files.documents import Reading, place, shown
from assess.rules import Selection
from assess.rules.catalogue import CATALOGUE
from assess.text.problems import Problem, end_of
from assess.text.safe_yaml import parse

ROOT = Path(__file__).parent.parent
FAMILIES = sorted((ROOT / "tests" / "mistakes").glob("*.yaml"))

# No change of a text can show these; the test that does.
SHOWN_ELSEWHERE = dict.fromkeys(
    (code for code in CATALOGUE if code.startswith("WBK")), "test_workbook.py"
) | {
    "DOC002": "documents/invalid/structure/not-utf8.yaml",
    "DOC003": "test_files.py",
    "DOC004": "test_safe_yaml.py",
    "DOC005": "documents/invalid/structure/no-data.yaml",
    "DOC040": "test_files.py",
    "ENG001": "test_cli_score.py",
    **{f"SUR{number:03}": "test_survey_reading.py" for number in range(1, 11)},
    **{f"UNI{number:03}": "test_pilot_counting.py" for number in range(1, 5)},
}


def mistakes() -> list[Any]:
    listed = [mistake for family in FAMILIES for mistake in _read(family)]
    return [pytest.param(one, id=f"{one['code']}-{number}") for number, one in enumerate(listed)]


def _read(family: Path) -> list[dict[str, Any]]:
    source, problems = parse(family.read_text("utf-8"), family.name)
    assert problems == []
    assert source is not None
    return list(source.data)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reading]:
    """The engagement without a mistake, all of it read: what a mistake does not touch is not read again."""
    folder = tmp_path_factory.mktemp("in-place") / "kestrel-rowe"
    shutil.copytree(ROOT / "examples" / "kestrel-rowe", folder, ignore=shutil.ignore_patterns("out"))
    shutil.copytree(ROOT / "questionnaires" / "customer-centricity", folder / "questionnaire")
    reading = Reading()
    assert checked(folder, reading) == []
    return folder, reading


def checked(folder: Path, reading: Reading) -> list[Problem]:
    return told(validate(documents(folder), reading), reading, Selection())


@contextmanager
def changed(files: list[Path], untouched: Reading) -> Iterator[Reading]:
    """Read are all but these files, which are as they were afterwards."""
    before = {file: file.read_bytes() if file.exists() else None for file in files}
    names, places = {shown(file) for file in files}, {place(file) for file in files}
    reading = Reading(
        texts={name: text for name, text in untouched.texts.items() if name not in names},
        comments={name: found for name, found in untouched.comments.items() if name not in names},
    )
    known = untouched._read  # noqa: SLF001  # reading all of it anew for each mistake takes minutes
    reading._read |= {at: found for at, found in known.items() if at not in places}  # noqa: SLF001  # likewise
    try:
        yield reading
    finally:
        for file, content in before.items():
            file.unlink(missing_ok=True) if content is None else file.write_bytes(content)


@pytest.mark.parametrize("mistake", mistakes())
def test_mistake_is_reported_at_its_exact_place(
    mistake: dict[str, Any], untouched: tuple[Path, Reading]
) -> None:
    folder, read = untouched
    changes = [*mistake.get("also", ()), [mistake["file"], mistake["find"], mistake["write"]]]
    files = sorted({folder / file for file, _, _ in changes})
    with changed(files, read) as reading:
        for file, find, write in changes:
            replace(folder / file, find, write)
        expected = [(shown(file), *marked) for file in files for marked in unmark(file)]
        inside = {file for file, *_ in expected}
        own = [p for p in checked(folder, reading) if p.code == mistake["code"] and p.file in inside]
    assert [(p.file, p.line, p.column, *p.end) for p in own] == expected
    assert expected


def test_every_rule_has_its_mistake() -> None:
    shown = {mistake["code"] for family in FAMILIES for mistake in _read(family)}
    assert set(CATALOGUE) == shown | set(SHOWN_ELSEWHERE)


def replace(file: Path, find: str, write: str) -> None:
    """The first of what is found; a file that is not there yet is written."""
    text = file.read_text("utf-8") if file.exists() else ""
    assert find in text
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(find, write, 1), "utf-8")


def unmark(file: Path) -> list[tuple[int, int, int, int]]:
    """Takes the marks out of the file; the places that they marked, as line, column, end line, end column."""
    places = []
    text = file.read_text("utf-8")
    while "«" in text:
        before, _, rest = text.partition("«")
        marked, _, after = rest.partition("»")
        start, end = end_of(before), end_of(before + marked)
        places.append((start.line, start.column, end.line, end.column))
        text = before + marked + after
    file.write_text(text, "utf-8")
    return places
