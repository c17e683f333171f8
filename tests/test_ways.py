"""The large example answered in five ways, a fifth of its people each: the same scorecard to a digit."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, load
from assess.files.templates import form_assets
from assess.intake.form import form_html
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.intake.interview.typed import keys_of
from assess.intake.workbook import workbook_bytes
from assess.model.answers import Answer, Answers, State
from assess.model.questionnaire import Question

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
WAYS = ("lines", "file", "form", "workbook", "survey")

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example before anybody has answered."""
    own = Path(shutil.copytree(KESTREL, tmp_path / "kestrel"))
    shutil.rmtree(own / "assessments")
    (own / "assessments" / "2026-10-05" / "answers").mkdir(parents=True)
    return own


def opened(folder: Path) -> EngagementFolder:
    found = load(folder, None, Reading(), scoring_only=True)
    assert found is not None
    return found


def commands(handout: Handout) -> str:
    """What somebody types who gives these answers, each by its id."""
    assert handout.answers is not None
    questions = {question.id: question for question in handout.questionnaire.all_questions()}
    lines = []
    for id_, answer in handout.answers.answers.items():
        if answer.state is not State.UNANSWERED:
            lines += [f":g {id_}", _said(questions[id_], answer)]
            for letter, text in (("t", answer.note), ("e", answer.evidence)):
                lines += [f":g {id_}", f":{letter} {text}"] if text else []
    return "\n".join([*lines, "q", ""])


def _said(question: Question, answer: Answer) -> str:
    if answer.state is State.UNKNOWN:
        return ":u"
    if answer.state is State.NOT_APPLICABLE:
        return f":n {answer.reason}"
    if question.options:
        return next(key for key, value in keys_of(question).items() if value == answer.value)
    return str(answer.value)


def survey(people: list[Answers], into: Path) -> tuple[Path, Path]:
    """The table of a survey tool, and the mapping that says how to read it."""
    ids = list(dict.fromkeys(id_ for one in people for id_ in one.answers))
    text = io.StringIO()
    writer = csv.DictWriter(text, ["name", "function", *ids, *(f"why {id_}" for id_ in ids)], restval="")
    writer.writeheader()
    for one in people:
        row: dict[str, Any] = {"name": one.respondent, "function": one.function}
        for id_, answer in one.answers.items():
            state = "" if answer.state is State.UNANSWERED else answer.state.value
            row[id_] = answer.value if answer.state is State.ANSWERED else state
            row[f"why {id_}"] = answer.reason or ""
        writer.writerow(row)
    table, mapping = into / "survey.csv", into / "mapping.yaml"
    table.write_text(text.getvalue(), "utf-8")
    mapping.write_text(
        'schema: assess/mapping@1\nquestionnaire: customer-centricity\nversion: "1.1"\n'
        "respondent: {column: name}\nfunction: {column: function}\ncolumns:\n"
        + "".join(f"  {id_}: {id_}\n" for id_ in ids)
        + "reasons:\n"
        + "".join(f'  "why {id_}": {id_}\n' for id_ in ids),
        "utf-8",
    )
    return table, mapping


def saved_form(browser: Browser, handout: Handout, into: Path) -> Path:
    """The form of somebody who has answered, opened in a browser and saved."""
    page = browser.new_page()
    page.add_init_script("delete window.showSaveFilePicker")
    path = into / f"{handout.person.name}.html"
    path.write_text(form_html(handout, form_assets()), "utf-8")
    page.goto(path.as_uri())
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save to a file").first.click()
    saved = into / f"{handout.person.name}.json"
    waiting.value.save_as(saved)
    page.close()
    return saved


def test_same_scorecard_whatever_the_way(
    assess: Callable[..., Any],
    process: Callable[..., Any],
    browser: Browser,
    folder: Path,
    tmp_path: Path,
) -> None:
    everybody = handouts(opened(KESTREL))
    by_way: dict[str, list[Handout]] = {way: everybody[n :: len(WAYS)] for n, way in enumerate(WAYS)}
    files: list[Path] = []
    for one in by_way["lines"]:
        who = f"{one.person.name}:{one.person.function}"
        typed = commands(one).encode()
        ended = process("interview", folder, "-r", who, "--all", "--lines", stdin=None, input=typed)
        assert ended.code == 0, ended.err
    for one in by_way["file"]:
        document = KESTREL / "assessments" / "2026-10-05" / "answers" / f"{one.person.name}.yaml"
        who = f"{one.person.name}:{one.person.function}"
        assert assess("interview", folder, "-r", who, "--answers", document).code == 0
    files += [saved_form(browser, one, tmp_path) for one in by_way["form"]]
    for one in by_way["workbook"]:
        files.append(tmp_path / f"{one.person.name}.xlsx")
        files[-1].write_bytes(workbook_bytes(one))
    ended = assess("import", folder, *files)
    assert ended.code == 0, ended.err
    table, mapping = survey([one.answers for one in by_way["survey"] if one.answers], tmp_path)
    ended = assess("import", folder, table, "--mapping", mapping)
    assert ended.code == 0, ended.err

    before = {one.record.respondent: one.record for one in opened(KESTREL).answers}
    after = {one.record.respondent: one.record for one in opened(folder).answers}
    assert after.keys() == before.keys()
    for name, record in before.items():
        assert given(after[name]) == given(record), name
    assert assess("score", folder, "-f", "json").out == assess("score", KESTREL, "-f", "json").out


def given(record: Answers) -> dict[str, tuple[State, Any, str | None]]:
    return {
        id_: (answer.state, answer.value, answer.reason)
        for id_, answer in record.answers.items()
        if answer.state is not State.UNANSWERED
    }
