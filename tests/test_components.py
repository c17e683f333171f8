"""The macros place what they are given: marked, escaped, and in tables that can be listened to."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace as Record
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError

TEMPLATES = Path(__file__).parents[1] / "report_templates"
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
MACROS: Any = ENVIRONMENT.get_template("components.html.j2").module
SCORE = Record(field="F1.score", text="2.4")


def flat(markup: object) -> str:
    return "".join(line.strip() for line in str(markup).splitlines())


def test_a_number_names_its_field() -> None:
    assert (
        MACROS.number("overall.score", "2.3") == '<span class="number" data-field="overall.score">2.3</span>'
    )


@pytest.mark.parametrize(
    ("content", "placed"),
    [
        ("plain", "plain"),
        ("<b>", "&lt;b&gt;"),
        (SCORE, '<span class="number" data-field="F1.score">2.4</span>'),
        (("Score ", SCORE, "."), 'Score <span class="number" data-field="F1.score">2.4</span>.'),
        ((), ""),
    ],
)
def test_words_are_texts_and_marks_in_turn(content: object, placed: str) -> None:
    assert MACROS.words(content) == placed


def test_a_level_is_a_number_with_its_name() -> None:
    assert (
        MACROS.level("overall.level", "2", "Taking bearings")
        == '<span class="chip chip-2"><span data-field="overall.level">2</span> Taking bearings</span>'
    )


def test_a_table_has_heads_for_columns_and_rows() -> None:
    columns = [Record(title="Review", numeric=False), Record(title="Score", numeric=True)]
    table = flat(MACROS.table("Scores", columns, [Record(cells=("Financial", SCORE), emphasis=True)]))
    assert "<caption>Scores</caption>" in table
    assert '<th role="columnheader" scope="col" class="numeric">Score</th>' in table
    assert '<tr role="row" class="emphasis"><th role="rowheader" scope="row">Financial</th>' in table
    assert (
        '<td role="cell" class="numeric"><span class="number" data-field="F1.score">2.4</span></td>' in table
    )


def test_a_broad_table_repeats_its_column_heads_for_phones() -> None:
    columns = [Record(title=title, numeric=False) for title in ("Part", "Score", "Level", "Range")]
    table = str(
        MACROS.table("Scores", columns, [Record(cells=("Awareness", "2", "2", "1 to 3"), emphasis=False)])
    )
    assert 'class=" broad"' in table
    assert 'data-label="Range">1 to 3</td>' in table


def test_a_definition_may_be_a_list() -> None:
    placed = flat(
        MACROS.definitions([("Measure", "Orders."), ("Guardrails", (("Margin ", SCORE), ("Opt-outs",)))])
    )
    assert '<tr><th scope="row">Measure</th><td>Orders.</td></tr>' in placed
    assert '<li>Margin <span class="number" data-field="F1.score">2.4</span></li><li>Opt-outs</li>' in placed


def test_a_figure_says_its_message_before_the_drawing() -> None:
    figure = flat(MACROS.figure("<svg>wide</svg>", ("At ", SCORE), "<svg>narrow</svg>"))
    assert figure.index("figcaption") < figure.index("<svg>wide</svg>") < figure.index("<svg>narrow</svg>")
    assert 'class="drawing drawing-narrow"' in figure


def test_a_kind_of_block_places_itself() -> None:
    block = Record(kind="callout", title="Why", body=(("Because ", SCORE),), dated=False)
    assert '<aside class="callout">' in str(MACROS.block(block, {}))


def test_what_is_missing_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        MACROS.block(Record(kind="bullets"), {})


def test_what_belongs_together_is_wrapped_for_paper() -> None:
    paragraph = Record(kind="paragraph", words="Text.", tone="body")
    groups = [
        Record(blocks=(paragraph,), kept="whole", opens_page=True),
        Record(blocks=(paragraph,), kept="", opens_page=False),
    ]
    assert flat(MACROS.passages(groups, {})) == '<div class="whole opens-page"><p>Text.</p></div><p>Text.</p>'
