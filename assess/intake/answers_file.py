"""An answers document as text: new answers go in where they belong, and whatever else stands there stays."""

from collections.abc import Mapping
from decimal import Decimal

from assess.intake.scaffold import quoted
from assess.model.answers import Answer, State
from assess.text.safe_yaml import Path, Source
from assess.text.splicing import Written, with_entries


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
