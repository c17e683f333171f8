"""One HTML file by which a respondent answers: it needs no network, keeps nothing, and asks nobody.

What it saves is an answers document in JSON, which is YAML, too: the program's own reader takes it as it is.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assess.intake import form_words
from assess.intake.handout import Handout
from assess.intake.routing import minutes
from assess.model.answers import Way
from assess.model.questionnaire import Question, Section
from assess.report.charts.palette import contrast, ink_on, mix, palette
from assess.scoring.values import is_documented
from assess.text.numbers import plain

TEMPLATE, STYLE = "form/form.html.j2", "form/form.css"
SCRIPTS = tuple(f"form/{name}.js" for name in ("numbers", "answers", "asking", "saving", "showing", "start"))
"""They share their names, so they become one script; `start` sets it going."""
_DARK_PAPER = "#14191f"
_READABLE = 4.5


def form_html(handout: Handout, assets: Mapping[str, bytes]) -> str:
    """The form of one respondent, the same bytes each time. `assets`: its files by their paths.

    Its content security policy lets nothing in but the style sheet and the script that it carries.
    """
    from jinja2 import DictLoader, Environment, StrictUndefined  # only forms and reports need it
    from markupsafe import Markup

    environment = Environment(
        loader=DictLoader({TEMPLATE: assets[TEMPLATE].decode()}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language = handout.questionnaire.language
    style = _colours(handout) + assets[STYLE].decode()
    script = "\n".join(('"use strict";\n{', *(assets[name].decode() for name in SCRIPTS), "}\n"))
    is_spoken = form_words.is_spoken(language)
    return environment.get_template(TEMPLATE).render(
        lang=language if is_spoken else "en",
        foreign="" if is_spoken else Markup(' lang="{}"').format(language),
        policy=_policy(style, script),
        title=handout.questionnaire.title,
        client=handout.engagement.client.name,
        person=handout.person.name,
        purpose=handout.questionnaire.purpose,
        guide=form_words.guide(handout),
        for_person=form_words.for_person(handout),
        release=form_words.release(handout),
        say=form_words.phrases(language),
        reviews=list(_reviews(handout)),
        css=Markup(style),  # noqa: S704  # our own files and colours that were checked
        script=Markup(script),  # noqa: S704  # our own files
        data=Markup(_data(handout)),  # noqa: S704  # escaped below
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _colours(handout: Handout) -> str:
    """The client's accent where it can be read, on white and on dark."""
    accent = palette(handout.engagement.branding.accent).accent
    dark = accent
    while contrast(dark, _DARK_PAPER) < _READABLE:
        dark = mix(dark, "#ffffff", _LIGHTER)
    named = {
        "accent": accent,
        "on-accent": ink_on(accent),
        "accent-dark": dark,
        "on-accent-dark": _DARK_PAPER,
    }
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in named.items())} }}\n"


_LIGHTER = 0.9


def _reviews(handout: Handout) -> Iterator[Mapping[str, Any]]:
    for review in handout.reviews():
        parts = [part for section in _with_inner(review) if (part := _part(handout, section))]
        if parts:
            yield {"title": review.title, "asks": review.asks, "parts": parts}


def _with_inner(section: Section) -> Iterator[Section]:
    yield section
    for inner in section.sections:
        yield from _with_inner(inner)


def _part(handout: Handout, section: Section) -> Mapping[str, Any] | None:
    questions = [question for question in section.questions if question.id in handout.questions]
    if not questions:
        return None
    return {"title": section.title, "questions": [_question(handout, question) for question in questions]}


def _question(handout: Handout, question: Question) -> Mapping[str, Any]:
    return {
        "id": question.id,
        "kind": _kind(question),
        "text": question.text,
        "why": question.why,
        "evidence": question.evidence,
        "is_own_fact": handout.knows(question),
        "options": [{"value": plain(one.value), "text": one.text} for one in handout.options(question)],
        "bands": [band.text for band in question.bands or ()],
        "label": form_words.number_label(_unit(question), handout.questionnaire.language),
        "bounds": form_words.bounds(question.number or question, handout.questionnaire.language),
        "may_not_apply": handout.may_not_apply(question),
    }


def _unit(question: Question) -> str:
    return question.unit or (question.number.unit if question.number else "")


def _kind(question: Question) -> str:
    if question.options:
        return "options"
    return "open" if question.open else "number"


def _data(handout: Handout) -> str:
    """What the script works with, as JSON in which nothing can end the element that it stands in."""
    answers = handout.answers.answers if handout.answers else {}
    asked = [one for review in handout.reviews() for one in handout.asked(review)]
    data = {
        "head": _head(handout),
        "file": f"{handout.person.name}.json",
        "minutes": [minutes(count) for count in range(len(asked) + 1)],
        "facts": handout.engagement.facts,
        "questions": [_rules(handout, question) for question in asked],
        "answers": {
            one.id: answers[one.id].model_dump(mode="json", exclude_defaults=True)
            for one in asked
            if one.id in answers
        },
        "say": form_words.phrases(handout.questionnaire.language),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _head(handout: Handout) -> Mapping[str, str]:
    document = handout.blank().model_copy(
        update={
            "way": Way.FORM,
            "attribution": handout.attribution,
            "option_order": handout.option_order,
        }
    )
    head: dict[str, str] = document.model_dump(
        mode="json", by_alias=True, exclude={"answers"}, exclude_none=True
    )
    return head


def _rules(handout: Handout, question: Question) -> Mapping[str, Any]:
    """What the script has to know of a question to read, compare and check what is entered."""
    asked = question.number or question
    when = question.when.model_dump(mode="json", by_alias=True, exclude_none=True) if question.when else None
    return {
        "id": question.id,
        "kind": _kind(question),
        "unit": _unit(question),
        "least": _number(asked.least),
        "most": _number(asked.most),
        "bands": [
            {"from": _number(one.from_), "value": _number(one.value), "text": one.text}
            for one in question.bands or ()
        ],
        "documented": list(_documented(handout, question)),
        "when": when,
    }


def _documented(handout: Handout, question: Question) -> Iterator[float | int | None]:
    """The values that only a document can show, where this respondent's function is to have it."""
    if handout.knows(question):
        for choice in question.choices:
            if is_documented(question, Fraction(choice.value), handout.questionnaire):
                yield _number(choice.value)


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
