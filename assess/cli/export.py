"""`assess export`: the questionnaire for survey tools, so that these can ask it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import environment, usage
from assess.cli.engagements import HERE, Folder
from assess.cli.questionnaires import named
from assess.cli.respondents import opened_for_intake
from assess.files.atomic import write
from assess.files.documents import shown
from assess.files.engagement_folder import ENGAGEMENT
from assess.intake.libraries import MissingLibraryError
from assess.intake.survey_tools.limesurvey import limesurvey_text
from assess.intake.survey_tools.xlsform import xlsform_bytes
from assess.model.engagement import Client, Engagement, Scope
from assess.model.questionnaire import Questionnaire
from assess.scoring.asked import is_asked_of, is_in_scope
from assess.text.problems import did_you_mean


class Tool(StrEnum):
    """For which tool it is written."""

    LIMESURVEY = "limesurvey"
    XLSFORM = "xlsform"


_SUFFIXES = {Tool.LIMESURVEY: "limesurvey.txt", Tool.XLSFORM: "xlsform.xlsx"}


def command(
    folder: Folder = HERE,
    tool: Annotated[Tool, typer.Option("--to", "-t", help="For which tool.")] = Tool.LIMESURVEY,
    questionnaire: Annotated[
        str | None,
        typer.Option("--questionnaire", "-q", metavar="ID", help="This one, without an engagement."),
    ] = None,
    function: Annotated[
        str | None,
        typer.Option("--function", metavar="FUNCTION", help="Only what this function is asked."),
    ] = None,
    scope: Annotated[
        Scope | None,
        typer.Option("--scope", help="All questions, or the core.", show_default="the engagement's"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write.", show_default="DIR/out/ID.…"),
    ] = None,
) -> None:
    """Write the questionnaire for LimeSurvey, or as XLSForm for KoboToolbox, ODK and their like."""
    asked, engagement = _asked(folder, questionnaire)
    ids = _questions(asked, scope or engagement.scope, function)
    path = output or folder / "out" / f"{asked.id}.{_SUFFIXES[tool]}"
    if tool is Tool.LIMESURVEY:
        write(path, limesurvey_text(asked, ids, engagement.facts))
    else:
        try:
            write(path, xlsform_bytes(asked, ids, engagement.facts))
        except MissingLibraryError as error:
            raise environment(str(error)) from None
    terminal.out(shown(path))


def _asked(folder: Path, name: str | None) -> tuple[Questionnaire, Engagement]:
    """The questionnaire in the client's words, or as it stands where no engagement is meant."""
    if name is None and (folder / ENGAGEMENT).is_file():
        opened = opened_for_intake(folder, None)
        return opened.assembled.questionnaire, opened.engagement.record
    if name is None:
        raise usage(f"{shown(folder)} is no engagement; name one, or a questionnaire by -q ID")
    found = named(name).questionnaire
    nobody = Engagement(
        schema_="assess/engagement@1", client=Client(name="-"), questionnaire=found.id, version=found.version
    )
    return found, nobody


def _questions(asked: Questionnaire, scope: Scope, function: str | None) -> frozenset[str]:
    known = [one.id for one in asked.functions]
    if function and known and function not in known:
        hint = did_you_mean(function, known, f"Known: {', '.join(known)}.")
        raise usage(f"there is no function `{function}`. {hint}")
    return frozenset(
        question.id
        for question in asked.all_questions()
        if (is_asked_of(question, function, scope) if function else is_in_scope(question, scope))
    )
