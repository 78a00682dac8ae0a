"""What an exercise owes to the test files: told from their text, and in doubt too much."""

from __future__ import annotations

import textwrap

import pytest

from autograde.checks import collect
from autograde.errors import CourseError
from autograde.grade.one import tell_apart
from autograde.suite import Suite

HEAD = '''
"""Some checks."""
import pytest

SHARED = 1


'''
TESTS = '''
@pytest.mark.exercise("a")
@pytest.mark.points(1)
def test_a(student):
    """a"""
    assert SHARED


@pytest.mark.exercise("b")
def test_b(student):
    """b"""
    assert SHARED
'''
C = '''
import pytest
pytestmark = pytest.mark.exercise("c")

def test_c(student):
    """c"""
'''


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "tests"
    (place / "bank" / "a").mkdir(parents=True)
    (place / "test_public.py").write_text(HEAD + TESTS)
    (place / "test_hidden.py").write_text(HEAD + TESTS.replace("test_a", "test_a2"))
    (place / "test_hidden_c.py").write_text(C)
    return place


def state(folder):
    suite = Suite(folder, folder / "bank")
    return {e: (suite.digest(e), suite.seed(e)) for e in "abc"}


def touched(folder, edit):
    """The exercises whose results an edit makes outdated, and those whose data it draws anew."""
    before = state(folder)
    edit()
    after = state(folder)
    return (
        "".join(e for e in "abc" if before[e][0] != after[e][0]),
        "".join(e for e in "abc" if before[e][1] != after[e][1]),
    )


def edit(path, old, new):
    def change():
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return change


@pytest.mark.parametrize(
    ("file", "old", "new", "whose"),
    [
        ("test_public.py", '"""a"""', '"""A"""', "a"),
        ("test_public.py", "points(1)", "points(2)", "a"),
        ("test_hidden.py", '"""b"""\n', '"""b"""\n\n    # why\n', "b"),
        ("test_public.py", "SHARED = 1", "SHARED = 2", "ab"),
        ("test_hidden.py", "import pytest\n", "import pytest\nimport torch\n", "ab"),
        ("test_hidden_c.py", '"""c"""', '"""C"""', "c"),
        ("test_hidden_c.py", 'exercise("c")', 'exercise("b")', "bc"),
        ("test_public.py", 'exercise("b")', 'exercise("c")', "bc"),
    ],
)
def test_an_edit_touches_the_exercises_whose_checks_it_may_change(folder, file, old, new, whose):
    """A check is its exercise's alone; what stands beside checks is everybody's in the file."""
    assert touched(folder, edit(folder / file, old, new)) == (whose, whose)


def test_a_new_check_touches_its_exercise_alone(folder):
    """Though it moves every line that comes after it."""
    new = '@pytest.mark.exercise("a")\ndef test_new(student):\n    """new"""\n\n\n'
    path = folder / "test_public.py"

    change = edit(path, '@pytest.mark.exercise("b")', new + '@pytest.mark.exercise("b")')

    assert touched(folder, change) == ("a", "a")


@pytest.mark.parametrize("name", ["helpers.py", "data.csv", "deep/more.py", "../common.py"])
def test_whatever_tests_may_use_touches_all(folder, name):
    """A helper or a file of data makes every result outdated; the data that are drawn stay."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)

    assert touched(folder, lambda: path.write_text("x = 1")) == ("abc", "")


@pytest.mark.parametrize("name", ["bank/a/wrong_x.py", "rubric.md", ".hidden", "__pycache__/x.pyc"])
def test_what_no_check_reads_touches_nothing(folder, name):
    """The bank, texts for people and caches do not matter to scores."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)

    assert touched(folder, lambda: path.write_text("x")) == ("", "")


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\nE = 'a'\n@pytest.mark.exercise(E)\ndef test_x(student):\n    '''x'''\n",
        "from helpers import mark\n@mark\ndef test_x(student):\n    '''x'''\n",
        "import pytest\nmine = pytest.mark.exercise\n@mine('a')\ndef test_x(s):\n    '''x'''\n",
        "def test_x(:\n",
        "x = 1\n",
    ],
)
def test_in_doubt_a_file_touches_every_exercise(folder, source):
    """Where the exercise of a check cannot be told from the text, it may be any."""
    path = folder / "test_hidden_x.py"
    path.write_text(source)

    assert touched(folder, lambda: path.write_text(source + "# more\n")) == ("abc", "abc")


@pytest.mark.parametrize(
    "source",
    [
        # A test that another one calls is more than a test.
        """
        import pytest
        @pytest.mark.exercise("a")
        def test_a3(student):
            '''a'''
        @pytest.mark.exercise("b")
        def test_b3(student):
            '''b'''
            test_a3(student)
        """,
        # Of two tests of one name the last one is run.
        """
        import pytest
        @pytest.mark.exercise("b")
        def test_x(student):
            '''b'''
        @pytest.mark.exercise("a")
        def test_x(student):
            '''a'''
        """,
        # The mark of a parameter.
        """
        import pytest
        @pytest.mark.exercise("b")
        @pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.exercise("a"))])
        def test_x(student, n):
            '''a'''
        """,
    ],
)
def test_tests_that_depend_on_each_other_go_together(folder, source):
    """An edit of either exercise's part touches both."""
    path = folder / "test_hidden_x.py"
    path.write_text(textwrap.dedent(source))

    assert touched(folder, edit(path, "'''a'''", "'''A'''")) == ("ab", "ab")


def test_public_checks_alone_are_no_secret(folder):
    """What an exercise without hidden checks draws follows from hidden files all the same."""
    (folder / "test_hidden.py").unlink()

    change = edit(folder / "test_hidden_c.py", '"""c"""', '"""C"""')

    assert touched(folder, change) == ("abc", "abc")


def test_each_exercise_and_number_has_a_seed_of_its_own(folder):
    """Neither another exercise nor another number draws the same data."""
    suite = Suite(folder)

    assert len({suite.seed(e, number) for e in "abc" for number in (0, 1)}) == 6


def test_a_mark_that_only_shows_when_the_file_is_run_is_refused(tmp_path):
    """Results would be kept that an edit has made outdated: the course has to write it out."""
    path = tmp_path / "test_hidden.py"
    path.write_text(
        "import pytest\nmarks = {'a': getattr(pytest.mark, 'exer' + 'cise')('a')}\n"
        "@pytest.mark.exercise('b')\ndef test_b(student):\n    '''b'''\n"
        "@marks['a']\ndef check_a(student):\n    '''a'''\ntest_more = check_a\n"
    )
    suite = Suite(tmp_path)

    with pytest.raises(CourseError, match="cannot be told without running"):
        collect(suite.files, lambda checks: tell_apart(suite, checks.all))
