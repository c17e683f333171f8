"""What the pages are made of."""

from collections.abc import Iterable, Sequence

MARK = "<!-- Written by docs/generate.py. Change what it reads, then run `make docs`. -->"


def page(title: str, *blocks: str) -> str:
    """A whole page; empty blocks are left out."""
    return "\n\n".join([MARK, f"# {title}", *(block for block in blocks if block)]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; bars in its cells are escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)


def anchored(name: str) -> str:
    """A place that a link can point to, whatever the heading's words are."""
    return f'<a id="{name}"></a>'


def to_question(name: str) -> str:
    """A link to a question on the page of the questionnaire."""
    return f"[{name}](questionnaire.md#{name})"
