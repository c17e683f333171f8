"""Words that give a wording away: English only, and few enough that an honest sentence seldom holds one."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A pattern, and words of which one stands in every text that it fits: these are looked for first."""

    pattern: re.Pattern[str]
    signs: frozenset[str]


LEADING = Said(
    re.compile(
        r"\b(surely|obviously|of course|needless to say|as (?:you|we all) know|everybody knows|don['’]t you|"
        r"isn['’]t it|wouldn['’]t you|do you agree that|would you agree|"
        r"how (?:well|good|great) do(?:es)? (?:we|our)|"
        r"how much do you (?:like|love|enjoy))\b",
        re.IGNORECASE,
    ),
    frozenset(
        [
            "surely",
            "obviously",
            "course",
            "needless",
            "know",
            "knows",
            "don't",
            "don’t",
            "isn't",
            "isn’t",
            "wouldn't",
            "wouldn’t",
            "agree",
            "well",
            "good",
            "great",
            "much",
        ]
    ),
)
ABSOLUTE = Said(
    re.compile(
        r"\b(always|never|every time|at all times|fully|completely|entirely|totally|perfectly|"
        r"best(?:[- ]in[- ]class)?|world[- ]class|strategic(?:ally)?|without exception)\b",
        re.IGNORECASE,
    ),
    frozenset(
        [
            "always",
            "never",
            "time",
            "times",
            "fully",
            "completely",
            "entirely",
            "totally",
            "perfectly",
            "best",
            "best-in-class",
            "world-class",
            "world",
            "strategic",
            "strategically",
            "exception",
        ]
    ),
)
VAGUE = Said(
    re.compile(
        r"\b(regularly|(?<!how )often|frequently|sometimes|occasionally|usually|generally|"
        r"appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|timely|"
        r"to some extent|properly|where possible|as far as possible|reasonabl[ey]|"
        r"to a (?:large|certain) (?:extent|degree))\b",
        re.IGNORECASE,
    ),
    frozenset(
        [
            "regularly",
            "often",
            "frequently",
            "sometimes",
            "occasionally",
            "usually",
            "generally",
            "appropriate",
            "appropriately",
            "adequate",
            "adequately",
            "sufficient",
            "sufficiently",
            "timely",
            "extent",
            "properly",
            "possible",
            "reasonable",
            "reasonably",
            "degree",
        ]
    ),
)
DOUBLE_NEGATIVE = Said(
    re.compile(
        r"\b(?:not|never|cannot|\w+n['’]t)\b[^.?!;,:]{0,40}?\b(?:not|never|without|hardly|rarely|"
        r"fails? to|lacks?|"
        r"un(?:able|aware|clear|common|fair|happy|important|known|likely|necessary|satisfied|successful|usual)|"
        r"dis(?:agree|like|satisfied)|in(?:correct|effective|frequent|sufficient)|im(?:possible|proper))\b",
        re.IGNORECASE,
    ),
    frozenset(
        [
            "not",
            "needn't",
            "needn’t",
            "hasn't",
            "hasn’t",
            "haven't",
            "haven’t",
            "hadn't",
            "hadn’t",
            "shouldn't",
            "shouldn’t",
            "mustn't",
            "mustn’t",
            "mightn't",
            "mightn’t",
            "oughtn't",
            "oughtn’t",
            "daren't",
            "daren’t",
            "never",
            "cannot",
            "don't",
            "don’t",
            "doesn't",
            "doesn’t",
            "didn't",
            "didn’t",
            "isn't",
            "isn’t",
            "aren't",
            "aren’t",
            "wasn't",
            "wasn’t",
            "won't",
            "won’t",
            "can't",
            "can’t",
            "couldn't",
            "couldn’t",
            "wouldn't",
            "wouldn’t",
        ]
    ),
)
VERBS = frozenset(
    [
        "analyse",
        "analyze",
        "answer",
        "approve",
        "ask",
        "assess",
        "change",
        "check",
        "collect",
        "compare",
        "discuss",
        "document",
        "evaluate",
        "explain",
        "fund",
        "identify",
        "implement",
        "improve",
        "inform",
        "know",
        "like",
        "listen",
        "manage",
        "measure",
        "monitor",
        "offer",
        "own",
        "plan",
        "read",
        "record",
        "recommend",
        "report",
        "respond",
        "review",
        "share",
        "solve",
        "support",
        "test",
        "track",
        "train",
        "trust",
        "understand",
        "update",
        "use",
        "value",
    ]
)
QUALITIES = frozenset(
    [
        "accessible",
        "accurate",
        "clear",
        "complete",
        "consistent",
        "correct",
        "easy",
        "fast",
        "fair",
        "friendly",
        "helpful",
        "honest",
        "polite",
        "quick",
        "relevant",
        "reliable",
        "respectful",
        "safe",
        "simple",
        "timely",
        "useful",
    ]
)
"""Two of these joined by *and* ask two things."""
ASKING = frozenset(("how", "when", "whether", "what", "which", "where"))
"""What begins a second question behind *and*."""
COUNTED = re.compile(r"\bhow (?:many|often)\b", re.IGNORECASE)
BOUNDED = re.compile(
    r"\b(last|past|previous|current|this|today|each|per|within|since|of (?:the|all|your|these|every)|"
    r"an? (?:day|week|month|quarter|year)|in \d{4}|FY ?\d+)\b",
    re.IGNORECASE,
)

VOCABULARIES = {
    "agreement": re.compile(r"\b(dis)?agree\b", re.IGNORECASE),
    "frequency": re.compile(
        r"\b(never|rarely|seldom|sometimes|often|usually|always|daily|weekly|monthly)\b", re.IGNORECASE
    ),
    "quality": re.compile(r"\b(poor|fair|good|excellent|bad)\b", re.IGNORECASE),
    "satisfaction": re.compile(r"\b(dis|un)?satisfied\b", re.IGNORECASE),
    "likelihood": re.compile(r"\b(un)?likely\b", re.IGNORECASE),
    "importance": re.compile(r"\b(un)?important\b", re.IGNORECASE),
}
SCALES = frozenset(
    [
        "agree",
        "disagree",
        "never",
        "rarely",
        "seldom",
        "sometimes",
        "often",
        "usually",
        "always",
        "daily",
        "weekly",
        "monthly",
        "poor",
        "fair",
        "good",
        "excellent",
        "bad",
        "satisfied",
        "dissatisfied",
        "unsatisfied",
        "likely",
        "unlikely",
        "important",
        "unimportant",
    ]
)
"""Words of which one stands in every option of such a scale."""
NEGATIVE = re.compile(r"\b(disagree|(?:dis|un)satisfied|poor|bad|unlikely|unimportant)\b", re.IGNORECASE)
POSITIVE = re.compile(r"\b(agree|satisfied|good|excellent|likely|important)\b", re.IGNORECASE)
NEUTRAL = re.compile(r"\b(neither|neutral|undecided|fair|not sure|don['’]t know)\b", re.IGNORECASE)

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r"[.?!;:]+(?=\s|$)")
