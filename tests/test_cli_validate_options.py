"""`assess validate`: paths and patterns, standard input, formats into files, selection, settings."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
VISION = "schema: assess/vision@1\nstatement: More.\n"
MISSPELT = "schema: assess/vision@1\nstatement: More.\nstatemnt: More.\n"
WARNING = (
    'schema: assess/questionnaire@1\nid: q\nversion: "1"\ntitle: Q\n'
    "ladder: [{value: 1, name: Low}, {value: 2, name: High}]\nsections: [{id: A, title: A}]\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def put(name: str, text: str = MISSPELT) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(assess: Run, *words: object) -> list[str]:
    """`file:line:column: CODE` of each problem."""
    lines = assess("validate", *words, "-f", "concise").out.splitlines()
    return [" ".join(line.split()[:2]) for line in lines]


class TestPaths:
    def test_patterns_are_expanded_by_the_program(self, assess: Run) -> None:
        for name in ("a/one.yaml", "a/b/two.yaml", "three.yaml"):
            put(name)
        assert told(assess, "**/t*.yaml") == ["a/b/two.yaml:3:1: DOC030", "three.yaml:3:1: DOC030"]
        assert told(assess, "a/*.yaml") == ["a/one.yaml:3:1: DOC030"]

    def test_pattern_that_fits_nothing_is_wrong_usage(self, assess: Run) -> None:
        ended = assess("validate", "*.yml", "missing.yaml")
        assert (ended.code, ended.out) == (2, "")
        assert (
            ended.err == "assess: nothing fits the pattern *.yml\nthere is no file or folder missing.yaml.\n"
        )

    def test_misspelt_path_is_told_with_the_nearest(self, assess: Run) -> None:
        put("vision.yaml")
        assert "Did you mean `vision.yaml`?" in assess("validate", "vison.yaml").err

    def test_name_with_brackets_is_a_file_first(self, assess: Run) -> None:
        put("a[1].yaml")
        assert told(assess, "a[1].yaml") == ["a[1].yaml:3:1: DOC030"]

    def test_pattern_looks_where_a_search_would(self, assess: Run) -> None:
        for name in ("a.yaml", "out/b.yaml", ".git/c.yaml", "d/.hidden.yaml"):
            put(name)
        assert told(assess, "**/*.yaml") == ["a.yaml:3:1: DOC030"]
        assert told(assess, "ou?/*.yaml", ".git/*") == [".git/c.yaml:3:1: DOC030", "out/b.yaml:3:1: DOC030"]

    def test_pattern_meets_a_loop_of_links_once(self, assess: Run) -> None:
        put("a/b/v.yaml")
        Path("a/loop").symlink_to(Path.cwd())
        Path("a/b/loop").symlink_to(Path.cwd())
        assert told(assess, "**/*.yaml") == ["a/b/v.yaml:3:1: DOC030"]

    def test_pattern_for_folders_searches_them(self, assess: Run, tmp_path: Path) -> None:
        for name in ("north/a.yaml", "north/deep/b.yaml", "south/c.yaml"):
            put(name)
        put("north/compose.yaml", "services: {}\n")
        expected = ["north/a.yaml:3:1: DOC030", "north/deep/b.yaml:3:1: DOC030"]
        assert told(assess, "n*") == expected
        assert told(assess, tmp_path / "[n]orth") == expected
        assert told(assess, "n*/**") == expected

    def test_yaml_of_other_programs_is_passed_over_in_a_folder(self, assess: Run) -> None:
        put("compose.yaml", "services: {}\n")
        put("playbook.yml", "- hosts: all\n")
        put("vision.yaml", VISION)
        ended = assess("validate")
        assert (ended.code, ended.err) == (0, "1 document, no problems; 2 other files passed over\n")

    def test_yaml_of_another_program_that_is_named_is_checked(self, assess: Run) -> None:
        put("compose.yaml", "services: {}\n")
        assert told(assess, "compose.yaml") == ["compose.yaml:1:1: DOC021"]
        assert told(assess, ".", "compose.yaml") == ["compose.yaml:1:1: DOC021"]

    def test_nothing_in_an_engagement_is_passed_over(self, assess: Run, engagement: Path) -> None:
        (engagement / "assessments" / "notes.yaml").write_text("anna: was there\n")
        assert [line.rpartition(" ")[2] for line in told(assess, engagement)] == ["DOC021"]

    def test_excluded_files_are_passed_over_unless_named(self, assess: Run) -> None:
        for name in ("drafts/a.yaml", "b.draft.yaml", "c.yaml"):
            put(name)
        words = ("--exclude", "drafts", "--exclude", "*.draft.yaml")
        assert told(assess, *words) == ["c.yaml:3:1: DOC030"]
        assert told(assess, "b.draft.yaml", *words) == ["b.draft.yaml:3:1: DOC030"]


class TestStandardInput:
    def test_stands_where_its_name_says(self, process: Run, engagement: Path) -> None:
        answers = next(engagement.glob("assessments/*/answers/sales-1.yaml"))
        text = answers.read_text("utf-8").replace("F1.1: {value: 1}", "F1.1: {value: 9}")
        words = ("validate", "-", "--stdin-filename", answers, "-f", "concise")
        ended = process(*words, stdin=None, input=text.encode())
        assert ended.code == 1
        assert "sales-1.yaml:11:17: ANS013 `9` is no answer to F1.1" in ended.out

    def test_without_a_name_it_stands_alone(self, process: Run) -> None:
        ended = process("validate", "-", "-f", "concise", stdin=None, input=MISSPELT.encode())
        assert (ended.code, ended.out) == (1, "-:3:1: DOC030 unknown key `statemnt`\n")

    def test_without_a_name_it_belongs_to_no_engagement(self, process: Run, engagement: Path) -> None:
        ended = process("validate", "-", stdin=None, input=VISION.encode(), cwd=engagement)
        assert (ended.code, ended.out) == (0, "")

    def test_file_that_is_not_there_yet_stands_where_its_name_says(
        self, process: Run, engagement: Path
    ) -> None:
        vision = engagement / "vision.yaml"
        text = vision.read_bytes()
        vision.unlink()
        ended = process("validate", "-", "--stdin-filename", vision, stdin=None, input=text)
        assert (ended.code, ended.out) == (0, "")
        new = engagement / "assessments" / "2026-09-21" / "answers" / "sales-2.yaml"
        text = (new.parent / "sales-1.yaml").read_bytes()
        ended = process("validate", "-", "--stdin-filename", new, "-f", "concise", stdin=None, input=text)
        assert "ANS015" in ended.out

    def test_is_read_once_however_often_it_is_named(self, process: Run) -> None:
        ended = process("validate", "-", "-", "-f", "concise", stdin=None, input=MISSPELT.encode())
        assert (ended.code, ended.out) == (1, "-:3:1: DOC030 unknown key `statemnt`\n")

    def test_its_name_alone_is_wrong_usage(self, assess: Run) -> None:
        put("a.yaml")
        ended = assess("validate", "--stdin-filename", "a.yaml")
        assert (ended.code, ended.out) == (2, "")
        assert "write `-`, too" in ended.err

    def test_terminal_is_not_waited_for(self, assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = io.StringIO()
        terminal.isatty = lambda: True  # type: ignore[method-assign]  # as a terminal answers
        monkeypatch.setattr(sys, "stdin", terminal)
        ended = assess("validate", "-")
        assert (ended.code, ended.out) == (2, "")
        assert "assess validate - < a.yaml" in ended.err

    def test_closed_input_is_wrong_usage(self, process: Run) -> None:
        ended = process("validate", "-", stdin=None, preexec_fn=lambda: __import__("os").close(0))
        assert ended.code == 2


class TestFormats:
    def test_first_output_belongs_to_the_first_format(self, assess: Run) -> None:
        put("a.yaml")
        words = ("-f", "json", "-o", "out/a.json", "-f", "sarif", "-o", "b.sarif", "-f", "concise")
        ended = assess("validate", *words)
        assert (ended.code, ended.out) == (1, "a.yaml:3:1: DOC030 unknown key `statemnt`\n")
        assert json.loads(Path("out/a.json").read_text())["errors"] == 1
        assert json.loads(Path("b.sarif").read_text())["version"] == "2.1.0"

    def test_report_without_problems_is_written_too(self, assess: Run) -> None:
        put("a.yaml", VISION)
        assert assess("validate", "-f", "gitlab", "-o", "quality.json").code == 0
        assert json.loads(Path("quality.json").read_text()) == []

    def test_output_without_a_format_gets_the_usual_one(self, assess: Run) -> None:
        put("a.yaml")
        ended = assess("validate", "-o", "told.txt")
        assert ended.out == ""
        assert "  = Did you mean `statement`?" in Path("told.txt").read_text()

    def test_two_formats_on_standard_output_are_wrong_usage(self, assess: Run) -> None:
        ended = assess("validate", "-f", "full", "-f", "sarif")
        assert ended.code == 2
        assert "full and sarif would both go to standard output" in ended.err

    def test_misspelt_format_is_told_with_the_nearest(self, assess: Run) -> None:
        ended = assess("validate", "-f", "sarf")
        assert (ended.code, ended.err) == (2, "assess: there is no format `sarf`. Did you mean `sarif`?\n")

    def test_github_is_chosen_by_itself_in_its_workflows(
        self, assess: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put("a.yaml")
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert assess("validate").out.startswith("::error file=a.yaml,line=3,")
        assert assess("validate", "-f", "concise").out.startswith("a.yaml:3:1:")

    def test_file_that_cannot_be_written_is_the_environment(self, assess: Run) -> None:
        put("a.yaml", VISION)
        ended = assess("validate", "-f", "json", "-o", "a.yaml/b.json")
        assert (ended.code, ended.out) == (3, "")
        assert "a.yaml" in ended.err


class TestSelection:
    def test_codes_are_chosen_and_left_out_by_their_beginnings(self, assess: Run) -> None:
        put("a.yaml")
        put("q.yaml", WARNING)
        assert told(assess, "--select", "QUE") == ["q.yaml:6:17: QUE046"]
        assert told(assess, "--ignore", "que04,DOC03") == []
        assert told(assess, "--select", "DOC,QUE", "--ignore", "QUE") == ["a.yaml:3:1: DOC030"]

    def test_unknown_codes_are_told_all_at_once(self, assess: Run) -> None:
        ended = assess("validate", "--select", "DOC930,QUX010")
        assert ended.code == 2
        assert "there is no rule `DOC930`. Did you mean `DOC030`?" in ended.err
        assert "there is no rule `QUX010`" in ended.err

    def test_warnings_fail_only_where_that_is_wanted(self, assess: Run) -> None:
        put("q.yaml", WARNING)
        assert assess("validate").code == 0
        assert assess("validate", "--strict").code == 1

    def test_problems_need_not_fail(self, assess: Run) -> None:
        put("a.yaml")
        ended = assess("validate", "--exit-zero")
        assert (ended.code, ended.err) == (0, "1 document, 1 problem\n")

    def test_statistics_count_by_code(self, assess: Run) -> None:
        put("a.yaml", MISSPELT + "mor: 1\n")
        put("q.yaml", WARNING)
        lines = assess("validate", "--statistics").out.splitlines()
        assert [line.split()[:2] for line in lines] == [["Count", "Code"], ["2", "DOC030"], ["1", "QUE046"]]

    def test_suppressed_warning_is_not_told(self, assess: Run) -> None:
        put("q.yaml", WARNING.replace("title: A}]", "title: A}]  # assess: ignore[QUE046] it will be filled"))
        ended = assess("validate", "--strict")
        assert (ended.code, ended.out) == (0, "")


class TestSettings:
    def test_own_file_is_found_above(self, assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        put("assess.toml", 'ignore = ["DOC030"]\nformat = "concise"\nexclude = ["drafts"]\n')
        put("inner/drafts/a.yaml", WARNING)
        put("inner/b.yaml", MISSPELT)
        monkeypatch.chdir("inner")
        assert assess("validate").code == 0
        assert assess("validate", "--isolated").out.startswith("b.yaml:3:1: DOC030")

    def test_table_in_the_projects_file(self, assess: Run) -> None:
        put("pyproject.toml", '[project]\nname = "x"\n\n[tool.assess]\nstrict = true\n')
        put("q.yaml", WARNING)
        assert assess("validate").code == 1

    def test_command_line_wins(self, assess: Run) -> None:
        put("assess.toml", 'select = ["VIS"]\nformat = "json"\n')
        put("a.yaml")
        assert told(assess, "--select", "DOC") == ["a.yaml:3:1: DOC030"]

    def test_codes_are_ignored_by_file(self, assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        put("assess.toml", '[per-file-ignores]\n"drafts/*" = ["DOC030"]\n')
        put("drafts/a.yaml")
        put("b.yaml")
        assert told(assess) == ["b.yaml:3:1: DOC030"]
        monkeypatch.chdir("drafts")
        assert told(assess, "a.yaml", "../b.yaml") == ["../b.yaml:3:1: DOC030"]

    def test_everything_that_is_wrong_is_told_at_once(self, assess: Run) -> None:
        put("assess.toml", 'selct = ["QUE"]\nstrict = "yes"\nignore = ["QUX"]\nformat = "xml"\n')
        ended = assess("validate")
        assert (ended.code, ended.out) == (2, "")
        assert [line.removeprefix("assess: ").split(". ")[0] for line in ended.err.splitlines()] == [
            "assess.toml:1: unknown key `selct`",
            "assess.toml:2: `strict` is true or false",
            "assess.toml:3: there is no rule `QUX`",
            "assess.toml:4: `format` is one of full, concise, json, jsonl, github, gitlab, junit, sarif.",
        ]

    def test_mistake_is_told_in_its_own_line_of_a_long_file(self, assess: Run) -> None:
        put(
            "pyproject.toml",
            '[tool.other]\nignore = ["E"]\n\n[tool.assess]\nignore = [\n  "QUE010",\n  "qeu020",\n]\n'
            'format = "sarf"\n\n[tool.assess.per-file-ignores]\n"a/*" = ["VIS916"]\n',
        )
        assert assess("validate").err == (
            "assess: pyproject.toml:7: there is no rule `QEU020`. Did you mean `QUE020`?\n"
            "pyproject.toml:9: `format` is one of full, concise, json, jsonl, github, gitlab, junit, sarif. "
            "Did you mean `sarif`?\n"
            "pyproject.toml:12: there is no rule `VIS916`. Did you mean `VIS016`?\n"
        )

    @pytest.mark.parametrize("text", ["tool.assess.strict = true\n", "[tool]\nassess = {strict = true}\n"])
    def test_table_may_be_written_in_any_way(self, assess: Run, text: str) -> None:
        put("pyproject.toml", text)
        put("q.yaml", WARNING)
        assert assess("validate").code == 1

    @pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\nassess = 3\n"])
    def test_table_that_is_none_is_told(self, assess: Run, text: str) -> None:
        put("pyproject.toml", text)
        ended = assess("validate", "--config", "pyproject.toml")
        assert (ended.code, ended.err) == (2, "assess: pyproject.toml: `tool.assess` is to be a table\n")

    @pytest.mark.parametrize("text", ["[tool.other]\nassess = 1\n", "assess [\n", "tool = 1\n"])
    def test_project_that_does_not_speak_of_assess_is_passed_over(
        self, assess: Run, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put("assess.toml", "strict = true\n")
        put("inner/pyproject.toml", text)
        put("inner/q.yaml", WARNING)
        monkeypatch.chdir("inner")
        assert assess("validate").code == 1

    def test_broken_file_is_told(self, assess: Run) -> None:
        put("other.toml", "select = [\n")
        ended = assess("validate", "--config", "other.toml")
        assert ended.code == 2
        assert "other.toml: this is not TOML" in ended.err

    def test_missing_file_is_told(self, assess: Run) -> None:
        ended = assess("validate", "--config", "none.toml")
        assert (ended.code, ended.err) == (2, "assess: none.toml: No such file or directory\n")


class TestRule:
    def test_all_are_listed(self, assess: Run) -> None:
        lines = assess("rule").out.splitlines()
        assert len(lines) > 100
        assert lines[0].split() == ["Code", "Severity", "A", "good", "document"]

    def test_one_is_explained_with_two_examples(self, assess: Run) -> None:
        told = assess("rule", "vis010").out
        assert told.startswith("VIS010 (error): Targets name capabilities and levels of the questionnaire.\n")
        assert "\nFails:\n" in told
        assert "^^^^^^^" in told
        assert "\nPasses:\n" in told

    def test_rules_are_listed_for_programs(self, assess: Run) -> None:
        listed = json.loads(assess("rule", "-f", "json").out)
        [one] = json.loads(assess("rule", "vis010", "-f", "json").out)
        assert one in listed
        assert list(one) == ["code", "severity", "title", "why", "fails", "passes"]
        assert (one["code"], one["severity"]) == ("VIS010", "error")

    def test_unknown_one_is_wrong_usage(self, assess: Run) -> None:
        ended = assess("rule", "VIS910")
        assert (ended.code, ended.err) == (2, "assess: there is no rule `VIS910`. Did you mean `VIS010`?\n")
