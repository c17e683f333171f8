"""Rules for translations."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from typing import TYPE_CHECKING

from assess.model.texts import GROUPS, is_language, short_digest
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity, did_you_mean

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from collections.abc import Iterator

    from assess.model.overlay import Overlay, Translation
    from assess.model.texts import Name

_MOST = 6
_PLACEHOLDER = re.compile(r"\{[A-Za-z_]\w*\}")
_NUMBER = re.compile(r"[0-9]+(?:[.,'’\xa0\u202f][0-9]+)*")
_SEPARATORS = re.compile(r"[^0-9]")
_FEWEST_WORDS = 4  # shorter texts may be the same in both languages: names, titles, units


def names_exist(subject: Subject) -> Iterator[Finding]:
    """A translation belongs to a text of the questionnaire.

    Under an id or key that does not exist nobody would ever see it.

    Fails:

        texts:
          regulrs:
        # ^^^^^^^
            title: {text: Stammkunden, of: "54cc6642"}

    Passes:

        texts:
          regulars:
            title: {text: Stammkunden, of: "54cc6642"}
    """
    fields = _fields(subject)
    for group in GROUPS:
        known = [id_ for kind, id_ in fields if kind == group]
        for id_, translations in getattr(subject.record, group).items():
            if (group, id_) not in fields:
                yield unknown(subject.place, (group, id_), _KINDS[group], id_, known)
                continue
            has = fields[group, id_]
            for field in translations:
                if field not in has:
                    hint = did_you_mean(field, has, f"It has: {', '.join(has)}.")
                    message = f"`{id_}` has no text `{field}`"
                    yield Finding(subject.place, message, hint, (group, id_, field), key=True)


_KINDS = {
    "texts": "section, question or lens",
    "ladder": "level",
    "functions": "function",
    "facts": "fact",
    "scales": "scale",
}


def everything_is_translated(subject: Subject) -> Iterator[Finding]:
    """Every text of the questionnaire has a translation.

    Respondents would meet two languages on one page, and some would skip what they cannot read.

    Fails:

        functions:
        #^^^^^^^^
          shop: {name: {text: Laden, of: "d00aae6b"}}

    Passes:

        functions:
          shop: {name: {text: Laden, of: "d00aae6b"}}
          office: {name: {text: Büro, of: "9e380d99"}}
    """
    overlay: Overlay = subject.record
    absent: dict[str, list[str]] = {}
    for (group, id_), fields in _fields(subject).items():
        lacking = [field for field in fields if overlay.translation((group, id_, field)) is None]
        if lacking == fields:
            absent.setdefault(group, []).append(id_)
        elif lacking:
            lines = (_line(subject, (group, id_, field)) for field in lacking[:_MOST])
            hint = f"Below it write {'; '.join(lines)}{_and_more(lacking, '; …')}."
            message = f"`{id_}` is not translated in {_listed(lacking)}"
            yield Finding(subject.place, message, hint, (group, id_), key=True)
    folder = subject.assembled.root.file.rpartition("/")[0] or "."
    command = shlex.join(["assess", "questionnaires", folder, "--translate", overlay.language])
    hint = f"`{command}` prints what belongs here."
    for group, ids in absent.items():
        if getattr(overlay, group):
            message = f"under `{group}` there is no translation of {_listed(ids)}"
            yield Finding(subject.place, message, hint, (group,), key=True)
    if nothing := [f"`{group}:`" for group in absent if not getattr(overlay, group)]:
        yield Finding(subject.place, f"there is no {' and no '.join(nothing)}", hint)


def sources_are_the_same(subject: Subject) -> Iterator[Finding]:
    """A translation translates the source as it is today.

    A question that was changed in one language only is two questions, and their answers are compared as if
    they were one.

    Fails:

        functions:
          shop: {name: {text: Laden, of: "54cc6642"}}
          #                              ^^^^^^^^^^

    Passes:

        functions:
          shop: {name: {text: Laden, of: "d00aae6b"}}
    """
    for name, translation, source in _translated(subject):
        if translation.of != (now := short_digest(source)):
            message = f"the source of `{name[1]}`, {name[2]}, is not the one that was translated"
            hint = f'It now reads "{source}"; once the translation says the same, write of: "{now}".'
            yield Finding(subject.place, message, hint, (*name, "of"))


def placeholders_match(subject: Subject) -> Iterator[Finding]:
    """Source and translation have the same placeholders.

    What stands in braces is filled in by a program, which knows it by its name only.

    Fails:

        texts:
          bakery: {title: {text: "{kunde} und Stammkunden", of: "0ef123cc"}}
          #                      ^^^^^^^^^^^^^^^^^^^^^^^^^
        # file: questionnaire/questionnaire.yaml
        title: "{client} and its regulars"

    Passes:

        texts:
          bakery: {title: {text: "{client} und Stammkunden", of: "0ef123cc"}}
        # file: questionnaire/questionnaire.yaml
        title: "{client} and its regulars"
    """
    for name, translation, source in _translated(subject):
        if "{" not in source and "{" not in translation.text:
            continue
        wanted, given = set(_PLACEHOLDER.findall(source)), set(_PLACEHOLDER.findall(translation.text))
        if lost := sorted(wanted - given):
            message = f"{_listed(lost)} of the source is missing in the translation"
            hint = "Write it as it stands in the source; it is not translated."
            yield Finding(subject.place, message, hint, (*name, "text"))
        elif strange := sorted(given - wanted):
            hint = did_you_mean(strange[0], wanted, "Take it away: nothing fills it in.")
            yield Finding(subject.place, f"the source has no {_listed(strange)}", hint, (*name, "text"))


def numbers_match(subject: Subject) -> Iterator[Finding]:
    """Numbers of the source stand in its translation.

    A period, a denominator or a limit that differs makes answers in two languages incomparable. Decimal and
    thousands separators may differ.

    Fails:

        texts:
          bakery: {title: {text: Eine Bäckerei mit 400 Stammkunden, of: "0fb3b04f"}}
          #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        # file: questionnaire/questionnaire.yaml
        title: A bakery with 1,400 regulars

    Passes:

        texts:
          bakery: {title: {text: Eine Bäckerei mit 1.400 Stammkunden, of: "0fb3b04f"}}
        # file: questionnaire/questionnaire.yaml
        title: A bakery with 1,400 regulars
    """
    for name, translation, source in _translated(subject):
        numbers = _NUMBER.findall(source)
        if not numbers:
            continue
        given = Counter(map(_digits, _NUMBER.findall(translation.text)))
        lost = list((Counter(map(_digits, numbers)) - given).elements())
        if lost:
            told = [next(number for number in numbers if _digits(number) == digits) for digits in lost]
            message = f"{', '.join(told)} of the source is not in the translation"
            hint = f'The source reads "{source}"'
            yield Finding(subject.place, message, hint, (*name, "text"))


def belongs_to_the_questionnaire(subject: Subject) -> Iterator[Finding]:
    """A translation is of the questionnaire beside it, in its present version.

    The version tells a translator that the texts have been gone through since it changed.

    Fails:

        version: "0.9"
        #        ^^^^^

    Passes:

        version: "1.0"
    """
    questionnaire, overlay = subject.assembled.questionnaire, subject.record
    if overlay.questionnaire != questionnaire.id:
        message = (
            f"this translates `{overlay.questionnaire}`, the questionnaire beside it is `{questionnaire.id}`"
        )
        yield Finding(subject.place, message, "Put it beside its questionnaire.yaml.", ("questionnaire",))
    elif overlay.version != questionnaire.version:
        message = (
            f"this translates version {overlay.version}, the questionnaire is version {questionnaire.version}"
        )
        hint = f'Go through the warnings below, then write version: "{questionnaire.version}".'
        yield Finding(subject.place, message, hint, ("version",))


def language_is_another(subject: Subject) -> Iterator[Finding]:
    """The language is a tag such as de or pt-BR (BCP 47), and not that of the questionnaire.

    Programs choose fonts, hyphenation and voice by it.

    Fails:

        language: de_AT
        #         ^^^^^

    Passes:

        language: de-AT
    """
    own, given = subject.assembled.questionnaire.language, subject.record.language
    if not is_language(given):
        meant = given.replace("_", "-")
        instead = meant if is_language(meant) else None
        hint = f"Write `{instead}`." if instead else "Write a tag such as `de`, `pt-BR` or `zh-Hant`."
        yield Finding(
            subject.place, f"`{given}` is no tag of a language", hint, ("language",), instead=instead
        )
    elif given.casefold() == own.casefold():
        message = f"the questionnaire itself is in `{own}`"
        yield Finding(subject.place, message, "Write the language of the translation.", ("language",))


def text_is_not_the_source(subject: Subject) -> Iterator[Finding]:
    """A translation differs from its source.

    The source, copied to be translated later, looks like a finished translation to everybody else.

    Fails:

        facts:
          orders: {text: {text: The bakery takes orders for the next day., of: "b08b31df"}}
          #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Passes:

        facts:
          orders: {text: {text: Die Bäckerei nimmt Bestellungen für den nächsten Tag an., of: "b08b31df"}}
    """
    for name, translation, source in _translated(subject):
        if translation.text == source and len(source.split()) >= _FEWEST_WORDS:
            message = f"`{name[1]}`, {name[2]}, still stands in the language of the source"
            yield Finding(subject.place, message, 'Translate it, or write text: "".', (*name, "text"))


def _fields(subject: Subject) -> dict[tuple[str, str], list[str]]:
    """What there is to translate: (group, id) -> fields."""
    found: dict[tuple[str, str], list[str]] = {}
    for group, id_, field in subject.assembled.texts:
        found.setdefault((group, id_), []).append(field)
    return found


def _translated(subject: Subject) -> Iterator[tuple[Name, Translation, str]]:
    """Each translation that is there, with its source."""
    overlay: Overlay = subject.record
    for name, source in subject.assembled.texts.items():
        translation = overlay.translation(name)
        if translation:
            yield name, translation, source


def _line(subject: Subject, name: Name) -> str:
    return f'`{name[2]}: {{text: …, of: "{short_digest(subject.assembled.texts[name])}"}}`'


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:_MOST])}{_and_more(names, f' and {len(names) - _MOST} more')}"


def _and_more(names: list[str], words: str) -> str:
    return words if len(names) > _MOST else ""


def _digits(number: str) -> str:
    return _SEPARATORS.sub("", number)


OVERLAY_RULES: tuple[Rule, ...] = (
    Rule("OVL010", names_exist),
    Rule("OVL011", everything_is_translated, Severity.WARNING),
    Rule("OVL012", sources_are_the_same, Severity.WARNING),
    Rule("OVL013", placeholders_match),
    Rule("OVL014", numbers_match, Severity.WARNING),
    Rule("OVL015", belongs_to_the_questionnaire),
    Rule("OVL016", language_is_another),
    Rule("OVL017", text_is_not_the_source, Severity.WARNING),
)
