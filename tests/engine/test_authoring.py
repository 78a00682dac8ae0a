"""A contributor starts from stubs, and is told what is missing until nothing is."""

import json
import shutil

import pytest
from click.testing import CliRunner
from desk import TINY

from autograde.authoring import missing, new_assignment, new_exercise
from autograde.cli import main
from autograde.course import Course
from autograde.doctor import course_complaints, examine
from autograde.errors import CourseError, UsageError
from autograde.generate import check_master, generate, stale
from autograde.manifest import read_manifest
from autograde.notebook import grade_id, read_notebook


@pytest.fixture
def course(tmp_path):
    """A course without assignments."""
    shutil.copy(TINY / "nbgrader_config.py", tmp_path)
    (tmp_path / "source").mkdir()
    return Course(tmp_path)


def files(course):
    folder = course.root
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def run(course, *arguments):
    return CliRunner().invoke(main, [*arguments, "--course", str(course.root)])


def order(assignment):
    return [grade_id(cell) for cell in read_notebook(assignment.notebook)["cells"]]


FILLED = {
    "source/convolutions/assignment.toml": [
        ("TODO: convolutions", "Convolutions"),
        ("TODO: what students can do afterwards, in a sentence", "Triple what comes in."),
        ("TODO: triple", "Triple"),
        ("TODO: a question", "What is three times as much?"),
        ("TODO: a tool", "Tensors can be multiplied."),
        ("TODO: the shape of the solution, never its line", "One product."),
    ],
    "source/convolutions/convolutions.ipynb": [
        ("TODO: the title", "Convolutions"),
        ("TODO: the story, and what one can do afterwards.", "A story."),
        ("TODO: triple", "Triple"),
        ("TODO: inputs, outputs, shapes, units, one example, and what is to be learned.", "See."),
        ("TODO: what it does, in a sentence.", "Three times x."),
        ("x: TODO: meaning, unit, shape.", "x: A tensor of any shape."),
        ("        TODO: meaning, unit, shape.", "        Its triple, shape of x."),
        ('raise NotImplementedError(\\"TODO\\")', "return 3 * x"),
    ],
    "grader_tests/convolutions/test_public.py": [
        ("TODO: the property that it checks, as students read it.", "triple gives three times x."),
        ("TODO: an oracle of your own, and the reason for the tolerance.", "Exact in float32."),
        ("expect.close(got, x,", "expect.close(got, x + x + x,"),
        ("TODO: one thing to try.", "what is 1 tripled?"),
    ],
    "grader_tests/convolutions/test_hidden_triple.py": [
        ("TODO: the property that it checks, as students read it.", "triple takes any shape."),
        ("# TODO: an oracle of your own, and the reason for the tolerance.", "# Two ulp at 3."),
        ("expect.close(call.value, x, atol=0.0", "expect.close(call.value, x + x + x, atol=1e-6"),
        ("TODO: one thing to try, without a number.", "does it work for a table?"),
    ],
    "grader_tests/convolutions/bank/triple/wrong_todo.py": [
        ("TODO: the misconception, in a few words", "knows the example only"),
        ("TODO: a tutor's sentence to whoever wrote this", "Work with x itself."),
        ('"TODO: exactly what a student would type"', "torch.tensor([3.0, -6.0])"),
    ],
    "grader_tests/convolutions/bank/triple/right_todo.py": [
        ("TODO: what is unusual about it", "adds"),
        ('"TODO: right, but not as in the solution"', "x + x + x"),
    ],
}


def fill(course, names=FILLED):
    for name in names:
        path = course.root / name
        text = path.read_text()
        for old, new in FILLED[name]:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text)


def test_a_stub_is_unfinished_and_no_complaint(course):
    """new-assignment and new-exercise, then doctor: what is missing, with exit status 0."""
    assert run(course, "new-assignment", "convolutions").exit_code == 0
    empty = run(course, "doctor", "convolutions")
    assert run(course, "new-exercise", "convolutions", "triple").exit_code == 0
    stub = run(course, "doctor", "convolutions")

    assert (empty.exit_code, stub.exit_code) == (0, 0), stub.output
    assert "it has no exercise yet: autograde new-exercise convolutions ID" in empty.output
    for line in (
        "triple: title in the manifest",
        "triple: hints in the manifest",
        "triple: the cell triple-text of convolutions.ipynb",
        "triple: the cell triple of convolutions.ipynb",
        "triple: test_triple_example in test_public.py",
        "triple: test_triple_fresh in test_hidden_triple.py",
        "triple: bank/triple/wrong_todo.py",
        "the cell intro of convolutions.ipynb",
    ):
        assert line in stub.output


def test_two_folders_are_touched(course):
    """Nothing is written outside of source/A and grader_tests/A."""
    new_assignment(course, "convolutions")
    new_exercise(course.assignment("convolutions"), "triple")

    folders = {path.parts[:2] for path in files(course)} - {("nbgrader_config.py",)}
    assert folders == {("source", "convolutions"), ("grader_tests", "convolutions")}


@pytest.mark.slow("an engine of its own; what is still missing is shown faster")
def test_a_stub_that_is_filled_in_is_finished(course):
    """When every TODO is gone, the assignment is generated and doctor has no complaint."""
    new_assignment(course, "convolutions")
    new_exercise(course.assignment("convolutions"), "triple")
    fill(course)
    assignment = course.assignment("convolutions")
    assert missing(assignment) == []
    generate(assignment)

    found = examine(assignment, slots=1)

    assert found.complaints == course_complaints(course) == []
    assert found.counts == {"triple": [1, 1, 1, 1]}


def test_each_file_that_is_filled_in_leaves_the_list(course):
    """The list shrinks with every file, down to nothing."""
    new_assignment(course, "convolutions")
    new_exercise(course.assignment("convolutions"), "triple")
    lengths = [len(missing(course.assignment("convolutions")))]
    for name in FILLED:
        fill(course, [name])
        lengths.append(len(missing(course.assignment("convolutions"))))

    assert lengths == sorted(set(lengths), reverse=True)
    assert lengths[-1] == 0


def test_what_is_unfinished_is_not_given_to_students(tiny_copy):
    """generate refuses with the list, --check says it, --unfinished is for the author."""
    before = files(tiny_copy.course)
    new_exercise(tiny_copy, "triple")
    assignment = Course(tiny_copy.course.root).assignment("tiny")

    with pytest.raises(CourseError, match="triple: hints in the manifest"):
        generate(assignment)
    assert any("tiny is unfinished: triple: hints in the manifest" in f for f in stale(assignment))
    after = files(tiny_copy.course)
    assert all(after[path] == before[path] for path in before if path.parts[0] == "release")

    generate(assignment, solutions=False, unfinished=True)
    assert b"triple" in files(tiny_copy.course)[(tiny_copy.release / "tiny.ipynb").relative_to(
        tiny_copy.course.root
    )]  # fmt: skip


@pytest.mark.usefixtures("warm_engine")
@pytest.mark.slow("grades a whole bank")
def test_the_finished_exercises_beside_a_stub_are_still_examined(tiny_copy):
    """A stub hides no complaint about the others, and adds none."""
    new_exercise(tiny_copy, "triple")
    path = tiny_copy.bank / "double" / "wrong_squares.py"
    path.write_text(path.read_text().replace("return x * x", "return 2 * x"))
    assignment = Course(tiny_copy.course.root).assignment("tiny")

    found = examine(assignment, slots=1)

    assert len(found.complaints) == 2
    assert all("wrong_squares.py (seed 0) passes" in c for c in found.complaints)
    assert found.counts == {"double": [3, 2, 1, 1], "fit_slope": [1, 1, 1, 1]}


def test_an_exercise_comes_behind_the_last_one(tiny_copy):
    """Its cells stand behind those of the last exercise, its entry before the questions."""
    comment = "# kept as it is\n"
    manifest = tiny_copy.folder / "assignment.toml"
    manifest.write_text(comment + manifest.read_text())

    new_exercise(tiny_copy, "triple")

    assignment = Course(tiny_copy.course.root).assignment("tiny")
    ids = order(assignment)
    at = ids.index("fit_slope-check")
    assert ids[at + 1 : at + 4] == ["triple-text", "triple", "triple-check"]
    assert [e.id for e in read_manifest(manifest).exercise] == ["double", "fit_slope", "triple"]
    assert manifest.read_text().startswith(comment)
    assert manifest.read_text().index('"triple"') < manifest.read_text().index("[[question]]")
    check_master(assignment)


def test_the_first_exercise_comes_before_the_end(course):
    """In a new notebook the exercises stand between the beginning and the end."""
    new_assignment(course, "convolutions")
    for id in ("triple", "blur"):
        new_exercise(course.assignment("convolutions"), id)

    ids = order(course.assignment("convolutions"))
    assert ids[:3] == ["intro", "setup", "how-to"]
    assert [id for id in ids if id in ("triple", "blur", "end")] == ["triple", "blur", "end"]


@pytest.mark.parametrize(
    "name", ["", "../evil", "a/b", "a b", "2d", "class", "a.b", ".hidden", "x" * 61, "é", "-h-"]
)
def test_a_bad_name_is_one_message_and_writes_nothing(tiny_copy, name):
    """For assignments and exercises alike."""
    before = files(tiny_copy.course)

    for call in (
        lambda: new_assignment(tiny_copy.course, name),
        lambda: new_exercise(tiny_copy, name),
    ):
        with pytest.raises(UsageError, match="cannot name an"):
            call()
    assert files(tiny_copy.course) == before


@pytest.mark.parametrize("id", ["double", "why", "plot", "setup"])
def test_a_taken_id_is_one_message_and_writes_nothing(tiny_copy, id):
    """An exercise, a question, and any other cell of the notebook have their ids already."""
    before = files(tiny_copy.course)

    with pytest.raises(UsageError, match="already something called"):
        new_exercise(tiny_copy, id)
    assert files(tiny_copy.course) == before


@pytest.mark.parametrize("left", ["test_hidden_triple.py", "bank/triple/right_old.py"])
def test_nothing_is_written_over(tiny_copy, left):
    """A file that an earlier exercise left behind is kept, and named."""
    path = tiny_copy.tests / left
    path.parent.mkdir(exist_ok=True)
    path.write_text("old")

    with pytest.raises(UsageError, match="already something called"):
        new_exercise(tiny_copy, "triple")
    assert path.read_text() == "old"


def test_a_taken_assignment_is_one_message(tiny_copy):
    """Also where only its tests are there."""
    (tiny_copy.course.root / "grader_tests" / "old").mkdir()

    for name in ("tiny", "old"):
        with pytest.raises(UsageError, match="already something called"):
            new_assignment(tiny_copy.course, name)


def test_a_manifest_that_cannot_be_added_to_is_left_alone(tiny_copy):
    """Exercises written as an inline array: the message says which form is needed."""
    manifest = tiny_copy.folder / "assignment.toml"
    entry = 'title = "A", points = 2, minutes = 1, difficulty = 1, hints = ["a", "b", "c"]'
    manifest.write_text(f'title = "Tiny"\nexercise = [{{ id = "double", {entry} }}]\n')
    before = files(tiny_copy.course)

    with pytest.raises(CourseError, match=r"Write its exercises as \[\[exercise\]\]"):
        new_exercise(Course(tiny_copy.course.root).assignment("tiny"), "triple")
    assert files(tiny_copy.course) == before


def test_a_student_may_leave_a_todo(tiny_copy):
    """A bank file that holds a student's own TODO is finished all the same."""
    path = tiny_copy.bank / "double" / "wrong_squares.py"
    path.write_text(path.read_text() + "    # TODO mend this\n")

    assert missing(tiny_copy) == []


def test_a_todo_in_a_question_or_rubric_is_missing(tiny_copy):
    """What belongs to the assignment as a whole is told without an exercise."""
    (tiny_copy.tests / "rubric.md").write_text("TODO: levels\n")
    notebook = json.loads(tiny_copy.notebook.read_text())
    notebook["cells"][0]["source"] = "# TODO"
    tiny_copy.notebook.write_text(json.dumps(notebook))

    assert [str(m) for m in missing(tiny_copy)] == ["the cell intro of tiny.ipynb", "rubric.md"]
