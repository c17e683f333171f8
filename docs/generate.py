"""Writes pages and JSON Schemas of this folder from questionnaire, rules and records: `make docs`.

With --check nothing is written; stale pages are named, and the exit code is 1. With --picture the executive
summary of the demo is drawn as well, which takes half a minute and needs Pango. --check leaves it out, for
another version of Pango gives other bytes.
"""

# ruff: noqa: INP001  # a script, not a package

import argparse
import sys
from pathlib import Path

from pages.documents import documents
from pages.framework_trace import framework_trace
from pages.questionnaire import whole_questionnaire
from pages.rules import rules
from pages.schemas import schemas
from pages.summary_picture import summary_picture

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading

HERE = Path(__file__).resolve().parent


def contents() -> dict[str, str]:
    """Every page and schema by its path in this folder."""
    reading = Reading()
    found = questionnaires.load(bundled("questionnaires") / "customer-centricity", reading)
    if found is None or reading.problems:
        raise ValueError(f"the questionnaire is broken: {reading.problems}")
    return {
        "framework-trace.md": framework_trace(found.questionnaire),
        "questionnaire.md": whole_questionnaire(found.questionnaire),
        "rules.md": rules(),
        "documents.md": documents(),
        **{f"schemas/{name}": text for name, text in schemas().items()},
    }


def is_stale(name: str, text: str) -> bool:
    """Whether the page on disk differs from what it should be."""
    path = HERE / name
    return not path.is_file() or path.read_text(encoding="utf-8") != text


def main() -> int:
    """Write what is stale, or only say so."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages are stale")
    parser.add_argument("--picture", action="store_true", help="also draw executive-summary.png")
    asked = parser.parse_args()
    only_check = asked.check
    stale = {name: text for name, text in contents().items() if is_stale(name, text)}
    for name, text in stale.items():
        if not only_check:
            (HERE / name).parent.mkdir(parents=True, exist_ok=True)
            (HERE / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/{name}: {'stale, run `make docs`' if only_check else 'written'}\n")
    if asked.picture and not only_check:
        (HERE / "executive-summary.png").write_bytes(summary_picture())
        sys.stdout.write("docs/executive-summary.png: written\n")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main())
