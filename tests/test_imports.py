"""The house stands: each floor imports only from floors below it, and each library has its one place."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assess"

# The map of the house, top to bottom.
FLOORS = (
    "cli",
    "intake",
    "report",
    "cohort",
    "rules",
    "planning",
    "agreement",
    "scoring",
    "files",
    "model",
    "text",
)
# Who may call `files`: the others get what they need as arguments.
READERS = ("cli", "intake")
# Who may meet the clock, the disk, chance and the terminal.
IMPURE = ("cli", "intake", "files")

# Where a library may be imported, as a folder or a module of the package.
PLACES = {
    "typer": ("cli",),
    "rich": ("cli", "intake"),
    "yaml": ("text",),
    "jinja2": ("report", "intake/form"),
    "prompt_toolkit": ("intake/interview",),
    "weasyprint": ("report/pdf",),
    "scipy": ("planning",),
    "numpy": ("planning",),
    "highspy": ("planning/solver",),
    "pydantic": ("model",),
    "xlsxwriter": ("intake/libraries",),
    "python_calamine": ("intake/libraries",),
}
WORLD = (
    "builtins",
    "ctypes",
    "glob",
    "io",
    "logging",
    "os",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "time",
    "uuid",
)
WORLDLY_FUNCTIONS = ("open", "print", "input")
WORLDLY_METHODS = ("now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "open")
# WeasyPrint takes the date of a PDF from the environment only, so one variable is set there and put back. It
# prints to stdout when Pango is missing, which a buffer catches.
# Scenarios are drawn with a seed that comes in as an argument.
ALLOWED = {("report/pdf.py", "os"), ("report/pdf.py", "io"), ("planning/money/draws.py", "random")}


@dataclass(frozen=True)
class Module:
    """One source file: `place` is its path inside the package, such as `report/pdf.py`."""

    place: PurePosixPath
    tree: ast.Module

    @property
    def floor(self) -> str | None:
        """None for the two files at the door, `__init__` and `__main__`."""
        return self.place.parts[0] if len(self.place.parts) > 1 else None


@dataclass(frozen=True)
class Import:
    """One name imported by one module, at a line."""

    module: Module
    name: str
    line: int

    def __str__(self) -> str:
        return f"assess/{self.module.place}:{self.line} imports {self.name}"


@cache
def modules() -> list[Module]:
    return [
        Module(
            PurePosixPath(path.relative_to(PACKAGE).as_posix()), ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def imports(module: Module) -> Iterator[Import]:
    """Every import, wherever it stands: inside a function or for the type checker, too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(module, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"assess/{module.place}:{node.lineno}: a relative import hides its floor"
            if node.module == "assess":
                yield from (Import(module, f"assess.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield Import(module, node.module or "", node.lineno)


def all_imports() -> list[Import]:
    return [found for module in modules() for found in imports(module)]


def target_floor(name: str) -> str | None:
    package, _, rest = name.partition(".")
    floor = rest.partition(".")[0]
    return floor if package == "assess" and floor in FLOORS else None


def is_above(upper: str, lower: str) -> bool:
    return FLOORS.index(upper) < FLOORS.index(lower)


def test_every_folder_of_the_package_is_a_floor() -> None:
    assert {module.floor for module in modules()} - {None} <= set(FLOORS)


def test_each_floor_imports_only_from_floors_below_it() -> None:
    climbing = [
        str(found)
        for found in all_imports()
        if found.module.floor
        and (target := target_floor(found.name))
        and target != found.module.floor
        and not is_above(found.module.floor, target)
    ]
    assert climbing == []


def test_no_floor_below_intake_calls_files() -> None:
    calling = [
        str(found)
        for found in all_imports()
        if target_floor(found.name) == "files" and found.module.floor not in (*READERS, "files")
    ]
    assert calling == []


def test_package_itself_imports_nothing_so_that_the_version_is_quick() -> None:
    assert [str(found) for found in all_imports() if found.module.place == PurePosixPath("__init__.py")] == []


@pytest.mark.parametrize("library", PLACES)
def test_each_library_has_its_place(library: str) -> None:
    elsewhere = [
        str(found)
        for found in all_imports()
        if found.name.partition(".")[0] == library and not str(found.module.place).startswith(PLACES[library])
    ]
    assert elsewhere == []


def test_pure_floors_do_not_import_the_outside_world() -> None:
    worldly = [
        str(found)
        for found in all_imports()
        if found.module.floor not in (*IMPURE, None)
        and found.name.partition(".")[0] in WORLD
        and (str(found.module.place), found.name) not in ALLOWED
    ]
    assert worldly == []


def test_pure_floors_do_not_ask_the_clock_or_touch_the_disk() -> None:
    worldly = [
        f"assess/{module.place}:{node.lineno} calls {ast.unparse(node.func)}"
        for module in modules()
        if module.floor not in (*IMPURE, None)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and is_worldly(node.func)
    ]
    assert worldly == []


def is_worldly(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in WORLDLY_FUNCTIONS
        case ast.Attribute(attr=name):
            return name in WORLDLY_METHODS
        case _:
            return False
