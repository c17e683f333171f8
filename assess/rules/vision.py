"""Rules for vision documents."""

from collections.abc import Iterator

from assess.rules.rule import Finding, Rule, Subject, unknown


def targets_exist(subject: Subject) -> Iterator[Finding]:
    """A target names a section of the questionnaire and a level of its ladder."""
    questionnaire = subject.assembled.questionnaire
    sections = [section.id for section in questionnaire.all_sections()]
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
    """One target for each capability."""
    seen: set[str] = set()
    for index, target in enumerate(subject.record.targets):
        if target.capability in seen:
            message = f"a second target for `{target.capability}`"
            yield Finding(subject.place, message, "Keep one of them.", ("targets", index, "capability"))
        seen.add(target.capability)


def themes_come_from_needs(subject: Subject) -> Iterator[Finding]:
    """Innovation is derived from what customers need."""
    needs = [need.id for need in subject.record.needs]
    for index, theme in enumerate(subject.record.themes):
        for at, name in enumerate(theme.from_):
            if name not in needs:
                yield unknown(subject.place, ("themes", index, "from", at), "need", name, needs)


VISION_RULES: tuple[Rule, ...] = (
    Rule("VIS010", "Targets name known capabilities and levels", targets_exist),
    Rule("VIS011", "One target for each capability", targets_are_unique),
    Rule("VIS012", "Themes come from needs that are listed", themes_come_from_needs),
)
