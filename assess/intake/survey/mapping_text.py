"""A proposed mapping as a document to complete: what is sure as lines, what is not as comments."""

from collections.abc import Iterator, Mapping

from assess.intake.scaffold import comment, quoted, word
from assess.intake.survey.labels import texts
from assess.intake.survey.matching import Proposal
from assess.model.kinds import modeline, schema_line
from assess.model.mapping import SurveyMapping
from assess.model.questionnaire import Question, Questionnaire

_SHORT = 80


def mapping_text(proposal: Proposal, questionnaire: Questionnaire, file: str, depth: int = 0) -> str:
    """The document for the survey `file`; it lies `depth` folders below the schemas of its engagement."""
    mapping = proposal.mapping
    known = {question.id: question for question in questionnaire.all_questions()}
    lines = [
        modeline("mapping", depth),
        *comment(f"How the survey {file} is read. {_PURPOSE}", indent=""),
        f"schema: {schema_line('mapping')}",
        f"questionnaire: {word(mapping.questionnaire)}",
        f"version: {quoted(mapping.version)}",
        f"layout: {mapping.layout.value}",
        *_respondent(mapping),
        *_function(proposal, questionnaire),
        *_columns(proposal, known),
        *_group("reasons", "Why a question does not apply.", mapping.reasons),
        *_group("notes", "Remarks on an answer; they are not printed.", mapping.notes),
        *_group("labels", "What texts stand for, whatever the question.", mapping.labels),
        *_labels(proposal, known),
        *_unmatched(proposal),
    ]
    return "\n".join(lines) + "\n"


_PURPOSE = (
    "Lines are sure. Lines behind `# ` are to be decided: take these two signs away, or delete the line. "
    "Columns of the tool itself, such as times, names and addresses, are left out unless a line names them."
)


def _respondent(mapping: SurveyMapping) -> Iterator[str]:
    names = mapping.respondent
    yield ""
    yield from comment(
        "How respondents are called in their answers. A `column` names them; without one they are numbered "
        "in the order of the rows.",
        indent="",
    )
    given = {"column": quoted(names.column) if names.column else "", "prefix": word(names.prefix or "")}
    yield f"respondent: {{{', '.join(f'{key}: {text}' for key, text in given.items() if text)}}}"


def _function(proposal: Proposal, questionnaire: Questionnaire) -> Iterator[str]:
    yield ""
    ids = ", ".join(function.id for function in questionnaire.functions)
    yield from comment(f"Which function they speak for. Functions: {ids or 'none are listed'}.", indent="")
    function = proposal.mapping.function
    if function is None:
        yield "# function: {all: …}          # everybody, or:"
        yield '# function: {column: "…", labels: {"…": …}}'
        return
    yield "function:"
    yield f"  column: {quoted(function.column or '')}"
    if proposal.functions:
        yield "#   labels:"
        yield from (f"#     {quoted(text)}: …" for text in proposal.functions)


def _columns(proposal: Proposal, known: Mapping[str, Question]) -> Iterator[str]:
    mapping = proposal.mapping
    yield from _group("columns", "Column -> the question that it answers.", mapping.columns)
    if proposal.near and not mapping.columns:
        yield from ("", "# columns:")
    for column, name in proposal.near.items():
        yield from comment(f"Not the same words. {name} asks: {known[name].text}", indent="    ")
        yield f"#   {quoted(column)}: {word(name)}"
    answered = {*mapping.columns.values(), *proposal.near.values()}
    absent = [question for question in known.values() if question.id not in answered]
    if absent:
        yield from ("", "# No column answers these questions:")
        yield from (f"#     {question.id}  {_short(question.text)}" for question in absent)


def _group(key: str, about: str, group: Mapping[str, str]) -> Iterator[str]:
    if not group:
        return
    yield ""
    yield from comment(about, indent="")
    yield f"{key}:"
    yield from (f"  {quoted(column)}: {word(name)}" for column, name in group.items())


def _labels(proposal: Proposal, known: Mapping[str, Question]) -> Iterator[str]:
    """For each label that stands for nothing yet, a line to complete, with the answer that is nearest."""
    if not proposal.labels:
        return
    yield ""
    yield from comment(
        "Labels that are no option's text or number. Write behind each a value, unknown, not-applicable or "
        "unanswered; what holds for all questions can stand under `labels:` instead.",
        indent="",
    )
    yield "# labels_of:"
    for name, labels in proposal.labels.items():
        options = texts(known[name])
        yield f"#   {word(name)}:"
        for label, option in labels.items():
            meant = f"{options[option]}   # near: {_short(option)}" if option else "…"
            yield f"#     {quoted(label)}: {meant}"


def _unmatched(proposal: Proposal) -> Iterator[str]:
    if not proposal.unmatched:
        return
    yield ""
    yield from comment(
        "Columns that answer no question. Left out on purpose, they are listed here; a column with reasons, "
        "remarks or evidence goes under `reasons:`, `notes:` or `evidence:` with the id of its question.",
        indent="",
    )
    yield "# ignore:"
    yield from (f"#   - {quoted(name)}" for name in proposal.unmatched)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
