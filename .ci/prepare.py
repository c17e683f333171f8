"""Makes this checkout ready: the system's libraries, .venv, and in it everything that constraints.txt pins.

Started by .ci/setup with a Python >= 3.11; needs nothing but its standard library. Safe to run at any time:
when nothing has changed, it looks for a moment and leaves, without a network and without a package manager.

Ends with 0 when .venv is ready, and with 3 and a line that says what to do when it is not. A machine without
Pango is ready: everything but the PDF works there, and the command that mends it is printed.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.stamp"
LOG = VENV / "set-up.log"
CONSTRAINTS = ROOT / "constraints.txt"

# What WeasyPrint loads, and the Debian packages that hold it.
DEBIAN_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
MAC_LIBRARIES = ("libpango-1.0.0.dylib", "libpangoft2-1.0.0.dylib", "libharfbuzz-subset.0.dylib")
MAC_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")

# Where there is no apt-get, the command is only printed. The names are documented ones, not tried here.
OTHER_SYSTEMS = {
    "dnf": "dnf install pango",
    "pacman": "pacman -S pango",
    "zypper": "zypper install libpango-1_0-0 libharfbuzz-subset0",
    "apk": "apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
}

# How pip's log calls a network that does not answer.
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError")

# Run by .venv's own Python: are the wanted distributions there with their modules, and is `assess` the one of
# this checkout?
CHECK = """
import importlib.metadata, importlib.util, json, pathlib, sys
root, *wanted = json.loads(sys.argv[1])
for name in wanted:
    files = importlib.metadata.files(name) or sys.exit(f"{name} is not whole")
    for file in files:
        if file.name == "__init__.py" and not file.locate().exists():
            sys.exit(f"{name} is not whole")
spec = importlib.util.find_spec("assess")
if spec is None or not spec.origin or not pathlib.Path(spec.origin).is_relative_to(root):
    sys.exit("assess is not installed")
"""


class SetUpError(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def say(line: str) -> None:
    """To stderr, because `make demo` prints its results to stdout."""
    print(f"set-up: {line}", file=sys.stderr, flush=True)


# the system's libraries


def loads(library: str) -> bool:
    """Whether the dynamic linker finds it: the one question that WeasyPrint will ask, too."""
    with suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False


def missing_libraries() -> list[str]:
    """Files that a PDF needs and that cannot be loaded on this machine."""
    if sys.platform == "darwin":
        return [name for name in MAC_LIBRARIES if not any(loads(folder + name) for folder in MAC_FOLDERS)]
    return [name for name in DEBIAN_LIBRARIES if not loads(name)]


def can_make_venv() -> bool:
    """With ensurepip; or with the machine's own pip, which can install into an environment that has none."""
    return any(importlib.util.find_spec(module) for module in ("ensurepip", "pip"))


def missing_packages(libraries: Sequence[str], *, venv: bool) -> list[str]:
    """Debian's packages for what is missing; `venv` says that no environment can be made either."""
    packages = [DEBIAN_LIBRARIES[name] for name in libraries if name in DEBIAN_LIBRARIES]
    return [f"python3.{sys.version_info.minor}-venv", *packages] if venv else packages


def browser_packages() -> list[str]:
    """What the tests in a browser lack, in CI only: elsewhere they are skipped."""
    if not os.environ.get("CI"):
        return []
    missing = [] if shutil.which("chromium") else ["chromium"]
    return missing if loads("libatomic.so.1") else [*missing, "libatomic1"]  # Playwright's driver links it


def repair(packages: Sequence[str]) -> str:
    """The command that a person on this machine would type."""
    if sys.platform == "darwin":
        return "brew install pango"
    command = f"apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get"):
        command = next((line for manager, line in OTHER_SYSTEMS.items() if shutil.which(manager)), command)
    return command if os.geteuid() == 0 else f"sudo {command}"


def package_commands(packages: Sequence[str]) -> list[list[str]]:
    """What may be run here without asking: apt-get as root, sudo where its question is seen, Homebrew."""
    if sys.platform == "darwin":
        return [["brew", "install", "pango"]] if shutil.which("brew") else []
    if not shutil.which("apt-get"):
        return []
    install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *packages]
    commands = [["apt-get", "-qq", "update"], install]
    if os.geteuid() == 0:
        return commands
    if shutil.which("sudo") and sys.stdin.isatty() and sys.stderr.isatty():
        return [["sudo", *command] for command in commands]
    return []


def install_packages(packages: Sequence[str]) -> None:
    """Runs the package manager in sight. A failure is not the end: what is still missing is told later."""
    for command in package_commands(packages):
        say(" ".join(command))
        subprocess.run(  # noqa: PLW1510  an unreachable third-party list fails `update`, yet `install` may work
            command,
            stdout=sys.stderr if sys.platform == "darwin" else subprocess.DEVNULL,  # apt-get lists every file
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )


def prepare_system() -> None:
    """Adds what is missing where that is allowed; else says how, and goes on when only the PDF suffers."""
    libraries = missing_libraries()
    no_venv = not can_make_venv() and not VENV.is_dir()
    browser = browser_packages()
    if not libraries and not no_venv and not browser:
        return
    packages = [*missing_packages(libraries, venv=no_venv), *browser]
    install_packages(packages)
    importlib.invalidate_caches()
    if no_venv and not can_make_venv():
        message = f"this Python has neither ensurepip nor pip. Run: {repair(packages)}"
        raise SetUpError(message)
    if left := missing_libraries():
        say(f"no PDF on this machine yet ({', '.join(left)} missing); everything else works.")
        say(f"to mend it: {repair(missing_packages(left, venv=False))}")


# .venv


def venv_python() -> str:
    """By its own path, never resolved: the link is what makes it .venv's Python."""
    return str(VENV / "bin" / "python")


def base_python() -> Path:
    """The interpreter behind an active environment, so that a foreign one has no part in ours."""
    found = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    return found if found.exists() else Path(sys.executable)


def environment() -> dict[str, str]:
    """Keeps the user's pip configuration (index, proxy …), but not what would lead elsewhere."""
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONPATH", "PYTHONHOME")
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    off = ("PIP_USER", "PIP_REQUIRE_VIRTUALENV")
    on = ("PIP_NO_INPUT", "PIP_DISABLE_PIP_VERSION_CHECK")
    return {"PIP_RETRIES": "2"} | kept | dict.fromkeys(off, "0") | dict.fromkeys(on, "1")


def logged(command: Sequence[str], what: str) -> None:
    """Runs quietly into the log. A failure becomes one line; CI, where nobody can open it, prints it all."""
    with LOG.open("a", encoding="utf-8") as log:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    if done.returncode:
        text = LOG.read_text(encoding="utf-8", errors="replace")
        if os.environ.get("CI"):
            print(text, file=sys.stderr)
        raise SetUpError(f"{what} failed: {reason(text)}. Then run this again. (All that pip said: {LOG})")


def reason(log: str) -> str:
    """What to do. Without a network pip ends with "no matching distribution found", which misleads."""
    if any(sign in log for sign in NO_NETWORK):
        return (
            "no package index can be reached. Connect to a network, or name a mirror in pip's configuration"
        )
    if "CERTIFICATE_VERIFY_FAILED" in log:
        return "the package index shows a certificate that is not trusted here. Name its authority to pip"
    errors = [line.removeprefix("ERROR: ") for line in log.splitlines() if line.startswith("ERROR: ")]
    return f"{errors[-1] if errors else 'pip gave no reason'}. See to it"


def make_venv() -> None:
    """Anew, whatever was there."""
    say(f"making {VENV.name} with Python {sys.version.split()[0]}")
    with_pip = importlib.util.find_spec("ensurepip") is not None
    options = ["--clear"] if with_pip else ["--clear", "--without-pip"]
    made = subprocess.run(
        [sys.executable, "-I", "-m", "venv", *options, VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        lines = (made.stderr or made.stdout).strip().splitlines()
        raise SetUpError(f"{VENV} could not be made: {lines[-1] if lines else 'no reason given'}")
    if not with_pip:
        pip = [sys.executable, "-I", "-m", "pip", "--python", venv_python()]
        logged([*pip, "install", *pinned(), "pip"], "installing pip")


def pinned() -> list[str]:
    """Pip's option for the pins: the golden files rest on these versions."""
    return ["--constraint", str(CONSTRAINTS)]


def install(*options: str) -> None:
    """Takes three steps: a pip that knows dependency groups; the tools, hatchling among them; assess."""
    say("installing into .venv (about a minute the first time)")
    pip = [venv_python(), "-I", "-m", "pip", "install", *options]
    logged([*pip, "--upgrade", "pip"], "installing pip")
    logged([*pip, "--group", "dev"], "installing the tools")
    logged([*pip, "--no-build-isolation", "--editable", ".[office]"], "installing assess")


def requirements() -> dict[str, object]:
    """The parts of pyproject.toml that an installation depends on; a new linter setting is none of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {key: project[key] for key in ("build-system", "project", "dependency-groups")}
    return wanted | {"hatch": project["tool"]["hatch"]}


def stamp() -> str:
    """Changes with all that would make .venv wrong; the scripts in it hold the path of the checkout."""
    parts = json.dumps([str(ROOT), requirements(), CONSTRAINTS.read_text(encoding="utf-8")], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def wanted_distributions() -> list[str]:
    """Names of the direct requirements, without their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    lines = [*project["project"]["dependencies"], *extras["office"], *project["dependency-groups"]["dev"]]
    return [line.partition(">")[0].strip() for line in lines]


def runs(*arguments: str) -> bool:
    """Whether .venv's Python runs this without complaint; false, too, where there is none."""
    with suppress(OSError):
        command = [venv_python(), "-I", *arguments]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def whole() -> bool:
    """Looks at the files, not at a promise: a half-made or half-deleted .venv is found out."""
    return runs("-c", CHECK, json.dumps([str(ROOT), "pip", *wanted_distributions()]))


def stamped() -> str | None:
    """What the last finished set-up left, if one was finished."""
    with suppress(OSError):
        return STAMP.read_text(encoding="utf-8")
    return None


def prepare_venv() -> None:
    """Leaves a good .venv alone, brings an outdated one up to date, and makes a broken one anew."""
    wanted, found = stamp(), stamped()
    if found == wanted and whole():
        return
    fresh = not runs("-m", "pip", "--version")
    if fresh:
        make_venv()
    try:
        install(*pinned())
        good = whole()
    except SetUpError:
        if fresh or found:
            raise
        good = False
    if not good:
        make_venv()
        install(*pinned())
        if not whole():
            raise SetUpError(f".venv is not whole after a fresh installation; see {LOG}")
    STAMP.write_text(wanted, encoding="utf-8")


def renew_constraints() -> None:
    """Takes the newest versions that fit together and writes them down; the header stays."""
    install("--upgrade", "--upgrade-strategy", "eager")
    freeze = [venv_python(), "-I", "-m", "pip", "freeze", "--all", "--exclude-editable"]
    pins = subprocess.run(freeze, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    header = [line for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    CONSTRAINTS.write_text("\n".join([*header, pins]), encoding="utf-8")


def main() -> int:
    """The exit codes of the program itself: 0 fine, 3 the environment, 130 interrupted."""
    parser = argparse.ArgumentParser(prog=".ci/setup", description="Makes this checkout ready to run.")
    parser.add_argument("--renew-constraints", action="store_true", help="write down the newest versions")
    arguments = parser.parse_args()
    if sys.prefix != sys.base_prefix and base_python() != Path(sys.executable):
        os.execv(base_python(), [str(base_python()), "-I", __file__, *sys.argv[1:]])  # noqa: S606
    try:
        prepare_system()
        prepare_venv()
        if arguments.renew_constraints:
            renew_constraints()
    except SetUpError as error:
        say(str(error))
        return 3
    except KeyboardInterrupt:
        say("interrupted; run it again, it goes on where it stopped.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
