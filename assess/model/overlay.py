"""A translation by stable ids: it says in another language what the questionnaire says, and adds nothing.

Each text carries a short digest of the source that was translated, so that a source that has changed since
is noticed.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from assess.model.questionnaire import Questionnaire
from assess.model.record import Id, Record, Text
from assess.model.texts import Name, rewritten, short_digest


class Translation(Record):
    """One text: `text` in the overlay's language, empty while it is not translated yet.

    `of` is the short digest of the source text that was translated.
    """

    text: Annotated[str, StringConstraints(strip_whitespace=True)]
    of: Text


Translations = dict[Id, dict[Id, Translation]]
"""Id -> field -> translation; options, bands and levels are fields such as `options.3`."""


class Overlay(Record):
    """A translation of the questionnaire.yaml beside it, under any file name.

    `texts` holds the questionnaire itself (by its id), sections, questions, lenses and their sections; the
    `ladder` goes by the levels' values. Options, bands and what is seen at a level are fields such as
    `options.3`, `bands.2` and `levels.1`. Keys, values and ids are not translated.
    """

    schema_: Text
    questionnaire: Id
    version: Text
    language: Text
    texts: Translations = Field(default_factory=dict)
    ladder: Translations = Field(default_factory=dict)
    functions: Translations = Field(default_factory=dict)
    facts: Translations = Field(default_factory=dict)
    scales: Translations = Field(default_factory=dict)

    def translation(self, name: Name) -> Translation | None:
        """What it has for a text; None also where it is still empty."""
        group, id_, field = name
        found: Translation | None = getattr(self, group).get(id_, {}).get(field)
        return found if found and found.text else None


def translated(questionnaire: Questionnaire, overlay: Overlay) -> Questionnaire:
    """The merged questionnaire in the overlay's language.

    What is not translated, or was translated from a text that has changed since, stays in its own language:
    an answer to an old question would count for the new one. The digest that results name is that of the
    questionnaire as it was written, never of a translation.
    """

    def say(name: Name, text: str) -> str:
        found = overlay.translation(name)
        return found.text if found and found.of == short_digest(text) else text

    return rewritten(questionnaire, say).model_copy(update={"language": overlay.language})
