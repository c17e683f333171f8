"""The interview: what is asked, what is kept, and how it goes on where it stopped."""

import contextlib
import datetime as dt
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.intake.interview import keeping, wording
from assess.intake.interview.conduct import Interview
from assess.intake.interview.keeping import Keeper
from assess.intake.interview.keys import interview_by_keys
from assess.intake.interview.lines import interview_by_lines
from assess.intake.interview.screen import Mode, View, page
from assess.intake.interview.session import Session
from assess.intake.interview.typed import MisreadError, keys_of, value_of
from assess.intake.on_file import BrokenDocumentError, journal_of
from assess.intake.routing import Invited
from assess.model.answers import Answer, Attribution, OptionOrder, State
from assess.model.questionnaire import Question

NOON = dt.datetime(2026, 10, 5, 12, 0, tzinfo=dt.UTC)
SETTINGS = {"way": "interview"}

QUESTIONNAIRE = """
schema: assess/questionnaire@1
id: tea
version: "1"
title: Tea
purpose: To find out about tea.
ladder: [{value: 1, name: Cold}, {value: 2, name: Warm}, {value: 3, name: Hot}]
level: {method: cumulative, share: 75}
functions: [{id: kitchen, name: Kitchen}, {id: garden, name: Garden}]
facts: [{id: kettle, text: There is a kettle.}]
sections:
  - id: G
    title: Growing
    questions:
      - id: G.1
        text: Who waters the plants?
        kind: fact
        owner: garden
        core: true
        why: Plants need water.
        evidence: The list of turns.
        options:
          [{value: 1, text: Nobody.}, {value: 2, text: Somebody.}, {value: 3, text: A gardener with a plan.}]
      - id: G.2
        text: How many plants are there?
        bands: [{value: 1, text: Few.}, {value: 3, from: 10, text: Ten or more.}]
        unit: plants
        least: 0
        most: 500
  - id: K
    title: Brewing
    questions:
      - {id: K.1, text: Who boils the water?, owner: kitchen, core: true,
         options: [{value: 1, text: Nobody.}, {value: 3, text: A cook.}]}
      - {id: K.2, text: Which kettle is used?, when: {question: K.1, at_least: 3},
         options: [{value: 1, text: Any.}, {value: 3, text: The large one.}], may_not_apply: false}
      - {id: K.3, text: What would make tea better?, open: true, scored: false}
      - {id: K.4, text: How hot is it?, number: {unit: degrees, least: 0, most: 100}, scored: false}
"""


@pytest.fixture
def folder(tmp_path: Path, assess: Callable[..., Any]) -> Path:
    """An engagement with anna from the kitchen, who has answered nothing."""
    own = tmp_path / "tea"
    (own / "questionnaire").mkdir(parents=True)
    (own / "questionnaire" / "questionnaire.yaml").write_text(QUESTIONNAIRE, "utf-8")
    ended = assess("new", own, "-q", "tea", "-r", "anna:kitchen", "--date", "2026-10-05", "--client", "Tea")
    assert ended.code == 0, ended.err
    return own


@pytest.fixture
def document(folder: Path) -> Path:
    return folder / "assessments" / "2026-10-05" / "answers" / "anna.yaml"


@pytest.fixture
def handout(folder: Path) -> Handout:
    opened = load(folder, None, Reading(), scoring_only=True)
    assert opened is not None
    return handouts(opened)[0]


@pytest.fixture
def interview(document: Path, handout: Handout) -> Iterator[Interview]:
    keeper = Keeper.open(document, lambda: NOON, SETTINGS)
    yield Interview(Session.begin(handout), keeper)
    keeper.close()


def on_file(document: Path) -> dict[str, Answer]:
    reading = Reading()
    found = reading.document(document, "answers")
    assert reading.problems == []
    assert found is not None
    return found.record.answers  # type: ignore[no-any-return]


def by_lines(interview: Interview, *lines: str) -> list[str]:
    told: list[str] = []
    interview_by_lines(interview, lines, told.append)
    return told


def by_keys(interview: Interview, keys: str) -> bool:
    with create_pipe_input() as source, create_app_session(input=source, output=DummyOutput()):
        source.send_text(keys)
        return interview_by_keys(interview, wants_color=False, source=source, target=DummyOutput())


def question(handout: Handout, id_: str) -> Question:
    return next(one for one in handout.questionnaire.all_questions() if one.id == id_)


class TestWhatIsAsked:
    def test_own_review_first(self, handout: Handout) -> None:
        assert [one.id for one in Session.begin(handout).questions] == [
            "K.1",
            "K.2",
            "K.3",
            "K.4",
            "G.1",
            "G.2",
        ]

    def test_quick_asks_the_core(self, handout: Handout) -> None:
        assert [one.id for one in Session.begin(handout, is_quick=True).questions] == ["K.1", "G.1"]

    def test_conditions_follow_the_own_answers(self, handout: Handout) -> None:
        session = Session.begin(handout).with_answer(Answer(value=Decimal(1)))
        assert "K.2" not in [one.id for one in session.questions]
        assert session.moved(1).at == "K.3"
        assert session.moved(1).moved(-1).at == "K.1"

    def test_ends_behind_the_last_question(self, handout: Handout) -> None:
        session = Session.begin(handout).moved(99)
        assert session.question is None
        assert session.number == 7
        assert session.moved(-1).at == "G.2"

    def test_begins_at_the_first_without_an_answer(self, handout: Handout) -> None:
        first = Session.begin(handout).with_answer(Answer(value=Decimal(1)))
        assert Session(handout, first.answers).unanswered()[0].id == "K.3"
        assert Session.begin(handout, "G.2").at == "G.2"
        assert Session.begin(handout, "gone").at == "K.1"

    def test_half_of_the_respondents_see_the_highest_first(self, handout: Handout) -> None:
        people = [replace(handout, person=Invited(f"person-{n}", "kitchen")) for n in range(200)]
        turned = sum(one.option_order is OptionOrder.HIGHEST_FIRST for one in people)
        assert 70 < turned < 130

    def test_progress_by_review(self, handout: Handout) -> None:
        session = Session.begin(handout).with_answer(Answer(value=Decimal(3)))
        assert [(one.title, one.done, one.asked) for one in session.progress()] == [
            ("Brewing", 1, 4),
            ("Growing", 0, 2),
        ]

    def test_search(self, handout: Handout) -> None:
        session = Session.begin(handout)
        assert [one.id for one in session.found("large KETTLE")] == ["K.2"]
        assert session.found("  ") == []
        assert session.named("k.3") is not None


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "value"), [("12", "12"), ("1,5", "1.5"), (" 30 % ", "30"), ("0.25", "0.25")]
    )
    def test_numbers(self, handout: Handout, typed: str, value: str) -> None:
        assert value_of(question(handout, "G.2"), typed) == Decimal(value)

    @pytest.mark.parametrize("typed", ["", "ten", "1,500", "1.5.2", "nan", "1e5", "-1", "501", "٣", "9" * 50])
    def test_no_numbers(self, handout: Handout, typed: str) -> None:
        with pytest.raises(MisreadError):
            value_of(question(handout, "G.2"), typed)

    def test_own_words_in_one_line(self, handout: Handout) -> None:
        assert value_of(question(handout, "K.3"), "  more\ttea\x1b[0m ") == "more tea [0m"

    def test_positions_where_values_are_no_digits(self) -> None:
        options = [{"value": value, "text": str(value)} for value in (0, 10, 20)]
        asked = Question.model_validate({"id": "A", "text": "A?", "options": options})
        assert keys_of(asked) == {"1": Decimal(0), "2": Decimal(10), "3": Decimal(20)}
        with pytest.raises(MisreadError, match="1 to 3"):
            value_of(asked, "10")


class TestLines:
    def test_answers_and_commands(self, interview: Interview, document: Path) -> None:
        told = by_lines(
            interview, "3", "1", "more tea", ":p", "80", "n we have no plants", "u", "b", "t ask again", "q"
        )
        assert {id_: (one.state.value, one.value) for id_, one in on_file(document).items()} == {
            "K.1": ("answered", Decimal(3)),
            "K.2": ("answered", Decimal(1)),
            "K.3": ("answered", "more tea"),
            "K.4": ("answered", Decimal(80)),
            "G.1": ("not-applicable", None),
            "G.2": ("unknown", None),
        }
        assert on_file(document)["K.3"].released
        assert on_file(document)["G.2"].note == "ask again"
        assert "Does not apply: we have no plants" not in told
        assert "You cannot say." in told

    def test_fact_at_the_third_level_wants_a_document(self, interview: Interview, document: Path) -> None:
        told = by_lines(interview, "g G.1", "3", "e The list of turns")
        assert "Which document shows it? e and the document; s goes on without." in told
        assert on_file(document)["G.1"].evidence == "The list of turns"
        assert interview.session.at == "G.2"

    def test_what_is_no_answer_changes_nothing(self, interview: Interview, document: Path) -> None:
        before = document.read_bytes()
        told = by_lines(interview, "2", "n", "e x", "g nowhere", "/zebra", "", "s", "n why")
        assert document.read_bytes() == before
        assert "`2` is none of the statements: 1 to 3." in told
        assert "Say why it does not apply; without a reason nobody can check it." in told
        assert "Answer first: evidence belongs to an answer." in told
        assert "There is no question `nowhere` for you. l lists what is open, / searches." in told
        assert "Nothing holds these words." in told
        assert "This question applies to every company. u says that you cannot tell." in told

    def test_clear_and_lists(self, interview: Interview, document: Path) -> None:
        told = by_lines(interview, "1", "b", "c", "l", "/water", "d", "?")
        assert on_file(document)["K.1"].state is State.UNANSWERED
        assert {"K.1  Who boils the water?", "G.1  Who waters the plants?"} <= set(told)
        assert "   c  clear the answer" in told

    def test_own_words_are_no_command(self, interview: Interview, document: Path) -> None:
        by_lines(interview, "g K.3", "b or not b", ":t really", "s")
        assert on_file(document)["K.3"] == Answer(value="b or not b", state=State.ANSWERED, note="really")
        assert interview.session.at == "K.4"

    def test_the_end_tells_what_is_open(self, interview: Interview) -> None:
        told = by_lines(interview, "g G.2", "s", "3")
        assert "Without an answer: K.1, K.2, K.3, K.4, G.1, G.2. g ID goes to one." in told
        assert "No question is shown. b goes back, g ID goes to one." in told


class TestKeys:
    def test_digits_answer_and_go_on(self, interview: Interview, document: Path) -> None:
        assert not by_keys(interview, "31q")
        assert {id_: one.value for id_, one in on_file(document).items() if one.value is not None} == {
            "K.1": Decimal(3),
            "K.2": Decimal(1),
        }

    def test_every_kind_of_answer(self, interview: Interview, document: Path) -> None:
        keys = "31\rmore tea\rp80\r3The list\rnno plants\r\r"
        assert by_keys(interview, keys)
        found = on_file(document)
        assert found["K.3"] == Answer(value="more tea", state=State.ANSWERED, released=True)
        assert found["G.1"].evidence == "The list"
        assert found["G.2"].reason == "no plants"

    def test_arrows_choose_what_nothing_was_marked_in(self, interview: Interview, document: Path) -> None:
        by_keys(interview, "\r\x1b[B\x1b[B\rq")
        last = interview.session.choices(question(interview.session.handout, "K.1"))[-1]
        assert on_file(document)["K.1"].value == last.value

    def test_back_and_on_and_unknown(self, interview: Interview, document: Path) -> None:
        by_keys(interview, "u\x1b[D\x1b[C\x1b[Dtlater\rq")
        assert on_file(document)["K.1"].state is State.UNKNOWN
        assert on_file(document)["K.1"].note == "later"

    def test_go_to_search_list_and_help(self, interview: Interview) -> None:
        by_keys(interview, "gG.2\r?x/water\r\x1b[B\rl\x1b[B\rdq")
        assert interview.session.at == "K.2"

    def test_release_and_clear(self, interview: Interview, document: Path) -> None:
        by_keys(interview, "gK.3\r\rtea\rpbpcq")
        assert on_file(document)["K.3"] == Answer()

    def test_ctrl_c_keeps_what_was_answered(self, interview: Interview, document: Path) -> None:
        with pytest.raises(KeyboardInterrupt):
            by_keys(interview, "3\x03")
        assert on_file(document)["K.1"].value == Decimal(3)

    def test_full_disk_is_told_and_nothing_goes_on(
        self, interview: Interview, document: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", "x")

        before = document.read_bytes()
        monkeypatch.setattr(keeping, "write", full)
        by_keys(interview, "3q")
        assert interview.session.at == "K.1"
        assert document.read_bytes() == before

    def test_broken_document_is_told(self, interview: Interview, document: Path) -> None:
        document.write_text("schema: [", "utf-8")
        by_keys(interview, "3q")
        assert interview.session.at == "K.1"


class TestPages:
    def test_as_much_as_there_is_room_for(self, handout: Handout) -> None:
        session = Session.begin(handout, "G.1")
        texts = {
            height: "\n".join(line.text for line in page(session, View(), 44, height))
            for height in (40, 12, 5)
        }
        assert "Why: Plants need water." in texts[40]
        assert "Why:" not in texts[12]
        assert "? shows all keys" in texts[5]

    @pytest.mark.parametrize("width", [20, 44, 80, 200])
    def test_no_line_is_wider(self, handout: Handout, width: int) -> None:
        for view in (View(), View(Mode.HELP), View(Mode.LIST, listed=Session.begin(handout).questions)):
            for line in page(Session.begin(handout), view, width, 100):
                assert len(line.text) <= max(width, 40)

    def test_nothing_is_marked_before_it_is_chosen(self, handout: Handout) -> None:
        assert not any(line.is_chosen for line in page(Session.begin(handout), View(), 80, 24))

    @pytest.mark.parametrize("attribution", list(Attribution))
    def test_opening_says_how_people_are_named(self, handout: Handout, attribution: Attribution) -> None:
        engagement = handout.engagement.model_copy(update={"attribution": attribution})
        opened = Session.begin(replace(handout, engagement=engagement))
        assert wording.ATTRIBUTION[attribution] in "\n".join(wording.opening(opened))


class TestKept:
    def test_comments_of_the_file_survive(self, interview: Interview, document: Path) -> None:
        comments = [line for line in document.read_text("utf-8").splitlines() if line.strip().startswith("#")]
        by_lines(interview, "3")
        after = document.read_text("utf-8").splitlines()
        assert [line for line in after if line.strip().startswith("#")] == comments
        assert "way: interview" in after

    def test_journal_is_the_trail(self, interview: Interview, document: Path) -> None:
        by_lines(interview, "3", "b", "1")
        lines = [json.loads(line) for line in journal_of(document).read_text("utf-8").splitlines()]
        assert [one["answer"]["value"] for one in lines if "answered" in one] == [3, 1]
        assert [one["shown"] for one in lines if "shown" in one] == ["K.2", "K.1", "K.3"]
        assert all(one["at"] == "2026-10-05T12:00:00.000+00:00" for one in lines)

    def test_goes_on_where_it_stopped(self, interview: Interview, document: Path) -> None:
        by_lines(interview, "3", "g G.2")
        interview.keeper.close()
        with_again = Keeper.open(document, lambda: NOON, SETTINGS)
        assert with_again.left_at() == "G.2"
        with_again.close()
        interview.keeper = Keeper.open(document, lambda: NOON, SETTINGS)  # for the fixture to close

    def test_answer_that_a_crash_kept_from_the_document_arrives(
        self, interview: Interview, document: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(keeping, "write", crash)
            with pytest.raises(KeyboardInterrupt):
                by_lines(interview, "g K.4", "12.5")
        assert on_file(document)["K.4"].value is None
        interview.keeper.close()
        interview.keeper = Keeper.open(document, lambda: NOON, SETTINGS)
        assert on_file(document)["K.4"].value == Decimal("12.5")

    def test_answer_that_a_crash_held_back_is_seen_when_it_goes_on(
        self, interview: Interview, process: Callable[..., Any], folder: Path, document: Path
    ) -> None:
        by_lines(interview, "1")
        digest = hashlib.sha256(document.read_bytes()).hexdigest()[:16]
        held_back = {"answered": "K.1", "answer": {"state": "answered", "value": 3}, "to": digest}
        interview.keeper.journal.append({"at": "", **held_back})
        interview.keeper.journal.append({"at": "", "shown": "K.1"})
        interview.keeper.close()
        ended = process("interview", folder, "-r", "anna", stdin=None, input=b"1\nq\n")
        assert ended.code == 0, ended.err
        assert "Answered: 3" in ended.out  # what was sent before the crash
        assert on_file(document)["K.1"].value == Decimal(1)  # what was said then
        interview.keeper = Keeper.open(document, lambda: NOON, SETTINGS)

    def test_what_somebody_edits_meanwhile_is_answered_anew(
        self, interview: Interview, document: Path
    ) -> None:
        by_lines(interview, "3", "b")
        text = document.read_text("utf-8").replace("K.1: {value: 3}", "K.1: {value: 1}")
        document.write_text(text, "utf-8")
        by_lines(interview, "3")
        assert on_file(document)["K.1"].value == Decimal(3)

    def test_hand_edits_between_two_answers_stay(self, interview: Interview, document: Path) -> None:
        by_lines(interview, "3")
        document.write_text(
            document.read_text("utf-8").replace("  G.2: {value: }", "  G.2: {value: 7}  # told me"), "utf-8"
        )
        by_lines(interview, "1")
        assert on_file(document)["G.2"].value == Decimal(7)
        assert "# told me" in document.read_text("utf-8")

    def test_journal_alone_decides_nothing_once_the_file_has_changed(
        self, interview: Interview, document: Path
    ) -> None:
        by_lines(interview, "3")
        document.write_text(
            document.read_text("utf-8").replace("K.1: {value: 3}", "K.1: {value: 1}"), "utf-8"
        )
        interview.keeper.close()
        interview.keeper = Keeper.open(document, lambda: NOON, SETTINGS)
        assert on_file(document)["K.1"].value == Decimal(1)

    def test_clock_may_go_backwards(self, document: Path) -> None:
        times = iter([NOON, NOON - dt.timedelta(days=1), NOON - dt.timedelta(days=2)])
        keeper = Keeper.open(document, lambda: next(times), SETTINGS)
        keeper.show("K.1")
        keeper.show("K.2")
        keeper.show("K.3")
        assert keeper.left_at() == "K.3"
        keeper.close()

    def test_broken_document_opens_nothing(self, document: Path) -> None:
        document.write_text("schema: assess/answers@1\n", "utf-8")
        with pytest.raises(BrokenDocumentError) as error:
            Keeper.open(document, lambda: NOON, SETTINGS)
        assert error.value.problems
        document.write_text("schema: assess/answers@1\n", "utf-8")
        with pytest.raises(BrokenDocumentError):  # and nothing is held any longer
            Keeper.open(document, lambda: NOON, SETTINGS)


class TestFaults:
    """A disk that is full at any moment: what was answered before is there, and it goes on later."""

    @pytest.mark.parametrize("call", ["write", "fsync", "replace"])
    @pytest.mark.parametrize("last", range(7))
    def test_full_disk_at_every_write(
        self,
        interview: Interview,
        document: Path,
        monkeypatch: pytest.MonkeyPatch,
        call: str,
        last: int,
    ) -> None:
        real, left = getattr(os, call), [last]

        def full(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device", "x")
            return real(*arguments, **options)

        told: list[str] = []
        with monkeypatch.context() as patched, contextlib.suppress(OSError):
            patched.setattr(os, call, full)
            interview_by_lines(interview, ["3", "1", "more tea", "s", "80", "2", "30"], told.append)
        confirmed = [line.partition("  ")[0] for line in told if line.startswith(("K.", "G."))][:-1]
        answered = {id_ for id_, one in on_file(document).items() if one.state is State.ANSWERED}
        assert set(confirmed) <= answered
        assert not list(document.parent.glob(".*"))
        interview.keeper.close()
        interview.keeper = Keeper.open(document, lambda: NOON, SETTINGS)
        interview.session = Session.begin(
            replace(interview.session.handout, answers=interview.keeper.answers())
        )
        by_lines(interview, "g K.4", "99")
        assert on_file(document)["K.4"].value == Decimal(99)

    def test_read_only_folder(self, assess: Callable[..., Any], folder: Path, document: Path) -> None:
        """As somebody else, because CI is root and root may do everything."""
        is_root = os.geteuid() == 0
        with tempfile.TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            copy = Path(shutil.copytree(folder, Path(name) / "tea"))
            assert (
                assess("interview", copy, "-r", "anna", "--answers", document).code == 0
            )  # loads all modules
            shutil.rmtree(copy / "assessments" / "2026-10-05" / "journal")
            (copy / "assessments" / "2026-10-05").chmod(0o555)
            given = Path(shutil.copy(document, name))
            if is_root:
                os.seteuid(65534)
            try:
                ended = assess("interview", copy, "-r", "anna", "--answers", given)
            finally:
                if is_root:
                    os.seteuid(0)
                (copy / "assessments" / "2026-10-05").chmod(0o755)
        assert ended.code == 3
        assert "Check the permissions, or name another folder." in ended.err


class TestCommand:
    def run(self, process: Callable[..., Any], folder: Path, typed: str, *words: str) -> Any:
        return process("interview", folder, *words, stdin=None, input=typed.encode())

    def test_asks_resumes_and_ends_with_the_scorecard(
        self, process: Callable[..., Any], folder: Path
    ) -> None:
        first = self.run(process, folder, "3\n", "-r", "anna")
        assert first.code == 0
        assert "6 questions, about 5 minutes" in first.out
        assert f"To go on: assess interview {folder} -r anna" in first.err
        second = self.run(process, folder, "1\nmore tea\n:s\n80\n2\n30\nq\n", "-r", "anna")
        assert "6 questions, about" not in second.out
        assert "K.2  Which kettle is used?" in second.out
        assert "With the answers of 1 respondent" in second.out
        assert second.err == ""

    def test_somebody_new(self, process: Callable[..., Any], folder: Path) -> None:
        ended = self.run(process, folder, "q\n", "-r", "ben:garden", "--quick", "--attribution", "anonymous")
        assert ended.code == 0
        assert "2 questions" in ended.out
        assert "names neither you nor your department" in ended.out

    def test_answers_from_a_file(
        self, assess: Callable[..., Any], folder: Path, tmp_path: Path, document: Path
    ) -> None:
        given = tmp_path / "given.yaml"
        given.write_text(
            'schema: assess/answers@1\nquestionnaire: tea\nversion: "1"\nrespondent: anna\n'
            "function: kitchen\nanswers: {K.1: {value: 3}, G.2: {value: 12, note: counted}}\n",
            "utf-8",
        )
        ended = assess("interview", folder, "-r", "anna", "--answers", given)
        assert ended.code == 0, ended.err
        assert on_file(document)["G.2"].note == "counted"
        given.write_text(given.read_text("utf-8").replace("K.1: {value: 3}", "K.1: {value: 2}"), "utf-8")
        ended = assess("interview", folder, "-r", "anna", "--answers", given)
        assert ended.code == 1
        assert "ANS013" in ended.err

    def test_usage(self, assess: Callable[..., Any], process: Callable[..., Any], folder: Path) -> None:
        assert "-r NAME" in assess("interview", folder).err
        assert "--answers FILE" in assess("interview", folder, "-r", "anna", "--no-input").err
        assert "Did you mean `anna`?" in assess("interview", folder, "-r", "ana").err
        assert "kitchen, not for garden" in assess("interview", folder, "-r", "anna:garden").err
        assert "there are: 2026-10-05" in assess("interview", folder, "-r", "anna", "--at", "2025-01-01").err
        ended = process("interview", folder, "-r", "anna")
        assert ended.code == 2
        assert "--answers FILE" in ended.err

    def test_what_was_said_of_names_is_kept(
        self, process: Callable[..., Any], assess: Callable[..., Any], folder: Path
    ) -> None:
        self.run(process, folder, "3\n", "-r", "anna")
        ended = assess("interview", folder, "-r", "anna", "--attribution", "named")
        assert ended.code == 2
        assert "was told `function` before the first answer" in ended.err

    def test_second_window_is_told(
        self, assess: Callable[..., Any], folder: Path, interview: Interview
    ) -> None:
        ended = assess("interview", folder, "-r", "anna")
        assert ended.code == 2
        assert "in another window" in ended.err
        assert interview.session.at == "K.1"

    def test_broken_answers_are_shown(self, assess: Callable[..., Any], folder: Path, document: Path) -> None:
        document.write_text(document.read_text("utf-8") + "  K.1: {value: 3}\n", "utf-8")
        ended = assess("interview", folder, "-r", "anna")
        assert ended.code == 1
        assert "DOC012" in ended.err


class TestRoom:
    """What people see differently is settled together; single votes stay on file."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        kestrel = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
        return Path(shutil.copytree(kestrel, tmp_path / "kestrel"))

    def test_disputed_questions_with_the_votes(self, process: Callable[..., Any], folder: Path) -> None:
        typed = b"2\nq\n"
        ended = process("interview", folder, "-r", "consensus", "--disputed", stdin=None, input=typed)
        assert ended.code == 0, ended.err
        assert "1 of 10" in ended.out
        assert "Votes: Marketing 3 (2 to 3)" in ended.out
        assert "Product and Executive team" in ended.out  # two and two, so never each by itself
        assert "--disputed" in ended.err
        made = folder / "assessments" / "2026-10-05" / "answers" / "consensus.yaml"
        assert "respondent: consensus\n" in made.read_text("utf-8")
        assert len(on_file(made)) == 1

    def test_everything_else_may_be_settled_too(self, process: Callable[..., Any], folder: Path) -> None:
        ended = process("interview", folder, "-r", "consensus", stdin=None, input=b"g X9\nq\n")
        assert ended.code == 0
        assert "97 of 110" in ended.out
        assert "counts in place of single votes" in ended.out

    def test_only_the_room_settles(self, assess: Callable[..., Any], folder: Path) -> None:
        ended = assess("interview", folder, "-r", "finance-1", "--disputed")
        assert ended.code == 2
        assert "-r consensus" in ended.err
