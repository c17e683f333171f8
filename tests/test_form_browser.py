"""The form in a real browser: filled in, saved, loaded and taken back, on a phone and on a desk."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.files.templates import form_assets
from assess.intake.figures import number_in
from assess.intake.form import form_html
from assess.intake.handing_out import handouts
from assess.model.answers import Answer, Answers, Attribution, State, Way

pytestmark = pytest.mark.browser

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 900},
}

QUESTIONNAIRE = """
schema: assess/questionnaire@1
id: tea
version: "1"
title: Tea
ladder: [{value: 1, name: Cold}, {value: 2, name: Warm}, {value: 3, name: Hot}]
functions: [{id: kitchen, name: Kitchen}, {id: garden, name: Garden}]
facts: [{id: kettle, text: There is a kettle.}]
sections:
  - id: K
    title: Brewing
    questions:
      - {id: K.1, text: Who boils the water?, kind: fact, owner: kitchen, evidence: The rota,
         options: [{value: 1, text: Nobody.}, {value: 2, text: Somebody.}, {value: 3, text: A cook.}]}
      - {id: K.2, text: Which kettle is used?, when: {question: K.1, at_least: 3},
         options: [{value: 1, text: Any.}, {value: 3, text: The large one.}], may_not_apply: false}
      - {id: K.3, text: How many cups are poured?, unit: cups, least: 0, most: 500,
         bands: [{value: 1, text: Few.}, {value: 3, from: 10, text: Ten or more.}]}
      - {id: K.4, text: What would make tea better?, open: true, scored: false}
      - {id: K.5, text: How hot is it?, number: {unit: degrees, least: 0, most: 100}, scored: false,
         when: {all: [{fact: kettle}, {question: K.3, at_least: 3}]}}
      - {id: K.6, text: Who pays for milk?, options: [{value: 1, text: Nobody.}, {value: 3, text: We do.}]}
      - {id: K.7, text: Who tastes it?, options: [{value: 1, text: Nobody.}, {value: 3, text: A guest.}]}
"""


@pytest.fixture
def form(tmp_path: Path, assess: Any) -> Path:
    own = tmp_path / "tea"
    (own / "questionnaire").mkdir(parents=True)
    (own / "questionnaire" / "questionnaire.yaml").write_text(QUESTIONNAIRE, "utf-8")
    assert assess("new", own, "-q", "tea", "-r", "anna:kitchen", "--date", "2026-10-05").code == 0
    return written(own, tmp_path / "anna.html")


def written(folder: Path, path: Path) -> Path:
    opened = load(folder, None, Reading(), scoring_only=True)
    assert opened is not None
    path.write_text(form_html(handouts(opened)[0], form_assets()), "utf-8")
    return path


@pytest.fixture
def context(browser: Browser, size: str) -> Iterator[BrowserContext]:
    """Without the file picker, which no test can press, and without motion, which no click waits for."""
    opened = browser.new_context(viewport=SIZES[size], accept_downloads=True, reduced_motion="reduce")
    opened.add_init_script("delete window.showSaveFilePicker")
    yield opened
    opened.close()


@pytest.fixture
def size() -> str:
    return "phone"


def shown(context: BrowserContext, form: Path, requests: list[str] | None = None) -> Page:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if requests is not None:
        page.on("request", lambda one: requests.append(one.url))
    page.goto(form.as_uri())
    assert errors == []
    return page


def question(page: Page, id_: str) -> Any:
    return page.locator(f'fieldset[data-id="{id_}"]')


def saved(page: Page, path: Path) -> Answers:
    with page.expect_download() as waiting:
        page.locator("#save").click()
    assert waiting.value.suggested_filename == "anna.json"
    waiting.value.save_as(path)
    reading = Reading()
    document = reading.document(path, "answers")
    assert reading.problems == []
    assert document is not None
    return document.record  # type: ignore[no-any-return]


def fill(page: Page) -> None:
    question(page, "K.1").get_by_text("A cook.").click()
    question(page, "K.2").get_by_text("The large one.").click()
    question(page, "K.3").get_by_label("A number").fill("12,5 cups")
    question(page, "K.3").get_by_text("Evidence and note").click()
    question(page, "K.3").get_by_label("Evidence: what shows it").fill("The list in the kitchen")
    question(page, "K.3").get_by_label("Note, for whoever").fill('counted "twice"\n<b>')
    question(page, "K.4").get_by_label("In your own words").fill("Warmer cups")
    question(page, "K.4").get_by_text("The report may print these words").click()
    question(page, "K.5").get_by_label("A number").fill("95")
    question(page, "K.6").get_by_text("This does not apply").click()
    question(page, "K.6").get_by_label("Why does it not apply?").fill("We take no milk")
    question(page, "K.7").get_by_text("I cannot say").click()


FILLED = {
    "K.1": Answer(value=Decimal(3), state=State.ANSWERED),
    "K.2": Answer(value=Decimal(3), state=State.ANSWERED),
    "K.3": Answer(
        value=Decimal("12.5"),
        state=State.ANSWERED,
        evidence="The list in the kitchen",
        note='counted "twice" <b>',
    ),
    "K.4": Answer(value="Warmer cups", state=State.ANSWERED, released=True),
    "K.5": Answer(value=Decimal(95), state=State.ANSWERED),
    "K.6": Answer(state=State.NOT_APPLICABLE, reason="We take no milk"),
    "K.7": Answer(state=State.UNKNOWN),
}


@pytest.mark.parametrize("size", SIZES)
def test_filled_saved_loaded_and_taken_back(
    context: BrowserContext, form: Path, tmp_path: Path, assess: Any
) -> None:
    requests: list[str] = []
    page = shown(context, form, requests)
    expect(page.locator("#progress")).to_contain_text("0 of 7 answered")
    fill(page)
    expect(page.locator("#progress")).to_have_text("All 7 answered")
    expect(page.locator("#unsaved")).to_be_visible()
    expect(page).to_have_title("• Tea · anna")
    record = saved(page, tmp_path / "anna.json")
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(page).to_have_title("Tea · anna")
    assert record.answers == FILLED
    assert (record.way, record.attribution) == (Way.FORM, Attribution.FUNCTION)
    assert record.option_order.value == "highest-first"

    again = shown(context, form)
    again.locator("#load").set_input_files(tmp_path / "anna.json")
    expect(again.locator("#message")).to_have_text("anna.json is loaded.")
    assert saved(again, tmp_path / "again.json").answers == FILLED
    assert requests == [form.as_uri()]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    ended = assess("import", form.parent / "tea", tmp_path / "anna.json")
    assert ended.out == "anna: 7 new\n"


PICKER = """
window.written = [];
window.showSaveFilePicker = async (options) => {
  if (window.refuse) throw new DOMException("no", window.refuse);
  window.suggested = options.suggestedName;
  return { name: "anna (2).json", createWritable: async () => ({
    write: async (text) => window.written.push(text), close: async () => window.written.push("closed") }) };
};
"""


def test_file_picker_is_asked_once(browser: Browser, form: Path) -> None:
    context = browser.new_context(viewport=SIZES["desk"], reduced_motion="reduce")
    context.add_init_script(PICKER)
    page = shown(context, form)
    question(page, "K.1").get_by_text("A cook.").click()
    for _ in range(2):
        page.locator("#save").click()
        expect(page.locator("#message")).to_contain_text("Saved as anna (2).json.")
    written = page.evaluate("window.written")
    assert page.evaluate("window.suggested") == "anna.json"
    assert written[1::2] == ["closed", "closed"]
    assert json.loads(written[0])["answers"]["K.1"] == {"value": 3}
    context.close()


def test_picker_that_is_left_or_refused(browser: Browser, form: Path) -> None:
    context = browser.new_context(viewport=SIZES["desk"], reduced_motion="reduce")
    context.add_init_script(PICKER)
    page = shown(context, form)
    question(page, "K.1").get_by_text("A cook.").click()
    page.evaluate("window.refuse = 'AbortError'")
    page.locator("#save").click()
    expect(page).to_have_title("• Tea · anna")  # left without saving
    page.evaluate("window.refuse = 'SecurityError'")
    with page.expect_download():
        page.locator("#save").click()
    expect(page).to_have_title("Tea · anna")
    context.close()


def test_conditions_are_followed(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    expect(question(page, "K.2")).to_be_visible()  # undecided counts as asked
    question(page, "K.2").get_by_text("The large one.").click()
    question(page, "K.1").get_by_text("Somebody.").click()
    expect(question(page, "K.2")).to_be_hidden()
    expect(page.locator("#progress")).to_contain_text("1 of 6 answered")
    assert saved(page, tmp_path / "anna.json").answers["K.2"] == Answer()
    question(page, "K.1").get_by_text("A cook.").click()
    expect(question(page, "K.2").get_by_label("The large one.")).to_be_checked()
    question(page, "K.3").get_by_label("A number").fill("9")
    expect(question(page, "K.5")).to_be_hidden()
    question(page, "K.3").get_by_label("A number").fill("10")
    expect(question(page, "K.5")).to_be_visible()


def test_number_is_told_as_it_is_read(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    expect(question(page, "K.3").get_by_text("From 0 to 500.")).to_be_visible()
    for typed, read in (("9", "Read as: Few."), ("10", "Read as: Ten or more."), ("many", "")):
        question(page, "K.3").get_by_label("A number").fill(typed)
        expect(question(page, "K.3").locator(".read")).to_have_text(read)


def test_document_is_asked_for_where_only_one_can_show_it(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    wants = question(page, "K.1").locator(".wants")
    question(page, "K.1").get_by_text("Somebody.").click()
    expect(wants).to_have_text("")
    question(page, "K.1").get_by_text("A cook.").click()
    expect(wants).to_contain_text("Which document shows this?")
    question(page, "K.1").locator("summary").click()
    question(page, "K.1").get_by_label("Evidence: what shows it").fill("The rota of May")
    expect(wants).to_have_text("")


def test_characters_that_no_document_may_hold(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    question(page, "K.4").locator(".value").evaluate(
        r"""(field) => {
            field.value = " Tea\u0007\u001f for\n\u2028\ufefftwo\ud83d, \u{1f375} ";
            field.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    assert saved(page, tmp_path / "anna.json").answers["K.4"].value == "Tea for two\ufffd, \U0001f375"


def test_next_open_question_goes_on_from_here(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    question(page, "K.3").get_by_text("I cannot say").click()
    for id_ in ("K.4", "K.5", "K.6", "K.7", "K.1", "K.2", "K.4"):
        page.locator("#next").click()
        expect(question(page, id_)).to_be_focused()
        expect(question(page, id_)).to_be_in_viewport()


def test_answer_is_cleared_and_what_was_written_beside_it_stays(
    context: BrowserContext, form: Path, tmp_path: Path
) -> None:
    page = shown(context, form)
    fill(page)
    for id_ in ("K.3", "K.4", "K.6"):
        question(page, id_).get_by_role("button", name="Clear the answer").click()
        expect(question(page, id_)).to_be_focused()
        expect(question(page, id_).get_by_role("button", name="Clear the answer")).to_be_hidden()
    answers = saved(page, tmp_path / "anna.json").answers
    assert answers["K.3"] == FILLED["K.3"].model_copy(update={"value": None, "state": State.UNANSWERED})
    assert answers["K.4"] == answers["K.6"] == Answer()


def test_text_to_copy_where_no_file_can_be_saved(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    page.get_by_text("If no file can be saved here").click()
    fill(page)
    (tmp_path / "copied.json").write_text(page.locator("#document").input_value(), "utf-8")
    document = Reading().document(tmp_path / "copied.json", "answers")
    assert document is not None
    assert document.record.answers == FILLED
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("#message")).to_have_text("The text is copied.")


NUMBERS = """
30 0,5 12.50 1,5 1.250 1,250 1250 1.250,75 1,250.75 1,250,000 1.250.000 1.25.000 1.2.3 1,2,3 0.125 0,125
34% -5 +5 −5 ,5 5, 007 -0 1E3 12a ten
"""
SPACED = [
    "1 250",
    "1 250 000",
    "1\u202f250,5",
    "1'250",
    "1’250",
    "12 50",
    "34 %",
    "5 cups",
    "5 CUPS",
    "",
    " 7 ",
]


def test_numbers_are_read_as_everywhere_else(browser: Browser) -> None:
    page = browser.new_page()
    script = form_assets()["form/numbers.js"].decode()
    typed = [*NUMBERS.split(), *SPACED]
    read = page.evaluate(
        f"(typed) => {{ {script}\nreturn typed.map((one) => {{ const number = numberIn(one, 'cups');"
        " return Number.isNaN(number) ? null : number; }); }",
        typed,
    )
    expected = [number_in(one, "cups") for one in typed]
    assert dict(zip(typed, read, strict=True)) == {
        one: None if number is None else float(number) for one, number in zip(typed, expected, strict=True)
    }
    page.close()


def test_what_is_no_answer_is_told_and_not_saved(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    for typed, told in (
        ("ten", "Write the number alone"),
        ("1,500", "can be read in two ways"),
        ("501", "At most 500"),
    ):
        question(page, "K.3").get_by_label("A number").fill(typed)
        page.locator("#save").click()
        expect(page.locator("#q-K\\.3-error")).to_contain_text(told)
        expect(page.locator("#message")).to_have_text("Not saved yet: one answer needs a look.")
    question(page, "K.3").get_by_role("button", name="Clear").click()
    question(page, "K.6").get_by_text("This does not apply").click()
    page.locator("#save").click()
    expect(page.locator("#q-K\\.6-reason-error")).to_contain_text("Say why")


def load_changed(page: Page, into: Path, **changes: Any) -> None:
    """Load what the page itself would save, with some keys changed."""
    saved(page, into)
    into.write_text(json.dumps(json.loads(into.read_text("utf-8")) | changes), "utf-8")
    page.locator("#load").set_input_files(into)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"respondent": "ben"}, "This file holds the answers of ben, and this form is for anna."),
        ({"questionnaire": "coffee"}, "This file answers the questionnaire coffee, and this form asks tea."),
        ({"version": "2"}, "This file answers version 2 of the questionnaire, and this form asks version 1."),
        ({"schema": "assess/vision@1"}, "This is no file that this form has saved."),
        ({"answers": None}, "This is no file that this form has saved."),
    ],
)
def test_file_that_is_not_for_this_form_changes_nothing(
    context: BrowserContext, form: Path, tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    page = shown(context, form)
    question(page, "K.1").get_by_text("A cook.").click()
    load_changed(page, tmp_path / "other.json", **changes)
    expect(page.locator("#message")).to_contain_text(told)
    expect(page.locator("#message")).to_contain_text("Nothing was loaded")
    expect(question(page, "K.1").get_by_label("A cook.")).to_be_checked()


def test_file_that_is_no_document(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    (tmp_path / "anna.json").write_text("answers: {}", "utf-8")
    page.locator("#load").set_input_files(tmp_path / "anna.json")
    expect(page.locator("#message")).to_have_text(
        "This is no file that this form has saved. Nothing was loaded."
    )


def test_file_takes_the_place_of_everything(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    question(page, "K.7").get_by_text("A guest.").click()
    answers = {
        "K.1": {"value": 2.5},  # no option of it
        "K.3": {"value": 1.125},  # 1,125 and 1.125 could be read in two ways
        "K.6": {"value": 3, "state": "answered"},
        "K.9": {"value": 1},  # no question of it
    }
    load_changed(page, tmp_path / "anna.json", answers=answers)
    expect(page.locator("#message")).to_have_text(
        "anna.json is loaded. Answers that do not fit this form: 2. They were left out."
    )
    record = saved(page, tmp_path / "again.json")
    given = {id_: one.value for id_, one in record.answers.items() if one.value is not None}
    assert given == {"K.3": Decimal("1.125"), "K.6": Decimal(3)}
    assert list(record.answers) == ["K.1", "K.2", "K.3", "K.4", "K.5", "K.6", "K.7"]


def test_what_is_on_file_is_filled_in(browser: Browser, form: Path, tmp_path: Path, assess: Any) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.showSaveFilePicker")
    page = shown(context, form)
    fill(page)
    saved(page, tmp_path / "anna.json")
    assert assess("import", form.parent / "tea", tmp_path / "anna.json").code == 0
    again = shown(context, written(form.parent / "tea", tmp_path / "again.html"))
    expect(again.locator("#progress")).to_have_text("All 7 answered")
    assert saved(again, tmp_path / "again.json").answers == FILLED
    context.close()


def test_unsaved_work_is_asked_about(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    question(page, "K.1").get_by_text("A cook.").click()
    asked: list[str] = []

    def dismiss(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", dismiss)
    page.close(run_before_unload=True)
    page.wait_for_event("close")
    assert asked == ["beforeunload"]


def test_by_keyboard_alone(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the questions")).to_be_focused()
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    expect(question(page, "K.1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.querySelectorAll('#q-K\\\\.1 input:checked').length") == 1


def test_without_a_script_it_can_be_read(browser: Browser, form: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(form.as_uri())
    expect(page.locator("noscript .warning")).to_contain_text("save the attachment")
    expect(question(page, "K.7").get_by_text("A guest.")).to_be_visible()
    expect(question(page, "K.7").get_by_label("A guest.")).to_be_disabled()
    expect(page.locator("#save")).to_be_hidden()
    context.close()


def test_on_paper_there_are_questions_and_answers_alone(browser: Browser, form: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = shown(context, form)
    fill(page)
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#reviews")).to_be_hidden()
    expect(question(page, "K.3").get_by_label("Evidence: what shows it")).to_be_visible()
    expect(question(page, "K.1").locator("details")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


@pytest.mark.parametrize(
    ("size", "scheme", "accent"),
    [
        ("phone", "light", "#0b5d57"),
        ("desk", "dark", "#0b5d57"),
        ("desk", "light", "#ffee00"),
        ("phone", "dark", "#ffee00"),
        ("phone", "dark", "#000000"),
    ],
)
def test_no_violation_of_accessibility(
    browser: Browser, form: Path, size: str, scheme: Any, accent: str
) -> None:
    with (form.parent / "tea" / "engagement.yaml").open("a", encoding="utf-8") as file:
        file.write(f'branding: {{accent: "{accent}"}}\n')
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = shown(context, written(form.parent / "tea", form))
    page.get_by_text("If no file can be saved here").click()
    fill(page)
    question(page, "K.6").get_by_label("Why does it not apply?").fill("")
    page.locator("#save").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


@pytest.mark.parametrize(("language", "width", "height"), [("en", 640, 450), ("de", 320, 568)])
def test_fits_narrow_screens_and_fingers(
    browser: Browser, form: Path, language: str, width: int, height: int
) -> None:
    questionnaire = form.parent / "tea" / "questionnaire" / "questionnaire.yaml"
    questionnaire.write_text(
        QUESTIONNAIRE.replace("title: Tea\n", f"title: Tea\nlanguage: {language}\n"), "utf-8"
    )
    context = browser.new_context(viewport={"width": width, "height": height})
    page = shown(context, written(form.parent / "tea", form))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             "button, .button, .choice, summary, nav a, textarea, input[type=text], input[type=file]")]
           .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
           .map((one) => one.outerHTML)"""
    )
    assert small == []
    context.close()
