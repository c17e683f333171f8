"""Words that give a wording away: English only, and few enough that an honest sentence seldom holds one."""

import re

LEADING = re.compile(
    r"\b(surely|obviously|of course|needless to say|as (?:you|we all) know|everybody knows|don['’]t you|"
    r"isn['’]t it|wouldn['’]t you|do you agree that|would you agree|"
    r"how (?:well|good|great) do(?:es)? (?:we|our)|"
    r"how much do you (?:like|love|enjoy))\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(always|never|every time|at all times|fully|completely|entirely|totally|perfectly|"
    r"best(?:[- ]in[- ]class)?|world[- ]class|strategic(?:ally)?|without exception)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(regularly|(?<!how )often|frequently|sometimes|occasionally|usually|generally|"
    r"appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|timely|"
    r"to some extent|properly|where possible|as far as possible|reasonabl[ey]|"
    r"to a (?:large|certain) (?:extent|degree))\b",
    re.IGNORECASE,
)
DOUBLE_NEGATIVE = re.compile(
    r"\b(?:not|never|cannot|\w+n['’]t)\b[^.?!;,:]{0,40}?\b(?:not|never|without|hardly|rarely|"
    r"fails? to|lacks?|"
    r"un(?:able|aware|clear|common|fair|happy|important|known|likely|necessary|satisfied|successful|usual)|"
    r"dis(?:agree|like|satisfied)|in(?:correct|effective|frequent|sufficient)|im(?:possible|proper))\b",
    re.IGNORECASE,
)
_VERBS = (
    "analyse|analyze|answer|approve|ask|assess|change|check|collect|compare|discuss|document|evaluate|explain|"
    "fund|identify|implement|improve|inform|know|like|listen|manage|measure|monitor|offer|own|plan|read|record|"
    "recommend|report|respond|review|share|solve|support|test|track|train|trust|understand|update|use|value"
)
_ADJECTIVES = (
    "accessible|accurate|clear|complete|consistent|correct|easy|fast|fair|friendly|helpful|honest|polite|quick|"
    "relevant|reliable|respectful|safe|simple|timely|up to date|useful"
)
DOUBLE_BARRELLED = re.compile(
    rf"\b(?:(?:{_VERBS}) and (?:{_VERBS})|(?:{_ADJECTIVES}) and (?:{_ADJECTIVES})|"
    r"and (?:how|when|whether|what|which|where)|as well as)\b",
    re.IGNORECASE,
)
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
NEGATIVE = re.compile(r"\b(disagree|(?:dis|un)satisfied|poor|bad|unlikely|unimportant)\b", re.IGNORECASE)
POSITIVE = re.compile(r"\b(agree|satisfied|good|excellent|likely|important)\b", re.IGNORECASE)
NEUTRAL = re.compile(r"\b(neither|neutral|undecided|fair|not sure|don['’]t know)\b", re.IGNORECASE)

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r"[.?!;:]+(?=\s|$)")
