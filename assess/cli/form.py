"""`assess form`: one HTML file for each respondent, to be answered in a browser without a network."""

from assess.cli import terminal
from assess.cli.engagements import HERE, At, Folder
from assess.cli.respondents import Output, Respondents, chosen, handouts_of
from assess.files.atomic import write
from assess.files.documents import shown
from assess.files.templates import form_assets
from assess.intake.form import form_html


def command(
    folder: Folder = HERE, respondents: Respondents = None, at: At = None, output: Output = None
) -> None:
    """Write the form of each respondent; `assess import` takes back what they save."""
    assets = form_assets()
    into = output or folder / "out" / "forms"
    for handout in chosen(handouts_of(folder, at), respondents):
        path = into / f"{handout.person.name}.html"
        write(path, form_html(handout, assets))
        terminal.out(shown(path))
