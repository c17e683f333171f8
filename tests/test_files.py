"""Documents on disk: whole or not at all, and every file that is none is a problem."""

import contextlib
import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from assess.files.atomic import create, replace, write
from assess.files.discovery import documents, engagement_folder, named
from assess.files.documents import Reading, shown
from assess.files.engagement_folder import answers_folder, dates, load
from assess.text.safe_yaml import MOST_BYTES

PARTS = Path(__file__).parent / "documents" / "invalid" / "parts"
EXAMPLE = Path(__file__).parent.parent / "examples" / "tarnbeck"


def full_disk(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Writing


def test_file_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "new" / "a.yaml", "Zoë ☕\n")
    assert (tmp_path / "new" / "a.yaml").read_bytes() == "Zoë ☕\n".encode()
    assert names(tmp_path / "new") == ["a.yaml"]


def test_file_keeps_its_permissions_and_a_new_one_has_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o640)
    write(tmp_path / "old", "new")
    before = os.umask(0o027)
    try:
        write(tmp_path / "new", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    """So does a device: a file in place of /dev/null would take it from every program."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, "new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_full_device_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "full").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:
        write(tmp_path / "full", "new")
    assert caught.value.filename == str(tmp_path / "full")
    assert names(tmp_path) == ["full"]


def test_only_what_is_known_is_replaced(tmp_path: Path) -> None:
    document = tmp_path / "a.yaml"
    document.write_bytes("\ufeffold ☕\r\n".encode())
    assert not replace(document, "new", "older")
    assert document.read_bytes() == "\ufeffold ☕\r\n".encode()
    assert replace(document, "new", "old ☕\r\n")
    assert names(tmp_path) == ["a.yaml"]
    assert document.read_text() == "new"
    document.unlink()
    assert not replace(document, "newer", "new")
    assert names(tmp_path) == []


def test_of_two_processes_that_know_the_same_one_replaces_it(tmp_path: Path) -> None:
    """Each holds the lock from looking until its own text is there, and finds the other's before or after."""
    code = (
        "import pathlib, sys, time; from assess.files import atomic; usual = atomic.write\n"
        "def slowly(*words): time.sleep(0.3); usual(*words)\n"
        "atomic.write = slowly; path = pathlib.Path(sys.argv[1]); print('ready', flush=True); input()\n"
        "print(atomic.replace(path, sys.argv[2], 'old'))"
    )
    (tmp_path / "a.yaml").write_text("old")
    two = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "a.yaml"), text],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for text in ("one", "other")
    ]
    for one in two:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in two:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate()[0].strip() for one in two]
    assert sorted(said) == ["False", "True"]
    assert (tmp_path / "a.yaml").read_text() == ("one" if said[0] == "True" else "other")


@pytest.mark.parametrize("step", ["os.fdopen", "os.fsync", "os.replace", "pathlib.Path.chmod"])
def test_fault_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (tmp_path / "a.yaml").write_text("old")
    monkeypatch.setattr(step, full_disk)
    with pytest.raises(OSError, match="No space left") as caught:
        write(tmp_path / "a.yaml", "new")
    monkeypatch.undo()
    assert caught.value.filename == str(tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").read_text() == "old"
    assert names(tmp_path) == ["a.yaml"]


def test_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> NoReturn:
        raise KeyboardInterrupt

    (tmp_path / "a.yaml").write_text("old")
    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.yaml", "new")
    assert names(tmp_path) == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_text() == "old"


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync", "os.replace"])
def test_interruption_waits_until_the_file_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """As Ctrl-C comes: by a signal, between two steps."""
    module, _, name = step.partition(".")
    usual = getattr(sys.modules[module], name)

    def interrupted(*words: object, **options: object) -> object:
        done = usual(*words, **options)
        signal.raise_signal(signal.SIGINT)
        return done

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    (tmp_path / "a.yaml").write_text("old")
    monkeypatch.setattr(step, interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / "a.yaml", "new")
    finally:
        signal.signal(signal.SIGINT, before)
    assert names(tmp_path) == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_text() == "new"


def test_writing_in_a_thread_leaves_interruption_to_the_main_one(tmp_path: Path) -> None:
    thread = threading.Thread(target=write, args=(tmp_path / "a.yaml", "new"))
    thread.start()
    thread.join()
    assert (tmp_path / "a.yaml").read_text() == "new"


def in_child(code: str, *arguments: object, before: Callable[[], object] | None = None) -> int:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        preexec_fn=before,  # a child of a test that runs no threads
        # Coverage would write its own file at the end, and meet the same broken disk.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def test_file_larger_than_allowed_leaves_the_old_one(tmp_path: Path) -> None:
    code = """
import signal, sys
from pathlib import Path
from assess.files.atomic import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    write(Path(sys.argv[1]), "x" * 100_000)
except OSError as error:
    sys.exit(error.errno)
"""
    (tmp_path / "a.yaml").write_text("old")
    limit = (10_000, 10_000)
    ended = in_child(
        code, tmp_path / "a.yaml", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert ended == errno.EFBIG
    assert (tmp_path / "a.yaml").read_text() == "old"
    assert names(tmp_path) == ["a.yaml"]


def test_killed_program_leaves_the_old_file(tmp_path: Path) -> None:
    """What it began is left under a hidden name that no command reads."""
    code = """
import os, signal, sys
from pathlib import Path
from assess.files.atomic import write
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write(Path(sys.argv[1]), "new")
"""
    (tmp_path / "a.yaml").write_text("old")
    assert in_child(code, tmp_path / "a.yaml") == -signal.SIGKILL
    assert (tmp_path / "a.yaml").read_text() == "old"
    assert list(documents(tmp_path)) == [tmp_path / "a.yaml"]


def test_create_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("old")
    with pytest.raises(FileExistsError) as caught:
        create(tmp_path / "a.yaml", "new")
    assert caught.value.filename == str(tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").read_text() == "old"
    create(tmp_path / "a.yaml", "new", force=True)
    assert (tmp_path / "a.yaml").read_text() == "new"
    assert names(tmp_path) == ["a.yaml"]


def test_create_leaves_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create(tmp_path / "link", "new")
    assert names(tmp_path) == ["link"]


def test_create_works_where_the_file_system_knows_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> NoReturn:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", unsupported)
    create(tmp_path / "a.yaml", "one")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a.yaml", "two")
    assert (tmp_path / "a.yaml").read_text() == "one"
    assert names(tmp_path) == ["a.yaml"]


def test_of_many_processes_that_create_the_same_file_one_succeeds(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from assess.files.atomic import create
try:
    create(Path(sys.argv[1]), sys.argv[2] * 100_000)
except FileExistsError:
    sys.exit(1)
"""
    target = tmp_path / "a.yaml"
    started = [subprocess.Popen([sys.executable, "-c", code, str(target), letter]) for letter in "abcd"]
    assert sorted(process.wait() for process in started) == [0, 1, 1, 1]
    assert len(set(target.read_text())) == 1
    assert names(tmp_path) == ["a.yaml"]


def test_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write(tmp_path / "a.yaml", "new")
    assert caught.value.filename == str(tmp_path / "a.yaml")
    assert names(tmp_path) == ["a.yaml"]


# Reading


def unreadable(path: Path) -> str:
    reading = Reading()
    assert reading.document(path) is None
    [problem] = reading.problems
    assert problem.code == "DOC040"
    return problem.message


def test_missing_file_is_led_to_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "vision.yaml").touch()
    reading = Reading()
    reading.document(tmp_path / "vison.yaml")
    assert [p.hint for p in reading.problems] == ["Did you mean `vision.yaml`?"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert unreadable(tmp_path / "a.yaml") == "it cannot be read: it is not a regular file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices with names")
def test_device_is_not_read() -> None:
    assert unreadable(Path("/dev/zero")) == "it cannot be read: it is not a regular file"


def test_folder_is_no_document(tmp_path: Path) -> None:
    assert unreadable(tmp_path) == "it is a folder"


def test_loop_of_links_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert "symbolic links" in unreadable(tmp_path / "a.yaml")


def test_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(MOST_BYTES * 1000)
    reading = Reading()
    assert reading.document(tmp_path / "a.yaml") is None
    assert [p.code for p in reading.problems] == ["DOC003"]


def test_largest_file_is_read(tmp_path: Path) -> None:
    line = b"schema: assess/vision@1\nstatement: "
    (tmp_path / "a.yaml").write_bytes(line + b"x" * (MOST_BYTES - len(line)))
    reading = Reading()
    assert reading.document(tmp_path / "a.yaml")
    assert reading.problems == []


def test_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: assess/vision@1\nstatemnt: More.\n")
    reading = Reading()
    for _ in range(3):
        reading.document(tmp_path / "a.yaml")
    assert [p.code for p in reading.problems] == ["DOC031", "DOC030"]


def test_document_of_another_kind_is_told_in_its_first_line() -> None:
    reading = Reading()
    assert reading.document(PARTS / "vision.yaml", "part", "questionnaire") is None
    [problem] = reading.problems
    assert (problem.code, problem.hint) == (
        "DOC023",
        "Expected here: assess/part@1 or assess/questionnaire@1.",
    )


def test_paths_are_shown_as_people_would_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("/")) == "/"


def test_path_is_shown_even_where_the_current_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert shown(tmp_path / "a.yaml") == f"{tmp_path.as_posix()}/a.yaml"


# Finding


def test_folder_stands_for_its_documents_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c/d.yaml", ".hidden.yaml", ".git/e.yaml", "out/f.yaml", "g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "folder.yaml" / "h.yaml").touch()
    found = [path.relative_to(tmp_path).as_posix() for path in documents(tmp_path)]
    assert found == ["a.yml", "b.yaml", "c/d.yaml", "folder.yaml/h.yaml"]


def test_loop_of_folders_ends(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "loop.yaml").symlink_to(tmp_path)
    assert list(documents(tmp_path)) == [tmp_path / "a.yaml"]


def test_folders_may_lie_deeper_than_calls_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = sys.getrecursionlimit() + 100
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    Path("b.yaml").touch()
    os.chdir(tmp_path)
    deepest = Path("a/" * depth + "b.yaml")
    assert list(documents(Path())) == [deepest]
    assert named("**/*.yaml") == [deepest]
    deepest.unlink()  # whoever tidies up after the tests cannot go so deep, either
    for folder in [*deepest.parents][:-1]:
        folder.rmdir()


def test_file_stands_for_itself_whatever_its_name() -> None:
    assert list(documents(Path("notes.txt"))) == [Path("notes.txt")]


def test_engagement_of_a_document_is_the_nearest_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "engagement.yaml").touch()
    inner = tmp_path / "inner" / "deep"
    inner.mkdir(parents=True)
    assert engagement_folder(inner / "a.yaml") == tmp_path
    (tmp_path / "inner" / "engagement.yaml").touch()
    assert engagement_folder(inner / "a.yaml") == tmp_path / "inner"
    monkeypatch.chdir(tmp_path / "inner")
    assert engagement_folder(Path("../a.yaml")) == Path("..")


def test_only_dates_are_assessments(tmp_path: Path) -> None:
    for name in ("2026-10-05", "2025-10-05", "2026-13-01", "October", "2026-10-05-draft"):
        (tmp_path / "assessments" / name).mkdir(parents=True)
    (tmp_path / "assessments" / "2026-01-01").touch()
    assert [date.isoformat() for date in dates(tmp_path)] == ["2025-10-05", "2026-10-05"]


def test_engagement_without_an_assessment_has_no_date(tmp_path: Path) -> None:
    (tmp_path / "engagement.yaml").write_bytes((EXAMPLE / "engagement.yaml").read_bytes())
    reading = Reading()
    opened = load(tmp_path, None, reading)
    assert reading.problems == []
    assert opened
    assert (opened.date, opened.answers) == (None, ())


def test_document_that_cannot_be_read_is_not_taken_for_absent(tmp_path: Path) -> None:
    """A vision that is a folder, or a link to nothing, was meant to be there."""
    (tmp_path / "engagement.yaml").write_bytes((EXAMPLE / "engagement.yaml").read_bytes())
    (tmp_path / "vision.yaml").mkdir()
    (tmp_path / "roadmap.yaml").symlink_to("nowhere")
    reading = Reading()
    load(tmp_path, None, reading)
    assert sorted(p.message for p in reading.problems) == ["it is a folder", "there is no such file"]


def test_answers_may_end_in_yml_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "engagement.yaml").write_bytes((EXAMPLE / "engagement.yaml").read_bytes())
    reading = Reading()
    [date] = dates(EXAMPLE)
    folder = answers_folder(tmp_path, date)
    folder.mkdir(parents=True)
    one = next(iter(answers_folder(EXAMPLE, date).glob("*.yaml"))).read_bytes()
    (folder / "a.yml").write_bytes(one)
    (folder / ".a.yaml").write_bytes(one)
    (folder / "notes.txt").write_bytes(one)
    opened = load(tmp_path, None, reading)
    assert opened
    assert [Path(document.file).name for document in opened.answers] == ["a.yml"]


# Without permission: as somebody else, because CI is root and root may do everything.


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """The effective user of this process, for a while. One who is not root stays who he is."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that somebody else can reach, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_read_only_folder_is_left_as_it_is(open_folder: Path) -> None:
    (open_folder / "a.yaml").write_text("old")
    open_folder.chmod(0o555)
    with somebody_else(), pytest.raises(PermissionError) as caught:
        write(open_folder / "a.yaml", "new")
    open_folder.chmod(0o755)
    assert caught.value.filename == str(open_folder / "a.yaml")
    assert (open_folder / "a.yaml").read_text() == "old"
    assert names(open_folder) == ["a.yaml"]


def test_read_only_file_is_left_as_it_is(open_folder: Path) -> None:
    (open_folder / "a.yaml").write_text("old")
    (open_folder / "a.yaml").chmod(0o444)
    open_folder.chmod(0o777)
    with somebody_else(), pytest.raises(PermissionError) as caught:
        write(open_folder / "a.yaml", "new")
    assert caught.value.filename == str(open_folder / "a.yaml")
    assert (open_folder / "a.yaml").read_text() == "old"
    assert names(open_folder) == ["a.yaml"]


def test_file_that_may_not_be_read_is_a_problem(open_folder: Path) -> None:
    (open_folder / "a.yaml").write_text("schema: assess/vision@1\nstatement: More.\n")
    (open_folder / "a.yaml").chmod(0)
    with somebody_else():
        assert unreadable(open_folder / "a.yaml") == "it may not be read"


def test_folder_that_may_not_be_read_is_a_problem_and_not_empty(open_folder: Path) -> None:
    """Answers that cannot be seen must not be taken for answers that were not given."""
    (open_folder / "locked").mkdir(mode=0o700)
    (open_folder / "locked" / "a.yaml").touch()
    (open_folder / "locked").chmod(0)
    reading = Reading()
    with somebody_else():
        assert reading.folder(open_folder / "locked") == []
        assert list(documents(open_folder)) == [open_folder / "locked"]
    (open_folder / "locked").chmod(0o755)
    assert [p.message for p in reading.problems] == ["it may not be read"]


def test_folder_that_may_be_read_but_not_entered_is_a_problem(open_folder: Path) -> None:
    (open_folder / "locked").mkdir()
    (open_folder / "locked" / "a.yaml").touch()
    (open_folder / "locked").chmod(0o444)
    with somebody_else():
        assert list(documents(open_folder)) == [open_folder / "locked"]
        assert unreadable(open_folder / "locked") == "it may not be read"
        assert engagement_folder(open_folder / "locked" / "a.yaml") is None
    (open_folder / "locked").chmod(0o755)


def test_file_that_is_gone_before_it_is_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    for file in documents(tmp_path):
        file.unlink()
        assert unreadable(file) == "there is no such file"
