"""Rules for vision documents."""

from collections.abc import Iterator

from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity


def targets_exist(subject: Subject) -> Iterator[Finding]:
    """Targets name capabilities and levels of the questionnaire.

    A target for a capability that does not exist would be planned for by nobody.

    Fails:

        targets:
          - {capability: regular, level: 4}
          #              ^^^^^^^         ^

    Passes:

        targets:
          - {capability: regulars, level: 3}
    """
    questionnaire = subject.assembled.questionnaire
    sections = dict.fromkeys(section.id for section in questionnaire.all_sections())
    levels = [level.value for level in questionnaire.ladder]
    for index, target in enumerate(subject.record.targets):
        if target.capability not in sections:
            path = ("targets", index, "capability")
            yield unknown(subject.place, path, "capability", target.capability, sections)
        if target.level not in levels:
            hint = f"Levels: {', '.join(map(str, levels))}."
            yield Finding(
                subject.place, f"the ladder has no level {target.level}", hint, ("targets", index, "level")
            )


def targets_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each capability has one target.

    Of two levels wanted for the same capability, nobody could tell which one counts.

    Fails:

        targets:
          - {capability: regulars, level: 2}
          - {capability: regulars, level: 3}
          #              ^^^^^^^^

    Passes:

        targets:
          - {capability: regulars, level: 3}
    """
    seen: set[str] = set()
    for index, target in enumerate(subject.record.targets):
        if target.capability in seen:
            message = f"a second target for `{target.capability}`"
            yield Finding(subject.place, message, "Keep one of them.", ("targets", index, "capability"))
        seen.add(target.capability)


def themes_come_from_needs(subject: Subject) -> Iterator[Finding]:
    """Themes come from needs that are listed.

    Innovation is derived from what customers need; a theme without a need is somebody's favourite idea.

    Fails:

        themes:
          - {id: evening, text: Orders settled the evening before., from: [redy]}
          #                                                                ^^^^

    Passes:

        themes:
          - {id: evening, text: Orders settled the evening before., from: [ready]}
    """
    needs = dict.fromkeys(need.id for need in subject.record.needs)
    for index, theme in enumerate(subject.record.themes):
        for at, name in enumerate(theme.from_):
            if name not in needs:
                yield unknown(subject.place, ("themes", index, "from", at), "need", name, needs)


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each need and each theme has an id of its own.

    Themes say by its id which need they come from; with two of the same id that could be either.

    Fails:

        needs:
          - {id: ready, text: To find the bread ready at seven., evidence: Twelve regulars asked.}
          - {id: ready, text: To have an order remembered., evidence: Twelve regulars asked.}
          #      ^^^^^

    Passes:

        needs:
          - {id: ready, text: To find the bread ready at seven., evidence: Twelve regulars asked.}
          - {id: remembered, text: To have an order remembered., evidence: Twelve regulars asked.}
        themes:
          - {id: evening, text: Orders settled the evening before., from: [ready, remembered]}
    """
    for kind, records in (("needs", subject.record.needs), ("themes", subject.record.themes)):
        seen: set[str] = set()
        for index, record in enumerate(records):
            if record.id in seen:
                message = f"the id `{record.id}` is used twice among the {kind}"
                yield Finding(subject.place, message, "Choose another id.", (kind, index, "id"))
            seen.add(record.id)


def targets_are_above_today(subject: Subject) -> Iterator[Finding]:
    """A target is above the level that the latest assessment shows.

    Nothing is planned for a level that is reached; whoever reads of the target would wait for it in vain.

    Fails:

        targets:
          - {capability: regulars, level: 1, by: 2027-12-31}
          #                               ^

    Passes:

        targets:
          - {capability: regulars, level: 2, by: 2027-12-31}
    """
    for index, target in enumerate(subject.record.targets):
        today = _level_today(subject, target.capability)
        if today is not None and target.level <= today:
            is_there = "is at" if target.level == today else "is above that, at"
            message = f"`{target.capability}` {is_there} level {today} today"
            hint = "Aim higher, or take the target away and say in the statement what is to be kept."
            yield Finding(subject.place, message, hint, ("targets", index, "level"))


def dates_lie_ahead(subject: Subject) -> Iterator[Finding]:
    """A target's date lies after the latest assessment and within the vision's horizon.

    A date that has passed cannot be met, and the plan ends at the horizon.

    Fails:

        horizon: 2028-06-30
        targets:
          - {capability: regulars, level: 2, by: 2026-10-31}
          #                                      ^^^^^^^^^^

    Passes:

        horizon: 2028-06-30
        targets:
          - {capability: regulars, level: 2, by: 2027-10-31}
    """
    assessed = subject.around.date if subject.around else None
    horizon = subject.record.horizon
    for index, target in enumerate(subject.record.targets):
        path = ("targets", index, "by")
        if target.by and assessed and target.by <= assessed:
            message = f"{target.by} is no later than the latest assessment, {assessed}"
            yield Finding(subject.place, message, "Write the date by which the level is wanted.", path)
        elif target.by and horizon and target.by > horizon:
            message = f"{target.by} is beyond the horizon, {horizon}"
            yield Finding(subject.place, message, "Bring the date forward, or move the horizon.", path)


def needs_have_evidence(subject: Subject) -> Iterator[Finding]:
    """A need says how the company knows of it.

    What customers need is found out from them; without evidence, a need is what somebody in the company
    believes.

    Fails:

        needs:
          - {id: ready, text: To find the bread ready at seven.}
          #      ^^^^^

    Passes:

        needs:
          - {id: ready, text: To find the bread ready at seven., evidence: Nine of twelve regulars said so.}
    """
    for index, need in enumerate(subject.record.needs):
        if not need.evidence:
            message = f"nothing says how the company knows of `{need.id}`"
            hint = "Add `evidence:` with what was asked, counted or seen, and when."
            yield Finding(subject.place, message, hint, ("needs", index, "id"))


def needs_are_served(subject: Subject) -> Iterator[Finding]:
    """A theme takes up every need.

    A need on record that leads nowhere was either not worth writing down, or is about to be forgotten.

    Fails:

        needs:
          - {id: ready, text: To find the bread ready at seven., evidence: Twelve regulars asked.}
          - {id: remembered, text: To have an order remembered., evidence: Twelve regulars asked.}
          #      ^^^^^^^^^^
        themes:
          - {id: evening, text: Orders settled the evening before., from: [ready]}

    Passes:

        needs:
          - {id: ready, text: To find the bread ready at seven., evidence: Twelve regulars asked.}
          - {id: remembered, text: To have an order remembered., evidence: Twelve regulars asked.}
        themes:
          - {id: evening, text: Orders settled the evening before., from: [ready, remembered]}
    """
    served = {name for theme in subject.record.themes for name in theme.from_}
    for index, need in enumerate(subject.record.needs):
        if need.id not in served:
            message = f"no theme takes up the need `{need.id}`"
            hint = "Name it behind `from:` of the theme that serves it, or take it away."
            yield Finding(subject.place, message, hint, ("needs", index, "id"))


def customers_notice(subject: Subject) -> Iterator[Finding]:
    """A vision says what changes for customers.

    A level is the company's own measure. What customers will notice shows whether it was worth reaching.

    Fails:

        schema: assess/vision@1
        statement: By the end of 2027 no regular has to repeat an order.
        #^^^^^^^^

    Passes:

        schema: assess/vision@1
        statement: By the end of 2027 no regular has to repeat an order.
        changes_for_customers: Whoever comes at seven finds the bread ready, and is greeted by name.
    """
    if not subject.record.changes_for_customers:
        message = "the vision does not say what changes for customers"
        hint = "Add `changes_for_customers:` with what they will notice, in their words."
        yield Finding(subject.place, message, hint, ("statement",), key=True)


def one_level_a_year(subject: Subject) -> Iterator[Finding]:
    """A target rises by at most one level a year from today.

    A level needs a pilot, its decision and a routine that lasts; two of them take two years.

    Fails:

        targets:
          - {capability: regulars, level: 3, by: 2027-12-31}
          #                                      ^^^^^^^^^^

    Passes:

        targets:
          - {capability: regulars, level: 3, by: 2028-12-31}
    """
    assessed = subject.around.date if subject.around else None
    for index, target in enumerate(subject.record.targets):
        today = _level_today(subject, target.capability)
        if today is None or target.by is None or assessed is None:
            continue
        rise = target.level - today
        if rise > 1 and (target.by - assessed).days < _DAYS_A_LEVEL * rise:
            message = f"`{target.capability}` would rise by {rise} levels, from {today} to {target.level}"
            message += f", in {(target.by - assessed).days} days"
            hint = f"Aim at level {today + 1} by then, or allow {rise} years."
            yield Finding(subject.place, message, hint, ("targets", index, "by"))


_DAYS_A_LEVEL = 365


def _level_today(subject: Subject, capability: str) -> int | None:
    return subject.around.levels.get(capability) if subject.around else None


VISION_RULES: tuple[Rule, ...] = (
    Rule("VIS010", targets_exist),
    Rule("VIS011", targets_are_unique),
    Rule("VIS012", themes_come_from_needs),
    Rule("VIS013", ids_are_unique),
    Rule("VIS014", targets_are_above_today, Severity.WARNING),
    Rule("VIS015", dates_lie_ahead, Severity.WARNING),
    Rule("VIS016", needs_have_evidence, Severity.WARNING),
    Rule("VIS017", needs_are_served, Severity.WARNING),
    Rule("VIS018", customers_notice, Severity.WARNING),
    Rule("VIS019", one_level_a_year, Severity.WARNING),
)
