"""From a table of units to results by arm, and what is told about a table that cannot be counted."""

import datetime as dt
from decimal import Decimal

import pytest

from assess.model.pilot import Arm, ArmResult, Clusters, Design, Guardrail, Measure, Results, Trial, TrialType
from assess.planning.pilots.counting import counted

DESIGN = Design(
    hypothesis="A page helps.",
    test=Trial(type=TrialType.RANDOMISED, arms=(Arm(id="usual"), Arm(id="page"))),
    guardrails=(Guardrail(id="profit", name="Profit", measure=Measure.MEAN, unit="EUR", margin=Decimal(-1)),),
)
COLUMNS = ("unit", "arm", "kpi", "profit")
DAY = dt.date(2026, 6, 29)


def results(text: str, design: Design = DESIGN) -> Results:
    found, problems = counted(text, design, DAY)
    assert problems == []
    assert found is not None
    return found


def told(text: str, design: Design = DESIGN) -> list[str]:
    found, problems = counted(text, design, DAY)
    assert found is None
    return [f"{p.line} {p.code} {p.message}" for p in problems]


def with_kpi(measure: Measure) -> Design:
    return Design(
        hypothesis="A page helps.",
        test=Trial(type=TrialType.RANDOMISED, measure=measure, arms=(Arm(id="usual"), Arm(id="page"))),
    )


def test_units_are_counted_by_arm() -> None:
    found = results("unit,arm,kpi,profit\na,usual,1,10\nb,usual,0,14\nc,page,yes,20\nd,page,no,22.5\n")
    assert found.arms == {"usual": ArmResult(units=2, events=1), "page": ArmResult(units=2, events=1)}
    assert found.drawn == {"usual": 2, "page": 2}
    assert found.guardrails["profit"]["usual"] == ArmResult(
        units=2, mean=Decimal("12.000000"), sd=Decimal("2.828427")
    )
    assert found.guardrails["profit"]["page"].mean == Decimal("21.250000")


def test_excluded_units_count_as_drawn_and_nowhere_else() -> None:
    found = results("unit;arm;excluded;kpi;profit\na;usual;;1;1\nb;usual;employee;;\nc;page;no;0;2\n")
    assert found.drawn == {"usual": 2, "page": 1}
    assert found.arms["usual"] == ArmResult(units=1, events=1)


def test_ratings_become_promoters_and_detractors() -> None:
    found = results("unit,arm,kpi\na,usual,9\nb,usual,8\nc,page,6\nd,page,10\n", with_kpi(Measure.NPS))
    assert (found.arms["usual"].mean, found.arms["page"].mean) == (Decimal(50), Decimal(0))
    assert found.arms["page"].sd == Decimal("141.421356")


def test_counts_add_up() -> None:
    found = results("unit,arm,kpi\na,usual,3\nb,usual,0\nc,page,2\n", with_kpi(Measure.COUNT))
    assert found.arms == {"usual": ArmResult(units=2, events=3), "page": ArmResult(units=1, events=2)}


def test_everything_that_is_wrong_is_told_with_its_line() -> None:
    text = (
        "unit,arm,kpi,profit\n"
        "a,usual,1,10\n"
        "a,page,1,10\n"  # drawn twice
        "b,pages,1,10\n"
        "c,page,,10\n"
        "\n"
        ",page,1,10\n"
        "d,page,perhaps,ten\n"
    )
    assert told(text) == [
        "3 UNI002 the unit `a` stands in line 2, too",
        "4 UNI003 the design has no arm `pages`",
        "5 UNI004 there is no value of `kpi`",
        "7 UNI002 the unit has no name",
        "8 UNI004 `perhaps` is no value of `kpi`",
        "8 UNI004 `ten` is no value of `profit`",
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|' /C calc'!A0", "NaN", "Infinity", "1e999", "1_000", "9" * 400, "@SUM(A1)", "−3"]
)
def test_what_is_no_number_is_told_and_never_evaluated(cell: str) -> None:
    (problem,) = told(f'unit,arm,kpi,profit\na,usual,1,"{cell}"\n')
    assert problem.startswith("2 UNI004 ")


def test_controls_in_a_cell_move_no_cursor() -> None:
    assert told("unit,arm,kpi,profit\na,\x1b[2Jusual,1,1\n") == ["2 UNI003 the design has no arm `�[2Jusual`"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"1 UNI001 the table has {' and '.join(f'no column `{c}`' for c in COLUMNS)}"),
        ("unit,arm,kpi\n", "1 UNI001 the table has no column `profit`"),
        ("unit,arm,kpi,profit\n", "1 UNI001 the table has no units"),
        ('unit,arm,kpi,profit\na,usual,1,"1\n', "2 UNI001 no row of a table: unexpected end of data"),
    ],
)
def test_table_that_is_none_is_told(text: str, message: str) -> None:
    assert told(text) == [message]


def test_mark_at_the_start_and_other_columns_are_left_alone() -> None:
    found = results(
        "\ufeffUnit,City,Arm,KPI\r\na,Ulm,usual,1\r\nb,Bonn,page,0\r\n", with_kpi(Measure.PROPORTION)
    )
    assert found.arms == {"usual": ArmResult(units=1, events=1), "page": ArmResult(units=1, events=0)}


def wedge() -> Design:
    arms = (Arm(id="longest"), Arm(id="first"))
    test = Trial(type=TrialType.STEPPED_WEDGE, arms=arms, clusters=Clusters(size=100))
    return Design(hypothesis="A promise helps.", test=test, guardrails=DESIGN.guardrails)


def test_clusters_are_counted_by_period_with_their_guardrails() -> None:
    found = results(
        "unit,arm,cluster,period,kpi,profit\n"
        "a,longest,north,1,1,10\nb,longest,north,1,0,20\nc,longest,north,2,1,30\nd,first,south,1,0,40\n",
        wedge(),
    )
    assert found.drawn == {}
    assert [(row.id, row.period, row.guardrail, row.units, row.events) for row in found.clusters[:3]] == [
        ("north", 1, None, 2, 1),
        ("north", 2, None, 1, 1),
        ("south", 1, None, 1, 0),
    ]
    assert [(row.id, row.guardrail, row.mean) for row in found.clusters[3:]] == [
        ("north", "profit", Decimal(15)),
        ("north", "profit", Decimal(30)),
        ("south", "profit", Decimal(40)),
    ]
    assert found.arms["longest"] == ArmResult(units=3, events=2)


def test_cluster_in_two_arms_and_units_without_one_are_told() -> None:
    text = (
        "unit,arm,cluster,period,kpi,profit\n"
        "a,longest,north,1,1,1\n"
        "b,first,north,1,1,1\n"
        "c,first,,1,1,1\n"
        "d,first,south,soon,1,1\n"
    )
    assert told(text, wedge()) == [
        "3 UNI003 the cluster `north` belongs to the arm `longest`, too",
        "4 UNI003 the unit has no cluster",
        "5 UNI004 `soon` is no number of a period",
    ]
    assert told("unit,arm,kpi,profit\n", wedge()) == ["1 UNI001 the table has no column `cluster`"]


def test_units_counted_before_and_after_are_drawn_once() -> None:
    design = Design(
        hypothesis="A page helps.",
        test=Trial(type=TrialType.BEFORE_AFTER, counted_before=True, arms=(Arm(id="usual"), Arm(id="page"))),
    )
    found = results("unit,arm,period,kpi\na,usual,0,1\na,usual,1,1\nb,page,0,0\nb,page,1,1\n", design)
    assert found.drawn == {"usual": 1, "page": 1}
    assert found.before == {"usual": ArmResult(units=1, events=1), "page": ArmResult(units=1, events=0)}
    assert found.arms["page"] == ArmResult(units=1, events=1)
    assert told("unit,arm,period,kpi\na,usual,0,1\na,page,1,1\n", design) == [
        "3 UNI002 the unit `a` was drawn into `usual`, too"
    ]


def test_row_with_more_cells_than_columns_is_told_and_not_cut_off() -> None:
    """A decimal comma without quotes would become a smaller number."""
    text = "unit,arm,kpi,profit\na,usual,1,3,50\nb,page,1,3.50,,\n"
    assert told(text) == ["2 UNI001 the row has more cells than the table has columns"]


def test_column_that_stands_there_twice_is_told() -> None:
    assert told("unit,arm,kpi,profit,KPI\na,usual,1,1,0\n") == ["1 UNI001 the table has two columns `kpi`"]


def test_unit_without_an_arm_is_told() -> None:
    assert told("unit,arm,kpi,profit\na,,1,1\n") == ["2 UNI003 the unit has no arm"]
