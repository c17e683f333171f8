"""Which blocks of a chapter stay on one page: a heading never ends a page that its text does not begin on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.blocks import Block, Definitions, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

_AT_MOST = 5  # definitions; more of them may need a page and a half
_LEAD = 2  # paragraphs that are kept with their heading


@dataclass(frozen=True, slots=True)
class Passage:
    """Some blocks in a row. `kept`: "whole" stays on one page, "opening" also with what follows; or empty."""

    blocks: tuple[Block, ...]
    kept: str = ""
    opens_page: bool = False


def passages(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Every block once, in order: each heading with its paragraphs, and with a short list of definitions."""
    found: list[Passage] = []
    at = 0
    while at < len(blocks):
        head = blocks[at]
        if isinstance(head, Heading):
            end = _end_of_lead(blocks, at + 1)
            following = blocks[end] if end < len(blocks) else None
            short = isinstance(following, Definitions) and len(following.items) <= _AT_MOST
            end += short
            alone = short or following is None or isinstance(following, Heading)
            kept = "whole" if alone else "opening"
            found.append(Passage(tuple(blocks[at:end]), kept, head.opens_page))
        else:
            end = at + 1
            found.append(Passage((head,)))
        at = end
    return tuple(found)


def _end_of_lead(blocks: Sequence[Block], at: int) -> int:
    """Where the headings directly below a heading, and then a paragraph or two, come to an end."""
    end = at
    while end < len(blocks) and isinstance(below := blocks[end], Heading) and not below.opens_page:
        end += 1
    most = end + _LEAD
    while end < min(most, len(blocks)) and isinstance(blocks[end], Paragraph):
        end += 1
    return end
