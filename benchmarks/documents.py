"""Documents to measure with: valid, about 150 lines long, no two alike, and the same in every run.

They are cut from the bundled questionnaire, because only texts of real length and shape take real time.
"""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.intake.scaffold import quoted
from assess.model.questionnaire import Kind, Question, Questionnaire
from assess.text.yaml_text import dump

_HEAD = ("version", "language", "purpose", "ladder", "level", "functions", "facts")


def write(folder: Path, kind: str, count: int) -> list[Path]:
    """`count` documents of one of `KINDS` in a new folder."""
    folder.mkdir()
    bundle = questionnaires.load(bundled("questionnaires") / "customer-centricity", Reading())
    if bundle is None:
        raise RuntimeError("the bundled questionnaire has problems: run `assess validate questionnaires`")
    files = [folder / f"{kind}-{number:04}.yaml" for number in range(count)]
    for number, file in enumerate(files):
        chance = random.Random(number)
        file.write_text(KINDS[kind](bundle.questionnaire, chance, file.stem), encoding="utf-8")
    return files


def _questionnaire(whole: Questionnaire, chance: random.Random, name: str) -> str:
    """A questionnaire in one file, with two sections of three questions."""
    plain = whole.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    questions = list(map(_plain, _questions(whole, chance)))
    sections = [
        {"id": "G1", "title": "The first capability", "questions": questions[:3]},
        {"id": "G2", "title": "The second capability", "questions": questions[3:6]},
    ]
    document = {"schema": "assess/questionnaire@1", "id": name, "title": "A review of our own"}
    return dump(document | {key: plain[key] for key in _HEAD} | {"sections": sections})


def _plain(question: Question) -> dict[str, object]:
    """Without what belongs to the whole that it is taken from."""
    return question.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"when", "core", "asked_of"}
    )


def _answers(whole: Questionnaire, chance: random.Random, name: str) -> str:
    """What is known after a conversation: an answer to most questions, to some with evidence and a note."""
    lines = [
        "# By telephone; the conversation took 40 minutes.",
        f"schema: assess/answers@1\nquestionnaire: {whole.id}\nversion: {quoted(whole.version)}",
        f"respondent: {name}\nfunction: {chance.choice(whole.functions).id}\ndate: 2026-10-05",
        "way: interview\nanswers:",
    ]
    for question in _questions(whole, chance)[:_ANSWERED]:
        value = chance.choice(question.choices).value
        lines.append(f"  # {question.topic}")
        if question.kind is Kind.FACT or chance.random() < _WITH_EVIDENCE:
            lines += [f"  {question.id}:", f"    value: {value}"]
            lines += [f"    evidence: {quoted(question.evidence)}", f"    note: {chance.choice(_NOTES)}"]
        else:
            lines.append(f"  {question.id}: {{value: {value}}}")
    return "\n".join(lines) + "\n"


_ANSWERED = 40
_WITH_EVIDENCE = 0.5
_NOTES = (
    "Nobody else in the room knew.",
    "It took a while to find, and the two sources differ by a tenth.",
    '"True of one country; in the others: not yet."',
    "To be shown to the finance department before the next round.",
)


def _questions(whole: Questionnaire, chance: random.Random) -> list[Question]:
    """The questions with options that everybody is asked, in an order of chance."""
    asked = [one for one in whole.all_questions() if one.options and not one.when and one.scored]
    return chance.sample(asked, len(asked))


KINDS: Mapping[str, Callable[[Questionnaire, random.Random, str], str]] = MappingProxyType(
    {"questionnaire": _questionnaire, "answers": _answers}
)
