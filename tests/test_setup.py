"""The set-up on machines unlike this one: other tools on the PATH, other rights, other things missing."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0"]


@pytest.fixture
def prepare() -> ModuleType:
    """A fresh copy of .ci/prepare.py, which lies in no package, so that a test may change it."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / ".ci" / "prepare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def machine(monkeypatch: pytest.MonkeyPatch, *tools: str, root: bool = False, terminal: bool = False) -> None:
    """A Linux machine that has these tools."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in tools else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: terminal, raising=False)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A checkout with .ci/setup, a prepare.py that tells how it was called, and an empty PATH in bin/."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / ".ci" / "setup", tmp_path / ".ci" / "setup")
    (tmp_path / ".ci" / "prepare.py").write_text("import sys; print('prepared', *sys.argv[1:])\n")
    for tool in ("sh", "dirname"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def tool(script: Path, name: str, body: str) -> None:
    path = script / "bin" / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def set_up(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [script / "bin" / "sh", script / ".ci" / "setup", *arguments],
        env={"PATH": str(script / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_shim_without_a_python_behind_it_is_passed_over(script: Path) -> None:
    tool(script, "python3.14", "echo 'no such version' >&2; exit 127")
    tool(script, "python3", f'exec "{sys.executable}" "$@"')
    assert set_up(script, "--flag").stdout == "prepared --flag\n"


def test_a_python_that_is_too_old_is_passed_over_for_uv(script: Path) -> None:
    tool(script, "python3", "exit 1")
    tool(script, "uv", f'while [ "$1" != python ]; do shift; done; shift; exec "{sys.executable}" "$@"')
    assert set_up(script, "--flag").stdout == "prepared --flag\n"


@pytest.mark.parametrize("uv", [None, "echo 'no network' >&2; exit 2"])
def test_without_any_python_one_line_says_what_to_do(script: Path, uv: str | None) -> None:
    if uv:
        tool(script, "uv", uv)
    done = set_up(script)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("set-up: Python 3.11 or newer is needed, and none was found. Install it")


def test_root_installs_without_asking(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "apt-get", root=True)
    assert prepare.package_commands(PANGO) == [
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PANGO],
    ]


def test_on_a_terminal_sudo_is_used_in_sight(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "apt-get", "sudo", terminal=True)
    assert [command[:2] for command in prepare.package_commands(PANGO)] == [["sudo", "apt-get"]] * 2


def test_without_a_terminal_nobody_could_type_a_password(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(monkeypatch, "apt-get", "sudo", terminal=False)
    assert prepare.package_commands(PANGO) == []


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("dnf", "sudo dnf install pango"),
        ("pacman", "sudo pacman -S pango"),
    ],
)
def test_the_printed_command_is_that_of_the_machine(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    machine(monkeypatch, manager)
    assert prepare.repair(PANGO) == command


def test_on_a_mac_homebrew_does_it(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, "brew")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert prepare.repair(PANGO) == "brew install pango"
    assert prepare.package_commands(PANGO) == [["brew", "install", "pango"]]


def test_nothing_missing_calls_no_package_manager(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "missing_libraries", list)
    monkeypatch.setattr(prepare, "install_packages", pytest.fail)
    prepare.prepare_system()


@pytest.mark.parametrize(
    ("ci", "found", "loaded", "packages"),
    [
        ("", False, False, []),
        ("1", True, True, []),
        ("1", False, False, ["chromium", "libatomic1"]),
        ("1", True, False, ["libatomic1"]),
    ],
)
def test_only_ci_needs_a_browser(
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    ci: str,
    *,
    found: bool,
    loaded: bool,
    packages: list[str],
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/chromium" if found else None)
    monkeypatch.setattr(prepare, "loads", lambda _: loaded)
    assert prepare.browser_packages() == packages


def test_a_missing_pango_is_told_and_does_not_stop_the_set_up(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(monkeypatch, "apt-get")
    monkeypatch.setattr(prepare, "missing_libraries", lambda: ["libpango-1.0.so.0"])
    prepare.prepare_system()
    assert capsys.readouterr().err.splitlines() == [
        "set-up: no PDF on this machine yet (libpango-1.0.so.0 missing); everything else works.",
        "set-up: to mend it: sudo apt-get install libpango-1.0-0",
    ]


def test_without_ensurepip_pip_and_rights_the_command_is_told(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine(monkeypatch, "apt-get")
    monkeypatch.setattr(prepare, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare, "missing_libraries", list)
    monkeypatch.setattr(prepare, "can_make_venv", lambda: False)
    wanted = rf"sudo apt-get install python3\.{sys.version_info.minor}-venv"
    with pytest.raises(prepare.SetUpError, match=wanted):
        prepare.prepare_system()


@pytest.mark.parametrize(
    ("log", "told"),
    [
        (
            "WARNING: Retrying … NewConnectionError …\nERROR: No matching distribution found for pip",
            "no package index can be reached",
        ),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)\nERROR: No matching distribution", "not trusted here"),
        ("…\nERROR: No matching distribution found for typer>=99", "found for typer>=99"),
    ],
)
def test_a_failed_installation_says_what_to_do(prepare: ModuleType, log: str, told: str) -> None:
    assert told in prepare.reason(log)


def test_the_users_mirror_is_honoured_and_other_targets_are_not(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "file:///mirror")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PYTHONPATH", "/other/project")
    environment = prepare.environment()
    assert environment["PIP_INDEX_URL"] == "file:///mirror"
    assert environment["PIP_USER"] == "0"
    assert not environment.keys() & {"PIP_TARGET", "PYTHONPATH"}


def test_every_requirement_has_its_pin(prepare: ModuleType) -> None:
    pins = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert set(prepare.wanted_distributions()) <= pins


def test_a_linter_setting_is_no_reason_to_install_again(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    project = tmp_path / "pyproject.toml"
    before = prepare.stamp()
    text = project.read_text()
    project.write_text(text.replace("line-length = 110", "line-length = 90"))
    assert prepare.stamp() == before
    project.write_text(text.replace('"rich>=', '"rich>=14,>='))
    assert prepare.stamp() != before
