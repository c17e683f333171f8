"""Rules for engagements."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.model.engagement import Combination, Scope
from assess.rules.benefits import BENEFIT_RULES
from assess.rules.figures import FIGURE_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity, did_you_mean

if TYPE_CHECKING:
    from assess.text.safe_yaml import Path

_SMALLEST_GROUP = 3


def functions_exist(subject: Subject) -> Iterator[Finding]:
    """Constituents, stand-ins and limits name functions that the questionnaire knows, where it lists any.

    The weight, the stand-in or the limit of a misspelt function would hold for nobody.

    Fails:

        constituents:
          - {function: shop, weight: 2}
          - {function: offise, weight: 1}
          #            ^^^^^^

    Passes:

        constituents:
          - {function: shop, weight: 2}
          - {function: office, weight: 1}
    """
    known = dict.fromkeys(function.id for function in subject.assembled.questionnaire.functions)
    record = subject.record
    named: list[tuple[Path, str]] = [
        (("constituents", i, "function"), c.function) for i, c in enumerate(record.constituents)
    ]
    named += [(("stand_ins", name), name) for name in record.stand_ins]
    named += [(("stand_ins", name), other) for name, other in record.stand_ins.items()]
    named += [(("limits", "days", name), name) for name in record.limits.days]
    for path, name in named:
        if known and name not in known:
            yield unknown(subject.place, path, "function", name, known)


def facts_exist(subject: Subject) -> Iterator[Finding]:
    """Facts are those that the questionnaire asks about.

    Conditions look at facts by name: a misspelt one leaves its questions undecided, and they are asked.

    Fails:

        facts: {order: true}
        #       ^^^^^

    Passes:

        facts: {orders: true}
    """
    known = dict.fromkeys(fact.id for fact in subject.assembled.questionnaire.facts)
    for name in subject.record.facts:
        if name not in known:
            yield unknown(subject.place, ("facts", name), "fact", name, known)


def constituents_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each function is listed once among the constituents.

    Of two weights for one function only the first would be used.

    Fails:

        constituents:
          - {function: shop, weight: 2}
          - {function: shop, weight: 1}
          #            ^^^^

    Passes:

        constituents:
          - {function: shop, weight: 2}
          - {function: office, weight: 1}
    """
    seen: set[str] = set()
    for index, constituent in enumerate(subject.record.constituents):
        if constituent.function in seen:
            message = f"`{constituent.function}` is listed twice"
            path = ("constituents", index, "function")
            yield Finding(subject.place, message, "Keep one of them, or name another function.", path)
        seen.add(constituent.function)


def stand_ins_answer_themselves(subject: Subject) -> Iterator[Finding]:
    """Who stands in for a function answers for itself.

    A stand-in is asked where a function has no respondent. One that has a stand-in of its own has none
    either, so that nobody would answer.

    Fails:

        stand_ins: {office: shop, shop: office}
        #                   ^^^^        ^^^^^^

    Passes:

        stand_ins: {office: shop}
    """
    stand_ins = subject.record.stand_ins
    for name, other in stand_ins.items():
        if other in stand_ins:
            message = f"`{other}` has a stand-in, too: `{stand_ins[other]}`"
            hint = "Name a function whose people take part, or take one of the two lines away."
            if other == name:
                message, hint = f"`{name}` stands in for itself", "Name another function, or take it away."
            yield Finding(subject.place, message, hint, ("stand_ins", name))


def somebody_weighs(subject: Subject) -> Iterator[Finding]:
    """At least one constituent has a weight above zero.

    Functions that all weigh nothing would count alike, which is not what was written.

    Fails:

        constituents:
          - {function: shop, weight: 0}
          #                          ^
          - {function: office, weight: 0}

    Passes:

        constituents:
          - {function: shop, weight: 1}
          - {function: office, weight: 0}
    """
    weights = [constituent.weight for constituent in subject.record.constituents]
    if weights and not any(weights):
        hint = "Give a weight to those whose answers count; without `weight:` it is 1."
        yield Finding(subject.place, "nobody's answers weigh anything", hint, ("constituents", 0, "weight"))


def figures_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each figure stands once for each period.

    A figure may return with another period. Two values for the same one contradict each other in the report.

    Fails:

        figures:
          - {id: regulars, name: Regulars, value: 140, unit: people, period: October 2026, source: Till}
          - {id: regulars, name: Regulars, value: 150, unit: people, period: October 2026, source: Till}
          #      ^^^^^^^^

    Passes:

        figures:
          - {id: regulars, name: Regulars, value: 140, unit: people, period: September 2026, source: Till}
          - {id: regulars, name: Regulars, value: 150, unit: people, period: October 2026, source: Till}
    """
    seen: set[tuple[str, str]] = set()
    for index, figure in enumerate(subject.record.figures):
        if (figure.id, figure.period) in seen:
            of = f" for {figure.period}" if figure.period else ""
            message = f"the figure `{figure.id}` stands twice{of}"
            hint = "Keep one of them, or write the period that each speaks of."
            yield Finding(subject.place, message, hint, ("figures", index, "id"))
        seen.add((figure.id, figure.period))


def scope_asks_something(subject: Subject) -> Iterator[Finding]:
    """The core scope is chosen where the questionnaire has core questions.

    Otherwise no scored question is asked, and there is nothing to score.

    Fails:

        scope: core
        #      ^^^^
        # file: questionnaire/questionnaire.yaml
        sections:
          - id: regulars
            title: Regulars
            questions:
              - id: names
                text: How many of the last ten customers could you name?
                options: [{value: 1, text: Two or fewer.}, {value: 3, text: More than two.}]

    Passes:

        scope: core
    """
    questions = subject.assembled.by_id.values()
    if subject.record.scope is Scope.CORE and not any(question.core for question in questions):
        message = "the questionnaire has no core questions: nothing would be asked"
        hint = "Write `scope: full`, or mark questions with `core: true`."
        yield Finding(subject.place, message, hint, ("scope",))


def groups_are_large_enough(subject: Subject) -> Iterator[Finding]:
    """The smallest group shown has at least three people.

    Of two, each knows what the other one answered; people who fear this answer what is expected of them.

    Fails:

        smallest_group: 2
        #               ^

    Passes:

        smallest_group: 3
    """
    least = subject.record.smallest_group
    if least < _SMALLEST_GROUP:
        message = f"in a group of {least}, people can tell who answered what"
        hint = f"Write {_SMALLEST_GROUP} or more, or take the line away: it is {_SMALLEST_GROUP} then."
        yield Finding(subject.place, message, hint, ("smallest_group",))


def figures_can_be_checked(subject: Subject) -> Iterator[Finding]:
    """A figure has its unit, its period and its source.

    A number without them can be neither compared nor checked, and sooner or later somebody asks.

    Fails:

        figures:
          - {id: regulars, name: Customers who come at least twice a week, value: 140}
          #      ^^^^^^^^

    Passes:

        figures:
          - id: regulars
            name: Customers who come at least twice a week
            value: 140
            unit: customers
            period: October 2026
            source: Till
    """
    for index, figure in enumerate(subject.record.figures):
        missing = [name for name in ("unit", "period", "source") if not getattr(figure, name)]
        if missing:
            message = f"the figure `{figure.id}` has no {' and no '.join(missing)}"
            hint = f"Add {', '.join(f'`{name}:`' for name in missing)}."
            yield Finding(subject.place, message, hint, ("figures", index, "id"))


def weights_have_an_effect(subject: Subject) -> Iterator[Finding]:
    """Weights are given where functions are weighed.

    Only `combine: by-function` weighs functions; with `median` and `mean` each person counts alike.

    Fails:

        combine: median
        constituents:
          - {function: shop, weight: 2}
          #                          ^
          - {function: office, weight: 1}

    Passes:

        combine: by-function
        constituents:
          - {function: shop, weight: 2}
          - {function: office, weight: 1}
    """
    record = subject.record
    weights = [constituent.weight for constituent in record.constituents]
    if record.combine is not Combination.BY_FUNCTION and len(set(weights)) > 1:
        message = f"with `combine: {record.combine}` weights have no effect"
        hint = "Write `combine: by-function`, or take the weights away."
        first = next(index for index, weight in enumerate(weights) if weight != 1)
        yield Finding(subject.place, message, hint, ("constituents", first, "weight"))


def limits_cover_the_playbook(subject: Subject) -> Iterator[Finding]:
    """Where days are limited, they are for every function that an initiative needs.

    A function without a limit is planned for as if its people had nothing else to do.

    Fails:

        limits: {days: {shop: 5}}
        #        ^^^^

    Passes:

        limits: {days: {shop: 5, office: 5}}
    """
    days = subject.record.limits.days
    if not days or not subject.around:
        return
    needed = dict.fromkeys(
        name
        for initiative in subject.around.initiatives
        for effort in (initiative.effort.pilot, initiative.effort.project)
        for name in effort
    )
    if missing := [name for name in needed if name not in days]:
        names = ", ".join(f"`{name}`" for name in missing)
        message = f"initiatives need days of {names}, which have no limit"
        hint = "Add how many days of theirs a quarter may take."
        yield Finding(subject.place, message, hint, ("limits", "days"), key=True)


def words_are_found(subject: Subject) -> Iterator[Finding]:
    """The words that the client has others for stand in the questionnaire.

    A word that nothing holds replaces nothing; it may be misspelt.

    Fails:

        words: {custmer: guest}
        #       ^^^^^^^

    Passes:

        words: {customer: guest}
    """
    words = subject.record.words
    if words:
        texts = "\n".join(subject.assembled.texts.values()).casefold()
        for word in words:
            if not re.search(rf"\b{re.escape(word.casefold())}", texts):
                message = f"no text of the questionnaire holds `{word}`"
                known = set(re.findall(r"\w+", texts))
                hint = did_you_mean(word, known, "Write it as the questionnaire does.")
                yield Finding(subject.place, message, hint, ("words", word), key=True)


def words_do_not_chain(subject: Subject) -> Iterator[Finding]:
    """No word of the client's is replaced by another.

    With `customer: shop` and `shop: branch` nobody could tell a customer from a branch.

    Fails:

        words: {customer: shop, shop: branch}
        #                 ^^^^

    Passes:

        words: {customer: guest, shop: branch}
    """
    words = {word.casefold() for word in subject.record.words}
    for word, said in subject.record.words.items():
        if said.casefold() in words and said.casefold() != word.casefold():
            message = f"`{said}` stands for `{word}`, and is itself replaced"
            yield Finding(subject.place, message, "Choose words that none of the keys is.", ("words", word))


ENGAGEMENT_RULES: tuple[Rule, ...] = (
    Rule("ENG010", functions_exist),
    Rule("ENG011", facts_exist),
    Rule("ENG012", constituents_are_unique),
    Rule("ENG013", stand_ins_answer_themselves),
    Rule("ENG014", somebody_weighs),
    Rule("ENG015", figures_are_unique),
    Rule("ENG016", scope_asks_something),
    Rule("ENG017", groups_are_large_enough, Severity.WARNING),
    Rule("ENG018", figures_can_be_checked, Severity.WARNING),
    Rule("ENG019", weights_have_an_effect, Severity.WARNING),
    Rule("ENG020", limits_cover_the_playbook, Severity.WARNING),
    Rule("ENG021", words_are_found, Severity.WARNING),
    Rule("ENG022", words_do_not_chain),
    *FIGURE_RULES,
    *BENEFIT_RULES,
)
