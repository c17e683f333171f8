"""Rules for the wording of questions and options, from the craft of asking.

Sources: Bradburn, Sudman and Wansink (2004), Asking Questions; Krosnick and Presser (2010), Question and
questionnaire design; Willis and Lessler (1999), Question Appraisal System. They hold for English only, and
are
warnings: a good reason may stand against each of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assess.model.assembly import Place
from assess.model.questionnaire import Band, Kind, Option, Question
from assess.rules import vocabulary
from assess.rules.reading_level import grade
from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity
from assess.text.safe_yaml import Path

MOST_WORDS_ASKED = 30
MOST_WORDS_OFFERED = 25
MOST_OPTIONS = 7
HARDEST_GRADE = 12
_SHORT = 4
"""Words of an option that belongs to a scale such as *I agree strongly*, and is no statement of its own."""


def one_thing_at_a_time(subject: Subject) -> Iterator[Finding]:
    """A question asks one thing.

    Whoever measures but does not report cannot answer *Do you measure and report it?*, and nobody can tell
    what a 3 means. Told are two verbs or two qualities joined by *and*, *as well as*, a second question
    behind *and*, and two question marks.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "Do you measure and report how long customers stay?", scale: S}
              #                         ^^^^^^^^^^^^^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "Do you measure how long customers stay?", scale: S}
        scales:
          - {id: S, options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]}
    """
    for question, place in _english(subject):
        found = _joined(question.text) if " and " in question.text or " as well as " in question.text else ""
        if found:
            message, hint = (
                f"two things are asked at once: *{found}*",
                "Ask two questions, or the one that matters.",
            )
            yield Finding(place, message, hint, ("text",), words=found)
        elif question.text.count("?") > 1:
            message = f"{question.text.count('?')} questions in one"
            yield Finding(place, message, "Ask them one by one.", ("text",))


def _joined(text: str) -> str:
    """The words by which a second thing is asked; nothing where there are none."""
    if " as well as " in text:
        return "as well as"
    words = vocabulary.WORD.findall(text)
    for at, word in enumerate(words[1:-1], 1):
        before, after = words[at - 1].casefold(), words[at + 1].casefold()
        if word == "and":
            if after in vocabulary.ASKING:
                return f"and {words[at + 1]}"
            if any(before in alike and after in alike for alike in (vocabulary.VERBS, vocabulary.QUALITIES)):
                return f"{words[at - 1]} and {words[at + 1]}"
    return ""


def _told_by_word(
    subject: Subject, said: vocabulary.Said, message: str, hint: str, *, of_options: bool
) -> Iterator[Finding]:
    """Looks for words in questions, and where `of_options` in statements, too; closer only where one may be."""
    for question, place in _english(subject):
        if said.signs.isdisjoint(subject.assembled.words[question.id]):
            continue
        for text, below in _texts(question, of_options=of_options):
            if found := said.pattern.search(text):
                yield Finding(place, f"{message}: *{found.group()}*", hint, below, words=found.group())


def no_leading_words(subject: Subject) -> Iterator[Finding]:
    """A question does not lead to an answer.

    *Surely*, *of course*, *do you agree that*: respondents hear which answer is wanted, and give it.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "Surely you know how long customers stay?", scale: S}
              #                  ^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "How long does a customer stay?", scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody knows.}, {value: 2, text: Somebody knows.}]}
    """
    hint = "Ask openly: who, what, when, how many."
    message = "the question leads to an answer"
    yield from _told_by_word(subject, vocabulary.LEADING, message, hint, of_options=False)


def no_absolute_words(subject: Subject) -> Iterator[Finding]:
    """Questions and statements hold no absolute words.

    Nothing is done *always* or *fully*, so careful people cannot choose the statement and others choose it
    lightly. A scale of frequencies may end in *never* and *always*.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody answers them.}
                  - {value: 2, text: A team always answers them on the same day.}
                  #                         ^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody answers them.}
                  - {value: 2, text: A team answered nine of the last ten on the same day.}
    """
    hint = "Say how many of the last cases, or who does it."
    message = "nobody can say so of every case"
    yield from _told_by_word(subject, vocabulary.ABSOLUTE, message, hint, of_options=True)


def no_double_negatives(subject: Subject) -> Iterator[Finding]:
    """Nothing is denied twice in a clause.

    *Is it not uncommon …?* makes people work out what a yes would mean, and some get it wrong.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "Is it not uncommon to lose letters?", scale: S}
              #                        ^^^^^^^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: "How many of the last ten letters were lost?", scale: S}
        scales:
          - {id: S, options: [{value: 1, text: One or more.}, {value: 2, text: None.}]}
    """
    hint = "Say what happens instead of what does not."
    yield from _told_by_word(subject, vocabulary.DOUBLE_NEGATIVE, "denied twice", hint, of_options=True)


def no_vague_words(subject: Subject) -> Iterator[Finding]:
    """Statements say how often and how much.

    *Regularly* means daily to one and yearly to another; *appropriate* means whatever is done today. In a
    scale of frequencies of its own such words have their place.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who visits customers?
                options:
                  - {value: 1, text: Nobody visits them.}
                  - {value: 2, text: Somebody visits them regularly.}
                  #                                       ^^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who visits customers?
                options:
                  - {value: 1, text: Nobody visits them.}
                  - {value: 2, text: Somebody visited ten of them in the last quarter.}
    """
    hint = "Write the number, the date or the place where it can be seen."
    yield from _told_by_word(subject, vocabulary.VAGUE, "it can mean much or little", hint, of_options=True)


@dataclass(frozen=True)
class _Range:
    """Numbers from `low` to `high`; whether each end belongs to it."""

    low: float
    high: float
    has_low: bool = True
    has_high: bool = True

    def meets(self, other: "_Range") -> bool:
        """Whether a number lies in both."""
        first, second = sorted((self, other), key=lambda one: (one.low, not one.has_low))
        return second.low < first.high or (second.low == first.high and second.has_low and first.has_high)


_NUMBER = r"(\d+(?:\.\d+)?)(?:\s*%)?"
_RANGES: tuple[tuple[re.Pattern[str], Callable[[float, float], _Range]], ...] = (
    (
        re.compile(rf"{_NUMBER}\s*(?:-|–|to)\s*(?:under|below|less than)\s*{_NUMBER}", re.IGNORECASE),
        lambda low, high: _Range(low, high, has_high=False),
    ),
    (re.compile(rf"{_NUMBER}\s*(?:-|–|to)\s*{_NUMBER}", re.IGNORECASE), _Range),
    (
        re.compile(rf"(?:under|below|less than|fewer than) *{_NUMBER}", re.IGNORECASE),
        lambda high, _: _Range(float("-inf"), high, has_high=False),
    ),
    (
        re.compile(rf"(?:up to|at most|no more than) *{_NUMBER}", re.IGNORECASE),
        lambda high, _: _Range(float("-inf"), high),
    ),
    (
        re.compile(rf"(?:over|above|more than) *{_NUMBER}", re.IGNORECASE),
        lambda low, _: _Range(low, float("inf"), has_low=False),
    ),
    (
        re.compile(rf"(?:at least|from) *{_NUMBER}|{_NUMBER} (?:or|and) more", re.IGNORECASE),
        lambda low, _: _Range(low, float("inf")),
    ),
)


_DIGIT = re.compile(r"\d")
_LIKE_A_RANGE = re.compile(
    r"\d\s*%?\s*(?:[-–]|to |or more|and more)|(?:nder|elow|han|p to|ost|ver|bove|east|rom) +\d"
)


def _range(text: str) -> _Range | None:
    """The one range of numbers that an option speaks of; None where it speaks of none, or of more."""
    plain = re.sub(r"\([^)]*\)", "", text)
    for pattern, made in _RANGES:
        if found := pattern.search(plain):
            numbers = [float(number) for number in found.groups() if number is not None]
            rest = plain[: found.start()] + plain[found.end() :]
            return None if re.search(r"\d", rest) else made(numbers[0], numbers[-1])
    return None


def ranges_do_not_overlap(subject: Subject) -> Iterator[Finding]:
    """The numbers of two options do not overlap.

    With *1 to 5* and *5 to 10* a five can be answered twice.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers did you visit in the last month?
                options:
                  - {value: 1, text: 1 to 5}
                  - {value: 2, text: 5 to 10}
                  #                  ^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers did you visit in the last month?
                options:
                  - {value: 1, text: 1 to 5}
                  - {value: 2, text: 6 to 10}
    """
    for choices, place, below in _choice_lists(subject):
        told = [bool(_DIGIT.search(choice.text) and _LIKE_A_RANGE.search(choice.text)) for choice in choices]
        for index, (before, after) in enumerate(pairwise(choices), 1):
            if not (told[index - 1] and told[index]):
                continue
            ranges = _range(before.text), _range(after.text)
            if ranges[0] and ranges[1] and ranges[0].meets(ranges[1]):
                message = f"this overlaps with *{before.text.rstrip('.')}*"
                hint = "Let each number belong to one option."
                yield Finding(place, message, hint, (*below, index, "text"))


def options_keep_to_one_scale(subject: Subject) -> Iterator[Finding]:
    """The options of a question keep to one scale.

    *Never, sometimes, I agree* asks how often and whether at once. Told are short options from two of the
    usual vocabularies: agreement, frequency, quality, satisfaction, likelihood, importance. Statements that
    differ in two respects it cannot see.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Letters are answered on the same day.
                options:
                  - {value: 1, text: Never}
                  - {value: 2, text: Sometimes}
                  - {value: 3, text: I agree}
                  #                  ^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Letters are answered on the same day.
                options:
                  - {value: 1, text: Never}
                  - {value: 2, text: Sometimes}
                  - {value: 3, text: Always}
    """
    for choices, place, below in _choice_lists(subject, vocabulary.SCALES):
        named = [_vocabulary(choice.text) for choice in choices]
        kinds = [name for name in named if name]
        usual = max(sorted(set(kinds)), key=kinds.count, default=None)
        odd = next((n for n, name in enumerate(named) if name and name != usual), None)
        if odd is not None:
            message = f"the other options tell the {usual}, this one the {named[odd]}"
            yield Finding(place, message, "Keep to one scale, or ask two questions.", (*below, odd, "text"))


def scales_are_balanced(subject: Subject) -> Iterator[Finding]:
    """A scale has as many good steps as bad ones.

    With three ways to be satisfied and one not to be, the middle of the scale already says yes.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How satisfied are you with the reply?
                options:
                  - {value: 1, text: Not satisfied}
                  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  - {value: 2, text: Satisfied}
                  - {value: 3, text: Very satisfied}
                  - {value: 4, text: Extremely satisfied}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How satisfied are you with the reply?
                options:
                  - {value: 1, text: Very dissatisfied}
                  - {value: 2, text: Dissatisfied}
                  - {value: 3, text: Satisfied}
                  - {value: 4, text: Very satisfied}
    """
    for choices, place, below in _choice_lists(subject, vocabulary.SCALES):
        signs = [_sign(choice.text) for choice in choices]
        bad, good = signs.count(-1), signs.count(1)
        if bad + good >= len(choices) - 1 and bad + good > 1 and bad != good:
            message = f"{good} good steps and {bad} bad ones"
            yield Finding(place, message, "Give both sides as many steps.", (*below, 0))


def short_enough_to_read_aloud(subject: Subject) -> Iterator[Finding]:
    """Texts are short enough to be read aloud: 30 words in a question, 25 in an option.

    In an interview the beginning is forgotten before the end is reached.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: When you think back to the last three times that a customer wrote a letter to one of the people in your department, who answered it in the end, and what was said in it
                #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answered the last three letters from customers?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for question, place in _english(subject):
        for text, below in _texts(question, of_options=True):
            most = MOST_WORDS_ASKED if below == ("text",) else MOST_WORDS_OFFERED
            words = len(vocabulary.WORD.findall(text)) if text.count(" ") >= most else 0
            if words > most:
                message = f"{words} words, where {most} can be read aloud"
                yield Finding(place, message, "Say it in fewer.", below)


def easy_to_read(subject: Subject) -> Iterator[Finding]:
    """A question with its options reads like a good newspaper: a Flesch-Kincaid grade of at most 12.

    Twelve years of school are what most respondents have. The built-in questions lie between 2 and 11, half
    of them below 7. The grade is that of Kincaid and others (1975), over texts of thirty words and more.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Which organisational responsibilities characterise customer communication prioritisation?
                #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                options:
                  - value: 1
                    text: Departmental representatives individually determine their communication priorities.
                  - value: 2
                    text: Interdepartmental committees collaboratively standardise their prioritisation criteria.
                  - value: 3
                    text: >-
                      Organisational governance continuously optimises multidimensional prioritisation algorithms,
                      harmonising interdepartmental accountability.

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who decides which letter is answered first?
                options:
                  - {value: 1, text: Each person decides alone.}
                  - {value: 2, text: The team decides together.}
    """
    for question, place in _english(subject):
        texts = [text for text, _ in _texts(question, of_options=True)]
        words = sum(text.count(" ") + 1 for text in texts)
        if words < _LONG_ENOUGH or sum(map(len, texts)) < _LONG_WORDS * words:
            continue
        if (level := grade(texts)) > HARDEST_GRADE:
            message = f"hard to read: grade {level:.0f}, where {HARDEST_GRADE} years of school are common"
            yield Finding(place, message, "Shorter words and sentences: who does what.", ("text",))


_LONG_ENOUGH, _LONG_WORDS = 30, 6
"""Words of fewer letters, their blanks among them, make no hard text unless its sentences are too long to read."""


def levels_are_not_named(subject: Subject) -> Iterator[Finding]:
    """Questions and options do not name the levels of the ladder.

    Whoever sees the level while answering answers the level.

    Fails:

        ladder: [{value: 1, name: Holding course}, {value: 2, name: New heading}]
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody; we are holding course.}
                  #                                 ^^^^^^^^^^^^^^
                  - {value: 2, text: A team.}

    Passes:

        ladder: [{value: 1, name: Holding course}, {value: 2, name: New heading}]
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody.}
                  - {value: 2, text: A team.}
    """
    names = [level.name for level in subject.record.ladder if re.search(r"[\s-]", level.name)]
    if names:
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
        hint = "Describe what can be seen at that level."
        said = vocabulary.Said(pattern, frozenset(re.split(r"[\s]", name.casefold())[0] for name in names))
        message = "a level of the ladder is named"
        yield from _told_by_word(subject, said, message, hint, of_options=True)


def few_enough_options(subject: Subject) -> Iterator[Finding]:
    """A question has at most seven options.

    Beyond seven, people no longer tell neighbours apart (Krosnick and Presser 2010); five to seven measure
    best.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                scale: S
        scales:
          - id: S
            options:
              - {value: 1, text: a}
              - {value: 2, text: b}
              - {value: 3, text: c}
              - {value: 4, text: d}
              - {value: 5, text: e}
              - {value: 6, text: f}
              - {value: 7, text: g}
              - {value: 8, text: h}
              # ^^^^^^^^^^^^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                scale: S
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for choices, place, below in _choice_lists(subject):
        if len(choices) > MOST_OPTIONS and not all(one.text.strip(" .%").isdecimal() for one in choices):
            message = f"{len(choices)} options, where people can tell {MOST_OPTIONS} apart"
            hint = "Leave out those that nobody would miss."
            yield Finding(place, message, hint, (*below, MOST_OPTIONS))


def facts_name_their_evidence(subject: Subject) -> Iterator[Finding]:
    """A fact says which document shows it.

    A fact is known by one function; without the document to ask for, it is one person's word.

    Fails:

        functions: [{id: finance, name: Finance}]
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who sets the budget?, kind: fact, owner: finance, scale: S}
              #      ^^^
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        functions: [{id: finance, name: Finance}]
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who sets the budget?, kind: fact, owner: finance, evidence: Minutes., scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for question, place in subject.assembled.questions():
        if question.kind is Kind.FACT and not question.evidence:
            message = f"nothing says what shows the fact `{question.id}`"
            yield Finding(place, message, "Add `evidence:` with the document to ask for.", ("id",))


def counts_have_a_frame(subject: Subject) -> Iterator[Finding]:
    """Who asks how many or how often says of how many, or in which time.

    Without a frame some count the last week and others their career.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: How many letters were answered?, scale: S}
              #                 ^^^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: None.}, {value: 2, text: Some.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: How many of the last ten letters were answered?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: None.}, {value: 2, text: Some.}]}
    """
    for question, place in _english(subject):
        found = vocabulary.COUNTED.search(question.text) if "ow " in question.text else None
        if found and not vocabulary.BOUNDED.search(question.text):
            message, hint = "of how many, or in which time?", "Say *of the last ten*, or *in the last year*."
            yield Finding(place, message, hint, ("text",), words=found.group())


def _english(subject: Subject) -> Sequence[tuple[Question, Place]]:
    return subject.assembled.questions() if subject.record.language.casefold().startswith("en") else ()


def _texts(question: Question, *, of_options: bool) -> Iterator[tuple[str, Path]]:
    """The question's text, and its statements: options of more words than a scale's."""
    yield question.text, ("text",)
    if of_options:
        key = "options" if question.options else "bands"
        for index, choice in enumerate(question.choices):
            if choice.text.count(" ") >= _SHORT - 1:
                yield choice.text, (key, index, "text")


def _choice_lists(
    subject: Subject, signs: frozenset[str] = frozenset()
) -> Iterator[tuple[Sequence[Option | Band], Place, Path]]:
    """Options and bands where they are written, those of a named scale once.

    With `signs` only those of questions that hold one of these words, or a number with a dash.
    """
    if not subject.record.language.casefold().startswith("en"):
        return
    words = subject.assembled.words
    for question, place in subject.assembled.questions():
        if question.choices and not question.scale and not (signs and signs.isdisjoint(words[question.id])):
            yield question.choices, place, ("options" if question.options else "bands",)
    for scale, place in subject.assembled.places("scales"):
        yield scale.options, place, ("options",)


def _vocabulary(text: str) -> str | None:
    if text.count(" ") >= _SHORT:
        return None
    return next((name for name, words in vocabulary.VOCABULARIES.items() if words.search(text)), None)


def _sign(text: str) -> int:
    """-1 for a bad step, 1 for a good one, 0 for the middle and for what belongs to no scale."""
    if text.count(" ") >= _SHORT or vocabulary.NEUTRAL.search(text):
        return 0
    if vocabulary.NEGATIVE.search(text) or re.search(r"\bnot\b", text, re.IGNORECASE):
        return -1
    return 1 if vocabulary.POSITIVE.search(text) else 0


WORDING_RULES: tuple[Rule, ...] = tuple(
    Rule(code, check, Severity.WARNING)
    for code, check in (
        ("QUE060", one_thing_at_a_time),
        ("QUE061", no_leading_words),
        ("QUE062", no_absolute_words),
        ("QUE063", no_double_negatives),
        ("QUE064", ranges_do_not_overlap),
        ("QUE065", options_keep_to_one_scale),
        ("QUE066", short_enough_to_read_aloud),
        ("QUE067", easy_to_read),
        ("QUE068", scales_are_balanced),
        ("QUE069", no_vague_words),
        ("QUE070", levels_are_not_named),
        ("QUE072", few_enough_options),
        ("QUE073", facts_name_their_evidence),
        ("QUE074", counts_have_a_frame),
    )
)
