"""Agreement between functions on a small questionnaire: who sees what, and that nobody can be recognised."""

from decimal import Decimal
from fractions import Fraction as Q
from typing import Any

import pytest

from assess.agreement.agreement import Agreement, agreement
from assess.agreement.groups import Visibility
from assess.agreement.participation import Participation
from assess.agreement.questions import KnowledgeGap
from assess.agreement.spread import SectionSpread
from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.assembly import Assembled, assemble
from assess.model.engagement import Engagement
from assess.model.reading import read
from assess.scoring.card import score
from assess.text.safe_yaml import parse

QUESTIONNAIRE = """
schema: assess/questionnaire@1
id: small
version: "1.0"
title: Small
ladder:
  - {value: 1, name: One}
  - {value: 2, name: Two}
  - {value: 3, name: Three}
  - {value: 4, name: Four}
  - {value: 5, name: Five}
level: {method: cumulative, share: 65}
functions:
  - {id: marketing, name: Marketing}
  - {id: finance, name: Finance}
  - {id: product, name: Product}
  - {id: executive, name: Executives}
scales:
  - id: five
    options:
      - {value: 1, text: a}
      - {value: 2, text: b}
      - {value: 3, text: c}
      - {value: 4, text: d}
      - {value: 5, text: e}
sections:
  - id: A
    title: A
    questions:
      - {id: A1, topic: First, text: First?, scale: five, core: true}
      - {id: A2, topic: Second, text: Second?, scale: five}
      - {id: A3, topic: Third, text: Third?, scale: five, kind: fact, owner: finance, core: true}
  - id: B
    title: B
    questions:
      - {id: B1, topic: Fourth, text: Fourth?, scale: five, core: true, weight: 3}
      - {id: B2, topic: Fifth, text: Fifth?, scale: five, weight: 1, may_not_apply: true}
"""
UNKNOWN = {"state": "unknown"}
OPEN = {"value": None}
MOOT = {"state": "not-applicable", "reason": "None"}


def assembled() -> Assembled:
    source, problems = parse(QUESTIONNAIRE, "questionnaire.yaml")
    assert source, problems
    document, problems = read(source)
    assert document, problems
    return assemble(document)


def says(respondent: str, questionnaire: str = "small", **answers: Any) -> Answers:
    """The respondent's function is the name before the dash; a number is a value."""
    return Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": questionnaire,
            "version": "1.0",
            "respondent": respondent,
            "answers": {
                name.replace("_", "."): value if isinstance(value, dict) else {"value": Decimal(value)}
                for name, value in answers.items()
            },
        }
        | ({"function": respondent.partition("-")[0]} if respondent != "consensus" else {})
    )


def between(*documents: Answers, smallest: int = 2, **more: Any) -> Agreement:
    engagement = Engagement.model_validate(
        {
            "schema": "assess/engagement@1",
            "client": {"name": "A client"},
            "questionnaire": "small",
            "version": "1.0",
            "smallest_group": smallest,
        }
        | more
    )
    return agreement(score(assembled(), documents, engagement), documents, engagement)


def section(found: Agreement, name: str) -> SectionSpread:
    spread = found.section(name)
    assert spread
    return spread


def extents(found: Agreement, name: str) -> dict[str, tuple[Any, ...]]:
    return {e.group.id: (e.n, e.low, e.median, e.high) for e in section(found, name).extents}


MARKETING = (says("marketing-1", A1=4, A2=5, B1=2), says("marketing-2", A1=3, A2=3, B1=3))
FINANCE = (says("finance-1", A1=2, A3=2, B1=2), says("finance-2", A1=1, A3=3, B1=1))


# Groups


def test_small_functions_are_pooled_in_the_questionnaires_order() -> None:
    found = between(*MARKETING, says("executive-1", A1=1), says("product-1", A1=2))
    assert [(g.functions, g.n, g.visibility) for g in found.groups] == [
        (("marketing",), 2, Visibility.SHOWN),
        (("product", "executive"), 2, Visibility.SHOWN),
    ]
    assert extents(found, "A")["product+executive"] == (2, 1, Q(3, 2), 2)


def test_pool_that_is_too_small_is_hidden_with_its_size() -> None:
    found = between(*MARKETING, says("executive-1", A1=1))
    assert [(g.id, g.n, g.visibility) for g in found.groups][1] == ("executive", None, Visibility.HIDDEN)
    assert extents(found, "A")["executive"] == (None, None, None, None)
    assert found.participation[1] == Participation(found.groups[1])


def test_function_is_hidden_where_too_few_of_it_answered() -> None:
    found = between(says("marketing-1", A1=4, B1=2), says("marketing-2", A1=3))
    assert extents(found, "B")["marketing"] == (None, None, None, None)
    assert extents(found, "A")["marketing"] == (2, 3, Q(7, 2), 4)


def test_function_of_which_nobody_answered_stands_empty() -> None:
    found = between(*MARKETING, says("finance-1", A1=OPEN))
    assert [(g.id, g.n, g.visibility) for g in found.groups][1] == ("finance", 0, Visibility.EMPTY)
    assert (found.participation[1].invited, found.participation[1].took_part) == (1, 0)


# Sections


def test_members_own_scores_give_low_median_and_high() -> None:
    found = between(*MARKETING, *FINANCE)
    # Marketing: (4 + 5) / 2 and (3 + 3) / 2; finance, which knows A3: (2 + 2) / 2 and (1 + 3) / 2.
    assert extents(found, "A") == {"marketing": (2, 3, Q(15, 4), Q(9, 2)), "finance": (2, 2, 2, 2)}


def test_guesses_at_facts_do_not_enter_anybodys_score() -> None:
    guessing = (says("marketing-1", A1=4, A3=1), says("marketing-2", A1=4, A3=1))
    assert extents(between(*guessing, *FINANCE), "A")["marketing"] == (2, 4, 4, 4)


def test_stand_in_speaks_for_a_function_only_where_that_has_no_respondent() -> None:
    guessing = (says("marketing-1", A1=4, A3=2), says("marketing-2", A1=4, A3=2))
    stand_ins: dict[str, Any] = {"stand_ins": {"finance": "marketing"}}
    assert extents(between(*guessing, **stand_ins), "A")["marketing"] == (2, 3, 3, 3)
    assert extents(between(*guessing, *FINANCE, **stand_ins), "A")["marketing"] == (2, 4, 4, 4)


def test_gap_rests_on_shared_questions_alone() -> None:
    gap = section(between(*MARKETING, *FINANCE), "A").gap
    # Of A only A1 was answered by two in each, with medians 3.5 and 1.5.
    assert gap
    assert (gap.higher.id, gap.lower.id, gap.size, gap.questions) == ("marketing", "finance", Q(2), ("A1",))


def test_gap_weighs_questions_as_the_section_does() -> None:
    one = [says(f"marketing-{n}", B1=4, B2=1) for n in (1, 2)]
    other = [says(f"finance-{n}", B1=2, B2=3) for n in (1, 2)]
    gap = section(between(*one, *other), "B").gap
    assert gap
    assert gap.size == Q(3, 4) * (4 - 2) + Q(1, 4) * (1 - 3)


def test_without_shared_questions_there_is_no_gap() -> None:
    apart = (says("marketing-1", A2=5), says("marketing-2", A2=4), *FINANCE)
    assert section(between(*apart), "A").gap is None


def test_consensus_is_nobodys_voice() -> None:
    alone = between(*MARKETING, *FINANCE)
    settled = between(*MARKETING, *FINANCE, says("consensus", A1=3, B1=3))
    assert (alone.groups, alone.sections) == (settled.groups, settled.sections)


# Questions


def test_sharpest_disagreement_is_the_widest_on_the_core() -> None:
    found = between(*MARKETING, *FINANCE)
    assert [(d.question, d.size) for d in found.disagreements] == [("A1", Q(2)), ("B1", Q(1))]
    sharpest = found.sharpest
    assert sharpest
    assert [e.group.id for e in sharpest.higher] == ["marketing"]
    assert [(e.group.id, e.median) for e in sharpest.lower] == [("finance", Q(3, 2))]
    assert sharpest.apart == 3 - 2


def test_of_equal_disagreements_the_one_whose_groups_overlap_least_is_sharper() -> None:
    # Both medians lie 2 apart; on A1 a member of marketing agrees with finance, on B1 nobody does.
    one = [says(f"marketing-{n}", A1=a, B1=4) for n, a in enumerate((2, 4, 5))]
    other = [says(f"finance-{n}", A1=2, B1=2) for n in range(3)]
    assert [(d.question, d.apart) for d in between(*one, *other).disagreements] == [
        ("B1", Q(2)),
        ("A1", Q(0)),
    ]


def test_all_groups_at_an_end_are_named() -> None:
    third = (says("product-1", A1=1), says("product-2", A1=2))
    sharpest = between(*MARKETING, *FINANCE, *third).sharpest
    assert sharpest
    assert [e.group.id for e in sharpest.lower] == ["finance", "product"]


def test_agreement_is_no_disagreement() -> None:
    same = (
        says("marketing-1", A1=2),
        says("marketing-2", A1=2),
        says("finance-1", A1=2),
        says("finance-2", A1=2),
    )
    assert between(*same).sharpest is None


def test_facts_that_others_see_differently() -> None:
    others = [says("marketing-1", A3=4), says("marketing-2", A3=2), says("product-1", A3=1)]
    known = says("finance-1", A3=2)
    assert between(known, *others).knowledge_gaps == (
        KnowledgeGap(
            question="A3",
            label="Third",
            owner="finance",
            value=Q(2),
            n=3,
            differing=2,
            low=Q(1),
            median=Q(2),
            high=Q(4),
        ),
    )
    assert between(known, *others, smallest=4).knowledge_gaps == ()
    assert between(known, says("marketing-1", A3=2), says("product-1", A3=2)).knowledge_gaps == ()


# Participation


def test_people_and_answers_are_counted_by_group() -> None:
    found = between(
        says("marketing-1", A1=4, A2=UNKNOWN, B2=MOOT),
        says("marketing-2", A1=3, A2=OPEN),
        says("marketing-3", A1=OPEN),
        says("marketing-4", A1=2, B1=3),
    )
    assert found.participation == (
        Participation(
            group=found.groups[0],
            invited=4,
            took_part=3,
            completed=2,
            core_only=2,
            straight_lining=0,
            answered=4,
            unknown=1,
            not_applicable=1,
            unanswered=1,
        ),
    )


@pytest.mark.parametrize(("others", "straight"), [(2, 1), (3, 0)])
def test_nine_in_ten_identical_answers_are_a_straight_line(others: int, straight: int) -> None:
    assembled = bundled_questionnaire()
    scored = [q for q in assembled.questionnaire.all_questions() if q.scored and q.options][:20]
    answers = {q.id.replace(".", "_"): 2 if index < others else 3 for index, q in enumerate(scored)}
    documents = [says(f"marketing-{n}", "customer-centricity", **answers) for n in (1, 2)]
    documents[1] = says("marketing-2", "customer-centricity", F1_1=2)
    engagement = Engagement.model_validate(
        {
            "schema": "assess/engagement@1",
            "client": {"name": "A client"},
            "questionnaire": "customer-centricity",
            "version": "1.1",
            "smallest_group": 2,
        }
    )
    found = agreement(score(assembled, documents, engagement), documents, engagement)
    assert found.participation[0].straight_lining == straight


# The bundled questionnaire


def bundled_questionnaire() -> Assembled:
    reading = Reading()
    found = questionnaires.load(bundled("questionnaires") / "customer-centricity", reading)
    assert found, reading.problems
    return found
