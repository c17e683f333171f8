"""The built-in questionnaire keeps the craft that its results depend on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil

import pytest

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.playbook import Initiative
from assess.model.questionnaire import Kind, LensSection, Question, Questionnaire

FOLDER = bundled("questionnaires") / "customer-centricity"

LONGEST_QUESTION = 30  # words: more cannot be read aloud and kept in mind
LONGEST_OPTION = 25
MOST_A_PERSON = 45  # scored questions, about 25 minutes
MOST_BANDED = 10
FEWEST_IN_A_LEAF = 4
DEEPEST_CHAIN = 3

# They judge instead of describing, or claim what nobody can show.
FORBIDDEN = re.compile(r"\b(best|fully|always|strategic\w*|regularly|effective\w*)\b|!", re.IGNORECASE)


def load() -> Questionnaire:
    reading = Reading()
    found = questionnaires.load(FOLDER, reading)
    assert reading.problems == []
    assert found is not None
    return found.questionnaire


def initiatives() -> tuple[Initiative, ...]:
    reading = Reading()
    found = questionnaires.playbook(FOLDER, reading)
    assert reading.problems == []
    assert found is not None
    return found.record.initiatives


QUESTIONNAIRE = load()
SCORED = tuple(question for question in QUESTIONNAIRE.all_questions() if question.scored)
CAPABILITIES = tuple(s for s in QUESTIONNAIRE.all_sections() if any(q.scored for q in s.questions))
INITIATIVES = initiatives()
LEAVES = tuple(
    (lens.id, leaf)
    for lens in QUESTIONNAIRE.lenses
    for section in lens.sections
    for leaf in ((section,) if section.questions else section.sections)
)


def ids(pieces: Iterable[Question | LensSection]) -> list[str]:
    return [piece.id for piece in pieces]


# Size and kinds


def test_four_reviews_hold_22_capabilities() -> None:
    reviews = {section.id: len(section.sections) for section in QUESTIONNAIRE.sections if section.sections}
    assert reviews == {"financial": 5, "creative": 6, "technology": 5, "strategy": 6}
    assert len(CAPABILITIES) == 22


def test_a_capability_has_four_scored_questions_of_equal_weight() -> None:
    assert {c.id: ids(c.questions) for c in CAPABILITIES} == {
        c.id: [f"{c.id}.{number}" for number in (1, 2, 3, 4)] for c in CAPABILITIES
    }
    assert {question.weight for question in SCORED} == {1}


def test_the_first_question_of_each_capability_is_the_core() -> None:
    assert ids(q for q in SCORED if q.core) == [f"{c.id}.1" for c in CAPABILITIES]


def test_a_capability_says_what_a_visitor_sees_at_every_level() -> None:
    seen = {c.id: [one.level for one in c.levels] for c in CAPABILITIES}
    assert seen == {c.id: [1, 2, 3, 4, 5] for c in CAPABILITIES}


def test_every_question_has_an_answer_for_each_level_of_the_ladder() -> None:
    assert ids(q for q in SCORED if sorted(c.value for c in q.choices) != [1, 2, 3, 4, 5]) == []


def test_few_questions_ask_for_a_number() -> None:
    """Where the sector decides what a number means, it is scored whether the number is known and used."""
    assert sum(question.bands is not None for question in SCORED) <= MOST_BANDED


def test_whoever_has_no_figure_can_say_so() -> None:
    lowest = [min(q.bands, key=lambda band: band.value).text for q in SCORED if q.bands]
    assert [text for text in lowest if not re.search(r"no figure \(enter \d+\)", text)] == []


def test_a_question_says_why_it_is_asked_what_to_bring_and_who_owns_it() -> None:
    assert ids(q for q in SCORED if not (q.why and q.evidence and q.probe and q.owner)) == []


def test_no_question_is_worded_in_reverse() -> None:
    """Careless answers show in time and straight-lining; a reversed item would only mislead the careful."""
    assert ids(q for q in SCORED if q.reverse) == []


# Words


def test_a_question_can_be_read_aloud() -> None:
    assert ids(q for q in SCORED if words(q.text) > LONGEST_QUESTION) == []


def test_an_option_can_be_taken_in_at_a_glance() -> None:
    long = [q.id for q in SCORED for choice in q.choices if words(choice.text) > LONGEST_OPTION]
    assert long == []


def test_a_topic_fits_into_a_table() -> None:
    assert ids(q for q in SCORED if not 2 <= words(q.topic) <= 6) == []


def test_no_text_judges_or_boasts() -> None:
    assert [(name, found.group()) for name, text in texts() if (found := FORBIDDEN.search(text))] == []


def test_no_text_occurs_twice() -> None:
    counts = Counter(text.casefold() for _, text in texts())
    assert [text for text, count in counts.items() if count > 1] == []


def texts() -> Iterator[tuple[str, str]]:
    """What respondents and readers see of scored questions and capabilities, each text with its id."""
    for question in SCORED:
        pieces = (question.topic, question.text, question.why, question.evidence, question.probe)
        yield from ((question.id, text) for text in pieces)
        yield from ((question.id, choice.text) for choice in question.choices)
    for section in CAPABILITIES:
        yield section.id, section.title
        yield section.id, section.claim
        yield from ((section.id, seen.text) for seen in section.levels)


def words(text: str) -> int:
    return len(text.split())


# Who is asked


def asked(question: Question) -> set[str]:
    """The functions that a question goes to; core questions go to all."""
    everybody = {function.id for function in QUESTIONNAIRE.functions}
    return everybody if question.core or question.asked_of is None else set(question.asked_of)


def test_nobody_answers_more_than_45_once_colleagues_divide_their_questions() -> None:
    """Everybody answers the core; colleagues of one function divide the rest.

    Marketing sees something of every capability, so three of its people divide its questions. Elsewhere one
    person answers all.
    """
    core = sum(question.core for question in SCORED)
    share = {f.id: sum(f.id in asked(q) for q in SCORED) - core for f in QUESTIONNAIRE.functions}
    assert {name: ceil(count / (MOST_A_PERSON - core)) for name, count in share.items()} == {
        "marketing": 3,
        "finance": 1,
        "technology": 1,
        "sales": 1,
        "service": 1,
        "product": 1,
        "executive": 1,
    }


def test_a_fact_has_an_owner_who_is_asked() -> None:
    facts = [q for q in SCORED if q.kind is Kind.FACT]
    assert len(facts) == 10
    assert ids(q for q in facts if q.owner not in asked(q)) == []


def test_a_practice_is_seen_by_two_functions_and_not_by_marketing_alone() -> None:
    practices = [q for q in SCORED if q.kind is Kind.PRACTICE]
    assert ids(q for q in practices if len(asked(q)) < 2 or not asked(q) - {"marketing"}) == []


# Lenses


def test_the_lenses_have_the_leaves_of_their_sources() -> None:
    leaves = Counter(lens for lens, _ in LEAVES)
    assert leaves == {"hourglass": 8, "outcomes": 9, "intimacy": 9, "always-on": 8}


def test_a_leaf_rests_on_four_questions_or_more() -> None:
    assert ids(leaf for _, leaf in LEAVES if len(leaf.questions) < FEWEST_IN_A_LEAF) == []


def test_a_question_counts_once_in_a_lens() -> None:
    counts = Counter((lens, name) for lens, leaf in LEAVES for name in leaf.questions)
    assert [place for place, count in counts.items() if count > 1] == []


def test_every_question_is_seen_through_some_lens() -> None:
    assert {name for _, leaf in LEAVES for name in leaf.questions} == set(ids(SCORED))


# Framework


def test_every_statement_of_the_framework_is_asked_by_questions_that_exist() -> None:
    known = set(ids(QUESTIONNAIRE.all_questions()))
    unasked = [s.id for s in QUESTIONNAIRE.statements if not s.questions or set(s.questions) - known]
    assert unasked == []


def test_every_question_serves_a_statement_of_the_framework() -> None:
    served = {name for statement in QUESTIONNAIRE.statements for name in statement.questions}
    assert ids(q for q in SCORED if q.id not in served) == []


def test_every_step_and_every_lens_has_statements() -> None:
    assert {s.step for s in QUESTIONNAIRE.statements if s.step} == {"1", "2", "3", "4", "5"}
    assert {s.lens for s in QUESTIONNAIRE.statements if s.lens} == {lens.id for lens in QUESTIONNAIRE.lenses}


def test_what_is_cited_is_listed_among_the_sources() -> None:
    cited = {s.source for s in QUESTIONNAIRE.statements} | {f.source for f in QUESTIONNAIRE.figures}
    cited |= {lens.source for lens in QUESTIONNAIRE.lenses if lens.source}
    assert cited <= {source.id for source in QUESTIONNAIRE.sources}


def test_a_dated_figure_stands_beside_unscored_questions_only() -> None:
    unscored = {q.id for q in QUESTIONNAIRE.all_questions() if not q.scored}
    assert {figure.beside for figure in QUESTIONNAIRE.figures if figure.beside} <= unscored


# Playbook


def test_there_is_an_initiative_for_every_capability() -> None:
    assert {initiative.capability for initiative in INITIATIVES} == {c.id for c in CAPABILITIES}


def test_a_pilot_brings_every_question_to_2_and_no_further() -> None:
    reached = [(name, level) for i in INITIATIVES for name, level in i.moves.pilot.items()]
    assert {level for _, level in reached} == {2}
    assert {name for name, _ in reached} == set(ids(SCORED))


def test_a_project_brings_every_question_to_3_or_further() -> None:
    reached = {name for i in INITIATIVES for name, level in i.moves.project.items() if level >= 3}
    assert reached == set(ids(SCORED))


@pytest.mark.parametrize("initiative", INITIATIVES, ids=lambda initiative: initiative.id)
def test_no_initiative_waits_at_the_end_of_a_long_chain(initiative: Initiative) -> None:
    assert depth(initiative.id) <= DEEPEST_CHAIN


def depth(name: str) -> int:
    """How many initiatives have to come first, one after the other."""
    requires = {initiative.id: initiative.requires for initiative in INITIATIVES}
    return max((1 + depth(other) for other in requires[name]), default=0)
