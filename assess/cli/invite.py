"""`assess invite`: what people are sent before they answer, as text files."""

from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.engagements import HERE, At, Folder
from assess.cli.respondents import Output, Respondents, chosen, handouts_of
from assess.files.atomic import write
from assess.files.documents import shown
from assess.intake.invitation import invitation, opening, reminder
from assess.intake.standing import standings


def command(
    folder: Folder = HERE,
    respondents: Respondents = None,
    at: At = None,
    output: Output = None,
    *,
    remind: Annotated[
        bool, typer.Option("--remind", help="Reminders, for those who have not finished.")
    ] = False,
) -> None:
    """Write invitations with the documents to bring, reminders, and the words to open a meeting with."""
    everybody = handouts_of(folder, at)
    if not everybody:
        terminal.say("Nobody has been invited yet; -r NAME:FUNCTION of `assess new` adds somebody.")
    into = output or folder / "out" / "invitations"
    texts = {}
    if not remind:
        texts["opening.txt"] = opening(everybody)
    for handout, standing in zip(everybody, standings(everybody), strict=True):
        if handout in chosen(everybody, respondents):
            kind = "reminder" if remind else "invitation"
            texts[f"{handout.person.name}.{kind}.txt"] = (
                reminder(handout, standing) if remind else invitation(handout)
            )
    for name, text in texts.items():
        if text:
            write(into / name, text)
            terminal.out(shown(into / name))
    if remind and not any(texts.values()):
        terminal.say("Everybody has finished.")
