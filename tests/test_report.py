"""The board report: one record, the same numbers everywhere."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assess.agreement.agreement import agreement
from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, load
from assess.files.templates import report_assets
from assess.model.answers import State
from assess.model.roadmap import Roadmap
from assess.model.scorecard import ScoredSection
from assess.planning import roadmap as planning
from assess.planning.best import best
from assess.planning.portfolio import merged
from assess.report import pdf
from assess.report.blocks import Mark
from assess.report.build import build
from assess.report.html import render
from assess.report.inputs import Inputs
from assess.report.record import Report
from assess.scoring.card import Scorecard, score
from assess.scoring.document import document
from assess.scoring.rounding import shown

ROOT = Path(__file__).parents[1]
EXAMPLES = ("kestrel-rowe", "tarnbeck")


@cache
def opened(example: str) -> EngagementFolder:
    reading = Reading()
    found = load(ROOT / "examples" / example, None, reading)
    assert found is not None, reading.problems
    return found


@cache
def inputs(example: str) -> Inputs:
    folder = opened(example)
    answers = tuple(one.record for one in folder.answers)
    engagement = folder.engagement.record
    playbook = folder.playbook.record if folder.playbook else None
    own = folder.own_playbook.record if folder.own_playbook else None
    vision = folder.vision.record if folder.vision else None
    planned = planning.plan(
        planning.Inputs(folder.assembled, answers, engagement, folder.date, vision, playbook, own), best
    )
    assert folder.date is not None
    return Inputs(
        card=score(folder.assembled, answers, engagement, folder.date),
        engagement=engagement,
        answers=answers,
        date=folder.date,
        vision=vision,
        initiatives={one.id: one for one in merged(playbook, own)},
        roadmap=planned if isinstance(planned, Roadmap) else None,
    )


@cache
def report(example: str) -> Report:
    return build(inputs(example))


@cache
def page(example: str) -> str:
    return render(report(example), report_assets())


def printed(html: str, made: Report) -> pdf.Pdf:
    return pdf.render(html, resources=report_assets(), title="Test", author=made.cover.client, day=made.date)


class Marks(HTMLParser):
    """Gathers what stands in elements with a data-field, and the text of the whole page in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._open: list[str | None] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "svg", "nav", "head"}:
            self._skipping += 1
        if tag == "span":
            self._open.append(dict(attrs).get("data-field"))
            if self._open[-1]:
                self.found.append((str(self._open[-1]), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "svg", "nav", "head"}:
            self._skipping -= 1
        if tag == "span":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self.text.append(data)
        if self._open and self._open[-1]:
            field, text = self.found[-1]
            self.found[-1] = (field, text + data)


def marks(html: str) -> list[tuple[str, str]]:
    parser = Marks()
    parser.feed(html)
    return parser.found


def all_marks(record: object) -> Iterator[Mark]:
    """Every mark in a record, at any depth."""
    if isinstance(record, Mark):
        yield record
    elif isinstance(record, tuple | list):
        for one in record:
            yield from all_marks(one)
    elif is_dataclass(record):
        for field in fields(record):
            yield from all_marks(getattr(record, field.name))


def of_section(section: ScoredSection) -> Iterator[tuple[str, str]]:
    """What the scorecard document says of a section and those inside it, as the report must print it."""
    yield f"{section.id}.score", "no score" if section.shown is None else f"{section.shown:.1f}"
    yield f"{section.id}.level", "no level" if section.level is None else str(section.level)
    yield f"{section.id}.indicative_level", f"{section.indicative_level}, indicative"
    if section.range:
        yield f"{section.id}.range.low", f"{section.range.shown_low:.1f}"
        yield f"{section.id}.range.high", f"{section.range.shown_high:.1f}"
    for state, number in section.counts.model_dump().items():
        yield f"{section.id}.counts.{state}", str(number)
    for inner in section.sections:
        yield from of_section(inner)


def of_scorecard(card: Scorecard) -> Iterator[tuple[str, str]]:
    scored = document(card)
    for tree in (scored.overall, *scored.lenses):
        yield from of_section(tree)
    for question in scored.questions:
        state = question.state.replace("-", " ")
        yield f"{question.id}.value", state if question.shown is None else f"{question.shown:.1f}"
        yield f"{question.id}.respondents", str(question.respondents)
    yield "respondents", str(sum(scored.respondents.values()))
    for function, number in scored.respondents.items():
        yield f"respondents.{function}", str(number)


def half_up(number: Decimal) -> int:
    return math.floor(number + Decimal("0.5"))


def of_totals(found: Roadmap) -> Iterator[tuple[str, str]]:
    for name in ("score_then", "level_then", "reached", "wanted"):
        yield f"outcome.{name}", str(getattr(found.outcome, name))
    for name, takes in (("first_pilots", found.first_pilots), ("total", found.total)):
        if takes:
            yield f"{name}.person_days", f"{half_up(takes.person_days.likely):,}"
            yield f"{name}.money", f"{half_up(takes.money.likely):,}"
    for function, days in found.total.days.items():
        yield f"total.days.{function}", f"{half_up(days):,}"


def of_roadmap(found: Roadmap) -> Iterator[tuple[str, str]]:
    for projection in found.projections:
        for section, number in projection.scores.items():
            yield f"projection.{projection.quarter}.{section}.score", f"{number:.1f}"
        for section, level in projection.levels.items():
            yield f"projection.{projection.quarter}.{section}.level", str(level)
    for outlook in found.targets:
        yield f"{outlook.capability}.wanted", str(outlook.wanted)
    for quarter in found.quarters:
        for function, days in quarter.days.items():
            yield f"quarter.{quarter.quarter}.days.{function}", f"{half_up(days)}"
        yield f"quarter.{quarter.quarter}.cost", f"{half_up(quarter.cost)}"


def of_agreement(given: Inputs) -> Iterator[tuple[str, str]]:
    found = agreement(given.card, given.answers, given.engagement)
    scored = {section.id: section for section in given.card.sections()}
    yield "respondents.shown", str(sum(group.n or 0 for group in found.groups))
    for section in found.sections:
        thresholds = scored[section.section].thresholds if section.section in scored else ()
        for extent in section.extents:
            if extent.median is not None:
                yield f"{section.section}.{extent.group.id}.median", f"{shown(extent.median, thresholds)}"
    for one in found.disagreements:
        yield f"{one.question}.apart", f"{shown(one.size)}"
        for extent in one.extents:
            if extent.median is not None:
                yield f"{one.question}.{extent.group.id}.median", f"{shown(extent.median)}"
    for gap in found.knowledge_gaps:
        yield f"{gap.question}.guesses.median", f"{shown(gap.median)}"
        yield f"{gap.question}.guesses.n", str(gap.n)
    yield "participation.straight_lining", str(sum(part.straight_lining or 0 for part in found.participation))
    yield "participation.core_only", str(sum(part.core_only or 0 for part in found.participation))
    for part in found.participation:
        for field in fields(part):
            yield f"participation.{part.group.id}.{field.name}", str(getattr(part, field.name))


def expected(example: str) -> dict[str, str]:
    """Everything that a number in the report can come from, from the floors below."""
    given = inputs(example)
    known = dict(of_scorecard(given.card)) | dict(of_agreement(given))
    for target in given.vision.targets if given.vision else ():
        known[f"{target.capability}.wanted"] = str(target.level)
    known["targets"] = str(len(given.vision.targets if given.vision else ()))
    if given.roadmap:
        known |= dict(of_roadmap(given.roadmap)) | dict(of_totals(given.roadmap))
    for figure in given.engagement.figures:
        if isinstance(figure.value, int) or hasattr(figure.value, "quantize"):
            known[f"figure.{figure.id}"] = f"{float(figure.value):.0f}\u00a0%"
    return known


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_marked_number_is_the_one_that_was_computed(example: str) -> None:
    known = expected(example)
    found = marks(page(example))
    loose = {"initiative", "K5", "case"}  # checked in tests of their own
    compared = [(field, text) for field, text in found if field.partition(".")[0] not in loose]
    compared = [(field, text) for field, text in compared if not field.endswith(".own")]
    wrong = [
        (field, text, known.get(field))
        for field, text in compared
        if known.get(field, "0" if field.startswith("quarter.") else None) != text
    ]
    assert wrong == []
    assert len(compared) > 500


@pytest.mark.parametrize("example", EXAMPLES)
def test_html_prints_every_mark_of_the_record(example: str) -> None:
    in_record = {(mark.field, mark.text) for mark in all_marks(report(example)) if mark.text}
    assert in_record - set(marks(page(example))) == set()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_section_of_the_scorecard_is_in_the_report(example: str) -> None:
    printed = {field for field, _ in marks(page(example))}
    sections = list(inputs(example).card.overall.walk())
    assert [section.id for section in sections if f"{section.id}.score" not in printed] == []


def test_effort_and_money_of_initiatives_are_those_of_the_playbook() -> None:
    given = inputs("kestrel-rowe")
    printed = dict(marks(page("kestrel-rowe")))
    for planned in given.roadmap.initiatives if given.roadmap else ():
        initiative = given.initiatives[planned.initiative]
        likely = sum(days[1] for days in initiative.effort.pilot.values())
        assert printed[f"initiative.{initiative.id}.pilot_days"] == f"{likely}"


def words(text: str) -> list[str]:
    """Words as a reader sees them: hyphens, breaks of lines at them and capitals do not matter."""
    return re.findall(r"\w+", re.sub(r"[-\u2010\u00ad\ufffe]\s*", "", text).casefold())


@pytest.mark.pdf
@pytest.mark.parametrize("example", EXAMPLES)
def test_pdf_says_what_the_html_says_with_the_summary_on_one_page(example: str) -> None:
    import pypdfium2

    made = printed(page(example), report(example))
    assert made.refused == ()
    assert made.places["standing"] == made.places["summary"] + 1
    pages = pypdfium2.PdfDocument(made.content)
    on_paper = {word for one in pages for word in words(one.get_textpage().get_text_range())}
    parser = Marks()
    parser.feed(page(example))
    assert [word for word in words(" ".join(parser.text)) if word not in on_paper] == []
    unprinted = [field for field, text in parser.found if not on_paper.issuperset(words(text))]
    assert unprinted == []


@pytest.mark.pdf
def test_the_same_input_gives_the_same_bytes() -> None:
    """Of one chapter, since the others are made in the same way and a PDF takes its time."""
    made = replace(report("tarnbeck"), chapters=report("tarnbeck").chapters[1:2])
    again = replace(build(inputs("tarnbeck")), chapters=build(inputs("tarnbeck")).chapters[1:2])
    assert again == made
    html = render(made, report_assets())
    assert render(again, report_assets()) == html
    assert printed(html, again).content == printed(html, made).content


def test_without_vision_roadmap_and_figures_the_report_says_what_to_ask_for() -> None:
    given = inputs("kestrel-rowe")
    bare = replace(
        given, vision=None, roadmap=None, engagement=given.engagement.model_copy(update={"figures": ()})
    )
    html = render(build(bare), report_assets())
    assert "has not written a vision yet" in html
    assert "There is no roadmap yet" in html
    assert "We were not given the share of gross profit" in html


def test_without_any_answer_there_is_a_report_and_no_number() -> None:
    given = inputs("kestrel-rowe")
    empty = tuple(one.model_copy(update={"answers": {}}) for one in given.answers)
    card = score(given.card.assembled, empty, given.engagement, given.card.date)
    html = render(build(replace(given, card=card, answers=empty, roadmap=None)), report_assets())
    assert ("customer-centricity.score", "no score") in marks(html)


def test_texts_of_strangers_are_escaped() -> None:
    given = inputs("tarnbeck")
    name = "<script>alert(1)</script> & {{ 7 * 7 }}"
    client = given.engagement.client.model_copy(update={"name": name})
    hostile = replace(given, engagement=given.engagement.model_copy(update={"client": client}))
    html = render(build(hostile), report_assets())
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7 * 7 }}" in html


def test_notes_are_printed_only_if_released() -> None:
    given = inputs("kestrel-rowe")
    hidden = {
        answer.note
        for one in given.answers
        for answer in one.answers.values()
        if answer.note and not answer.released
    }
    spoken = {
        str(answer.value)
        for one in given.answers
        for name, answer in one.answers.items()
        if answer.state is State.ANSWERED and given.card.cells[name].question.open and not answer.released
    }
    assert hidden
    assert spoken
    html = page("kestrel-rowe")
    assert [text for text in hidden | spoken if text in html] == []


def test_no_respondent_is_named() -> None:
    html = page("kestrel-rowe")
    assert [one.respondent for one in inputs("kestrel-rowe").answers if one.respondent in html] == []


def test_the_report_carries_its_own_date_and_not_the_clock() -> None:
    later = replace(inputs("tarnbeck"), date=dt.date(2031, 2, 3))
    assert "3 February 2031" in render(build(later), report_assets())


def test_page_reaches_for_nothing_outside() -> None:
    html = page("kestrel-rowe")
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", html)
    assert not re.search(r"url\(['\"]?(?!data:|#)", html)
    assert "default-src 'none'" in html
