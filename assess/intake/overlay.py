"""A translation to fill in: every text of a questionnaire as a comment, its translation left open."""

from itertools import groupby

from assess.intake.scaffold import comment, quoted, word
from assess.model.kinds import modeline, schema_line
from assess.model.questionnaire import Questionnaire
from assess.model.texts import GROUPS, short_digest, texts

_PURPOSE = (
    "Write each translation between the quotes behind `text:`; the source stands above it. Leave `of:` as it "
    "is: by it a later change of the source is noticed. Save the file beside questionnaire.yaml, under any "
    "name such as {language}.yaml; `assess validate` tells what is missing."
)


def overlay_text(questionnaire: Questionnaire, language: str) -> str:
    """An overlay of a merged questionnaire: valid as it is, with a warning for what is not translated."""
    lines = [
        modeline("overlay"),
        *comment(_PURPOSE.format(language=language), indent=""),
        f"schema: {schema_line('overlay')}",
        f"questionnaire: {word(questionnaire.id)}",
        f"version: {quoted(questionnaire.version)}",
        f"language: {word(language)}",
    ]
    sources = sorted(texts(questionnaire).items(), key=lambda item: GROUPS.index(item[0][0]))
    for group, in_group in groupby(sources, key=lambda item: item[0][0]):
        lines += ["", f"{group}:"]
        for id_, fields in groupby(in_group, key=lambda item: item[0][1]):
            lines.append(f"  {word(id_)}:")
            for (_, _, field), source in fields:
                lines += [f"    {field}:", *comment(source, indent="      ")]
                lines += ['      text: ""', f"      of: {quoted(short_digest(source))}"]
    return "\n".join(lines) + "\n"
