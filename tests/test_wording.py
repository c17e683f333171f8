"""How numbers, dates and sentences read."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction as Q

import pytest

from assess.model.questionnaire import Question
from assess.report import wording
from assess.report.blocks import Mark, words
from assess.text.numbers import rounded


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Head of service.", "head of service"),
        ("CRM lead", "CRM lead"),
        ("Commercial controller", "commercial controller"),
        ("A person answers.", "a person answers"),
        ("A/A splits pass", "A/A splits pass"),
        ("IT", "IT"),
        ("iPhone app", "iPhone app"),
        ("FY26 accounts", "FY26 accounts"),
        ("Net Promoter Score", "Net Promoter Score"),
        ("In Germany nobody did.", "in Germany nobody did"),
        ("October 2026", "October 2026"),
        ("Monday, by noon", "Monday, by noon"),
        ("I would lend people.", "I would lend people"),
        ("90 per cent", "90 per cent"),
        ("Do we sign?", "do we sign?"),
        ("And so on...", "and so on..."),
        ("", ""),
    ],
)
def test_a_text_inside_a_sentence(text: str, inside: str) -> None:
    assert wording.inner(text) == inside


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("it helps", "It helps."),
        ("It helps.", "It helps."),
        (" does it help? ", "Does it help?"),
        ("", ""),
    ],
)
def test_a_sentence_of_its_own(text: str, sentence: str) -> None:
    assert wording.sentence(text) == sentence


def test_lists() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["one"]) == "one"
    assert wording.listed(["one", "two", "three"]) == "one, two and three"
    assert wording.listed(["sales", "product and finance"]) == "sales, and product and finance"
    assert wording.listed(["Asked, by name", "Tested"]) == "Asked, by name; and Tested"
    assert wording.named(["Head of service", "CFO", "Data protection officer"]) == (
        "Head of service, CFO and data protection officer"
    )


def test_numbers_for_people() -> None:
    assert wording.plain(Decimal("1234.50")) == "1,234.5"
    assert wording.plain(Decimal(-3)) == "−3"
    assert wording.plain(Q(65)) == "65"
    assert wording.whole(Decimal("16.5")) == "17"
    assert wording.two_decimals(Q(5, 8)) == "0.63"
    assert wording.extent((Decimal(26), Decimal(41), Decimal(62))) == ("41", "26 to 62")


def test_a_score_is_never_rounded_across_a_level() -> None:
    assert wording.one_decimal(Q("2.96")) == "3.0"
    assert wording.one_decimal(Q("2.96"), [Q(3)]) == "2.9"
    assert wording.one_decimal(Decimal("2.5")) == "2.5"


def test_figures_with_their_units() -> None:
    assert wording.amount(Decimal("215.8"), "EUR m") == "EUR 215.8 million"
    assert wording.amount(Decimal("0.94"), "EUR m a year") == "EUR 0.94 million a year"
    assert wording.amount(Decimal(276), "EUR") == "EUR 276"
    assert wording.amount(Decimal("64.2"), "per cent of customers") == "64.2 per cent of customers"
    assert wording.amount(Decimal(22), "") == "22"


def test_how_many() -> None:
    assert wording.plural(1, "person", "people") == "1 person"
    assert wording.plural(3, "person", "people") == "3 people"
    assert wording.several(1, "initiative") == "one initiative"
    assert wording.several(0, "initiative") == "no initiatives"
    assert wording.several(13, "initiative") == "13 initiatives"
    assert wording.at_least(Q(65)) == "at least 65 per cent of the"
    assert wording.at_least(Q(100)) == "all"


def test_days() -> None:
    assert wording.day(dt.date(2026, 10, 5)) == "5 October 2026"
    assert wording.short_day(dt.date(2026, 10, 5)) == "5\u00a0Oct\u00a02026"


def test_labels_leave_out_ids_that_only_the_machine_needs() -> None:
    assert wording.label("C4", "Help to own") == "C4 Help to own"
    assert wording.label("orders-kept", "Standing orders") == "Standing orders"
    assert wording.review_title("Financial") == "Financial review"
    assert wording.review_title("Yearly review") == "Yearly review"


def test_empty_pieces_of_a_sentence_are_dropped() -> None:
    mark = Mark("C4.score", "2.3")
    assert words("Score ", "", (mark, ""), ".") == ("Score ", mark, ".")
    assert words("") == ()
    assert wording.text_of(words("Score ", mark, ".")) == "Score 2.3."


def question(**more: object) -> Question:
    options = [{"value": Decimal(n), "text": text} for n, text in ((1, "None"), (2, "Some"), (3, "All"))]
    return Question.model_validate({"id": "q", "text": "How many?", "options": options} | more)


@pytest.mark.parametrize(
    ("value", "reverse", "nearest"),
    [
        ("2", False, "Some"),
        ("1.7", False, "Some"),
        ("2.3", False, "Some"),
        ("2.5", False, "Some"),  # of two as near the one that claims less
        ("2.5", True, "All"),  # reverse-coded: a higher value claims less
        ("2.6", True, "All"),
    ],
)
def test_the_statement_nearest_to_a_combined_value(value: str, nearest: str, *, reverse: bool) -> None:
    chosen = wording.statement(question(reverse=reverse), Q(value))
    assert chosen
    assert chosen.text == nearest


def test_a_figure_has_no_statement_and_a_compromise_is_nobodys() -> None:
    figure = Question.model_validate(
        {"id": "x", "text": "How much?", "scored": False, "number": {"unit": "per cent"}}
    )
    assert wording.statement(figure, Q(25)) is None
    assert wording.is_stated(question(), Q(2))
    assert not wording.is_stated(question(), Q("2.5"))


@pytest.mark.parametrize(("value", "around"), [("2", ["2"]), ("2.4", ["2"]), ("2.5", ["2", "3"])])
def test_two_statements_where_a_value_lies_as_near_to_both(value: str, around: list[str]) -> None:
    found = wording.statements(question(), Q(value))
    assert [f"{choice.value}" for choice in found] == around


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [("50.85", 1, "50.9"), ("656.5", 0, "657"), ("-0.5", 0, "-1"), ("2.344", 2, "2.34")],
)
def test_halves_are_rounded_away_from_zero(number: str, places: int, said: str) -> None:
    assert str(rounded(Decimal(number), places)) == said
