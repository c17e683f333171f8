"""Documents made to do harm: each ends in a problem at its place, in seconds, in little memory, alive.

All are checked by one process of its own with limits on processor time and memory: it would be killed by the
first that takes too much, and a crash of libyaml would end it, too.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
MEMORY = 1_000_000_000

HEAD = (
    "schema: assess/answers@1\nquestionnaire: customer-centricity\nversion: '1.1'\nrespondent: a\nanswers:\n"
)
BOMB = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'ha'}]" for n in range(10))


@dataclass(frozen=True)
class Case:
    """What is in the file, and one of its problems: place and code."""

    content: str | bytes
    problem: str


CASES: Mapping[str, Case] = {
    # nesting, which libyaml follows until its stack is full
    "brackets": Case("[" * 100_000, "1:41 DOC006"),
    "braces": Case("{" * 100_000, "1:41 DOC006"),
    "pairs": Case("[a: " * 100_000, "1:81 DOC006"),
    "brackets on lines": Case("[\n" * 100_000, "41:1 DOC006"),
    "dashes": Case("- " * 100_000, "1:81 DOC006"),
    "question marks": Case("? " * 100_000, "1:81 DOC006"),
    "dashes and question marks": Case("- ? " * 100_000, "1:81 DOC006"),
    "colons": Case(": " * 100_000, "1:1 DOC001"),
    "keys as keys": Case("{? " * 100_000, "1:121 DOC006"),
    "anchored braces": Case("&a {" * 100_000, "1:161 DOC006"),
    "indentation": Case("".join(" " * n + "a:\n" for n in range(3_000)), "41:41 DOC006"),
    "two lists a column": Case("".join(f"{' ' * n}a:\n{' ' * n}-\n" for n in range(2_500)), "41:21 DOC006"),
    "behind a second byte order mark": Case("\ufeff\ufeff" + "- " * 100_000, "1:1 DOC004"),
    "just below the bound": Case("[a: " * 499 + "]" * 499, "1:81 DOC006"),
    # anchors and aliases
    "alias bomb": Case(BOMB, "1:5 DOC010"),
    "alias to itself": Case("a: &a [*a]", "1:4 DOC010"),
    "alias to a parent": Case("a: &a {b: {c: *a}}", "1:4 DOC010"),
    "aliases without blanks": Case('{"a":&x [1],"b":*x}', "1:6 DOC010"),
    "merge": Case("a: &a {b: 1}\nc: {<<: *a}\n", "1:4 DOC010"),
    # size
    "50 MB": Case("a: " + "x" * 50_000_000, "1:1 DOC003"),
    "8 MB of nothing": Case("\n" * 7_900_000, "1:1 DOC005"),
    "8 MB of one text": Case("a: " + "x" * 7_900_000, "1:1 DOC021"),
    "8 MB of escapes": Case('a: "' + r"\x41" * 1_900_000 + '"', "1:1 DOC021"),
    "8 MB of lists": Case("[" + "{}," * 2_600_000 + "]", "1:599999 DOC003"),
    "8 MB of items": Case("-\n" * 3_900_000, "200000:2 DOC003"),
    "8 MB of documents": Case("---\n" * 1_900_000, "200002:1 DOC003"),
    "8 MB of comments": Case("# assess: ignore[DOC001] so\n" * 280_000, "1:1 DOC005"),
    "90,000 keys": Case("".join(f"k{n}: 1\n" for n in range(90_000)), "1:1 DOC021"),
    "100,000 keys": Case("".join(f"k{n}: 1\n" for n in range(100_000)), "100000:9 DOC003"),
    "90,000 times the same key": Case("k: 1\n" * 90_000, "2:1 DOC012"),
    "40,000 bad answers": Case(
        HEAD + "".join(f"  k{n}: {{valeu: 1}}\n" for n in range(40_000)), "6:8 DOC030"
    ),
    "45,000 unknown questions": Case(
        HEAD + "".join(f"  k{n}: {{value: 1}}\n" for n in range(45_000)), "6:3 ANS012"
    ),
    # numbers
    "huge integer": Case("a: " + "9" * 1_000_000, "1:4 DOC014"),
    "huge hexadecimal": Case("a: 0x" + "f" * 1_000_000, "1:4 DOC014"),
    "huge exponent": Case("a: 1e" + "9" * 1_000_000, "1:4 DOC014"),
    "long fraction": Case("a: 0." + "9" * 1_000_000, "1:4 DOC014"),
    # characters and encodings
    "zero byte": Case(b"a: \0", "1:4 DOC004"),
    "UTF-16": Case("a: 1".encode("utf-16"), "1:1 DOC002"),
    "UTF-16 without a mark": Case("a: 1".encode("utf-16-be"), "1:1 DOC002"),
    "UTF-32": Case("a: 1".encode("utf-32"), "1:1 DOC002"),
    "UTF-32 without a mark": Case("a: 1".encode("utf-32-le"), "1:1 DOC002"),
    "half of a surrogate pair": Case(b"a: \xed\xa0\x80", "1:4 DOC002"),
    "form feed": Case("a: b\x0cc", "1:5 DOC004"),
    "byte order mark inside": Case("a: b\ufeffc", "1:5 DOC004"),
    "tab": Case("a:\n\tb: 1", "2:1 DOC001"),
    "carriage returns alone": Case("a: 1\rb: : 2\r", "2:4 DOC001"),
    "line feeds behind them": Case("a: 1\r\nb: : 2\r\n", "2:4 DOC001"),
    # what else YAML knows
    "another version": Case("%YAML 2.0\n---\na: 1\n", "1:1 DOC001"),
    "a tag declared": Case("%TAG ! tag:x,2000:\n---\na: !x 1\n", "3:4 DOC015"),
    "a lone tag": Case("a: ! 12\n", "1:4 DOC015"),
    "second document": Case("a: 1\n---\nb: 1\n", "2:1 DOC001"),
    "behind the end": Case("a: 1\n...\nb: 1\n", "3:1 DOC001"),
    "list as a key": Case("? [a]\n: 1\n", "1:3 DOC011"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[dict[str, Any]]]:
    """The problems of each case, from one `assess validate` of all."""
    folder = tmp_path_factory.mktemp("hostile")
    names = [f"{name}.yaml" for name in CASES]
    for name, case in CASES.items():
        content = case.content if isinstance(case.content, bytes) else case.content.encode()
        (folder / f"{name}.yaml").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "assess", "validate", "--isolated", "--format", "json", *names],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    by_name: dict[str, list[dict[str, Any]]] = {name: [] for name in CASES}
    for problem in json.loads(done.stdout)["problems"]:
        by_name.setdefault(problem["file"].removesuffix(".yaml"), []).append(problem)
    return by_name


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("name", CASES)
def test_harm_ends_in_a_problem_at_its_place(told: Mapping[str, list[dict[str, Any]]], name: str) -> None:
    assert CASES[name].problem in [f"{one['line']}:{one['column']} {one['code']}" for one in told[name]]
