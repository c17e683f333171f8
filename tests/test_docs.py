"""The generated pages are never stale, and their links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


def test_the_pages_say_what_the_program_says() -> None:
    """After a change of the questionnaire, the rules or the records: `make docs`."""
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", read(name))
    broken = [
        f"{file}#{anchor}"
        for file, anchor in links
        if not file.startswith("http")
        and (not (DOCS / (file or name)).exists() or (anchor and anchor not in anchors(file or name)))
    ]
    assert broken == []


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def anchors(name: str) -> set[str]:
    """Anchors that are written, and those that headings have by themselves."""
    text = read(name)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        *re.findall(r'<a id="([^"]+)">', text),
        *(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings),
    }
