"""How good the plan is, what limits it, and what would have to be added."""

from decimal import Decimal

from assess.model.roadmap import Proof, Roadmap, Search
from assess.report import wording
from assess.report.blocks import Block, Bullets, Heading, Mark, Paragraph, Tone, Words, words


def limits(roadmap: Roadmap) -> list[Block]:
    """A section of the roadmap; nothing where there was nothing to plan."""
    if roadmap.proof is None:
        return []
    blocks: list[Block] = [Heading("What limits the plan", "limits"), Paragraph(_worth(roadmap.proof))]
    found = [*(one.says for one in roadmap.levers), *(one.says for one in roadmap.relaxed)]
    if found:
        blocks.append(Bullets(tuple((says,) for says in found)))
    elif not any(not outlook.met for outlook in roadmap.targets):
        blocks.append(Paragraph(("No single limit, if it were looser, would make the plan better.",)))
    blocks.append(Paragraph((_HOW,), Tone.SMALL))
    return blocks


_HOW = (
    "Each function was tried with one more person (55 days a quarter, from the third quarter on), the budget "
    "with a quarter more, and changes with one more at a time. The plan takes it that every pilot succeeds; "
    "what pilots show changes it."
)


def _worth(proof: Proof) -> Words:
    own = words(
        "If to reach all wanted levels at once is worth 100, this plan is worth ",
        _points("worth", proof.worth),
        "; to take what gains most for each day of work first would be worth ",
        _points("greedy", proof.greedy),
        ". ",
    )
    if proof.stopped_by is Search.PROVEN:
        return words(*own, "No other plan within the agreed limits is worth more.")
    ended = "when its time was up" if proof.stopped_by is Search.CLOCK else "at its limit of work"
    return words(
        *own, f"The search ended {ended}: no plan is worth more than ", _points("at_most", proof.at_most), "."
    )


def _points(field: str, value: Decimal) -> Mark:
    return Mark(f"proof.{field}", wording.one_decimal(value))
