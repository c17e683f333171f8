"""`assess doctor`: what works on this machine, what is missing, and the command that mends it."""

import datetime as dt
import platform
import sys
from dataclasses import dataclass
from importlib.util import find_spec

from assess import __version__
from assess.cli import terminal
from assess.cli.endings import Ended, Exit
from assess.files.bundled import bundled
from assess.report import pdf


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; what is optional may be missing."""

    what: str
    works: bool
    found: str
    repair: str = ""
    is_optional: bool = False


def command() -> None:
    """Check what works on this machine; exit code 3 if something is missing."""
    findings = [_program(), _python(), _terminal(), *_folders(), _fonts(), _pdf(), _workbooks()]
    rows = [(f.what, "works" if f.works else "missing", f.found) for f in findings]
    terminal.table(("", "", ""), rows)
    broken = [f for f in findings if not f.works]
    for finding in broken:
        terminal.say(f"To mend {finding.what}: {finding.repair}")
    if any(not finding.is_optional for finding in broken):
        raise Ended(Exit.ENVIRONMENT)


def _program() -> Finding:
    return Finding("assess", works=True, found=__version__)


def _python() -> Finding:
    version = platform.python_version()
    return Finding(
        "Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer"
    )  # doctors do not assume


def _terminal() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    return Finding(
        "terminal", works=True, found=f"{encoding}, {'tables' if terminal.is_rich() else 'plain text'}"
    )


def _folders() -> list[Finding]:
    found = []
    for name in ("questionnaires", "report_templates", "examples"):
        try:
            found.append(Finding(name, works=True, found=str(bundled(name))))
        except FileNotFoundError as error:
            found.append(Finding(name, works=False, found=str(error), repair="install the program again"))
    return found


def _fonts() -> Finding:
    try:
        fonts = sorted(path.name for path in (bundled("report_templates") / "fonts").glob("*.[wo]*f*"))
    except FileNotFoundError:
        fonts = []
    return Finding("fonts", bool(fonts), ", ".join(fonts) or "none", "install the program again")


def _workbooks() -> Finding:
    """Only looked for, because loading them takes a while."""
    missing = [name for name in ("xlsxwriter", "python_calamine") if find_spec(name) is None]
    found = f"without {' and '.join(missing)}" if missing else "answers by Excel"
    repair = 'pip install "customer-maturity-assess[office]"'
    return Finding("workbooks", not missing, found, repair, is_optional=True)


def _pdf() -> Finding:
    """Makes a PDF of one word, because only that shows whether Pango can be loaded and draws."""
    try:
        made = pdf.render(
            '<html lang="en"><title>Test</title><p>Test',
            resources={},
            title="Test",
            author="assess",
            day=dt.date(2026, 1, 1),
        )
    except pdf.PangoMissing as error:
        return Finding("PDF", works=False, found=error.reason, repair=str(error))
    return Finding("PDF", works=True, found=f"a test page of {len(made.content):,} bytes")
