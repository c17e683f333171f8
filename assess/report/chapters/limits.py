"""What limits the plan: how near it comes to the best, and what more people, money or time would buy."""

from collections.abc import Iterator

from assess.model.roadmap import Roadmap
from assess.report.blocks import Block, Bullets, Heading, Paragraph, Tone


def blocks(roadmap: Roadmap) -> Iterator[Block]:
    """In the sentences of the roadmap itself; nothing where there was nothing left to close."""
    if roadmap.proof is None:
        return
    yield Heading("What limits the plan", "limits")
    yield Paragraph((roadmap.proof.says,))
    if roadmap.levers:
        yield Bullets(tuple((lever.says,) for lever in roadmap.levers))
    else:
        yield Paragraph(("No limit, raised a little by itself, would make the plan better.",))
    if roadmap.relaxed:
        yield Heading("The least that missed levels would take", "limits-missed", depth=3)
        yield Bullets(tuple((one.says,) for one in roadmap.relaxed))
    yield Paragraph((_TRIED,), Tone.SMALL)


_TRIED = (
    "Tried by itself: one more person in each function (55 days a quarter, from the third quarter on), a "
    "quarter more budget, one more change at a time. The plan takes it that every pilot succeeds; what "
    "pilots show changes it."
)
