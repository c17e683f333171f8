"""`assess validate`: what is wrong with documents, where, and how to mend it."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assess import __version__
from assess.cli import terminal
from assess.cli.checking import Checking
from assess.cli.endings import problems, usage
from assess.cli.output import deliver, destinations
from assess.cli.paths import check, sought
from assess.cli.settings import Settings, settings, unknown_code
from assess.files.documents import Reading
from assess.rules import CATALOGUE, Selection, misused, unsuppressed
from assess.rules.formats import FORMATS, Findings
from assess.rules.selection import unknown_codes
from assess.text.problems import Problem, Severity, did_you_mean, in_order


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...",
            help="Documents, folders, and patterns such as 'clients/**/*.yaml'; - is standard input.",
            show_default=".",
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"{', '.join(FORMATS)}; several with -o."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where the format goes; - is standard output."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these codes, or those that begin so."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="Not these codes, nor those that begin so."),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="Pass over these where a folder is searched."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Problems do not fail.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by code, tell none.")] = False,
    stdin_filename: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The name of what is on standard input.", show_default=False),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Settings; usually the nearest assess.toml or pyproject.toml."),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no settings.")] = False,
) -> None:
    """Check documents; exit code 1 if there are problems."""
    known = Settings() if isolated else settings(config, Path.cwd(), FORMATS)
    chosen = destinations(_formats(form or ()), output or (), known.format)
    selection = Selection(_codes(select) or known.select, (*known.ignore, *_codes(ignore)), _from_here(known))
    reading = Reading()
    checking = Checking(reading)
    documents = sought(paths or ["."], (*known.exclude, *(exclude or ())), stdin_filename, reading)
    files = check(documents, checking)
    found = told([*checking.found, *reading.problems], reading, selection)
    if statistics:
        _count(found)
    else:
        here = Path.cwd().as_posix()
        deliver(Findings(tuple(found), tuple(files), reading.texts, __version__, here), chosen)
    terminal.say(_summary(len(files), found, len(documents) - len(files)))
    if not exit_zero and any(p.severity is Severity.ERROR or strict or known.strict for p in found):
        raise problems()


def told(found: Sequence[Problem], reading: Reading, selection: Selection) -> list[Problem]:
    """What is left to tell, in order: neither suppressed by a comment nor left out by the selection."""
    left = unsuppressed(found, reading.comments)
    left += misused(found, reading.comments, selection.tells)
    return in_order(problem for problem in left if selection.tells(problem.code, problem.file))


def _formats(given: Sequence[str]) -> Sequence[str]:
    for one in given:
        if one not in FORMATS:
            hint = did_you_mean(one, FORMATS, f"One of: {', '.join(FORMATS)}.")
            raise usage(f"there is no format `{one}`. {hint}")
    return given


def _codes(given: Sequence[str] | None) -> tuple[str, ...]:
    codes = [code.strip().upper() for word in given or () for code in word.split(",") if code.strip()]
    if unknown := unknown_codes(codes):
        raise usage("\n".join(map(unknown_code, unknown)))
    return tuple(codes)


def _from_here(known: Settings) -> dict[str, tuple[str, ...]]:
    """Patterns with folders are those of the settings' own folder."""
    folder = os.path.relpath(known.folder).replace(os.sep, "/")
    above = "" if folder == "." else f"{folder}/"
    return {above * ("/" in pattern) + pattern: codes for pattern, codes in known.by_file.items()}


def _count(found: Sequence[Problem]) -> None:
    counts = Counter(problem.code for problem in found).most_common()
    rows = [(str(count), code, CATALOGUE[code].about.title) for code, count in counts]
    if rows:
        terminal.table(("Count", "Code", "A good document"), rows, right=(0,))


def _summary(files: int, found: Sequence[Problem], passed_over: int) -> str:
    warnings = sum(problem.severity is Severity.WARNING for problem in found)
    counts = [_counted(files, "document"), _counted(len(found) - warnings, "problem")]
    counts += [_counted(warnings, "warning")] if warnings else []
    others = f"; {_counted(passed_over, 'other file')} passed over" if passed_over else ""
    return ", ".join(counts) + others


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
