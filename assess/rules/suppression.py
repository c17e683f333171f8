"""What a comment that suppresses warnings may say, and what it has done."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from assess.rules.rule import Rule, Told
from assess.text.problems import Problem, Severity, did_you_mean, problem_at
from assess.text.suppressions import Named, Suppression
from assess.text.yaml_events import MOST_PROBLEMS

Suppressions = Mapping[str, Sequence[Suppression]]
"""The comments of each file, by its name."""


def unsuppressed(problems: Iterable[Problem], comments: Suppressions) -> list[Problem]:
    """The problems that no comment suppresses; errors make a document unusable and always stay."""
    return [p for p in problems if not any(_hits(p, comments.get(p.file, ())))]


def misused(
    problems: Iterable[Problem], comments: Suppressions, is_told: Callable[[str, str], bool]
) -> Iterator[Problem]:
    """What is wrong with the comments themselves.

    `problems` are all that were found; `is_told(code, file)` whether this code is told of this file at all: a
    suppression of one that is left out may be of use another time.
    """
    used = {(p.file, *hit) for p in problems for hit in _hits(p, comments.get(p.file, ()))}

    def is_unused(comment: Suppression, code: str, file: str) -> bool:
        return _may_be_suppressed(code) and is_told(code, file) and (file, comment, code) not in used

    for file, found in comments.items():
        of_all = (problem for comment in found for problem in _of(comment, file, is_unused))
        yield from islice(of_all, MOST_PROBLEMS)


def _of(
    comment: Suppression, file: str, is_unused: Callable[[Suppression, str, str], bool]
) -> Iterator[Problem]:
    if not comment.reason or not comment.named:
        yield _incomplete(comment, file)
    for named in comment.named:
        yield from _refused(named, file)
    yield from _unused(comment, [one for one in comment.named if is_unused(comment, one.code, file)], file)


def _hits(problem: Problem, comments: Sequence[Suppression]) -> Iterator[tuple[Suppression, str]]:
    if problem.severity is Severity.WARNING:
        for comment in comments:
            if comment.first <= problem.line <= comment.last:
                yield from ((comment, n.code) for n in comment.named if n.code == problem.code)


def _may_be_suppressed(code: str) -> bool:
    known = _catalogue()
    return code in known and known[code].severity is Severity.WARNING


def _catalogue() -> Mapping[str, Rule | Told]:
    from assess.rules.catalogue import CATALOGUE  # most documents have no such comments

    return CATALOGUE


def _incomplete(comment: Suppression, file: str) -> Problem:
    missing = "reason" if comment.named else "code"
    hint = "Write it so: `# assess: ignore[QUE062] the client's own words`."
    message = f"a suppression without a {missing}"
    return problem_at(comment.span, file, "DOC051", message, hint, Severity.WARNING)


def _refused(named: Named, file: str) -> Iterator[Problem]:
    known = _catalogue()
    if named.code not in known:
        message = f"there is no rule `{named.code}`"
        hint = did_you_mean(named.code, known, "`assess rule` lists them.")
    elif known[named.code].severity is Severity.ERROR:
        message = f"{named.code} cannot be suppressed: it makes the document unusable"
        hint = "Mend what it tells, and delete the code here."
    else:
        return
    yield problem_at(named.span, file, "DOC052", message, hint, Severity.WARNING)


def _unused(comment: Suppression, unused: Sequence[Named], file: str) -> Iterator[Problem]:
    """All of its codes: the comment can go; some of them: these."""
    if unused and len(unused) == len(comment.named):
        message = f"nothing here is suppressed: {', '.join(named.code for named in unused)} finds nothing"
        yield problem_at(
            comment.span, file, "DOC050", message, "Delete the comment.", Severity.WARNING, instead=""
        )
        return
    for named in unused:
        message = f"nothing here is suppressed: {named.code} finds nothing"
        yield problem_at(named.span, file, "DOC050", message, "Delete the code.", Severity.WARNING)
