"""Entries set in a text: what else stands there stays as it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.intake.answers_file import with_answers
from assess.model.answers import Answer, Answers, State
from assess.model.reading import read
from assess.text.safe_yaml import Source, parse
from assess.text.splicing import with_entries


def source(text: str) -> Source:
    found, problems = parse(text, "answers.yaml")
    assert found is not None
    assert problems == []
    return found


HEAD = """# top
schema: assess/answers@1
questionnaire: customer-centricity
version: "1.1"
respondent: anna   # she
way: editor  # for now
answers:
"""


def answers(text: str) -> Answers:
    document, problems = read(source(text))
    assert document is not None, problems
    return document.record  # type: ignore[no-any-return]


def three(**more: str) -> Answer:
    return Answer(value=Decimal(3), **more)  # type: ignore[arg-type]


class TestInItsPlace:
    def test_open_answer_keeps_the_unit_behind_it(self) -> None:
        text = f"{HEAD}  F1: {{value: }}   # per cent\n  F2: {{value: 2}}\n"
        assert with_answers(source(text), {"F1": three()}).endswith(
            "  F1: {value: 3}   # per cent\n  F2: {value: 2}\n"
        )

    def test_block_of_several_lines(self) -> None:
        note = "    note: >-\n      In one\n      country.\n"
        text = f"{HEAD}  F1:\n    value: 4\n{note}\n  # next\n  F2: {{value: 2}}\n"
        changed = with_answers(source(text), {"F1": three(note="In all.")})
        assert changed == f'{HEAD}  F1: {{value: 3, note: "In all."}}\n\n  # next\n  F2: {{value: 2}}\n'

    def test_comments_within_an_answer_move_above_it(self) -> None:
        text = f'{HEAD}  F1:\n    # said on Monday\n    value: 4  # or 5\n    note: "a # b"\n'
        changed = with_answers(source(text), {"F1": three()})
        assert changed == f"{HEAD}  # said on Monday\n  # or 5\n  F1: {{value: 3}}\n"

    def test_long_answer_takes_a_line_for_each_key(self) -> None:
        changed = with_answers(source(f"{HEAD}  F1: {{value: }}\n"), {"F1": three(note="x" * 100)})
        assert changed == f'{HEAD}  F1:\n    value: 3\n    note: "{"x" * 100}"\n'

    def test_line_ends_stay_those_of_the_file(self) -> None:
        text = f"{HEAD}  F1: {{value: }}\n".replace("\n", "\r\n")
        changed = with_answers(source(text), {"F1": three(note="x" * 100), "F2": three()})
        assert changed.count("\n") == changed.count("\r\n") == text.count("\n") + 3

    def test_json_is_yaml_too(self) -> None:
        text = '{"schema": "assess/answers@1", "answers": {"F1": {"value": null}}}'
        assert '"F1": {value: 3}, F2: {value: 3}' in with_answers(
            source(text), {"F1": three(), "F2": three()}
        )


class TestAdded:
    def test_behind_the_last_and_before_the_comment_at_the_end(self) -> None:
        text = f"{HEAD}  F1: {{value: 1}}  # last\n# end\n"
        changed = with_answers(source(text), {"F2": three()})
        assert changed == f"{HEAD}  F1: {{value: 1}}  # last\n  F2: {{value: 3}}\n# end\n"

    @pytest.mark.parametrize("ending", ["answers: {}\n", "answers:\n", "answers: {}", ""])
    def test_first_ones(self, ending: str) -> None:
        text = HEAD.removesuffix("answers:\n") + ending
        changed = with_answers(source(text), {"F1": three(), "F2": three()})
        assert "answers:\n  F1: {value: 3}\n  F2: {value: 3}" in changed
        assert len(answers(changed).answers) == 2

    def test_settings_stand_before_the_answers(self) -> None:
        text = f"{HEAD}  F1: {{value: }}\n"
        changed = with_answers(source(text), {"F1": three()}, way="interview", attribution="named")
        assert "way: interview  # for now\nattribution: named\nanswers:\n" in changed

    def test_nothing_goes_into_a_text(self) -> None:
        with pytest.raises(TypeError):
            with_entries(source("answers: none\n"), {("answers", "F1"): "3"})


texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(str.strip)
given_answers = st.one_of(
    st.builds(
        Answer,
        value=st.one_of(st.decimals(-1000, 1000, places=2), texts),
        note=st.none() | texts,
        evidence=st.none() | texts,
        released=st.booleans(),
    ),
    st.builds(Answer, state=st.just(State.UNKNOWN), note=st.none() | texts),
    st.builds(Answer, state=st.just(State.NOT_APPLICABLE), reason=texts),
    st.builds(Answer, note=st.none() | texts),
)


@given(st.lists(st.dictionaries(st.sampled_from(["F1", "F2", "F3", "F4"]), given_answers), min_size=1))
def test_what_goes_in_comes_out_again_and_every_comment_stays(rounds: list[dict[str, Answer]]) -> None:
    text = f"{HEAD}  # one\n  F1: {{value: }}  # two\n  # three\n  F2:\n    value: 1\n  # four\n"
    expected: dict[str, Answer] = {}
    for changes in rounds:
        text = with_answers(source(text), changes)
        expected |= changes
    found = answers(text).answers
    assert {id_: found[id_] for id_ in expected} == expected
    for comment in ("# top", "# she", "# for now", "# one", "# two", "# three", "# four"):
        assert comment in text
