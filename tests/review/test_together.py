"""Several people at one class: who has what open, and groups that people split and merge."""

import re

import pytest

from autograde.groups import decisions_path, read_decisions
from autograde.review import work
from autograde.review.classroom import key_of
from autograde.review.records import Change, Claim
from autograde.review.store import Store

ADA, EMMY, JEAN = "Lovelace, Ada", "Noether, Emmy", "d'Alembert, Jean"


def next_of(desktop):
    """The student that "next waiting" leads to."""
    answer = desktop.client.get("/x/why/next")
    return desktop.ready.context.classroom.by_key[answer.url.path.rpartition("/")[2]]


def groups(desktop, exercise="double"):
    """The students of each group, by its address, as the page lists them."""
    found = re.findall(rf"/x/{exercise}/groups/\w+", desktop.page(f"/x/{exercise}/groups"))
    by_id = {g.id: g for g in desktop.ready.context.grouping.of(exercise)}
    return {path: by_id[path.rpartition("/")[2]].students for path in found}


def split(desktop, path, *students, title=""):
    return desktop.post(f"{path}/split", member=[key_of(s) for s in students], title=title)


def latest(desktop):
    """The latest change of groups that stands."""
    with desktop.ready.context.work.store.read() as session:
        return session.last_regrouping("double")


# ------------------------------------------------------------------------------- claims
def test_two_who_ask_at_once_get_two_answers(sit_down):
    """What somebody was led to is not the next of somebody else; one's own stays one's own."""
    first, second = sit_down("Ada"), sit_down("Ada")  # by chance of the same name

    assert next_of(first) != next_of(second)
    assert next_of(first) != next_of(second)


def test_what_is_open_is_shown_and_locks_nobody_out(sit_down, cell):
    """The other one sees who has it open, in the list and on the page, and may still decide."""
    first, second = sit_down("Ada"), sit_down("Tim")
    student = next_of(first)

    listing = second.page("/x/why")
    assert re.search(rf"{key_of(student)}.*open at <bdi>Ada</bdi> since \d\d:\d\d", listing)
    assert "open at" not in first.page("/x/why")
    page = second.page(f"/x/why/s/{key_of(student)}")
    assert "<bdi>Ada</bdi> has had this open since" in page
    second.decide(student, item=second.items()["Reason: says something true"])
    assert cell(student, "why")["score"] == 0.5


def test_a_claim_moves_on_and_ends(sit_down, monkeypatch):
    """Who goes on to another answer frees the first; after ten minutes it is free anyway."""
    first, second = sit_down("Ada"), sit_down("Tim")
    student = next_of(first)
    next_of(first)  # the same: nothing else was decided or opened
    first.page(f"/x/double/s/{key_of(EMMY)}")
    assert next_of(second) == student

    third = sit_down("Kim")
    assert next_of(third) != student
    now = work.time.time() + work.CLAIM_SECONDS + 1
    monkeypatch.setattr(work.time, "time", lambda: now)
    assert next_of(third) == student


def test_when_others_have_all_of_it_one_is_shown_all_the_same(sit_down):
    """Six wait and seven people ask: the seventh is led to what another has, and is told."""
    people = [sit_down(f"TA {n}") for n in range(7)]
    led = [next_of(p) for p in people]

    assert len(set(led[:6])) == 6
    assert "has had this open" in people[6].page(f"/x/why/s/{key_of(led[6])}")


def test_reviews_of_the_version_before_open(tmp_path):
    """A database without claims gets them, and loses nothing."""
    store = Store(tmp_path / "a.db")
    with store.write() as session:
        event = session.begin("Ada", "kept a comment", "why")
        made = session.new_snippet("why", "Look.", event)
        session.finish(event, [Change(snippet=(None, made))])
    with store._connect() as db:
        db.execute("DROP TABLE claim")
        db.execute("PRAGMA user_version = 1")

    with Store(tmp_path / "a.db").write() as session:
        assert [s.text for s in session.snippets("why")] == ["Look."]
        session.claim("desk", Claim("Ada", "why", ADA, 1.0, 2.0))
        assert session.claims("why", "other", 1.5).keys() == {ADA}


# ------------------------------------------------------------------------------- groups
def test_who_is_split_off_is_a_group_of_their_own(desktop):
    """It has the name it was given, can be decided about alone, and the log says who did it."""
    (path,) = groups(desktop)

    answer = split(desktop, path, JEAN, title="thrice, again")

    assert answer.url.path != path
    assert "thrice, again" in answer.text
    assert "1 of 2 are a group of their own" in answer.text
    assert sorted(groups(desktop).values()) == [(EMMY,), (JEAN,)]
    log = desktop.page("/log")
    assert "split 1 off" in log
    assert "as &#39;thrice, again&#39;" in log


def test_an_undo_of_a_split_is_exact(desktop, course):
    """What is remembered is what was there before, and once more the other way round."""
    path = decisions_path(course.course.root, "tiny")
    (group,) = groups(desktop)
    split(desktop, group, JEAN)
    done = read_decisions(path)

    answer = desktop.post(f"/undo/{latest(desktop).id}")
    assert answer.status_code == 200, answer.text
    assert groups(desktop) == {group: (EMMY, JEAN)}
    assert not any(read_decisions(path).moved.values())
    desktop.post(f"/undo/{latest(desktop).id}", back="/x/double/groups")
    assert read_decisions(path) == done


def test_merged_groups_are_one_and_come_apart_again(desktop, course):
    """A merge that is taken back leaves nothing behind; the same split works afterwards, too."""
    (group,) = groups(desktop)
    new = split(desktop, group, JEAN).url.path

    answer = desktop.post(f"{new}/merge", into=group.rpartition("/")[2])
    assert answer.url.path == group
    assert list(groups(desktop).values()) == [(EMMY, JEAN)]
    assert "may have become a part of another" in desktop.page(new, 404)
    split(desktop, group, JEAN)
    assert sorted(groups(desktop).values()) == [(EMMY,), (JEAN,)]


def test_another_server_sees_the_split_at_once(sit_down):
    """Groups are read again when somebody else has changed them; a stale form splits nothing."""
    first, second = sit_down("Ada"), sit_down("Tim")
    (group,) = groups(first)
    assert groups(second).keys() == {group}
    split(first, group, JEAN)

    assert sorted(groups(second).values()) == [(EMMY,), (JEAN,)]
    assert split(second, group, JEAN).status_code == 409


def test_an_undo_is_refused_if_the_group_was_changed_since(sit_down):
    """Whoever built on a split keeps what they did."""
    first, second = sit_down("Ada"), sit_down("Tim")
    (group,) = groups(first)
    new = split(first, group, JEAN).url.path
    event = latest(first)
    second.post(f"/undo/{event.id}")
    split(second, group, EMMY, title="others")

    assert first.post(f"/undo/{event.id}").status_code == 409
    assert new not in groups(first)


def test_a_ta_moves_nobody_of_another_section(sit_down):
    """Students of others are not there for a TA: not in a group, and not in a form made by hand."""
    ta = sit_down("Tim", only=frozenset([JEAN]))
    (group,) = groups(ta)
    assert groups(ta) == {group: (JEAN,)}

    assert split(ta, group, EMMY).status_code == 409
    assert split(ta, group, JEAN).status_code == 200  # Emmy stays, unseen
    assert sorted(groups(sit_down("Ada")).values()) == [(EMMY,), (JEAN,)]


@pytest.mark.parametrize("members", [[], [EMMY, JEAN]])
def test_a_split_needs_two_parts(desktop, members):
    """Nobody, or everybody, is no part: nothing changes, and nothing is logged."""
    (group,) = groups(desktop)

    assert split(desktop, group, *members).status_code == 400
    assert groups(desktop) == {group: (EMMY, JEAN)}
    with desktop.ready.context.work.store.read() as session:
        assert session.events() == []


def test_a_log_that_cannot_be_written_leaves_groups_as_they_were(desktop, course, monkeypatch):
    """Groups lie in a file of their own; it does not get ahead of the log."""
    from autograde.review.store import Session

    (group,) = groups(desktop)
    monkeypatch.setattr(Session, "finish", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        split(desktop, group, JEAN)
    assert not decisions_path(course.course.root, "tiny").exists()
    assert groups(desktop) == {group: (EMMY, JEAN)}


def test_broken_decisions_are_told(desktop, course):
    """Groups are not quietly made anew when a person's decisions cannot be read."""
    (_,) = groups(desktop)
    path = decisions_path(course.course.root, "tiny")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")

    assert "Mend the file" in desktop.page("/x/double/groups", 400)
