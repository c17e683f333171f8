"""`assess workbook`: an Excel workbook for each respondent."""

from assess.cli import terminal
from assess.cli.endings import environment, usage
from assess.cli.engagements import HERE, At, Folder
from assess.cli.respondents import Output, Respondents, chosen, handouts_of
from assess.files.atomic import write
from assess.files.documents import shown
from assess.intake.libraries import MissingLibraryError
from assess.intake.workbook import TooLongError, workbook_bytes


def command(
    folder: Folder = HERE, respondents: Respondents = None, at: At = None, output: Output = None
) -> None:
    """Write the workbook of each respondent; `assess import` takes back what they fill in."""
    into = output or folder / "out" / "workbooks"
    for handout in chosen(handouts_of(folder, at), respondents):
        path = into / f"{handout.person.name}.xlsx"
        try:
            write(path, workbook_bytes(handout))
        except MissingLibraryError as error:
            raise environment(str(error)) from None
        except TooLongError as error:
            raise usage(f"{handout.person.name}: {error}") from None
        terminal.out(shown(path))
