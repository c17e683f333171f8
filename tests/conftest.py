"""What holds for every test."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assess.cli.program import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pango_is_here() -> bool:
    name = "libpango-1.0.so.0" if sys.platform == "linux" else ctypes.util.find_library("pango-1.0")
    try:
        ctypes.CDLL(name or "libpango")
    except OSError:
        return False
    return True


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag rewrites tests/golden/; the diff is then read like code."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden/ from what is printed"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what a machine has nothing for; in CI a missing Pango or browser is a failure, not an excuse."""
    if os.environ.get("CI"):
        return
    missing = {"pdf": None if pango_is_here() else "Pango is missing: run .ci/setup"}
    missing["browser"] = (
        None if shutil.which("chromium") else "Chromium is missing: apt-get install chromium libatomic1"
    )
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Ended:
    """How a command line ended: its exit code, and what it wrote to standard output and standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def assess(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs the program in this process: `assess("score", folder, "--format", "json")`."""

    def run(*words: object) -> Ended:
        capsys.readouterr()
        code = main([str(word) for word in words])
        written = capsys.readouterr()
        assert "Traceback" not in written.err, written.err
        return Ended(int(code), written.out, written.err)

    return run


@pytest.fixture
def process() -> Callable[..., Ended]:
    """Runs the program in a process of its own; keywords go to `subprocess.run`."""

    def run(*words: object, env: Mapping[str, str] | None = None, **options: Any) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "assess", *map(str, words)],
            env=os.environ | (env or {}),
            check=False,
            **{"stdin": subprocess.DEVNULL, "capture_output": True, **options},
        )
        out, err = ((text or b"").decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return Ended(done.returncode, out, err)

    return run


@pytest.fixture
def engagement(tmp_path: Path) -> Path:
    """A copy of the small example, to be broken."""
    folder = tmp_path / "engagement"
    shutil.copytree(
        Path(__file__).parent.parent / "examples" / "tarnbeck", folder, ignore=shutil.ignore_patterns("out")
    )
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, kept from calling home; not for longer than a module, as its event loop is in others' way."""
    from playwright.sync_api import sync_playwright  # few tests need it

    quiet = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=shutil.which("chromium"), args=quiet.split())
        yield opened
        opened.close()
