"""Rules for the wording of questions and options, from the craft of asking.

Sources: Bradburn, Sudman and Wansink (2004), Asking Questions; Krosnick and Presser (2010), Question and
questionnaire design; Willis and Lessler (1999), Question Appraisal System. They hold for English only, and
are
warnings: a good reason may stand against each of them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assess.model.questionnaire import Kind, Question
from assess.rules import vocabulary
from assess.rules.reading_level import grade
from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity
from assess.text.safe_yaml import Path

MOST_WORDS_ASKED = 30
MOST_WORDS_OFFERED = 25
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
    for question, place, _ in subject.asked.questions:
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
    for left, right in pairwise(text.split(" and ")):
        (*_, before), (after, *_) = left.split() or [""], right.split() or [""]
        first, second = (word.strip(_PUNCTUATION) for word in (before, after))
        if second.casefold() in vocabulary.ASKING:
            return f"and {second}"
        pair = {first.casefold(), second.casefold()}
        if pair <= vocabulary.VERBS or pair <= vocabulary.QUALITIES:
            return f"{first} and {second}"
    return ""


_PUNCTUATION = ".,;:?!()\"'“”‘’"


def _told_by_word(
    subject: Subject, said: vocabulary.Said, message: str, hint: str, *, of_options: bool
) -> Iterator[Finding]:
    """Looks for words in questions, and where `of_options` in statements, too; closer only where one may be."""
    for question, place, signs in subject.asked.with_any(said.signs):
        for text, below in _texts(question, of_options=of_options):
            small = text.casefold()
            if said.may_be_in(small, signs) and (found := re.search(said.pattern, text)):
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
    for question, place, small in subject.asked.questions:
        if all(line.count(" ") < MOST_WORDS_OFFERED for line in small.split("\n")):
            continue
        for text, below in _texts(question, of_options=True):
            most = MOST_WORDS_ASKED if below == ("text",) else MOST_WORDS_OFFERED
            words = len(vocabulary.WORD.findall(text))
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
    for question, place, small in subject.asked.questions:
        if len(small) < _LONG_WORDS * (small.count(" ") + small.count("\n") + 1):
            continue
        texts = [text for text, _ in _texts(question, of_options=True)]
        if sum(text.count(" ") + 1 for text in texts) < _LONG_ENOUGH:
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
    if any(name.casefold() in subject.asked.whole for name in names):
        pattern = rf"(?i)\b(?:{'|'.join(map(re.escape, names))})\b"
        for question, place, _ in subject.asked.questions:
            for text, below in _texts(question, of_options=True):
                if found := re.search(pattern, text):
                    message, hint = (
                        "a level of the ladder is named",
                        "Describe what can be seen at that level.",
                    )
                    yield Finding(place, f"{message}: *{found.group()}*", hint, below, words=found.group())


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
    for question, place, _ in subject.asked.with_any(vocabulary.COUNTED.signs):
        found = re.search(vocabulary.COUNTED.pattern, question.text)
        if found and not re.search(vocabulary.BOUNDED, question.text):
            message, hint = "of how many, or in which time?", "Say *of the last ten*, or *in the last year*."
            yield Finding(place, message, hint, ("text",), words=found.group())


def _texts(question: Question, *, of_options: bool) -> Iterator[tuple[str, Path]]:
    """The question's text, and its statements: options of more words than a scale's."""
    yield question.text, ("text",)
    if of_options:
        key = "options" if question.options else "bands"
        for index, choice in enumerate(question.choices):
            if choice.text.count(" ") >= _SHORT - 1:
                yield choice.text, (key, index, "text")


WORDING_RULES: tuple[Rule, ...] = tuple(
    Rule(code, check, Severity.WARNING)
    for code, check in (
        ("QUE060", one_thing_at_a_time),
        ("QUE061", no_leading_words),
        ("QUE062", no_absolute_words),
        ("QUE063", no_double_negatives),
        ("QUE066", short_enough_to_read_aloud),
        ("QUE067", easy_to_read),
        ("QUE069", no_vague_words),
        ("QUE070", levels_are_not_named),
        ("QUE073", facts_name_their_evidence),
        ("QUE074", counts_have_a_frame),
    )
)
