"""A graded class of the miniature course, copied for each test, and the app over it."""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from chromium import chromium_browser
from desk import TINY, Desk
from engines import WarmEngines
from starlette.testclient import TestClient

from autograde.bank import with_answers
from autograde.course import Assignment, Course
from autograde.generate import generate
from autograde.review.classroom import key_of
from autograde.review.server import Ready, prepare
from autograde.workflow import Places, grade

TRIPLES = "def double(x):\n    return 3 * x"
ADA, EMMY, JEAN, PAUL, SOFYA = (
    "Lovelace, Ada", "Noether, Emmy", "d'Alembert, Jean", "Erdős, Paul", "Kovalevskaya, Sofya",
)  # fmt: skip
NASTY = "<img src=x onerror=owned()>"
RUBRIC = """# Rubric: why a slope?

## Reason

| points | what it takes | example |
|---|---|---|
| 1.5 | says that it is a rate | "minutes per mile" |
| 0.5 | says something true | "it is steep" |
| 0 | anything else | "because" |

## Misconceptions

| in the answer | a comment that helps |
|---|---|
| "it is the height" | Where is the line at 0? |
"""


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory, warm_engines: WarmEngines) -> Path:
    """A course with a class: five answers in prose, two wrong in the same way, one refused."""
    root = tmp_path_factory.mktemp("review") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    (root / "grader_tests" / "tiny" / "rubric.md").write_text(RUBRIC)
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    for student, answer in ((ADA, {}), (EMMY, {"double": TRIPLES}), (JEAN, {"double": TRIPLES})):
        prose = {"why": f"It is a *rate*, says {student}."}
        desk.hand_in(student, with_answers(desk.notebook(**answer), prose))
    desk.hand_in(NASTY, with_answers(desk.notebook(), {"why": "<script>owned()</script> a slope"}))
    desk.hand_in(PAUL, with_answers(desk.notebook(), {"why": "Because."}))
    desk.hand_in(SOFYA, b"{")
    with warm_engines.lent():
        grade(assignment, Places.of_course(root), slots=1)
    return root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Assignment:
    """A copy of the class that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(graded, root)
    return Course(root).assignment("tiny")


@dataclass
class Desktop:
    """One person at the app."""

    ready: Ready
    client: TestClient

    def page(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, **values: Any) -> Any:
        """Send a form as a page does; redirects are followed."""
        values.setdefault("csrf", self.ready.context.session.csrf)
        return self.client.post(path, data=values, headers={"Origin": str(self.client.base_url)})

    def form(self, student: str, exercise: str = "why") -> dict[str, str]:
        """The token that the form of an answer carries."""
        page = self.page(address(student, exercise))
        return {"token": re.search(r'name="token" value="([^"]+)"', page)[1]}  # type: ignore[index]

    def decide(self, student: str, exercise: str = "why", **values: Any) -> Any:
        """Look at an answer and save a decision."""
        return self.post(address(student, exercise), **self.form(student, exercise) | values)

    def items(self, exercise: str = "why") -> dict[str, int]:
        """Ids of the rubric's items, by their text."""
        self.page(f"/x/{exercise}/rubric")
        with self.ready.context.work.store.read() as session:
            return {item.label: item.id for item in session.items(exercise).values()}

    def rescore(self, old: str, points: float, **more: Any) -> Any:
        """Change an item's points on the rubric's page."""
        with self.ready.context.work.store.read() as session:
            item = next(i for i in session.items("why").values() if i.label == old)
        values = {"label": old, "points": str(points), "active": "1", "version": item.version}
        return self.post(f"/items/{item.id}", **values | more)

    def latest(self) -> Any:
        """The last entry of the log."""
        with self.ready.context.work.store.read() as session:
            return session.events()[0]


def address(student: str, exercise: str = "why") -> str:
    """The address of an answer."""
    return f"/x/{exercise}/s/{key_of(student)}"


@pytest.fixture
def sit_down(course: Assignment) -> Iterator[Callable[..., Desktop]]:
    """Start the app for one more person."""
    open_ones: list[Ready] = []

    def start(name: str = "Ada", only: frozenset[str] | None = None, enter: bool = True) -> Desktop:
        ready = prepare(course, Places.of_course(course.course.root), name, only)
        open_ones.append(ready)
        session = ready.context.session
        client = TestClient(ready.app, base_url=f"http://127.0.0.1:{session.port}")
        if enter:
            client.get(session.address)
        return Desktop(ready, client)

    yield start
    for ready in open_ones:
        ready.listener.close()


@pytest.fixture
def desktop(sit_down: Callable[..., Desktop]) -> Desktop:
    """An instructor who has entered."""
    return sit_down()


@pytest.fixture
def cell(course: Assignment) -> Callable[[str, str], dict[str, Any]]:
    """What nbgrader's own gradebook says of a cell."""
    from nbgrader.api import Gradebook

    url = Places.of_course(course.course.root).db_url

    def read(student: str, exercise: str, **changes: Any) -> dict[str, Any]:
        with Gradebook(url, "") as gradebook:
            row = gradebook.find_submission_notebook("tiny", "tiny", student)
            grade = next(g for g in row.grades if g.name in (exercise, f"{exercise}-check"))
            comment = next(c for c in row.comments if c.name == exercise)
            for name, value in changes.items():
                setattr(comment if name == "manual_comment" else grade, name, value)
            gradebook.db.commit()
            return {
                "auto": grade.auto_score,
                "manual": grade.manual_score,
                "extra": grade.extra_credit,
                "score": grade.score,
                "waits": grade.needs_manual_grade,
                "comment": comment.comment,
            }

    return read


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless browser; the test is skipped where there is none."""
    with chromium_browser() as browser:
        yield browser


@pytest.fixture
def serve(course: Assignment) -> Iterator[Callable[..., Ready]]:
    """The app on a real port."""
    with contextlib.ExitStack() as stack:

        def start(name: str = "Ada", only: frozenset[str] | None = None) -> Ready:
            ready = prepare(course, Places.of_course(course.course.root), name, only)
            server = ready.server()
            thread = threading.Thread(target=server.run, kwargs={"sockets": [ready.listener]})
            thread.start()

            def stop() -> None:
                server.should_exit = True
                thread.join(10)

            stack.callback(stop)
            return ready

        yield start


@pytest.fixture
def browse(chromium: Any) -> Iterator[Callable[..., Any]]:
    """A page of a browser of one's own; notes what went wrong and what was asked for."""
    contexts: list[Any] = []

    def open_page(ready: Ready, **settings: Any) -> Any:
        context = chromium.new_context(viewport={"width": 1300, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.asked, page.wrong = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("pageerror", lambda e: page.wrong.append(str(e)))
        page.on("console", lambda m: m.type == "error" and page.wrong.append(m.text))
        page.goto(ready.context.session.address)
        page.home = f"http://127.0.0.1:{ready.context.session.port}"
        return page

    yield open_page
    for context in contexts:
        context.close()
