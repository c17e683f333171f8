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
      - {id: K.1, text: Who boils the water?, owner: kitchen, options: [{value: 1, text: Nobody.},
         {value: 2, text: Somebody.}, {value: 3, text: A cook.}]}
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
    opened = load(own, None, Reading(), scoring_only=True)
    assert opened is not None
    path = tmp_path / "anna.html"
    path.write_text(form_html(handouts(opened)[0], form_assets()), "utf-8")
    return path


@pytest.fixture(params=SIZES)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Without the file picker, which no test can press, and without motion, which no click waits for."""
    opened = browser.new_context(
        viewport=SIZES[request.param], accept_downloads=True, reduced_motion="reduce"
    )
    opened.add_init_script("delete window.showSaveFilePicker")
    yield opened
    opened.close()


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
    question(page, "K.3").get_by_label("A number").fill("12,5")
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


def test_filled_saved_loaded_and_taken_back(
    context: BrowserContext, form: Path, tmp_path: Path, assess: Any
) -> None:
    requests: list[str] = []
    page = shown(context, form, requests)
    expect(page.locator("#progress")).to_contain_text("0 of 7 answered")
    fill(page)
    expect(page.locator("#progress")).to_have_text("All 7 answered")
    expect(page).to_have_title("• Tea · anna")
    record = saved(page, tmp_path / "anna.json")
    expect(page).to_have_title("Tea · anna")
    assert record.answers == FILLED
    assert (record.way, record.attribution) == (Way.FORM, Attribution.FUNCTION)
    assert record.option_order.value == "highest-first"

    again = shown(context, form)
    again.locator("#load").set_input_files(tmp_path / "anna.json")
    expect(again.locator("#message")).to_have_text("anna.json is loaded.")
    assert saved(again, tmp_path / "again.json").answers == FILLED
    assert requests == [form.as_uri()]

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


def test_conditions_are_followed(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    expect(question(page, "K.2")).to_be_visible()  # undecided counts as asked
    question(page, "K.1").get_by_text("Somebody.").click()
    expect(question(page, "K.2")).to_be_hidden()
    question(page, "K.3").get_by_label("A number").fill("9")
    expect(question(page, "K.5")).to_be_hidden()
    question(page, "K.3").get_by_label("A number").fill("10")
    expect(question(page, "K.5")).to_be_visible()


def test_what_is_no_answer_is_told_and_not_saved(context: BrowserContext, form: Path) -> None:
    page = shown(context, form)
    for typed, told in (
        ("ten", "Write the number alone"),
        ("1,500", "can be read in two ways"),
        ("501", "At most 500"),
    ):
        question(page, "K.3").get_by_label("A number").fill(typed)
        page.locator("#save").click()
        expect(question(page, "K.3").locator(".error")).to_contain_text(told)
        expect(page.locator("#message")).to_have_text("Not saved yet: one answer needs a look.")
    question(page, "K.3").get_by_role("button", name="Clear").click()
    question(page, "K.6").get_by_text("This does not apply").click()
    page.locator("#save").click()
    expect(question(page, "K.6").locator(".error")).to_contain_text("Say why")


def test_somebody_elses_file_is_refused(context: BrowserContext, form: Path, tmp_path: Path) -> None:
    page = shown(context, form)
    other = tmp_path / "ben.json"
    saved(page, other)
    other.write_text(other.read_text("utf-8").replace('"anna"', '"ben"'), "utf-8")
    page.locator("#load").set_input_files(other)
    expect(page.locator("#message")).to_have_text(
        "This file holds the answers of ben, and this form is for anna. Nothing was loaded."
    )
    other.write_text("[]", "utf-8")
    page.locator("#load").set_input_files(other)
    expect(page.locator("#message")).to_have_text(
        "This is no file that this form has saved. Nothing was loaded."
    )


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_accessibility(browser: Browser, form: Path, scheme: Any) -> None:
    for size in SIZES.values():
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = shown(context, form)
        fill(page)
        question(page, "K.6").get_by_label("Why does it not apply?").fill("")
        page.locator("#save").click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        context.close()


def test_narrow_and_large(browser: Browser, form: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568})
    page = shown(context, form)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
