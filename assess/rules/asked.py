"""What is asked, in small letters: rules of wording look here first, and most documents end at that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assess.model.assembly import Assembled, Place
from assess.model.questionnaire import Question
from assess.rules.vocabulary import ALL_SIGNS, words_of


@dataclass(frozen=True)
class Asked:
    """The questions of a questionnaire, each with its place and its text and options in small letters."""

    questions: Sequence[tuple[Question, Place, str]]

    @cached_property
    def whole(self) -> str:
        """All of them."""
        return "\n".join(small for _, _, small in self.questions)

    @cached_property
    def signs(self) -> frozenset[str]:
        """The words that give a wording away, and the digits, that stand in any of them."""
        digits = (digit for digit in DIGITS if digit in self.whole)
        return ALL_SIGNS.intersection(words_of(self.whole)).union(digits)

    def with_any(self, signs: frozenset[str]) -> Iterator[tuple[Question, Place, Sequence[str]]]:
        """The questions in which some of these signs may stand, perhaps in another word, with those."""
        if present := signs & self.signs:
            for question, place, small in self.questions:
                if here := [sign for sign in present if sign in small]:
                    yield question, place, here


def asked(assembled: Assembled) -> Asked:
    """Options of a named scale count with every question that they are offered to."""
    return Asked(
        [
            (question, place, "\n".join((question.text, *(one.text for one in choices))).casefold())
            for question, place in assembled.questions()
            for choices in (assembled.by_id[question.id].choices,)
        ]
    )


DIGITS = frozenset("0123456789")
