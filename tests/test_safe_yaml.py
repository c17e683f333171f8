"""YAML from strangers: exact data with places, and problems instead of surprises."""

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.model.kinds import KINDS
from assess.model.reading import read
from assess.text.problems import Problem, full
from assess.text.safe_yaml import Source, decode, parse
from assess.text.yaml_events import MOST_DEPTH, MOST_NODES, MOST_PROBLEMS

VALID = sorted((Path(__file__).parent / "documents" / "valid").rglob("*.yaml"))
INVALID = sorted((Path(__file__).parent / "documents" / "invalid").rglob("*.yaml"))


def parsed(text: str) -> Source:
    source, problems = parse(text, "a.yaml")
    assert problems == []
    assert source
    return source


def problems(text: str) -> list[Problem]:
    return parse(text, "a.yaml")[1]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("3.10", Decimal("3.10")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal(1000)),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        # What YAML 1.1 took for something else is a text.
        ("yes", "yes"),
        ("off", "off"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-10-05", "2026-10-05"),
        ("0b11", "0b11"),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        (".", "."),
        ("٣", "٣"),  # a digit, though not one of ours
        ("=", "="),
        ('"3"', "3"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(written: str, value: object) -> None:
    data = parsed(f"a: {written}\n").data if written != "-" else {"a": "-"}
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_numbers_are_exact() -> None:
    assert parsed("[0.1, 0.2]").data == [Decimal("0.1"), Decimal("0.2")]


def test_texts_of_several_lines_are_folded() -> None:
    assert parsed("a: >-\n  one\n  two\n").data == {"a": "one two"}


def test_keys_are_texts_as_they_are_written() -> None:
    assert parsed("1.10: a\nnull: b\ntrue: c\n").data == {"1.10": "a", "null": "b", "true": "c"}


def test_every_key_and_value_has_its_place() -> None:
    source = parsed('a:\n  - {b: "Zoë", c: 3}\n')
    value = source.span(("a", 0, "c"))
    assert (value.line, value.column, value.end_line, value.end_column) == (2, 19, 2, 20)
    key = source.span(("a", 0, "c"), key=True)
    assert (key.line, key.column, key.end_column) == (2, 16, 17)


def test_columns_count_code_points() -> None:
    """Not bytes and not UTF-16 units: the coffee cup is one column."""
    span = parsed("a: {☕𝄞: 1}").span(("a", "☕𝄞"))
    assert span.column == 9


def test_place_of_what_is_missing_is_that_of_its_nearest_parent() -> None:
    assert parsed("a:\n  b: 1\n").span(("a", "c", "d")).line == 2


def test_place_of_a_block_is_its_first_character() -> None:
    span = parsed("a:\n  b: 1\n\n\n").span(("a",))
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 3, 2, 4)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: 1\nb: : 2\n", "2:4", "DOC001"),
        ("a:\n\tb: 1\n", "2:1", "DOC001"),
        ('a: "b\n', "1:4", "DOC001"),
        ("a: @b\n", "1:4", "DOC001"),
        ("a: b\n c: d\n", "2:3", "DOC001"),
        ("- a\nb: c\n", "2:1", "DOC001"),
        ("a: 1\n---\nb: 2\n", "2:1", "DOC001"),
        ("a: *b\n", "1:4", "DOC001"),
        ("a: 1\n\x07b: 2\n", "2:1", "DOC004"),
        ("a: \ud800\n", "1:4", "DOC004"),
        ("", "1:1", "DOC005"),
        ("# nothing\n", "1:1", "DOC005"),
        ("a: &x 1\n", "1:4", "DOC010"),
        ("? [a]\n: 1\n", "1:3", "DOC011"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "DOC012"),
        ("a: .inf\n", "1:4", "DOC013"),
        ("a: 1e31\n", "1:4", "DOC014"),
        ("a: 1e99999999999999999999\n", "1:4", "DOC014"),
        ("a: !!binary Z3Jh\n", "1:4", "DOC015"),
        ("a: !x {b: 1}\n", "1:4", "DOC015"),
        ("!!str a: 1\n", "1:1", "DOC015"),
        ("a: ! 12\n", "1:4", "DOC015"),
        ("a: !\n", "1:4", "DOC015"),
        ("[!, a]\n", "1:2", "DOC015"),
        ('a: "\\a"\n', "1:4", "DOC016"),
        ('"\\e": 1\n', "1:1", "DOC016"),
    ],
)
def test_what_is_not_safe_is_a_problem_with_a_place(text: str, place: str, code: str) -> None:
    assert [(f"{p.line}:{p.column}", p.code) for p in problems(text)] == [(place, code)]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: {b: 1, note: Budget: page 4}", "a `:` that YAML takes for a new key", "1:23"),
        ("a: Budget: page 4", "a `:` that YAML takes for a new key", "1:10"),
        ("a: {b: 1\nc: {d: 2}\n", "a bracket that is not closed, or a comma that is missing", "1:4"),
        ("a: [1, 2\nb: 3\n", "a bracket that is not closed, or a comma that is missing", "1:4"),
        ("a:\n\tb: 1", "a tab where blanks must stand", "2:1"),
        ("a: {b: 1, note: item #4}\nc: 1", "a bracket that is never closed, because ` #` begins", "1:4"),
        ("a: 'b\nc: d\n", "a quote or bracket that is never closed", "1:4"),
        ("a: `b`", "a character that cannot begin a value", "1:4"),
        (" a: 1\nb: 2\n", "something behind the end of the document", "2:1"),
        ("a: - b", "a list that begins in the line of its key", "1:4"),
        ("a: > 5 people", "something behind the `|` or `>` that opens a text of several lines", "1:6"),
        ('a: "C:\\dir"', "a backslash that means nothing", "1:7"),
        ("a: **b**", "a `*` or `&` with a meaning of its own", "1:5"),
        ("a: !b!c", "a `!` with a meaning of its own", "1:4"),
        ("a: ? b", "a `?` that YAML takes for a key", "1:4"),
        ("a: [,]", "a sign where a value is expected", "1:5"),
        ("%FOO\n---\na: 1", "a line that begins with `%`", "1:5"),
        ("%YAML 2.0\n---\na: 1", "a version of YAML that nobody knows yet", "1:1"),
    ],
)
def test_people_who_do_not_know_yaml_are_told_what_to_mend(text: str, message: str, place: str) -> None:
    [problem] = problems(text)
    assert message in problem.message
    assert f"{problem.line}:{problem.column}" == place


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: {b: 1, note: Budget: FY26, page 4}", '`note: "Budget: FY26, page 4"`'),
        ("respondent: Anna: head", '`respondent: "Anna: head"`'),
        ("- a: b: c", '`a: "b: c"`'),
        ('a: "b": c', "Put quotes around a text that holds `: `"),
    ],
)
def test_text_with_a_colon_is_shown_as_it_should_be_written(text: str, hint: str) -> None:
    [problem] = problems(text)
    assert hint in problem.hint


def test_ampersands_and_stars_in_texts_are_no_anchors() -> None:
    text = "a: Kestrel & Rowe\nb: 5 * 3\nc: '&x'\nd: x&y *z\ne: >-\n  one &two\n  *three\n# &four\n"
    assert parsed(text).data["a"] == "Kestrel & Rowe"


def test_lines_are_those_of_editors() -> None:
    """A carriage return, alone or with its line feed, ends one line; a form feed would be no part of YAML."""
    assert parsed("a: 1\r\nb: x\u00a0y\rc: 3").span(("c",)).line == 3


def test_first_of_two_equal_keys_counts() -> None:
    source, found = parse("a: 1\na: 2\n", "a.yaml")
    assert source
    assert source.data == {"a": 1}
    assert source.span(("a",)).line == 1
    assert found[0].hint == "Keep one of them; the first stands in line 1."


def test_anchors_and_aliases_need_no_blank_in_front() -> None:
    """Composed, `b` would be the same list as `a`, or nothing at all, and nobody would know."""
    found = problems('{"a":&x [1],"b":*x}')
    assert [(p.column, p.code) for p in found] == [(6, "DOC010"), (17, "DOC010")]


def test_byte_order_mark_inside_is_a_problem() -> None:
    """It cannot be seen; and where libyaml skips it, what follows would not be bounded."""
    assert [(p.line, p.column, p.code) for p in problems("a: \ufeffb")] == [(1, 4, "DOC004")]
    assert codes("\ufeff" + "- " * 100_000) == ["DOC004"]


def test_of_too_many_keys_the_first_too_many_is_told() -> None:
    [problem] = problems("".join(f"k{n}: 1\n" for n in range(MOST_NODES)))
    assert (problem.code, problem.line) == ("DOC003", MOST_NODES // 2)


def test_alias_bomb_is_not_unpacked() -> None:
    """A billion laughs: nine levels of ten references each."""
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert set(codes("\n".join(lines))) == {"DOC010"}


def test_alias_to_itself_ends() -> None:
    assert "DOC010" in codes("a: &a [*a]")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        ": " + "- " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(3_000)),
        "\r".join(" " * depth + "a:" for depth in range(3_000)),
        "\u2028".join(" " * depth + "a:" for depth in range(3_000)),
        "a:\n" + "\n".join(" " * depth + "- a:" for depth in range(3_000)),
    ],
    ids=["brackets", "braces", "dashes", "question marks", "colon", "keys", "cr", "ls", "lists"],
)
def test_deep_nesting_is_refused_before_the_parser_could_crash(text: str) -> None:
    assert codes(text) in (["DOC006"], ["DOC001"])


def test_nesting_up_to_the_limit_is_fine() -> None:
    assert parsed("[" * MOST_DEPTH + "]" * MOST_DEPTH).data
    assert codes("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)) == ["DOC006"]


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert len(parsed("\n".join(f"k{n}: {{value: [1]}}" for n in range(500))).data) == 500


def test_of_very_many_problems_the_first_are_told() -> None:
    assert len(problems("\n".join(f"k{n}: .nan" for n in range(1_000)))) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("raw", "place", "word"),
    [
        (b"a: Z\xf6e", "1:5", "0xf6"),
        ("a: ☕\nb: ".encode() + b"\xff", "2:4", "0xff"),
        ("a: 1".encode("utf-16"), "1:1", "UTF-16"),
        ("a: 1".encode("utf-16-le"), "1:1", "UTF-16"),
        ("a: 1".encode("utf-32"), "1:1", "UTF-32"),
        ("a: 1".encode("utf-32-be"), "1:1", "UTF-32"),
        (b"a: \xc3", "1:4", "0xc3"),
        (b"a: \xed\xa0\x80", "1:4", "0xed"),
    ],
)
def test_other_encodings_are_named(raw: bytes, place: str, word: str) -> None:
    text, [problem] = decode(raw, "a.yaml")
    assert text is None
    assert (f"{problem.line}:{problem.column}", problem.code) == (place, "DOC002")
    assert word in problem.message


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("\ufeffa: 1".encode(), "a.yaml") == ("a: 1", [])


# Whatever comes, it ends: in data or in problems whose places exist.


def whole_way(raw: bytes) -> None:
    text, found = decode(raw, "a.yaml")
    if text is not None:
        source, found = parse(text, "a.yaml")
        if source is not None and not found:
            found = read(source)[1]
    for problem in found:
        assert problem.code.startswith("DOC")
        assert problem.message
        assert (problem.line, problem.column) >= (1, 1)
        assert problem.end >= (problem.line, problem.column)
        told = full(problem, {"a.yaml": text} if text is not None else {})
        assert told.count("\n") <= 3


@given(st.binary(max_size=300))
def test_any_bytes_end_in_data_or_problems(raw: bytes) -> None:
    whole_way(raw)


@given(st.text(max_size=300))
def test_any_text_ends_in_data_or_problems(text: str) -> None:
    whole_way(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from([*"abc:-?[]{},&*!|>'\"%@`#~ \n\t", "  ", "\n  ", ": ", "- ", "0", "1e9"])))
def test_any_heap_of_yaml_signs_ends_in_data_or_problems(signs: list[str]) -> None:
    whole_way("".join(signs).encode())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_any_damaged_document_ends_in_data_or_problems(data: st.DataObject) -> None:
    """A piece of a good or bad document is cut out, doubled or written over."""
    raw = data.draw(st.sampled_from(VALID + INVALID)).read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.just(b""), st.binary(max_size=8), st.just(raw[at : at + length] * 2)))
    whole_way(raw[:at] + put + raw[at + length :])


plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "sections", "questions", "answers", "value", "when", "from"]) | st.text(),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(KINDS), st.dictionaries(st.text(max_size=8), plain_data, max_size=4), plain_data)
def test_any_data_under_any_kind_ends_in_a_record_or_problems(
    kind: str, data: dict[str, Any], more: object
) -> None:
    keys = {
        "questionnaire": "sections",
        "part": "scales",
        "playbook": "initiatives",
        "engagement": "limits",
        "vision": "targets",
        "answers": "answers",
        "pilot": "design",
        "roadmap": "targets",
        "overlay": "texts",
        "mapping": "columns",
        "problems": "problems",
        "scorecard": "overall",
    }
    whole = {"schema": f"assess/{kind}@1", keys[kind]: more} | data
    read(Source("a.yaml", "", whole, None))


@pytest.mark.parametrize(
    "text",
    [
        "schema: assess/answers@1\nanswers:\n" + "".join(f"  k{n}: {{valeu: 1}}\n" for n in range(20_000)),
        "schema: assess/answers@1\n" + "".join(f"k{n}: 1\n" for n in range(50_000)),
        "a: " + "x" * 3_000_000,
        "a: [" + "1," * 200_000 + "]",
        "a: '" + "'' " * 300_000 + "'",
    ],
    ids=["unknown keys below", "unknown keys", "one text", "one list", "quotes"],
)
def test_large_documents_take_seconds_at_most(text: str) -> None:
    before = time.process_time()
    whole_way(text.encode())
    assert time.process_time() - before < 20
