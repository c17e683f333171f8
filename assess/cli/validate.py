"""`assess validate`: what is wrong with documents, where, and how to mend it."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assess import __version__
from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.cli.output import deliver, destinations
from assess.cli.paths import exclusion, sought
from assess.cli.repairs import Repairs, repair
from assess.cli.request import Request
from assess.cli.settings import Settings, settings, unknown_code
from assess.rules import Selection
from assess.rules.formats import FORMATS, Findings
from assess.rules.selection import unknown_codes
from assess.text.problems import did_you_mean


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
    fix: Annotated[bool, typer.Option("--fix", help="Make the repairs that are safe.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show these repairs, and make none.")] = False,
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
    here = os.path.relpath(Path.cwd(), known.folder).replace(os.sep, "/")
    ignored = (*known.ignore, *_codes(ignore))
    selection = Selection(_codes(select) or known.select, ignored, known.by_file, here)
    unsaved: dict[str, bytes] = {}
    is_excluded = exclusion(exclude or (), known.exclude, here)
    documents = sought(paths or ["."], is_excluded, stdin_filename, unsaved)
    writes_text = diff or bool(fix and unsaved)
    if writes_text and statistics:
        raise usage(f"{'--diff' if diff else '--fix -'} and --statistics would both go to standard output")
    request = Request(documents, unsaved, selection)
    repairs = repair(request) if fix or diff else Repairs(request.check())
    checked = repairs.checked
    findings = Findings(
        checked.problems, checked.files, checked.reading.texts, __version__, Path.cwd().as_posix()
    )
    if diff:
        terminal.out_exactly(repairs.difference().encode())
    else:
        repairs.save(unsaved if fix else {})
        _count(findings) if statistics else deliver(findings, chosen, to_stdout=not writes_text)
    terminal.say(_summary(findings, len(documents) - len(checked.files), repairs, is_made=not diff))
    fails = findings.problems if strict or known.strict else findings.errors
    if (fails or (diff and repairs.after)) and not exit_zero:
        raise problems()


def _formats(given: Sequence[str]) -> Sequence[str]:
    for one in given:
        if one not in FORMATS:
            hint = did_you_mean(one, FORMATS, f"One of: {', '.join(FORMATS)}.")
            raise usage(f"there is no format `{one}`. {hint}")
    return given


def _codes(given: Sequence[str] | None) -> tuple[str, ...]:
    codes = [code.strip().upper() for word in given or () for code in word.split(",") if code.strip()]
    if codes and (unknown := unknown_codes(codes)):
        raise usage("\n".join(map(unknown_code, unknown)))
    return tuple(codes)


def _count(findings: Findings) -> None:
    from assess.rules.catalogue import CATALOGUE  # told seldom

    counts = Counter(problem.code for problem in findings.problems).most_common()
    rows = [(str(count), code, CATALOGUE[code].about.title) for code, count in counts]
    if rows:
        terminal.table(("Count", "Code", "A good document"), rows, right=(0,))


def _summary(findings: Findings, passed_over: int, repairs: Repairs, *, is_made: bool) -> str:
    """What was counted; repairs that are only shown leave the rest of it as it would be after them."""
    counts = [_counted(len(findings.files), "document")]
    counts += [] if is_made else [f"{_counted(repairs.count, 'repair')} possible"]
    counts += [_counted(findings.errors, "problem") + ("" if is_made else " left")]
    counts += [_counted(findings.warnings, "warning")] if findings.warnings else []
    counts += [_counted(repairs.count, "repair")] if repairs.count and is_made else []
    others = f"; {_counted(passed_over, 'other file')} passed over" if passed_over else ""
    return ", ".join(counts) + others


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
