"""A small command stays small: what it does not need, it does not load."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What a command has loaded when it ends. A process of its own, because pytest has loaded much here.
LOADED = """
import json, sys
from assess.cli.main import run
sys.argv = ["assess", *sys.argv[1:]]
try:
    run()
except SystemExit as end:
    code = end.code
else:
    code = 0
print(json.dumps([code or 0, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(names)


def test_version_is_told_before_anything_is_imported() -> None:
    assert not loaded("--version") & {"typer", "rich", "pydantic", "yaml", "jinja2", "weasyprint"}


def test_intake_needs_no_pdf_library(tmp_path: Path) -> None:
    """Everything before the report works on a laptop without Pango."""
    for command in ("form", "workbook", "invite"):
        assert "weasyprint" not in loaded(command, "examples/tarnbeck", "-o", str(tmp_path))
    assert not loaded("status", "examples/tarnbeck") & {
        "weasyprint",
        "prompt_toolkit",
        "xlsxwriter",
        "jinja2",
    }


@pytest.mark.parametrize("command", ["score", "validate"])
def test_score_and_validate_load_no_template_engine_pdf_library_or_solver(command: str) -> None:
    assert not loaded(command, "examples/tarnbeck") & {"jinja2", "weasyprint", "scipy", "numpy"}
