"""What a survey says besides the questionnaire's own texts, in the languages that we can vouch for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Words:
    """The few sentences that every survey has."""

    about_you: str
    function: str
    unknown: str
    not_applicable: str
    reason: str
    no_figure: str
    unit: str
    evidence: str
    bounds: str


_ENGLISH = Words(
    about_you="About you",
    function="Which part of the company do you speak for?",
    unknown="I do not know; somebody else may",
    not_applicable="It does not apply to us",
    reason="Why does it not apply?",
    no_figure="You gave no number. Which is it?",
    unit="A number, in {unit}",
    evidence="What would show it: {evidence}",
    bounds="From {least} to {most}",
)
_GERMAN = Words(
    about_you="Über Sie",
    function="Für welchen Teil des Unternehmens sprechen Sie?",
    unknown="Ich weiß es nicht; vielleicht weiß es jemand anders",
    not_applicable="Es trifft auf uns nicht zu",
    reason="Warum trifft es nicht zu?",
    no_figure="Sie haben keine Zahl angegeben. Was trifft zu?",
    unit="Eine Zahl, in {unit}",
    evidence="Woran man es sieht: {evidence}",
    bounds="Von {least} bis {most}",
)
_BY_LANGUAGE: Mapping[str, Words] = MappingProxyType({"en": _ENGLISH, "de": _GERMAN})

ALL = tuple(_BY_LANGUAGE.values())


def words(language: str) -> Words:
    """Those of the language; English where we have none."""
    return _BY_LANGUAGE.get(language.casefold().partition("-")[0], _ENGLISH)
