"""What limits the plan: how near it comes to the best, and what more people, money or time would buy."""

from collections.abc import Iterator

from assess.model.roadmap import Proof, Roadmap, Search
from assess.report import wording
from assess.report.blocks import Block, Bullets, Heading, Mark, Paragraph, Tone, Words, words

_STOPPED = {
    Search.NODES: "the search ended at its limit of steps, not with a proof",
    Search.CLOCK: "the search was cut short by the clock",
}
_TRIED = (
    "Tried by itself: one more person in each function (55 days a quarter, from the third quarter on), "
    "a quarter more budget, one more change at a time. The plan takes it that every pilot succeeds; what "
    "pilots show changes it."
)


def blocks(roadmap: Roadmap) -> list[Block]:
    """Nothing where there was nothing left to close."""
    return list(_blocks(roadmap, roadmap.proof)) if roadmap.proof else []


def _blocks(roadmap: Roadmap, proof: Proof) -> Iterator[Block]:
    yield Heading("What limits the plan", "limits")
    yield Paragraph(_proof(proof))
    if roadmap.levers:
        yield Bullets(tuple((lever.says,) for lever in roadmap.levers))
    else:
        yield Paragraph(("No limit, raised a little by itself, would make the plan better.",))
    if roadmap.relaxed:
        yield Heading("The least that missed levels would take", "limits-missed", depth=3)
        yield Bullets(tuple((one.says,) for one in roadmap.relaxed))
    yield Paragraph((_TRIED,), Tone.SMALL)


def _proof(proof: Proof) -> Words:
    """The plan on a scale to 100, the best that there can be, and what a list by hand would reach."""
    mine = Mark("proof.worth", wording.whole(proof.worth))
    return words(
        "To reach every wanted level at once would count 100. This plan counts ",
        mine,
        _bound(proof, mine),
        _by_hand(proof, mine),
    )


def _bound(proof: Proof, mine: Mark) -> Words:
    most = Mark("proof.at_most", wording.whole(proof.at_most))
    if proof.stopped_by is Search.PROVEN and most.text == mine.text:
        return ("; it is proven that no plan under the same limits can count more.",)
    stopped = _STOPPED.get(proof.stopped_by)
    return words(
        ", and no plan under the same limits can count more than ", most, f"; {stopped}." if stopped else "."
    )


def _by_hand(proof: Proof, mine: Mark) -> Words:
    simple = Mark("proof.greedy", wording.whole(proof.greedy))
    if simple.text == mine.text:
        return (" Taking what gains most for each day of work first, as one would by hand, counts the same.",)
    return (" Taking what gains most for each day of work first, as one would by hand, counts ", simple, ".")
