"""`assess pilot`: from a draft to a decision, and from the decision to a changed plan."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.cli import pilot_file
from assess.cli.pilot import MOST_BYTES

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
Run = Callable[..., Any]

TEST = """    type: randomised
    unit: customer
    measure: proportion
    baseline: 25
    smallest_effect: -4
    weekly_volume: 350
    intake_weeks: 10
    follow_up_weeks: 2
    arms:
      - {id: usual, gets: The desk as it is., share: 50, planned: 1740}
      - {id: named, gets: Six advisers who answer today., share: 50, planned: 1740}
"""
GUARDRAILS = """  guardrails:
    - {id: waiting, name: Others who wait longer than a day, margin: 5, baseline: 20, alpha: 0.05}
"""


@pytest.fixture
def kestrel(tmp_path: Path) -> Path:
    shutil.copytree(KESTREL, tmp_path / "kestrel")
    return tmp_path / "kestrel"


@pytest.fixture
def designed(assess: Run, kestrel: Path) -> Path:
    """With a pilot of “Answered today” drafted from the playbook and completed by hand, not yet frozen."""
    assert assess("pilot", "design", kestrel, "--new", "answered-today").code == 0
    draft = kestrel / "pilots" / "answered-today.yaml.draft"
    text = draft.read_text(encoding="utf-8").replace("@1\nid:", "@1\n# Ours.\nid:")
    text = re.sub(r"    type: randomised\n.*?    alpha:", f"{TEST}    alpha:", text, flags=re.DOTALL)
    text = re.sub(r"  guardrails:\n.*?  decision", f"{GUARDRAILS}  decision", text, flags=re.DOTALL)
    draft.with_suffix("").write_text(text, encoding="utf-8")
    draft.unlink()
    return kestrel


def frozen(assess: Run, folder: Path) -> Path:
    document = folder / "pilots" / "answered-today.yaml"
    freeze = ("--freeze", "--on", "2026-12-18")
    assert assess("pilot", "design", folder, "-p", "answered-today", *freeze).code == 0
    with document.open("a", encoding="utf-8") as file:
        file.write("starts: 2027-01-04\nends: 2027-04-04\n")
    return document


RESULTS = ("--arm", "usual=430/1742", "--arm", "named=345/1738")
BESIDE = ("--guardrail", "waiting:usual=350/1742", "--guardrail", "waiting:named=352/1738")


class TestDesign:
    def test_draft_brings_what_the_playbook_says_and_no_command_reads_it(
        self, assess: Run, kestrel: Path
    ) -> None:
        ended = assess("pilot", "design", kestrel, "--new", "answered-today")
        text = (kestrel / "pilots" / "answered-today.yaml.draft").read_text(encoding="utf-8")
        assert "A same-day answer from a named person" in text
        assert "date: '2027-01-04'" in text  # the first Monday that can be planned from the assessment
        plan = json.loads(assess("plan", kestrel, "-f", "json").out)
        planned = next(one for one in plan["initiatives"] if one["initiative"] == "answered-today")
        dates = re.findall(r"date: '(\S+)'", text)
        assert dates == [gate["date"] for gate in planned["gates"]]
        assert "save it as" in ended.out
        assert assess("score", kestrel).code == 0
        again = assess("pilot", "design", kestrel, "--new", "answered-today")
        assert again.code == 2
        assert "is there already" in again.err

    def test_draft_does_not_lead_to_a_pilot_that_is_there_already(self, assess: Run, designed: Path) -> None:
        ended = assess("pilot", "design", designed, "--new", "answered-today")
        assert ended.code == 2
        assert "there is a pilot `answered-today` already" in ended.err
        assert not (designed / "pilots" / "answered-today.yaml.draft").exists()

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--new", "answered-todai"], "an initiative `answered-todai`. Did you mean `answered-today`?"),
            (["--new", "answered-today", "--on", "9999-12-01"], "a day between 1900 and 2999 is expected"),
            (["-p", "box-cod"], "Did you mean `box-code`?"),
            (["-p", "box-code", "--freeze", "--why", "So."], "three steps; take them one by one"),
            (["-p", "box-code", "--why", "So.", "--by", " "], "it is empty; name a role"),
        ],
    )
    def test_design_that_cannot_be_meant_says_what_to_write(
        self, assess: Run, kestrel: Path, words: list[str], said: str
    ) -> None:
        ended = assess("pilot", "design", kestrel, *words)
        assert (ended.code, said in " ".join(ended.err.split())) == (2, True), ended.err

    def test_says_how_many_and_how_long(self, assess: Run, kestrel: Path) -> None:
        told = assess("pilot", "design", kestrel, "-p", "first-sixty-days").out
        assert "the design is as frozen" in told
        assert "usual       8,925   8,925" in told
        assert "intake of 8 weeks, then 13 weeks of follow-up" in told

    def test_says_when_a_pilot_cannot_answer_and_what_would(self, assess: Run, designed: Path) -> None:
        document = designed / "pilots" / "answered-today.yaml"
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace("planned: 1740", "planned: 200"), encoding="utf-8")
        told = assess("pilot", "design", designed, "-p", "answered-today", "-f", "json")
        sizing = json.loads(told.out)["sizing"]
        assert not sizing["enough"]
        assert sizing["required"] == [1734, 1734]
        assert any("1,734" in says for says in sizing["says"])

    def test_freezing_puts_day_and_digest_on_record_and_keeps_comments(
        self, assess: Run, designed: Path
    ) -> None:
        document = frozen(assess, designed)
        text = document.read_text(encoding="utf-8")
        assert re.search(r"frozen: \{date: 2026-12-18, digest: \"?[0-9a-f]{64}", text)
        assert "# Ours." in text
        again = assess("pilot", "design", designed, "-p", "answered-today", "--freeze", "--on", "2026-12-19")
        assert again.code == 1
        assert "the design was frozen on 2026-12-18" in again.err
        assert document.read_text(encoding="utf-8") == text

    def test_file_of_windows_is_frozen_like_any_other(self, assess: Run, designed: Path) -> None:
        document = designed / "pilots" / "answered-today.yaml"
        text = document.read_text(encoding="utf-8")
        document.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        freeze = ("--freeze", "--on", "2026-12-18")
        ended = assess("pilot", "design", designed, "-p", "answered-today", *freeze)
        assert ended.code == 0, ended.err
        assert "as frozen" in ended.out

    def test_changed_design_is_put_on_record_with_reason_and_names(self, assess: Run, designed: Path) -> None:
        document = frozen(assess, designed)
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace("smallest_effect: -4", "smallest_effect: -3"), encoding="utf-8")
        assert assess("score", designed).code == 0
        assert assess("plan", designed).code == 1  # PIL016
        told = assess("pilot", "design", designed, "-p", "answered-today")
        assert "different from what was frozen, and not on record" in told.out
        silent = ("--why", "Three points pay, too.", "--by", "CFO", "--on", "2026-12-20")
        told = assess("pilot", "design", designed, "-p", "answered-today", *silent)
        assert told.code == 0, told.err
        assert "changed since it was frozen, on record" in told.out
        assert "Three points pay, too." in document.read_text(encoding="utf-8")

    def test_what_cannot_be_sized_cannot_be_frozen(self, assess: Run, designed: Path) -> None:
        document = designed / "pilots" / "answered-today.yaml"
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace("    baseline: 25\n", ""), encoding="utf-8")
        ended = assess("pilot", "design", designed, "-p", "answered-today", "--freeze", "--on", "2026-12-18")
        assert ended.code == 1
        assert "baseline" in ended.err

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["-p", "nothing"], "there is no pilot `nothing`: box-code"),
            ([], "name a pilot with --pilot"),
            (["--new", "nothing"], "no playbook in use has an initiative `nothing`"),
            (["--new", "answered-today", "-p", "../away"], "`../away` is no id"),
            (["-p", "first-sixty-days", "--freeze"], "say on which day"),
        ],
    )
    def test_wrong_usage_says_what_to_write(
        self, assess: Run, kestrel: Path, words: list[str], said: str
    ) -> None:
        ended = assess("pilot", "design", kestrel, *words)
        assert (ended.code, said in ended.err) == (2, True), ended.err


class TestRecord:
    def test_results_by_hand_are_read_at_once(self, assess: Run, designed: Path) -> None:
        document = frozen(assess, designed)
        ended = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", *RESULTS, *BESIDE
        )
        assert ended.code == 0, ended.err
        assert (
            "4.8 points less (95 per cent interval −7.6 to −2.1): below 0, and the guardrail holds."
            in ended.out
        )
        assert "arms: {usual: {units: 1742, events: 430}" in document.read_text(encoding="utf-8")
        again = assess("pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-06", *RESULTS)
        assert again.code == 2
        assert "a result of 2027-04-05 is on record already; --force replaces it" in again.err

    def test_results_from_a_table_of_units(self, assess: Run, designed: Path, tmp_path: Path) -> None:
        frozen(assess, designed)
        rows = ["unit,arm,kpi,waiting"]
        for arm, events in (("usual", 430), ("named", 345)):
            rows += [f"{arm}-{n},{arm},{int(n < events)},{int(n < 350)}" for n in range(1740)]
        table = tmp_path / "units.csv"
        table.write_text("\n".join(rows), encoding="utf-8")
        ended = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", "--units", table
        )
        assert ended.code == 0, ended.err
        assert "SCALE" in ended.out

    def test_table_with_mistakes_is_told_line_by_line_and_changes_nothing(
        self, assess: Run, designed: Path, tmp_path: Path
    ) -> None:
        document = frozen(assess, designed)
        before = document.read_bytes()
        table = tmp_path / "units.csv"
        table.write_text("unit,arm,kpi,waiting\na,usual,1,0\na,named,1,0\nb,other,=1+1,0\n", encoding="utf-8")
        ended = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", "--units", table
        )
        assert ended.code == 1
        assert {"UNI002", "UNI003"} <= set(re.findall(r"UNI\d{3}", ended.err))
        assert "Nothing was written." in ended.err
        assert document.read_bytes() == before

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--on", "2027-04-05"], "give the results as --units"),
            (["--on", "2027-04-05", "--arm", "usual=many"], "`many` cannot be read; write 3059/8964"),
            ([*RESULTS], "say on which day"),
            (
                ["--on", "2027-04-05", *RESULTS, "--guardrail", "x:usual=1/2"],
                "the design has no guardrail `x`",
            ),
            (["--on", "2027-04-05", *RESULTS, "--guardrail", "waiting=1/2"], "no guardrail `waiting=1/2`"),
            (["--on", "2027-04-05", *RESULTS, "--arm", "usual=1/2"], "`usual` is given twice"),
            (["--on", "2027-04-05", *RESULTS, "--arm", "=1/2"], "no arm ``; it has usual, named"),
            (["--on", "2027-04-05", "--arm", f"usual={'9' * 5000}/1"], "cannot be read; write 3059/8964"),
            (
                ["--on", "2027-04-05", "--arm", "usal=1/2", "--arm", "named=x"],
                "`usal`; it has usual, named\n`x`",
            ),
            (["--on", "2027-04-05", *RESULTS, "--decision", "stop"], "one after the other"),
            (["--on", "2027-04-05", *RESULTS, "--why", "So."], "there is none"),
            (["--on", "2027-04-05", "--decision", "stop", "--by", ""], "it is empty; name a role"),
            (["--on", "2027-04-05", "--decision", "stop", "--why", "\udcff"], "it is no text in UTF-8"),
        ],
    )
    def test_wrong_usage_says_what_to_write(
        self, assess: Run, designed: Path, words: list[str], said: str
    ) -> None:
        frozen(assess, designed)
        ended = assess("pilot", "record", designed, "-p", "answered-today", *words)
        assert (ended.code, said in ended.err) == (2, True), ended.err

    def test_mistake_of_every_row_is_shown_a_few_times_and_counted(
        self, assess: Run, designed: Path, tmp_path: Path
    ) -> None:
        frozen(assess, designed)
        table = tmp_path / "units.csv"
        rows = "".join(f"u{number},other,1,0\n" for number in range(50))
        table.write_text(f"unit,arm,kpi,waiting\n{rows}u50,usual,x,0\n", encoding="utf-8")
        ended = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", "--units", table
        )
        assert ended.code == 1
        assert re.findall(r"UNI\d{3}", ended.err) == ["UNI003"] * 20 + ["UNI004"]
        assert "And 30 more like these." in ended.err

    def test_table_that_is_no_file_or_too_large_is_refused_at_once(
        self, assess: Run, designed: Path, tmp_path: Path
    ) -> None:
        """A pipe would be waited for, and a device never end."""
        frozen(assess, designed)
        os.mkfifo(tmp_path / "pipe")
        with (tmp_path / "large.csv").open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        for name, said in (("pipe", "it is not a regular file"), ("large.csv", "has more than 100 MB")):
            ended = assess(
                "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05",
                "--units", tmp_path / name,
            )  # fmt: skip
            assert (ended.code, said in ended.err) == (2, True), ended.err

    def test_results_that_do_not_hold_are_refused(self, assess: Run, designed: Path) -> None:
        document = frozen(assess, designed)
        before = document.read_bytes()
        ended = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", "--arm", "usual=9/5",
            "--arm", "named=1/5",
        )  # fmt: skip
        assert ended.code == 1
        assert "PIL023" in ended.err
        assert document.read_bytes() == before

    def test_what_somebody_else_has_changed_meanwhile_stays(
        self, assess: Run, designed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = frozen(assess, designed)

        def checked_slowly(*given: object) -> None:
            del given
            document.write_text(f"{document.read_text(encoding='utf-8')}# Theirs.\n", encoding="utf-8")

        monkeypatch.setattr(pilot_file, "_check", checked_slowly)
        ended = assess("pilot", "record", designed, "-p", "answered-today", "--on", "2027-04-05", *RESULTS)
        assert ended.code == 2
        assert "was changed meanwhile" in ended.err
        text = document.read_text(encoding="utf-8")
        assert text.endswith("# Theirs.\n")
        assert "results:" not in text

    def test_decision_takes_its_reason_from_the_reading_and_stays(self, assess: Run, designed: Path) -> None:
        document = frozen(assess, designed)
        record = ("pilot", "record", designed, "-p", "answered-today")
        assert assess(*record, "--on", "2027-04-05", *RESULTS, *BESIDE).code == 0
        decide = (*record, "--on", "2027-04-09", "--by", "CMO", "--decision")
        assert assess(*decide, "scale").code == 0
        assert "4.8 points less" in document.read_text(encoding="utf-8").partition("decision:")[2]
        again = assess(*decide, "stop")
        assert again.code == 2
        assert "a decision of 2027-04-09 is on record already" in again.err
        assert assess(*decide, "stop", "--force").code == 0


class TestRead:
    def test_look_on_the_way_is_told_with_its_level(self, assess: Run, designed: Path) -> None:
        document = designed / "pilots" / "answered-today.yaml"
        text = document.read_text(encoding="utf-8")
        looks = "    looks: [{date: 2027-02-22, information: 50}]\n    arms:\n"
        document.write_text(text.replace("    arms:\n", looks, 1), encoding="utf-8")
        frozen(assess, designed)
        half = ("--arm", "usual=215/871", "--arm", "named=172/869")
        beside = ("--guardrail", "waiting:usual=175/871", "--guardrail", "waiting:named=176/869")
        told = assess(
            "pilot", "record", designed, "-p", "answered-today", "--on", "2027-02-22", *half, *beside
        )
        assert told.code == 0, told.err
        assert "Look 1 of 2, at a level of 0.0031" in told.out
        assert "NOT YET" in told.out.replace("-", " ").upper()

    def test_the_examples_read_as_their_story_says(self, assess: Run, kestrel: Path) -> None:
        found = json.loads(assess("pilot", "read", kestrel, "-f", "json").out)
        assert {one["pilot"]: one["verdict"] for one in found} == {
            "box-code": "not-yet",
            "first-sixty-days-2026": "scale",
            "loyalty-discount-2025": "stop",
            "preference-centre-2026": "not-yet",
            "two-promises-2026": "not-yet",
        }

    def test_without_pilots_it_says_how_to_begin_one(self, assess: Run, kestrel: Path) -> None:
        shutil.rmtree(kestrel / "pilots")
        ended = assess("pilot", "read", kestrel)
        assert ended.code == 1
        assert "assess pilot design --new INITIATIVE" in ended.err


def test_story_from_scorecard_to_a_changed_plan(assess: Run, designed: Path) -> None:
    """What docs/planning.md walks through."""
    assert "Level" in assess("score", designed).out
    assert "Proposed" in assess("vision", designed).out
    before = json.loads(assess("plan", designed, "--on", "2026-10-05", "-f", "json").out)
    planned = {one["initiative"]: one for one in before["initiatives"]}
    assert planned["answered-today"]["pilot"]["start"] == 0

    frozen(assess, designed)
    record = ("pilot", "record", designed, "-p", "answered-today")
    assert assess(*record, "--on", "2027-04-05", *RESULTS, *BESIDE).code == 0
    assert (
        assess(*record, "--on", "2027-04-09", "--decision", "scale", "--by", "CMO", "--by", "CFO").code == 0
    )

    stale = assess("report", designed, "-f", "html")
    assert stale.code == 0
    after = json.loads(assess("plan", designed, "-f", "json").out)
    assert after["planned_on"] == "2027-04-09"
    passed = next(one for one in after["initiatives"] if one["initiative"] == "answered-today")
    assert passed["passed"] == "answered-today"
    assert passed["pilot"]["quarters"] == 0
    assert assess("report", designed, "-f", "html").code == 0
    report = (designed / "out" / "report.html").read_text(encoding="utf-8")
    for said in (
        "What pilots have shown so far",
        "4.8 points less",
        "Decided on 9 April 2027 by CMO",
        "In the plan the gate is passed, and the project begins in Q3 2027.",
    ):
        assert said in report.replace("\u00a0", " "), said


class TestWhatIf:
    def test_other_limits_stand_beside_the_plan_and_nothing_is_written(
        self, assess: Run, kestrel: Path
    ) -> None:
        ended = assess("plan", kestrel, "--what-if", "at-once=5", "-f", "json")
        agreed, other = json.loads(ended.out)
        assert (agreed["name"], other["changes"]) == ("as agreed", "at-once=5")
        assert float(other["proof"]["worth"]) > float(agreed["proof"]["worth"])
        assert not (kestrel / "roadmap.yaml").exists()

    def test_wanted_levels_that_other_limits_move_stand_side_by_side(
        self, assess: Run, kestrel: Path
    ) -> None:
        told = assess("plan", kestrel, "--what-if", "at-once=3").out
        assert re.search(r"^Wanted  Level  as agreed  at-once=3$", told, re.MULTILINE)
        assert re.search(r"^S2 +3 +Q4 2028 +not$", told, re.MULTILINE)

    def test_what_limits_the_plan_is_a_list_that_hangs_below_its_dashes(
        self, assess: Run, kestrel: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "72")
        told = assess("--color", "always", "plan", kestrel).out
        first, second, *_ = told.partition("- One more change at a time ")[2].splitlines()
        assert len(first) < 72
        assert re.match(r"  \S", second)

    def test_limits_that_bind_nothing_are_said_to_move_nothing(self, assess: Run, kestrel: Path) -> None:
        told = assess("plan", kestrel, "--what-if", "budget=+20%").out
        assert "Every wanted level is reached when it was." in told

    def test_day_of_planning_holds_for_all_that_is_compared(self, assess: Run, kestrel: Path) -> None:
        words = ("plan", kestrel, "--what-if", "at-once=5", "-f", "json", "--on")
        early, late = (json.loads(assess(*words, day).out) for day in ("2026-10-05", "2027-08-02"))
        assert {plan["starts"] for plan in early} == {"2027-01-04"}
        assert {plan["planned_on"] for plan in late} == {"2027-08-02"}
        assert {plan["starts"] for plan in late} == {"2027-10-04"}

    def test_scenarios_of_the_engagement_go_by_name(self, assess: Run, kestrel: Path) -> None:
        engagement = kestrel / "engagement.yaml"
        text = engagement.read_text(encoding="utf-8")
        engagement.write_text(f'{text}\nscenarios: {{leaner: "budget=-20%"}}\n', encoding="utf-8")
        told = assess("plan", kestrel, "--scenarios").out
        assert re.search(r"^leaner +\d+\.\d ", told, re.MULTILINE)

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--what-if", "budget"], "`budget` is no change of a limit"),
            (["--what-if", "gold=+5"], "the engagement has no limit `gold`"),
            (["--scenarios"], "engagement.yaml has no `scenarios:`"),
        ],
    )
    def test_wrong_usage_says_what_to_write(
        self, assess: Run, kestrel: Path, words: list[str], said: str
    ) -> None:
        ended = assess("plan", kestrel, *words)
        assert (ended.code, said in ended.err) == (2, True), ended.err
