"""An answers document as text: new answers go in where they belong, and whatever else stands there stays."""

from collections.abc import Mapping
from decimal import Decimal

from assess.intake.scaffold import DEPTH, comment, quoted, word
from assess.model.answers import Answer, Answers, State
from assess.model.kinds import modeline, schema_line
from assess.model.questionnaire import Questionnaire
from assess.text.safe_yaml import Path, Source
from assess.text.splicing import Written, with_entries

_WIDTH = 110


def with_answers(source: Source, answers: Mapping[str, Answer], **settings: str) -> str:
    """The document's text with these answers by question id, and with keys of its own such as `way`."""
    changes: dict[Path, Written] = {(key,): value for key, value in settings.items()}
    changes |= {("answers", id_): written(answer) for id_, answer in answers.items()}
    return with_entries(source, changes)


def written(answer: Answer) -> Mapping[str, str]:
    """One answer as YAML, key by key; `{value: }` where there is none yet."""
    found = {"value": _value(answer.value)}
    if answer.state in {State.UNKNOWN, State.NOT_APPLICABLE}:
        found = {"state": answer.state.value}
    texts = {"reason": answer.reason, "evidence": answer.evidence, "note": answer.note}
    found |= {key: quoted(text) for key, text in texts.items() if text}
    return found | ({"released": "true"} if answer.released else {})


def _value(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else quoted(str(value))


def document_text(answers: Answers, questionnaire: Questionnaire) -> str:
    """A whole answers document, in the questionnaire's order, its sections as comments."""
    lines = [
        modeline("answers", DEPTH),
        f"schema: {schema_line('answers')}",
        f"questionnaire: {word(answers.questionnaire)}",
        f"version: {quoted(answers.version)}",
        f"respondent: {word(answers.respondent)}",
        *([f"function: {word(answers.function)}"] if answers.function else ()),
        *([f"date: {answers.date.isoformat()}"] if answers.date else ()),
        f"way: {answers.way.value}",
        *([f"attribution: {answers.attribution.value}"] if answers.attribution else ()),
        *([f"option_order: {answers.option_order.value}"] if answers.is_turned else ()),
        "answers:" if answers.answers else "answers: {}",
    ]
    for section in questionnaire.all_sections():
        inside = [question.id for question in section.questions if question.id in answers.answers]
        lines += comment(f"{section.id} {section.title}") if inside else ()
        lines += (entry(id_, answers.answers[id_]) for id_ in inside)
    return "\n".join(lines) + "\n"


def entry(id_: str, answer: Answer) -> str:
    """One answer as an entry of the document."""
    fields = written(answer)
    line = f"  {word(id_)}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"  {word(id_)}:", *(f"    {key}: {value}" for key, value in fields.items())])
