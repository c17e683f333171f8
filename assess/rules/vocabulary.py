"""Words that give a wording away: English only, and few enough that an honest sentence seldom holds one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NO_LETTERS = str.maketrans(dict.fromkeys('.,;:?!()"“”', " "))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return text.casefold().translate(_NO_LETTERS).split()


@dataclass(frozen=True)
class Said:
    """A pattern, and words of which so many stand in every text that it fits: these are looked for first.

    Patterns are texts here, because compiling them all would take longer than checking a document in which
    none of the words stands.
    """

    pattern: str
    signs: frozenset[str]
    fewest: int = 1

    def may_be_in(self, small: str, signs: Iterable[str]) -> bool:
        """Whether it can fit a text in small letters, in which no others of its words stand than these."""
        return sum(map(small.count, signs)) >= self.fewest


LEADING = Said(
    r"(?i)\b(surely|obviously|of course|needless to say|as (?:you|we all) know|everybody knows|don['’]t you|"
    r"isn['’]t it|wouldn['’]t you|do you agree that|would you agree|"
    r"how (?:well|good|great) do(?:es)? (?:we|our)|"
    r"how much do you (?:like|love|enjoy))\b",
    _words(
        "surely obviously course needless know knows don't don’t isn't isn’t wouldn't "
        "wouldn’t agree well good great much"
    ),
)
ABSOLUTE = Said(
    r"(?i)\b(always|never|every time|at all times|fully|completely|entirely|totally|perfectly|"
    r"best(?:[- ]in[- ]class)?|world[- ]class|strategic(?:ally)?|without exception)\b",
    _words(
        "always never time times fully completely entirely totally perfectly best "
        "best-in-class world-class world strategic strategically exception"
    ),
)
VAGUE = Said(
    r"(?i)\b(regularly|(?<!how )often|frequently|sometimes|occasionally|usually|generally|"
    r"appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|timely|"
    r"to some extent|properly|where possible|as far as possible|reasonabl[ey]|"
    r"to a (?:large|certain) (?:extent|degree))\b",
    _words(
        "regularly often frequently sometimes occasionally usually generally appropriate "
        "appropriately adequate adequately sufficient sufficiently timely extent properly "
        "possible reasonable reasonably degree"
    ),
)
DOUBLE_NEGATIVE = Said(
    r"(?i)\b(?:not|never|cannot|(?:ar|ca|could|did|do|does|had|has|have|is|might|must|need|ought|should|was|were|wo|would)n['’]t)\b[^.?!;,:]{0,40}?\b(?:not|never|without|hardly|rarely|"
    r"fails? to|lacks?|"
    r"un(?:able|aware|clear|common|fair|happy|important|known|likely|necessary|satisfied|successful|usual)|"
    r"dis(?:agree|like|satisfied)|in(?:correct|effective|frequent|sufficient)|im(?:possible|proper))\b",
    _words(
        "not needn't needn’t hasn't hasn’t haven't haven’t hadn't hadn’t shouldn't shouldn’t "
        "mustn't mustn’t mightn't mightn’t oughtn't oughtn’t daren't daren’t never cannot "
        "don't don’t doesn't doesn’t didn't didn’t isn't isn’t aren't aren’t wasn't wasn’t "
        "weren't weren’t won't won’t can't can’t couldn't couldn’t wouldn't wouldn’t "
        "without hardly rarely fail fails lack lacks unable unaware unclear uncommon unfair unhappy "
        "unimportant unknown unlikely unnecessary unsatisfied unsuccessful unusual disagree dislike "
        "dissatisfied incorrect ineffective infrequent insufficient impossible improper"
    ),
    fewest=2,
)
VERBS = _words(
    "analyse analyze answer approve ask assess change check collect compare discuss document "
    "evaluate explain fund identify implement improve inform know like listen manage measure "
    "monitor offer own plan read record recommend report respond review share solve support "
    "test track train trust understand update use value"
)
QUALITIES = _words(
    "accessible accurate clear complete consistent correct easy fast fair friendly helpful "
    "honest polite quick relevant reliable respectful safe simple timely useful"
)
"""Two of these joined by *and* ask two things."""
ASKING = frozenset(("how", "when", "whether", "what", "which", "where"))
"""What begins a second question behind *and*."""
COUNTED = Said(r"(?i)\bhow (?:many|often)\b", frozenset(("many", "often")))
BOUNDED = (
    r"(?i)\b(last|past|previous|current|this|today|each|per|within|since|of (?:the|all|your|these|every)|"
    r"an? (?:day|week|month|quarter|year)|in \d{4}|FY ?\d+)\b"
)

VOCABULARIES = {
    "agreement": r"(?i)\b(dis)?agree\b",
    "frequency": r"(?i)\b(never|rarely|seldom|sometimes|often|usually|always|daily|weekly|monthly)\b",
    "quality": r"(?i)\b(poor|fair|good|excellent|bad)\b",
    "satisfaction": r"(?i)\b(dis|un)?satisfied\b",
    "likelihood": r"(?i)\b(un)?likely\b",
    "importance": r"(?i)\b(un)?important\b",
}
SCALES = _words(
    "agree disagree never rarely seldom sometimes often usually always daily weekly monthly "
    "poor fair good excellent bad satisfied dissatisfied unsatisfied likely unlikely important "
    "unimportant"
)
"""Words of which one stands in every option of such a scale."""
NEGATIVE = r"(?i)\b(disagree|(?:dis|un)satisfied|poor|bad|unlikely|unimportant)\b"
POSITIVE = r"(?i)\b(agree|satisfied|good|excellent|likely|important)\b"
NEUTRAL = r"(?i)\b(neither|neutral|undecided|fair|not sure|don['’]t know)\b"

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

ALL_SIGNS = frozenset().union(
    *(said.signs for said in (LEADING, ABSOLUTE, VAGUE, DOUBLE_NEGATIVE, COUNTED)), SCALES
)
