"""One pilot: what was frozen stays frozen, and what a draft lacks is said where it belongs."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from assess.cli.checking import validate
from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.model.pilot import Pilot, Verdict
from assess.model.reading import read
from assess.text.problems import Problem, in_order
from assess.text.safe_yaml import parse

ROOT = Path(__file__).parent.parent
BAKERY = ROOT / "tests" / "documents" / "valid" / "bakery"
KESTREL = ROOT / "examples" / "kestrel-rowe"
DRAFT = """\
schema: assess/pilot@1
id: draft
initiative: order-book
title: A draft
design: {hypothesis: Orders in one book are forgotten less often.}
"""


def pilot(text: str) -> Pilot:
    source, problems = parse(text, "pilot.yaml")
    assert source is not None
    document, more = read(source)
    assert document is not None
    assert problems + more == []
    assert isinstance(document.record, Pilot)
    return document.record


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BAKERY, tmp_path / "bakery"))


def problems(bakery: Path, text: str) -> list[Problem]:
    """Those of one more pilot of the bakery."""
    (bakery / "pilots" / "0.yaml").write_text(text, "utf-8")
    return in_order(validate([bakery / "pilots" / "0.yaml"], Reading()))


def told(bakery: Path, code: str, text: str) -> list[Problem]:
    return [problem for problem in problems(bakery, text) if problem.code == code]


def kestrel() -> list[Pilot]:
    opened = load(KESTREL, None, Reading())
    assert opened is not None
    return [document.record for document in opened.pilots]


def test_draft_is_readable_and_is_told_all_that_it_lacks(bakery: Path) -> None:
    assert pilot(DRAFT).design.kpi is None
    assert [(p.code, p.message) for p in problems(bakery, DRAFT)] == [
        ("PIL011", "the pilot has no KPI"),
        ("PIL012", "the pilot has no guardrail"),
        ("PIL013", "the pilot has no test"),
        ("PIL014", "the pilot has no decision rule"),
    ]


def test_layout_and_order_of_keys_leave_the_digest_as_it_is() -> None:
    one = DRAFT.replace("design: {hyp", "design: {kpi: {name: Forgotten, owner: Shop manager}, hyp")
    other = DRAFT.partition("design:")[0] + (
        "design:\n"
        "  hypothesis: >-\n    Orders in one book\n    are forgotten less often.\n"
        "  kpi:  # the one that decides\n    owner: Shop manager\n    name: Forgotten\n"
    )
    assert pilot(one).digest == pilot(other).digest != pilot(DRAFT).digest


def test_what_is_not_design_leaves_the_digest_as_it_is() -> None:
    begun = DRAFT.replace("A draft", "A pilot") + "starts: 2027-01-11\n"
    assert pilot(begun).digest == pilot(DRAFT).digest


def test_last_recorded_change_counts() -> None:
    frozen = DRAFT + 'frozen: {date: 2027-01-08, digest: "a"}\n'
    changes = (
        'changes:\n  - {date: 2027-01-09, why: Shorter., by: [Owner], digest: "b"}\n'
        '  - {date: 2027-01-10, why: Longer., by: [Owner], digest: "c"}\n'
    )
    assert [pilot(text).recorded for text in (DRAFT, frozen, frozen + changes)] == [None, "a", "c"]


def test_hint_tells_the_digest_that_mends_a_changed_design(bakery: Path) -> None:
    """First as a record of the change, then as if nothing had been changed."""
    text = (bakery / "pilots" / "order-book.yaml").read_text("utf-8")
    changed = text.replace("Half as many", "A third as many")
    (problem,) = told(bakery, "PIL016", changed.replace("book-2027", "book-new"))
    assert pilot(changed).digest in problem.hint
    recorded = changed.replace(
        "starts:",
        "changes:\n  - {date: 2027-01-09, why: Half would be chance., by: [Owner], "
        f'digest: "{pilot(changed).digest}"}}\nstarts:',
        1,
    )
    assert problems(bakery, recorded.replace("book-2027", "book-new")) == []


def test_hint_tells_the_digest_to_freeze(bakery: Path) -> None:
    (problem,) = told(bakery, "PIL015", DRAFT + "starts: 2027-01-11\n")
    assert problem.message == "the pilot has a start, but its design was not frozen"
    assert f'digest: "{pilot(DRAFT).digest}"' in problem.hint


@pytest.mark.parametrize(
    ("arms", "weeks", "message"),
    [
        ("{id: a, planned: 480}, {id: b, planned: 480}", 8, None),
        ("{id: a, planned: 481}, {id: b, planned: 480}", 9, "120 a week for 8 weeks"),
        ("{id: a, share: 75, planned: 720}, {id: b, share: 25, planned: 240}", 8, None),
        ("{id: a, share: 75, planned: 720}, {id: b, share: 25, planned: 300}", 10, "120 a week for 8 weeks"),
    ],
)
def test_slowest_arm_says_how_long_the_intake_takes(
    bakery: Path, arms: str, weeks: int, message: str | None
) -> None:
    test = f"test: {{type: randomised, weekly_volume: 120, intake_weeks: 8, arms: [{arms}]}}"
    text = DRAFT.replace("design: {", f"design: {{{test}, ")
    found = told(bakery, "PIL021", text)
    if message is None:
        assert found == []
    else:
        assert [p.message for p in found] == [f"{message} do not fill the arms as planned"]
        assert found[0].hint.startswith(f"That takes {weeks} weeks.")


def test_without_weeks_of_intake_start_and_end_say_how_long_it_is(bakery: Path) -> None:
    """Four weeks, one of them for the follow-up: three for the intake."""
    test = (
        "test: {type: randomised, weekly_volume: 100, follow_up_weeks: 1, arms: [{id: a, planned: 160}, "
        "{id: b, planned: 150}]}"
    )
    text = DRAFT.replace("design: {", f"design: {{{test}, ") + "starts: 2027-01-11\nends: 2027-02-07\n"
    found = told(bakery, "PIL021", text)
    assert [(p.message, p.hint.partition(".")[0]) for p in found] == [
        ("100 a week for 3 weeks do not fill the arms as planned", "That takes 4 weeks")
    ]


@pytest.mark.parametrize(
    ("measure", "result", "message"),
    [
        ("proportion", "events: 5", None),
        ("proportion", "events: 11", "11 of them cannot have the event"),
        ("proportion", "mean: 5, sd: 1", "a proportion is counted in events"),
        ("count", "events: 11", None),
        ("mean", "mean: 5, sd: 1", None),
        ("mean", "mean: 5", "a mean without its standard deviation cannot be compared"),
        ("mean", "sd: 5", "there is a standard deviation and no mean"),
        ("nps", "events: 5", "a Net Promoter Score is not counted in events"),
    ],
)
def test_results_fit_what_is_measured(bakery: Path, measure: str, result: str, message: str | None) -> None:
    test = f"test: {{type: randomised, measure: {measure}, arms: [{{id: a}}, {{id: b}}]}}"
    text = DRAFT.replace("design: {", f"design: {{{test}, ")
    text += f"results:\n  date: 2027-03-08\n  arms: {{a: {{units: 10}}, b: {{units: 10, {result}}}}}\n"
    assert [p.message for p in told(bakery, "PIL023", text)] == (
        [f"of `b`, 10 units: {message}"] if message else []
    )


def test_units_alone_show_that_a_split_failed_and_are_no_ground_to_scale(bakery: Path) -> None:
    text = DRAFT.replace("design: {", "design: {test: {type: randomised, arms: [{id: a}, {id: b}]}, ")
    text += "results: {date: 2027-03-08, arms: {a: {units: 5240}, b: {units: 4760}}}\n"
    decision = "decision: {verdict: VERDICT, date: 2027-03-08, by: [Owner], reason: Split failed.}\n"
    found = {
        verdict: [p.message for p in told(bakery, "PIL018", text + decision.replace("VERDICT", verdict))]
        for verdict in Verdict
    }
    assert found == {
        "scale": ["the decision `scale` rests on nothing: the KPI was not counted in every arm"],
        "iterate": [],
        "stop": [],
        "not-yet": [],
    }


def test_pilot_outside_an_engagement_is_checked_without_its_playbook(tmp_path: Path) -> None:
    (tmp_path / "pilot.yaml").write_text(DRAFT, "utf-8")
    assert validate([tmp_path / "pilot.yaml"], Reading()) == []


def test_pilot_in_the_wrong_place_is_told_its_own(bakery: Path) -> None:
    shutil.move(bakery / "pilots" / "order-book.yaml", bakery / "order-book.yaml")
    (problem,) = validate([bakery / "order-book.yaml"], Reading())
    assert (problem.code, problem.hint.partition(" in ")[0]) == ("ENG005", "Its place is pilots/NAME.yaml")


def test_every_pilot_of_an_engagement_is_read_in_a_fixed_order(bakery: Path) -> None:
    (bakery / "pilots" / "a.yml").write_text(DRAFT, "utf-8")
    (bakery / "pilots" / ".b.yaml").write_text("none", "utf-8")
    (bakery / "pilots" / "notes.txt").write_text("none", "utf-8")
    reading = Reading()
    opened = load(bakery, None, reading)
    assert opened is not None
    assert [document.record.id for document in opened.pilots] == ["draft", "order-book-2027"]
    assert reading.problems == []


def test_broken_pilot_is_noted_and_hides_no_other(bakery: Path) -> None:
    (bakery / "pilots" / "a.yaml").write_text("schema: assess/vision@1\nstatement: More.\n", "utf-8")
    reading = Reading()
    opened = load(bakery, None, reading)
    assert opened is not None
    assert [document.record.id for document in opened.pilots] == ["order-book-2027"]
    assert [p.code for p in reading.problems] == ["DOC023"]


def test_scoring_reads_no_pilot(bakery: Path) -> None:
    (bakery / "pilots" / "a.yaml").write_text("none", "utf-8")
    reading = Reading()
    opened = load(bakery, None, reading, scoring_only=True)
    assert opened is not None
    assert (opened.pilots, reading.problems) == ((), [])


def test_pilots_of_the_large_example_are_those_of_its_story() -> None:
    decided = {one.initiative: (one.decision.verdict, one.decision.date) for one in kestrel() if one.decision}
    assert decided == {
        "first-sixty-days": (Verdict.SCALE, dt.date(2026, 6, 29)),
        "loyalty-discount": (Verdict.STOP, dt.date(2026, 5, 18)),
        "consent-on-record": (Verdict.ITERATE, dt.date(2026, 5, 25)),
        "one-value-four-voices": (Verdict.ITERATE, dt.date(2026, 6, 29)),
        "code-in-the-box": (Verdict.NOT_YET, dt.date(2026, 9, 21)),
    }


@pytest.mark.parametrize(
    ("name", "shares"),
    [
        ("first-sixty-days-2026", {"usual": "34.1", "messages": "36.4"}),
        ("loyalty-discount-2025", {"usual": "58.0", "discount": "59.1"}),
    ],
)
def test_results_of_the_large_example_are_the_shares_of_its_story(name: str, shares: dict[str, str]) -> None:
    (results,) = (one.results for one in kestrel() if one.id == name)
    assert results is not None
    assert {
        arm: f"{100 * result.events / result.units:.1f}"
        for arm, result in results.arms.items()
        if result.events is not None
    } == shares


LOOKED = DRAFT.replace(
    "design: {",
    "design: {test: {type: randomised, arms: [{id: a}, {id: b}], looks: [LOOKS]}, "
    "guardrails: [{id: wait, name: Waiting}], ",
)
COUNTED = "results:\n  date: 2027-02-08\n  arms: {a: {units: 240}, b: {units: 243}}\n"


@pytest.mark.parametrize(
    ("looks", "early"),
    [
        ("", True),
        ("{date: 2027-02-08, information: 50}", False),
        ("{date: 2027-02-09, information: 50}", True),
        ("{information: 50}", False),
    ],
)
def test_results_come_at_the_end_or_at_a_look_that_was_planned(bakery: Path, looks: str, early: bool) -> None:
    text = LOOKED.replace("LOOKS", looks) + "starts: 2027-01-11\nends: 2027-03-07\n" + COUNTED
    assert [p.message for p in told(bakery, "PIL017", text)] == (
        ["the results are of 2027-02-08, but the pilot runs until 2027-03-07"] if early else []
    )


@pytest.mark.parametrize(
    ("looks", "message"),
    [
        ("{information: 50}, {information: 50}", "a look at 50 per cent follows one at 50"),
        (
            "{date: 2027-02-08, information: 30}, {date: 2027-02-08, information: 60}",
            "a look on 2027-02-08 follows one on 2027-02-08",
        ),
        (
            "{date: 2027-03-07, information: 90}",
            "the look on 2027-03-07 is none on the way: the pilot ends on 2027-03-07",
        ),
    ],
)
def test_looks_that_are_none_are_told(bakery: Path, looks: str, message: str) -> None:
    text = LOOKED.replace("LOOKS", looks) + "starts: 2027-01-11\nends: 2027-03-07\n"
    assert [p.message for p in told(bakery, "PIL026", text)] == [message]


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ("drawn: {a: 240, c: 243}", "there is no arm `c`"),
        ("clusters: [{id: north, arm: c, units: 20}]", "there is no arm `c`"),
        ("clusters: [{id: north, arm: a, guardrail: queue, units: 20}]", "there is no guardrail `queue`"),
        ("before: {a: {units: 20}}", "there are no results of `b`"),
        ("before: {a: {units: 20}, b: {units: 20}}", None),
    ],
)
def test_everything_that_was_counted_belongs_to_the_design(
    bakery: Path, results: str, message: str | None
) -> None:
    text = LOOKED.replace("LOOKS", "") + COUNTED + f"  {results}\n"
    assert [p.message for p in told(bakery, "PIL024", text)] == ([message] if message else [])
