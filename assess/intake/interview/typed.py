"""What somebody types in answer to a question, as the value that is kept."""

from decimal import Decimal

from assess.intake.figures import could_be_two, number_in
from assess.model.questionnaire import Question
from assess.text.numbers import plain


class MisreadError(ValueError):
    """It cannot be taken for an answer; the message says what can."""


def keys_of(question: Question) -> dict[str, Decimal]:
    """The key for each option: its value where that is one digit for all, or else its position from 1 on."""
    options = question.options or ()
    names = [plain(option.value) for option in options]
    are_digits = all(len(name) == 1 and name.isdigit() for name in names) and len(set(names)) == len(names)
    keys = names if are_digits else [str(at) for at in range(1, len(options) + 1)]
    return {key: option.value for key, option in zip(keys, options, strict=True)}


def value_of(question: Question, text: str) -> Decimal | str:
    """The value that is meant.

    Raises:
        MisreadError: it is none that the question offers.
    """
    said = text.strip()
    if question.open:
        return _own_words(said)
    if question.options:
        return _option(question, said)
    return _number(question, said)


def _own_words(said: str) -> str:
    if not said:
        message = "Nothing was written."
        raise MisreadError(message)
    if not said.isprintable():
        said = "".join(sign if sign.isprintable() else " " for sign in said)
    return " ".join(said.split())


def _option(question: Question, said: str) -> Decimal:
    keys = keys_of(question)
    if said not in keys:
        first, last = next(iter(keys)), list(keys)[-1]
        message = f"`{said}` is none of the statements: {first} to {last}."
        raise MisreadError(message)
    return keys[said]


def _number(question: Question, said: str) -> Decimal:
    asked = question.number or question
    number = number_in(said, asked.unit)
    if number is None:
        if could_be_two(said, asked.unit):
            message = f"`{said}` may be thousands or a decimal. Write it without the sign between."
        else:
            unit = f", in {asked.unit}" if asked.unit else ""
            message = f"`{said}` is no number. Write the number alone{unit}, such as 30 or 12.5."
        raise MisreadError(message)
    if asked.least is not None and number < asked.least:
        message = f"{said} is less than {plain(asked.least)}, the least that it can be."
        raise MisreadError(message)
    if asked.most is not None and number > asked.most:
        message = f"{said} is more than {plain(asked.most)}, the most that it can be."
        raise MisreadError(message)
    return number
