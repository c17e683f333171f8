"""Step 3: who must stand with the change, and how differently they see the company."""

from assess.report.blocks import Chapter, Words
from assess.report.inputs import Inputs


def chapter(inputs: Inputs) -> Chapter:
    """By function."""
    lead: Words = (
        "Without partners who are committed the change is slow and dear. Finance has to value customers today and in the "
        "future; technology has to put them first in its queue; sales has to accept less of what it has always done.",
    )
    return Chapter("constituents", "Step 3", "Who must stand with you", lead, ())


def sharpest(inputs: Inputs) -> Words:
    """The sharpest disagreement."""
    return ()
