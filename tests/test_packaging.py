"""The wheel is what people install: it must work in an empty folder, far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import assess

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = ("questionnaires", "report_templates", "examples", "docs/schemas")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without isolation, so that no network is needed."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what an installer would unpack; put first on the path, it hides the checkout."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Coverage counts the checkout's lines, not those of the installed copy, and would only slow it down.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=here,
        env=environment | {"PYTHONPATH": str(installed)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_is_named_after_the_distribution_and_its_version(wheel: Path) -> None:
    assert wheel.name == f"customer_maturity_assess-{assess.__version__}-py3-none-any.whl"


def test_wheel_holds_the_package_and_nothing_beside_it(installed: Path) -> None:
    assert {path.name for path in installed.iterdir()} == {
        "assess",
        f"customer_maturity_assess-{assess.__version__}.dist-info",
    }


@pytest.mark.parametrize("folder", BUNDLED)
def test_wheel_carries_every_file_of_the_bundled_folders(installed: Path, folder: str) -> None:
    def files(top: Path) -> set[Path]:
        return {
            path.relative_to(top) for path in top.rglob("*") if path.is_file() and "out" not in path.parts
        }

    in_checkout = files(ROOT / folder)
    assert in_checkout
    assert files(installed / "assess" / "_bundled" / folder) == in_checkout


def test_checkout_holds_no_copy_of_the_bundled_folders() -> None:
    assert not (ROOT / "assess" / "_bundled").exists()


def test_console_script_is_the_entry_point(installed: Path) -> None:
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "assess = assess.cli.main:run" in entry_points.read_text(encoding="utf-8").splitlines()


def test_installed_package_hides_the_checkout(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", "import assess; print(assess.__file__)")
    assert Path(done.stdout.strip()).parent == installed / "assess"


def test_installed_program_tells_its_version_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "assess", "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"assess {assess.__version__}")


def test_installed_program_finds_the_bundled_questionnaire(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "assess", "questionnaires")
    assert done.returncode == 0, done.stderr
    assert "customer-centricity" in done.stdout


def test_installed_program_prints_a_schema(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "assess", "schema", "answers", "--draft", "07")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (ROOT / "docs" / "schemas" / "draft-07" / "answers.json").read_text("utf-8")


@pytest.mark.pdf
def test_installed_program_runs_the_demo_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "assess", "demo")
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines() if line.startswith(str(tmp_path))]
    assert {path.name for path in written} >= {"report.html", "report.pdf"}
    assert all(path.stat().st_size > 0 for path in written)
