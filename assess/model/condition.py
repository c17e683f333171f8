"""When a question is asked."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from assess.model.constraints import exactly_one, given, if_then, in_json_schema, none_given
from assess.model.record import Id, Number, Record
from assess.text.safe_yaml import Path


class Condition(Record):
    """When a question is asked. Exactly one of `fact`, `question`, `all`, `any`, `not`.

    `question` goes with one of `at_least`, `at_most`, `is`, compared with the option's value as it stands.
    """

    fact: Id | None = None
    """Asked where this fact of the engagement is true."""
    question: Id | None = None
    """Asked by the answer to this question."""
    at_least: Number | None = None
    """The answer's value is this or more."""
    at_most: Number | None = None
    """The answer's value is this or less."""
    is_: Number | None = None
    """The answer's value is exactly this."""
    all_: tuple["Condition", ...] | None = None
    """All of these conditions hold."""
    any_: tuple["Condition", ...] | None = None
    """One of these conditions holds, or several."""
    not_: "Condition | None" = None
    """This condition does not hold."""

    @model_validator(mode="after")
    @in_json_schema(
        exactly_one(given("fact"), given("question"), given("all"), given("any"), given("not")),
        if_then(
            given("question"),
            exactly_one(given("at_least"), given("at_most"), given("is")),
            none_given("at_least", "at_most", "is"),
        ),
    )
    def _one_form(self) -> Self:
        forms = (self.fact, self.question, self.all_, self.any_, self.not_)
        if sum(form is not None for form in forms) != 1:
            raise PydanticCustomError(
                "condition", "a condition has exactly one of `fact`, `question`, `all`, `any`, `not`"
            )
        tests = sum(test is not None for test in (self.at_least, self.at_most, self.is_))
        if tests != (1 if self.question is not None else 0):
            raise PydanticCustomError(
                "condition", "`question` goes with exactly one of `at_least`, `at_most`, `is`"
            )
        return self

    def parts(self) -> tuple[tuple[Path, "Condition"], ...]:
        """The conditions that this one is made of, with their places in it."""
        several = (("all", self.all_ or ()), ("any", self.any_ or ()))
        listed = (((name, index), one) for name, ones in several for index, one in enumerate(ones))
        return (*listed, *(((("not",), self.not_),) if self.not_ else ()))

    def questions(self) -> frozenset[str]:
        """The ids of all questions that this condition looks at."""
        own = {self.question} if self.question else set()
        return frozenset(own).union(*(one.questions() for _, one in self.parts()))
