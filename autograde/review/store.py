"""
Where it is kept what people decided: rubric items, which answers they are applied to, comments,
what somebody has open, and a log.

A small SQLite database with a write-ahead log beside the results, so that several TAs on one
machine work on it at once; a transaction that writes is the only one that does. Every row carries
the id of the event that changed it last: its version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from autograde.errors import GraderFault
from autograde.review.records import Change, Claim, Event, Item, Review, Snippet

SCHEMA = 2
_WAIT_SECONDS = 10.0
_TABLES = """
CREATE TABLE item (
    id INTEGER PRIMARY KEY, exercise TEXT NOT NULL, label TEXT NOT NULL, points REAL NOT NULL,
    active INTEGER NOT NULL, version INTEGER NOT NULL);
CREATE TABLE review (
    student TEXT NOT NULL, exercise TEXT NOT NULL, comment TEXT NOT NULL, score REAL, remark TEXT,
    who TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (student, exercise));
CREATE TABLE applied (
    student TEXT NOT NULL, exercise TEXT NOT NULL, item INTEGER NOT NULL REFERENCES item (id),
    PRIMARY KEY (student, exercise, item));
CREATE INDEX applied_item ON applied (item);
CREATE TABLE snippet (
    id INTEGER PRIMARY KEY, exercise TEXT NOT NULL, text TEXT NOT NULL, active INTEGER NOT NULL,
    version INTEGER NOT NULL);
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    exercise TEXT NOT NULL, changes TEXT NOT NULL, undone_by INTEGER);
"""
_SINCE_2 = """
CREATE TABLE claim (
    desk TEXT PRIMARY KEY, who TEXT NOT NULL, exercise TEXT NOT NULL, student TEXT NOT NULL,
    since REAL NOT NULL, until REAL NOT NULL);
"""


class Store:
    """
    The database of an assignment's reviews.

    Args:
        path: The file; made, with its folder, if it is not there.

    Raises:
        GraderFault: If it cannot be opened or was made by a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._connect() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")  # two that start at once make it once
            made = db.execute("PRAGMA user_version").fetchone()[0]
            if made < SCHEMA:
                tables = _TABLES + _SINCE_2 if made == 0 else _SINCE_2
                for statement in tables.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")
        if made > SCHEMA:
            raise GraderFault(
                "the reviews were made by a newer version of this program",
                where=str(path),
                found=f"They have schema {made}, this program {SCHEMA}.",
            )

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        try:
            db = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
            try:
                db.execute("PRAGMA foreign_keys = ON")
                yield db
            finally:
                db.close()  # takes back what was not committed
        except sqlite3.Error as error:
            raise GraderFault(
                "the reviews cannot be read or written; nothing was changed",
                where=str(self.path),
                found=f"{error}.",
            ) from error

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view."""
        with self._connect() as db:
            db.execute("BEGIN")
            yield Session(db)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """The only transaction that writes; everything or, after an exception, nothing."""
        with self._connect() as db:
            db.execute("BEGIN IMMEDIATE")
            yield Session(db)
            db.execute("COMMIT")


class Session:
    """Rows of an open transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # -------------------------------------------------------------------------- reading
    def items(self, exercise: str) -> dict[int, Item]:
        """Rubric items of an exercise by id, in the order in which they were made."""
        rows = self._db.execute(
            "SELECT id, exercise, label, points, active, version FROM item WHERE exercise = ? "
            "ORDER BY id",
            (exercise,),
        )
        return {row[0]: Item(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows}

    def item(self, id: int) -> Item | None:
        """The item of this id."""
        row = self._db.execute("SELECT exercise FROM item WHERE id = ?", (id,)).fetchone()
        return self.items(row[0])[id] if row else None

    def uses(self, exercise: str) -> dict[int, int]:
        """To how many answers each item is applied."""
        query = "SELECT item, count(*) FROM applied WHERE exercise = ? GROUP BY item"
        return dict(self._db.execute(query, (exercise,)).fetchall())

    def review(self, student: str, exercise: str) -> Review | None:
        """What was decided about an answer."""
        return self._reviews("r.student = ? AND r.exercise = ?", (student, exercise)).get(student)

    def reviews(self, exercise: str) -> dict[str, Review]:
        """What was decided about an exercise, by student."""
        return self._reviews("r.exercise = ?", (exercise,))

    def reviews_with(self, item: Item) -> dict[str, Review]:
        """The answers that an item is applied to, by student."""
        where = "r.exercise = ? AND r.student IN (SELECT student FROM applied WHERE item = ?)"
        return self._reviews(where, (item.exercise, item.id))

    def _reviews(self, where: str, values: tuple[Any, ...]) -> dict[str, Review]:
        rows = self._db.execute(
            "SELECT r.student, r.exercise, group_concat(a.item), r.comment, r.score, r.remark, "
            "r.who, r.version FROM review r LEFT JOIN applied a "
            f"ON a.student = r.student AND a.exercise = r.exercise WHERE {where} "
            "GROUP BY r.student, r.exercise",
            values,
        )
        return {
            r[0]: Review(
                r[0], r[1], tuple(sorted(map(int, r[2].split(",")))) if r[2] else (), *r[3:]
            )
            for r in rows
        }

    def reviewed(self) -> list[tuple[str, str]]:
        """(exercise, student) of every answer that somebody decided about."""
        return self._db.execute("SELECT exercise, student FROM review").fetchall()

    def snippets(self, exercise: str) -> list[Snippet]:
        """Comments to use again, those of the exercise first."""
        rows = self._db.execute(
            "SELECT id, exercise, text, active, version FROM snippet "
            "WHERE exercise IN (?, '') AND active ORDER BY exercise = '', id",
            (exercise,),
        )
        return [Snippet(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows]

    def snippet(self, id: int) -> Snippet | None:
        """The comment of this id."""
        row = self._db.execute(
            "SELECT id, exercise, text, active, version FROM snippet WHERE id = ?", (id,)
        ).fetchone()
        return Snippet(row[0], row[1], row[2], bool(row[3]), row[4]) if row else None

    def events(self, limit: int = 500) -> list[Event]:
        """The log, latest first."""
        rows = self._db.execute(f"{_EVENT} ORDER BY id DESC LIMIT ?", (limit,))
        return [_event(row) for row in rows]

    def event(self, id: int) -> Event | None:
        """The entry of this id."""
        row = self._db.execute(f"{_EVENT} WHERE id = ?", (id,)).fetchone()
        return _event(row) if row else None

    def last_regrouping(self, exercise: str) -> Event | None:
        """The latest change of an exercise's mistake groups that was not taken back."""
        row = self._db.execute(
            f"{_EVENT} WHERE exercise = ? AND undone_by IS NULL AND changes LIKE ? "
            "ORDER BY id DESC LIMIT 1",
            (exercise, '%"groups":[{%'),
        ).fetchone()
        return _event(row) if row else None

    def latest(self) -> int:
        """Id of the latest event."""
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])

    def claims(self, exercise: str, desk: str, now: float) -> dict[str, Claim]:
        """What others have open of an exercise, by student; whoever has it longest."""
        rows = self._db.execute(
            "SELECT who, exercise, student, since, until FROM claim "
            "WHERE exercise = ? AND desk != ? AND until > ? ORDER BY since DESC",
            (exercise, desk, now),
        )
        return {row[2]: Claim(*row) for row in rows}

    # -------------------------------------------------------------------------- writing
    def claim(self, desk: str, claim: Claim) -> None:
        """Note what a desk has open; it has one answer at a time, and keeps since when."""
        self._db.execute("DELETE FROM claim WHERE until <= ?", (claim.since,))
        self._db.execute(
            "INSERT INTO claim (desk, who, exercise, student, since, until) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (desk) DO UPDATE SET "
            "since = iif(exercise = excluded.exercise AND student = excluded.student, "
            "since, excluded.since), exercise = excluded.exercise, student = excluded.student, "
            "who = excluded.who, until = excluded.until",
            (desk, claim.who, claim.exercise, claim.student, claim.since, claim.until),
        )

    def begin(self, who: str, what: str, exercise: str) -> int:
        """
        Open an entry of the log.

        Returns:
            Its id, the version of all that it changes.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made = self._db.execute(
            "INSERT INTO event (at, who, what, exercise, changes) VALUES (?, ?, ?, ?, '[]')",
            (at, who, what, exercise),
        )
        return int(made.lastrowid or 0)

    def finish(self, event: int, changes: list[Change], undoes: int | None = None) -> None:
        """Write down what an event changed, and which other it took back."""
        text = msgspec.json.encode(changes).decode()
        self._db.execute("UPDATE event SET changes = ? WHERE id = ?", (text, event))
        if undoes is not None:
            self._db.execute("UPDATE event SET undone_by = ? WHERE id = ?", (event, undoes))

    def new_item(self, exercise: str, label: str, points: float, version: int) -> Item:
        """Make a rubric item."""
        made = self._db.execute(
            "INSERT INTO item (exercise, label, points, active, version) VALUES (?, ?, ?, 1, ?)",
            (exercise, label, points, version),
        )
        return Item(int(made.lastrowid or 0), exercise, label, points, True, version)

    def put_item(self, item: Item) -> None:
        """Change a rubric item."""
        self._db.execute(
            "UPDATE item SET label = ?, points = ?, active = ?, version = ? WHERE id = ?",
            (item.label, item.points, item.active, item.version, item.id),
        )

    def new_snippet(self, exercise: str, text: str, version: int) -> Snippet:
        """Keep a comment."""
        made = self._db.execute(
            "INSERT INTO snippet (exercise, text, active, version) VALUES (?, ?, 1, ?)",
            (exercise, text, version),
        )
        return Snippet(int(made.lastrowid or 0), exercise, text, True, version)

    def put_snippet(self, snippet: Snippet) -> None:
        """Change a kept comment."""
        self._db.execute(
            "UPDATE snippet SET text = ?, active = ?, version = ? WHERE id = ?",
            (snippet.text, snippet.active, snippet.version, snippet.id),
        )

    def put_review(self, review: Review) -> None:
        """Replace what was decided about an answer."""
        key = (review.student, review.exercise)
        self.drop_review(*key)
        self._db.execute(
            "INSERT INTO review (student, exercise, comment, score, remark, who, version) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, review.comment, review.score, review.remark, review.who, review.version),
        )
        self._db.executemany(
            "INSERT INTO applied (student, exercise, item) VALUES (?, ?, ?)",
            [(*key, item) for item in review.items],
        )

    def drop_review(self, student: str, exercise: str) -> None:
        """Forget what was decided about an answer."""
        for table in ("applied", "review"):
            self._db.execute(
                f"DELETE FROM {table} WHERE student = ? AND exercise = ?", (student, exercise)
            )


_EVENT = "SELECT id, at, who, what, exercise, changes, undone_by FROM event"


def _event(row: tuple[Any, ...]) -> Event:
    changes = msgspec.json.decode(row[5], type=tuple[Change, ...])
    return Event(row[0], row[1], row[2], row[3], row[4], changes, row[6])
