"""What the interview says, in one place for every kind of screen."""

from collections.abc import Iterator

from assess.intake.interview.session import Session
from assess.intake.interview.typed import keys_of
from assess.model.answers import Answer, Attribution, State
from assess.model.questionnaire import Kind, Question

ATTRIBUTION = {
    Attribution.NAMED: "The report may quote evidence and released words under your name.",
    Attribution.FUNCTION: "The report names your department, never you.",
    Attribution.ANONYMOUS: "The report names neither you nor your department.",
}
HELP = (
    ("1-5", "choose the statement with this number"),
    ("u", "you cannot say"),
    ("n", "the question does not apply; say why"),
    ("t", "note, for whoever does the assessment"),
    ("e", "evidence: what shows it; the report may print it"),
    ("p", "your own words may be printed, or may not"),
    ("c", "clear the answer"),
    ("b", "back"),
    ("s", "on, without an answer"),
    ("g", "go to a question by its id"),
    ("/", "search"),
    ("l", "list what has no answer yet"),
    ("d", "details: why it is asked, what to ask next"),
    ("q", "stop here; everything is kept"),
)


def opening(session: Session) -> Iterator[str]:
    """What a respondent is told before the first question."""
    handout = session.handout
    yield handout.questionnaire.title
    if handout.questionnaire.purpose:
        yield handout.questionnaire.purpose
    count = len(session.questions)
    if handout.votes:
        yield (
            "What the room agrees on counts in place of single votes; these stay on file beside it. Where it "
            "does not agree, leave the question open: a difference is a finding, too."
        )
        return
    questions = f"{count} question{'' if count == 1 else 's'}, about {session.minutes_left} minutes"
    yield (
        f"{questions}, in one go or several: each answer is kept at once. Whoever does the assessment reads "
        "your answers; the report puts them together with those of others. "
        f"{ATTRIBUTION[handout.attribution]} It prints evidence as you say it, and no notes."
    )
    yield (
        "Choose the highest statement that is true in every part. If the company has no figure, or nobody "
        "does it, that is an answer: the first statement."
    )


def standing(answer: Answer, question: Question) -> str:
    """The answer on file in a line; empty where there is none."""
    if answer.state is State.UNKNOWN:
        return "You cannot say."
    if answer.state is State.NOT_APPLICABLE:
        return f"Does not apply: {answer.reason}"
    if answer.value is None:
        return ""
    if question.options:
        key = next((key for key, value in keys_of(question).items() if value == answer.value), "")
        return f"Answered: {key}" if key else f"Answered: {answer.value}"
    unit = question.unit or (question.number.unit if question.number else "")
    return f"Answered: {answer.value}{f' {unit}' if unit else ''}"


def asides(answer: Answer, question: Question) -> Iterator[str]:
    """What else is on file."""
    if answer.evidence:
        yield f"Evidence: {answer.evidence}"
    if answer.note:
        yield f"Note: {answer.note}"
    if question.open and answer.value is not None:
        yield "May be printed." if answer.released else "Not to be printed (p allows it)."


def votes(session: Session, question: Question) -> str:
    """How the functions voted, where a room settles it; empty otherwise."""
    told = session.handout.votes.get(question.id, "")
    return f"Votes: {told}" if told else ""


def details(question: Question) -> Iterator[str]:
    """Why it is asked, what to bring, and what an interviewer asks next."""
    if question.why:
        yield f"Why: {question.why}"
    if question.evidence:
        yield f"{'Please bring' if question.kind is Kind.FACT else 'Evidence'}: {question.evidence}"
    if question.probe:
        yield f"Ask next: {question.probe}"


def how_to_answer(session: Session, question: Question) -> str:
    """What may be typed now."""
    if question.open:
        return "Your own words"
    if question.options:
        keys = list(keys_of(question))
        said = f"{keys[0]} to {keys[-1]}"
    else:
        unit = question.unit or (question.number.unit if question.number else "")
        said = f"A number{f', in {unit}' if unit else ''}"
    return f"{said}, u cannot say{', n does not apply' if session.handout.may_not_apply(question) else ''}"


def place(session: Session, question: Question) -> str:
    """Where the question stands: review, capability, number of all."""
    review, capability = session.review(question).title, session.capability(question).title
    where = review if review == capability else f"{review} · {capability}"
    return f"{where} · {session.number} of {len(session.questions)}"


def time_left(session: Session) -> str:
    """How much is left, as a promise that is rather kept."""
    left = len(session.unanswered())
    if not left:
        return "Everything is answered."
    questions = "1 question" if left == 1 else f"{left} questions"
    return f"{questions} left, about {session.minutes_left} minutes"
