"""What people see, word for word. `pytest tests/test_golden.py --update-golden` rewrites it."""

import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assess.cli.program import main

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ("kestrel-rowe", "tarnbeck")
COMMANDS = {
    "score": ["score"],
    "score-csv": ["score", "-f", "csv"],
    "score-json": ["score", "-f", "json"],
    "explain": ["explain"],
    "explain-review": ["explain", "financial"],
    "explain-fact": ["explain", "F1.1"],
    "explain-lens": ["explain", "hourglass"],
}
BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "tr", "caption", "figcaption", "dt", "dd", "desc", "title"}


class Reader(HTMLParser):
    """The page as lines of text, one a block; style sheets left out, charts by their descriptions."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._skipping = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._skipping += tag in {"style", "text"}
        if tag in BLOCKS:
            self.lines.append("")
        elif tag in {"td", "th"}:
            self.lines[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in {"style", "text"}

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        tidy = (" ".join(line.split()).strip("| ") for line in self.lines)
        return "\n".join(line for line in tidy if line) + "\n"


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares with a golden file, or rewrites it first."""

    def compared(name: str, found: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == found

    return compared


@pytest.fixture
def engagement(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of an example in an empty current folder."""
    shutil.copytree(ROOT / "examples" / request.param, tmp_path / request.param)
    monkeypatch.chdir(tmp_path)
    return str(request.param)


@pytest.mark.parametrize("engagement", EXAMPLES, indirect=True)
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_print_what_they_printed(
    engagement: str, command: str, compare: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    first, *rest = COMMANDS[command]
    assert main([first, engagement, *rest]) == 0
    compare(f"{engagement}-{command}.txt", capsys.readouterr().out)


@pytest.mark.parametrize("engagement", EXAMPLES, indirect=True)
def test_report_says_what_it_said(
    engagement: str, compare: Callable[[str, str], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    planned = main(["plan", engagement])
    if planned == 0:
        roadmap = (tmp_path / engagement / "roadmap.yaml").read_text(encoding="utf-8")
        compare(f"{engagement}-roadmap.yaml", roadmap)
    assert main(["report", engagement, "-f", "html"]) == 0
    capsys.readouterr()
    reader = Reader()
    reader.feed((tmp_path / engagement / "out" / "report.html").read_text(encoding="utf-8"))
    compare(f"{engagement}-report.txt", reader.text)
