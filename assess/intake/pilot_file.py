"""A pilot's document: drafted from its initiative, then what happens to it put into its text.

Comments, order and layout of everything else stay as they are.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from assess.model.kinds import modeline, schema_line
from assess.model.pilot import ArmResult, Decision, Measure, Pilot, Results, TrialType
from assess.model.playbook import Initiative
from assess.planning.quarters import Quarter, day_of
from assess.text.safe_yaml import Path, Source
from assess.text.splicing import Written, with_entries
from assess.text.yaml_text import dump

_PURPOSE = """Drafted from the playbook; by the name that this file has now, no command reads it. Complete
the test (measure, baseline, smallest effect that matters, units a week), give each guardrail the margin that
is too much, and save it as {name}.yaml. `assess pilot design` then says how long it takes and what it can
show, and with --freeze fixes it before the start."""


def draft(initiative: Initiative, name: str, trial: TrialType, starts: dt.date) -> str:
    """A pilot to be completed, with everything that the playbook says of it; its gates as a plan has them."""
    quarter = Quarter.of(starts)
    usual = {"id": "usual", "gets": "What everybody gets today.", "share": Decimal(50)}
    new = {"id": "new", "gets": initiative.summary, "share": Decimal(50)}
    design = {
        "hypothesis": initiative.hypothesis,
        "kpi": initiative.kpi.model_dump(mode="python", exclude_defaults=True),
        "test": {
            "type": trial.value,
            "arms": [usual, new],
            "alpha": Decimal("0.05"),
            "power": Decimal("0.80"),
            "analysis": initiative.test,
        },
        "guardrails": [
            {"id": f"guardrail-{index}", "name": text} for index, text in enumerate(initiative.guardrails, 1)
        ],
        "decision_rule": initiative.decision_rule.model_dump(mode="python"),
        "gates": [
            {
                "date": day_of(gate.week, quarter) + (starts - quarter.opens),
                "name": gate.name,
                "decides": list(gate.decides),
                **({"question": gate.question} if gate.question else {}),
            }
            for gate in initiative.gates
        ],
    }
    data = {
        "schema": schema_line("pilot"),
        "id": name,
        "initiative": initiative.id,
        "title": initiative.title,
        "design": design,
    }
    return f"{modeline('pilot')}\n{dump(data, _PURPOSE.format(name=name))}"


def with_design_on_record(source: Source, pilot: Pilot) -> str:
    """The text with the pilot's freezing and the changes since."""
    changes: dict[Path, Written] = {}
    if pilot.frozen:
        changes["frozen",] = _flow(pilot.frozen.model_dump(mode="python"))
    if pilot.changes:
        changes["changes",] = _flow(
            [one.model_dump(mode="python", exclude_defaults=True) for one in pilot.changes]
        )
    return with_entries(source, changes)


def with_results(source: Source, results: Results) -> str:
    """The text with what was counted."""
    plain = results.model_dump(mode="python", exclude_defaults=True)
    return with_entries(source, {("results",): {key: _flow(value) for key, value in plain.items()}})


def with_decision(source: Source, decision: Decision) -> str:
    """The text with what was decided."""
    plain = decision.model_dump(mode="python", exclude_defaults=True)
    return with_entries(source, {("decision",): {key: _flow(value) for key, value in plain.items()}})


_DIGITS = r"[0-9]{1,15}"
_COUNTED = re.compile(
    rf"(?P<first>-?{_DIGITS}(?:\.{_DIGITS})?)(?:~(?P<sd>{_DIGITS}(?:\.{_DIGITS})?))?/(?P<units>{_DIGITS})"
)
_LONGEST = 60
HOW_COUNTED = "3059/8964 for events of units, 38.20~44.6/8964 for mean, standard deviation and units"


def counted(text: str, measure: Measure) -> ArmResult:
    """One arm's result as people type it: `3059/8964`, or `38.20~44.6/8964`.

    Raises: ValueError where it is neither, or not what this measure needs.
    """
    match = _COUNTED.fullmatch(text.strip())
    wants_events = measure in {Measure.PROPORTION, Measure.COUNT}
    if match is None or wants_events == bool(match["sd"]) or (wants_events and not match["first"].isdigit()):
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        msg = f"`{short}` cannot be read; write {HOW_COUNTED}"
        raise ValueError(msg)
    units = int(match["units"])
    if wants_events:
        return ArmResult(units=units, events=int(match["first"]))
    return ArmResult(units=units, mean=Decimal(match["first"]), sd=Decimal(match["sd"]))


def _flow(value: Any) -> str:
    """In one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_flow(inner) for inner in value)}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value.value if isinstance(value, Enum) else str(value)
    is_word = re.fullmatch(r"[a-z][a-z0-9-]*", text) and text not in _NO_WORDS
    return text if is_word else json.dumps(text, ensure_ascii=False)


_NO_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}
