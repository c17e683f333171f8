"""`assess questionnaires`: list, show and copy questionnaires."""

import re
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.files import questionnaires
from assess.files.atomic import write
from assess.files.documents import Reading, shown
from assess.files.schemas import copies
from assess.intake.overlay import overlay_text
from assess.model.assembly import Assembled
from assess.model.kinds import modeline, schema_line
from assess.model.questionnaire import Section
from assess.model.texts import is_language
from assess.text.problems import did_you_mean, in_order

_COPIED = ("questionnaire", "part", "playbook", "overlay")
"""The kinds that are written beside a questionnaire; their schemas go with a copy, wherever it is put."""


def command(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="Show this questionnaire; also the folder of one.", show_default=False
        ),
    ] = None,
    copy: Annotated[
        tuple[str, Path] | None,
        typer.Option("--copy", metavar="ID DIR", help="Make an editable copy in DIR.", show_default=False),
    ] = None,
    *,
    translate: Annotated[
        str | None,
        typer.Option(
            "--translate",
            metavar="LANG",
            help="Print all its texts to be translated into this language.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there already.")] = False,
) -> None:
    """List, show, copy or translate questionnaires."""
    if copy:
        _copy(*copy, force=force)
    elif translate:
        _translate(name, translate)
    elif name:
        _show(_given(name))
    else:
        rows = []
        for folder in questionnaires.folders():
            questionnaire = named(folder.name).questionnaire
            scored = sum(question.scored for question in questionnaire.all_questions())
            rows.append((questionnaire.id, questionnaire.version, questionnaire.title, str(scored)))
        terminal.table(("Id", "Version", "Title", "Scored questions"), rows, right=(3,))


def named(name: str, engagement: Path | None = None) -> Assembled:
    """The questionnaire with this id; a usage error if there is none, its problems if it is broken."""
    reading = Reading()
    found = questionnaires.find(name, engagement, reading)
    if found is None and not reading.failed:
        known = questionnaires.known(engagement)
        hint = did_you_mean(name, known, f"Known: {', '.join(known)}.")
        raise usage(f"there is no questionnaire `{name}`. {hint}")
    if found is None or reading.failed:
        terminal.show_problems(in_order(reading.problems), reading.texts)
        raise problems()
    return found[0]


def _given(name: str) -> Assembled:
    """The questionnaire in the folder that is called so, or else the bundled one."""
    if not (Path(name) / questionnaires.ROOT).is_file():
        return named(name)
    reading = Reading()
    found = questionnaires.load(Path(name), reading)
    if found is None:
        terminal.show_problems(in_order(reading.problems), reading.texts)
        raise problems()
    return found


def _translate(name: str | None, language: str) -> None:
    if name is None:
        raise usage("--translate needs a questionnaire: its ID, or the folder that holds it")
    if not is_language(language):
        raise usage(f"`{language}` is no tag of a language; write one such as de, pt-BR or zh-Hant")
    terminal.out(overlay_text(_given(name).questionnaire, language).rstrip("\n"))


def _copy(name: str, target: Path, *, force: bool) -> None:
    named(name)
    source = next(folder for folder in questionnaires.folders() if folder.name == name)
    there = [target / file.name for file in sorted(source.glob("*.yaml")) if (target / file.name).exists()]
    if there and not force:
        listed = ", ".join(map(shown, there))
        raise usage(
            f"already there: {listed}. Nothing was written; --force overwrites, another DIR keeps both."
        )
    for place, text in copies(target, _COPIED).items():
        write(place, text)
    texts = {target / file.name: file.read_text("utf-8") for file in sorted(source.glob("*.yaml"))}
    for path, text in texts.items():
        write(path, _for_editors(text))
    for path in texts:  # told at the end: who listens no longer is no reason to leave half a copy
        terminal.out(shown(path))


def _for_editors(text: str) -> str:
    kind = next(kind for kind in _COPIED if re.search(f"^schema: {schema_line(kind)}", text, re.MULTILINE))
    return f"{modeline(kind)}\n{text}"


def _show(assembled: Assembled) -> None:
    questionnaire = assembled.questionnaire
    terminal.paragraph(f"{questionnaire.title} ({questionnaire.id} {questionnaire.version})")
    terminal.paragraph(questionnaire.purpose)
    terminal.out("")
    rows = [row for section in questionnaire.sections for row in _rows(section, 0)]
    terminal.table(("Id", "Section or question", "Kind", "Core", "Asked of"), rows)


def _rows(section: Section, depth: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [(section.id, "  " * depth + section.title, "", "", "")]
    for question in section.questions:
        asked_of = "everybody" if question.core or question.asked_of is None else ", ".join(question.asked_of)
        kind = question.kind.value if question.scored else "context"
        rows.append(
            (
                question.id,
                "  " * (depth + 1) + question.label,
                kind,
                "core" if question.core else "",
                asked_of,
            )
        )
    return rows + [row for inner in section.sections for row in _rows(inner, depth + 1)]
