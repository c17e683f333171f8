"""Rules for how somebody answered: what a careful reader of the answers would ask about."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath

from assess.model.answers import Answer, Answers, State
from assess.model.engagement import Engagement
from assess.model.questionnaire import Kind, Question
from assess.rules.rule import Finding, Rule, Subject
from assess.scoring.asked import Asking, Verdict, asking, is_asked_of, is_in_scope
from assess.scoring.values import DOCUMENTED_FROM, cells, is_entitled, needs_document
from assess.text.problems import Severity

_FEWEST_TO_JUDGE = 10
_ALIKE = Fraction(95, 100)
_NOT_APPLICABLE = Fraction(20, 100)
_MOST_DAYS = 183


def facts_are_documented(subject: Subject) -> Iterator[Finding]:
    """A fact at the third level or above names its document.

    From there on, the statement says that something is written down, so it can be shown. What a function
    answers that does not own the fact is a guess, and needs none.

    Fails:

        answers:
          orders-kept: {value: 3}
          #                    ^

    Passes:

        answers:
          orders-kept: {value: 3, evidence: "Order book, October 2026"}
    """
    questionnaire = subject.assembled.questionnaire
    for answer, question in _answered(subject):
        if answer.evidence or not _counts(subject, question):
            continue
        if needs_document(question, answer.value, questionnaire):
            level = questionnaire.ladder[DOCUMENTED_FROM].value
            message = f"{question.id} is answered at level {level} or above, and names no document"
            hint = f"Add `evidence:`. {question.evidence}".rstrip()
            yield Finding(subject.place, message, hint, ("answers", question.id, "value"))


def _counts(subject: Subject, fact: Question) -> bool:
    function, around = subject.record.function, subject.around
    functions, engagement = (around.functions, around.engagement) if around else (frozenset(), None)
    return subject.record.is_consensus or is_entitled(fact, function, functions, engagement)


def were_to_be_asked(subject: Subject) -> Iterator[Finding]:
    """Only questions are answered that were to be asked.

    Outside the scope, or where its condition fails, a question does not count, whatever is on file. Where it
    is asked of other functions, the answer is from somebody who was not expected to know. Conditions are
    decided on the respondent's own answers, as in an interview.

    Fails:

        answers: {orders-kept: {value: 1}}
        #         ^^^^^^^^^^^
        # file: engagement.yaml
        facts: {orders: false}

    Passes:

        answers:
          orders-kept: {value: 1}
        # file: engagement.yaml
        facts: {orders: true}
    """
    if not subject.around:
        return
    engagement = subject.around.engagement
    function, scope = subject.record.function or "", engagement.scope
    doubtful = [q for _, q in _answered(subject) if q.when or not is_asked_of(q, function, scope)]
    decided = _decided(subject, [question for question in doubtful if question.when], engagement)
    for question in doubtful:
        if reason := _why_not_asked(subject.record, question, decided.get(question.id), engagement):
            message, hint = reason
            yield Finding(subject.place, message, hint, ("answers", question.id), key=True)


def _decided(
    subject: Subject, conditional: Sequence[Question], engagement: Engagement
) -> Mapping[str, Asking]:
    looks_at_answers = any(question.when and question.when.questions() for question in conditional)
    own = cells(subject.assembled.questionnaire, [subject.record], engagement) if looks_at_answers else {}
    return asking(conditional, own, engagement)


def _why_not_asked(
    answers: Answers, question: Question, decided: Asking | None, engagement: Engagement
) -> tuple[str, str] | None:
    """What is wrong with asking it, and how to mend that; None where it was to be asked."""
    name, function = question.id, answers.function
    if not is_in_scope(question, engagement.scope):
        hint = "It does not count: delete the answer, or write `scope: full` in engagement.yaml."
        return f"{name} is no core question, and the scope is the core", hint
    if decided and not decided.asked and decided.verdict:
        hint = "It does not count: delete the answer, or correct what decides."
        return f"{name} is not asked here: {', '.join(_deciding(decided.verdict))}", hint
    stands_in = question.kind is Kind.FACT and engagement.stand_ins.get(question.owner or "") == function
    if function and not stands_in and not is_asked_of(question, function, engagement.scope):
        asked_of = ", ".join(question.asked_of or ())
        return f"{name} is not asked of {function}", f"It is asked of {asked_of}. Delete the answer."
    return None


def _deciding(verdict: Verdict) -> Iterator[str]:
    """What the condition looked at and found, as the documents write it."""
    for inner in verdict.inner:
        yield from _deciding(inner)
    if isinstance(verdict.found, bool):
        yield f"`{verdict.condition.fact}` is {str(verdict.found).lower()}"
    elif verdict.found is not None:
        yield f"{verdict.condition.question} is {float(verdict.found):g}"


def answers_differ(subject: Subject) -> Iterator[Finding]:
    """Of ten answers and more, not nearly all take the same position.

    One position throughout is the plainest trace of answering without reading (Meade and Craig 2012,
    "Identifying careless responses in survey data", Psychological Methods 17). Told is a share of the most
    frequent position from 95 per cent on, the "maximum identical rating" of Kim and others (2019,
    "Straightlining", Social Science Computer Review 37); the longest run would depend on the order of asking,
    which differs from person to person.

    Fails:

        answers: {a: {value: 2}, b: {value: 2}, c: {value: 2}, d: {value: 2}, e: {value: 2},
        #^^^^^^
                  f: {value: 2}, g: {value: 2}, h: {value: 2}, i: {value: 2}, j: {value: 2}}
        # file: questionnaire/questionnaire.yaml
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One.}, {value: 3, text: All.}]}
        sections:
          - id: regulars
            title: Regulars
            questions: [
              {id: a, text: Names, scale: S}, {id: b, text: Orders, scale: S}, {id: c, text: Taste, scale: S},
              {id: d, text: Visit, scale: S}, {id: e, text: Praise, scale: S}, {id: f, text: Blame, scale: S},
              {id: g, text: Ideas, scale: S}, {id: h, text: Gifts, scale: S}, {id: i, text: Thanks, scale: S},
              {id: j, text: Farewell, scale: S}]

    Passes:

        answers: {a: {value: 2}, b: {value: 2}, c: {value: 2}, d: {value: 2}, e: {value: 2},
                  f: {value: 2}, g: {value: 2}, h: {value: 2}, i: {value: 2}, j: {value: 1}}
        # file: questionnaire/questionnaire.yaml
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One.}, {value: 3, text: All.}]}
        sections:
          - id: regulars
            title: Regulars
            questions: [
              {id: a, text: Names, scale: S}, {id: b, text: Orders, scale: S}, {id: c, text: Taste, scale: S},
              {id: d, text: Visit, scale: S}, {id: e, text: Praise, scale: S}, {id: f, text: Blame, scale: S},
              {id: g, text: Ideas, scale: S}, {id: h, text: Gifts, scale: S}, {id: i, text: Thanks, scale: S},
              {id: j, text: Farewell, scale: S}]
    """
    offered = subject.assembled.positions
    positions = [offered[q.id][answer.value] for answer, q in _answered(subject) if q.id in offered]
    if len(positions) < _FEWEST_TO_JUDGE or subject.record.is_consensus:
        return
    [(position, times)] = Counter(positions).most_common(1)
    if times >= _ALIKE * len(positions):
        message = f"{times} of {len(positions)} answers are statement {position + 1} of their question"
        hint = "Ask whether the questions were read; if so, say that behind `# assess: ignore[ANS020]`."
        yield Finding(subject.place, message, hint, ("answers",), key=True)


def most_of_a_capability_applies(subject: Subject) -> Iterator[Finding]:
    """In a capability at most a fifth of the answers are not applicable, or a single one.

    What does not apply leaves the score, so that the rest decides alone. Where much of a capability does not
    apply to a company, a fact of the engagement says so for everybody.

    Fails:

        answers:
          names: {value: 2}
          orders-kept: {state: not-applicable, reason: Nobody orders bread.}
          #                    ^^^^^^^^^^^^^^
          farewell: {state: not-applicable, reason: Only tourists come.}

    Passes:

        answers:
          names: {value: 2}
          orders-kept: {state: not-applicable, reason: Nobody orders bread.}
          farewell: {value: 1}
    """
    answers = subject.record.answers
    apart = {name for name, answer in answers.items() if answer.state is State.NOT_APPLICABLE}
    for section in subject.assembled.questionnaire.all_sections() if len(apart) > 1 else ():
        here = [question.id for question in section.questions if question.id in answers]
        left_out = [name for name in here if name in apart]
        if len(left_out) > 1 and len(left_out) > _NOT_APPLICABLE * len(here):
            message = f"{len(left_out)} of {len(here)} answers in {section.id} are not applicable"
            hint = "Look at the reasons; if they hold for the company, a fact in engagement.yaml may say so."
            yield Finding(subject.place, message, hint, ("answers", left_out[0], "state"))


def file_is_named_after_respondent(subject: Subject) -> Iterator[Finding]:
    """The file is named after its respondent.

    Whoever looks for somebody's answers looks for the file, and a copy under another name is easily taken for
    a second person.

    Fails:

        respondent: baker
        #           ^^^^^

    Passes:

        respondent: owner
    """
    name = PurePath(subject.document.file).stem
    if subject.around and name != subject.record.respondent:
        message = f"the file is called {name}, and its respondent `{subject.record.respondent}`"
        yield Finding(subject.place, message, "Rename one of the two.", ("respondent",))


def were_given_for_this_assessment(subject: Subject) -> Iterator[Finding]:
    """Answers are given within half a year of their assessment.

    Older ones were most likely copied from an earlier assessment, and would show that nothing has changed.

    Fails:

        date: 2025-11-02
        #     ^^^^^^^^^^

    Passes:

        date: 2026-10-28
    """
    given, assessed = subject.record.date, subject.around.date if subject.around else None
    if given and assessed and abs((given - assessed).days) > _MOST_DAYS:
        message = f"these answers are of {given}, the assessment is of {assessed}"
        hint = "Ask anew, or correct the date."
        yield Finding(subject.place, message, hint, ("date",))


_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<![\w+])\+[1-9]\d?\d?[ (/-]?(?:[ (/)-]*\d){7,}")


def nobody_can_be_rung_up(subject: Subject) -> Iterator[Finding]:
    """What a report prints holds no e-mail address and no telephone number.

    Evidence is printed as it is written, and notes once they are released. More people read a report than
    those who know whom they may ring up.

    Fails:

        answers:
          orders-kept: {value: 1, evidence: Shown by anna@bakery.example in October.}
          #                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Passes:

        answers:
          orders-kept: {value: 1, evidence: Shown at the counter in October.}
    """
    for name, answer in subject.record.answers.items():
        for key in ("evidence", "note", "value") if answer.released else ("evidence",):
            text = getattr(answer, key)
            if isinstance(text, str) and ("@" in text or "+" in text) and _CONTACT.search(text):
                message = "a report would print this address or number"
                hint = "Name the function instead, or the document."
                yield Finding(subject.place, message, hint, ("answers", name, key))


def _answered(subject: Subject) -> list[tuple[Answer, Question]]:
    """Each answer that its question offers."""
    return [(answer, question) for answer, question, is_offered in subject.answered if is_offered]


ANSWERING_RULES: tuple[Rule, ...] = (
    Rule("ANS018", facts_are_documented, Severity.WARNING),
    Rule("ANS019", were_to_be_asked, Severity.WARNING),
    Rule("ANS020", answers_differ, Severity.WARNING),
    Rule("ANS021", most_of_a_capability_applies, Severity.WARNING),
    Rule("ANS022", file_is_named_after_respondent, Severity.WARNING),
    Rule("ANS023", were_given_for_this_assessment, Severity.WARNING),
    Rule("ANS024", nobody_can_be_rung_up, Severity.WARNING),
)
