"""Rules for vision documents."""

from collections.abc import Iterator

from assess.rules.rule import Finding, Rule, Subject, unknown


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
    needs = [need.id for need in subject.record.needs]
    for index, theme in enumerate(subject.record.themes):
        for at, name in enumerate(theme.from_):
            if name not in needs:
                yield unknown(subject.place, ("themes", index, "from", at), "need", name, needs)


VISION_RULES: tuple[Rule, ...] = (
    Rule("VIS010", targets_exist),
    Rule("VIS011", targets_are_unique),
    Rule("VIS012", themes_come_from_needs),
)
