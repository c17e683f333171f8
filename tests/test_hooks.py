"""What other repositories take from this one: the hook for pre-commit and the action for GitHub."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assess.files.discovery import documents
from assess.text.safe_yaml import parse

ROOT = Path(__file__).parent.parent


def parsed(name: str) -> Any:
    source, problems = parse((ROOT / name).read_text("utf-8"), name)
    assert source, problems
    return source.data


def taken(name: str) -> bool:
    [hook] = parsed(".pre-commit-hooks.yaml")
    return re.search(hook["files"], name) is not None


def test_hook_takes_every_document_of_the_examples() -> None:
    files = [*documents(ROOT / "examples"), *documents(ROOT / "questionnaires")]
    assert len(files) > 10
    assert [str(file) for file in files if not taken(file.relative_to(ROOT).as_posix())] == []


@pytest.mark.parametrize(
    "name",
    [".github/workflows/ci.yml", "compose.yaml", "mkdocs.yml", "docs/vision.yaml.txt", "revision.yaml"],
)
def test_hook_leaves_the_files_of_other_programs(name: str) -> None:
    assert not taken(name)


def test_hook_is_anchored_and_runs_once() -> None:
    [hook] = parsed(".pre-commit-hooks.yaml")
    assert hook["files"].startswith("(?x)^")
    assert hook["require_serial"] is True
    assert hook["entry"] == "assess validate"


def step(*, paths: str, args: str = "", sarif: str = "", here: Path) -> subprocess.CompletedProcess[str]:
    """The action's own script, with `assess` as it stands here."""
    *_, last = parsed("action.yml")["runs"]["steps"]
    program = here / "assess"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assess "$@"\n')
    program.chmod(0o755)
    given = {"ASSESS": str(program), "PATHS": paths, "ARGS": args, "SARIF": sarif, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", last["run"]],  # noqa: S607  # as GitHub finds it
        env=os.environ | given,
        cwd=here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_action_annotates_and_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "a b.yaml").write_text("schema: assess/vision@1\nstatement: More.\nstatemnt: More.\n")
    (tmp_path / "c.yaml").write_text("schema: assess/vision@1\nstatement: More.\n")
    ended = step(paths="a b.yaml\nc.yaml\n", args="--isolated\n--strict", sarif="out.sarif", here=tmp_path)
    assert ended.stdout.startswith("::error file=a b.yaml,line=3,endLine=3,col=1,endColumn=9,")
    assert (ended.returncode, ended.stderr) == (1, "2 documents, 1 problem\n")
    assert (tmp_path / "out.sarif").read_text().startswith("{")


def test_action_takes_no_word_for_a_command(tmp_path: Path) -> None:
    """What a pull request brings in is only ever a word on the command line."""
    ended = step(paths='$(touch "$HOME/x")\n-o\n; false', here=tmp_path)
    assert ended.returncode == 2
    assert "there is no file or folder ; false" in ended.stderr


def test_action_hands_inputs_over_in_the_environment() -> None:
    steps = parsed("action.yml")["runs"]["steps"]
    assert [one["run"] for one in steps if "${{" in one.get("run", "")] == []
