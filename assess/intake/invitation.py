"""What people are sent before they answer, and what is read aloud before the first question."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from assess.intake.handout import Handout
from assess.intake.interview import wording
from assess.intake.interview.session import Session
from assess.intake.routing import minutes
from assess.intake.standing import Stage, Standing
from assess.model.questionnaire import Question

_WIDTH = 78
"""Plain text, as mail programs show it."""


def invitation(handout: Handout) -> str:
    """What one respondent is sent: what it is for, how long it takes, who reads it, and what to bring."""
    count = len(Session.begin(handout).questions)
    function = _function(handout)
    to_bring = list(_to_bring(handout))
    paragraphs = [
        f"{handout.questionnaire.title}: {handout.engagement.client.name}",
        f"For {handout.person.name}, who answers for {function}",
        handout.questionnaire.purpose,
        _TASK.format(count=count, minutes=minutes(count)),
        _READERS.format(attribution=wording.ATTRIBUTION[handout.attribution]),
        _FACTS.format(function=function) if to_bring else "",
    ]
    return _page([*paragraphs, "\n\n".join(map(_item, to_bring))])


_TASK = (
    "You are asked {count} questions, which take about {minutes} minutes, in one go or several. Each offers "
    "statements that a stranger could check; choose the highest that is true in every part. If the company "
    "has no figure, or nobody does it, that is an answer, too. Where you cannot say, say so: somebody else "
    "may know."
)
_READERS = (
    "Whoever does the assessment reads your answers. The report puts them together with those of others. "
    "{attribution} It prints evidence as you write it, and no notes."
)
_FACTS = (
    "Some questions are facts that {function} knows best. From the third statement on they stand with a "
    "document: please look for these beforehand, and have them at hand when you answer."
)


def _page(paragraphs: Iterable[str]) -> str:
    """Paragraphs as a text; what is laid out in lines already stays so."""
    laid_out = (one if "\n" in one else textwrap.fill(one, _WIDTH) for one in paragraphs if one)
    return "\n\n".join(laid_out) + "\n"


def _to_bring(handout: Handout) -> Iterator[Question]:
    """The facts that this respondent's function owns, or stands in for, with what shows them."""
    for question in Session.begin(handout).questions:
        if question.evidence and handout.knows(question):
            yield question


def _item(question: Question) -> str:
    head = textwrap.fill(f"{question.id}  {question.label}", _WIDTH, subsequent_indent="    ")
    return (
        head
        + "\n"
        + textwrap.fill(question.evidence, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    )


def reminder(handout: Handout, standing: Standing) -> str:
    """What somebody is sent who has not finished; nothing where nothing is left."""
    if standing.stage is Stage.COMPLETE:
        return ""
    done = standing.asked - standing.left
    begun = f"You have answered {done} of {standing.asked} questions; thank you. " if done else ""
    left = "The other questions take" if done else f"Your {standing.asked} questions take"
    head = f"{handout.questionnaire.title}: {handout.engagement.client.name}"
    time = f"{begun}{left} about {standing.minutes_left} minutes."
    return _page([head, f"For {handout.person.name}", f"{time} {_WORTH.format(function=_function(handout))}"])


_WORTH = (
    "Without your answers, what {function} sees is missing where people see things differently. Leave out "
    "what you cannot say: an honest gap is better than a guess."
)


def opening(handouts: Sequence[Handout]) -> str:
    """To be read aloud when people meet, before the first question."""
    if not handouts:
        return ""
    first = handouts[0]
    attribution = wording.ATTRIBUTION[first.engagement.attribution]
    promise = _PROMISE.format(attribution=attribution, smallest=first.engagement.smallest_group)
    head = f"{first.questionnaire.title}: to read aloud before the first question"
    return _page([head, _TODAY, promise, _HIGHEST, _DIFFERENCES])


_TODAY = (
    "We are going to ask how things are today, not how they should be. There is no good or bad answer, and "
    "no single answer decides anything."
)
_PROMISE = (
    "{attribution} No table shows a group of fewer than {smallest} people by itself. That was settled before "
    "we begin, and it stays so."
)
_HIGHEST = (
    "Choose the highest statement that is true in every part. Think of the last case, not of the best one. "
    "If the company has no figure, or nobody does it, say that: it is the first statement. If you do not "
    "know, say so."
)
_DIFFERENCES = (
    "Where you see things differently, both answers are kept. We talk about the difference afterwards."
)


def _function(handout: Handout) -> str:
    functions = {one.id: one.name for one in handout.questionnaire.functions}
    return functions.get(handout.person.function, handout.person.function) or "the company"
