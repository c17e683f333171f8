"""Whether a vision can guide anybody: three questions to its words, each with what would answer it.

They look for words and cannot judge a thought; what they miss, a reader sees. Sources: "Turning the Titanic"
has customers' needs guide the brand and the innovation of the business; that a claim must be able to fail is
Popper (1959), The logic of scientific discovery.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assess.model.vision import Vision

_LONGEST = 120
"""Words that a statement may have and still be said from memory."""
_NEEDING = re.compile(
    r"\b(?:need|want|look for|hope|wish|struggle|expect|would like|prefer|depend|brauch|wünsch|erwart)\w*",
    re.IGNORECASE,
)
_PEOPLE = ("customer", "client", "people", "buyer", "owner", "user", "who", "kund", "menschen")
_OURSELVES = re.compile(
    r"\s*(?:we|our|the company|the brand|to be(?:come)?|being|wir|unser\w*)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_FAILING = re.compile(
    r"\b(?:wrong|fail|fewer than|less than|more than|at least|by the end of|within|until|in \d{4})\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:best|leading|world[- ]class|number one|excellen\w+|delight\w*|seamless\w*|obsessed|passion\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check:
    """One question to the statement: whether it is answered, and if not, what to write."""

    question: str
    holds: bool
    advice: str = ""


def checks(vision: Vision, customers: Collection[str]) -> list[Check]:
    """`customers` are the words by which the client calls the people whom it serves, such as guests."""
    statement = vision.statement
    return [
        _begins_with_needs(vision, customers),
        _tells_the_change(vision),
        _can_fail(statement),
        _is_short(statement),
    ]


def _begins_with_needs(vision: Vision, customers: Collection[str]) -> Check:
    question = "Does it begin with what customers need?"
    first = re.split(r"(?<=[.!?])\s", vision.statement, maxsplit=1)[0]
    known = (*customers, *_PEOPLE)
    names = any(re.search(rf"\b{re.escape(name)}", first, re.IGNORECASE) for name in known)
    if _OURSELVES.match(first):
        advice = "It begins with the company. Begin with people and what they want to get done."
    elif not vision.needs:
        advice = "No need is on file. Write three to five under `needs:`, each with how you know."
    elif not _NEEDING.search(first) and not _shares_words(first, [need.text for need in vision.needs]):
        advice = "The first sentence names no need. Take the one that most customers share."
    elif not names and not _shares_words(first, [need.text for need in vision.needs]):
        advice = "It does not say whose need it is."
    else:
        return Check(question, holds=True)
    return Check(question, holds=False, advice=advice)


def _shares_words(sentence: str, texts: Collection[str]) -> bool:
    """Two words of five letters and more in common with one of the texts."""
    words = _long_words(sentence)
    return any(len(words & _long_words(text)) > 1 for text in texts)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", text.casefold()))


def _tells_the_change(vision: Vision) -> Check:
    question = "Does it say what changes for them?"
    if not vision.changes_for_customers:
        advice = "Write `changes_for_customers:` in two or three sentences that a customer could confirm."
        return Check(question, holds=False, advice=advice)
    if _OURSELVES.match(vision.changes_for_customers):
        advice = "It tells what the company does. Say what a customer notices, in a customer's words."
        return Check(question, holds=False, advice=advice)
    return Check(question, holds=True)


def _can_fail(statement: str) -> Check:
    question = "Can it turn out to be wrong?"
    if empty := _EMPTY.search(statement):
        advice = f"Nobody can check `{empty.group()}`. Say what would be seen instead."
    elif not _NUMBER.search(statement):
        advice = "Name a figure and a day: by what would you see in two years that it has not come true?"
    elif not _FAILING.search(statement):
        advice = "It has a figure and no limit. Say from which figure on you would call it wrong."
    else:
        return Check(question, holds=True)
    return Check(question, holds=False, advice=advice)


def _is_short(statement: str) -> Check:
    question = "Can it be said from memory?"
    words = len(statement.split())
    if words <= _LONGEST:
        return Check(question, holds=True)
    return Check(
        question,
        holds=False,
        advice=f"It has {words} words. Keep to {_LONGEST}, and leave the how to the plan.",
    )
