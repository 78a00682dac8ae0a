"""Several people at one class: who wins, what is taken back, what one decision for many does."""

from autograde.review.classroom import key_of

ADA, EMMY, JEAN = "Lovelace, Ada", "Noether, Emmy", "d'Alembert, Jean"
RATE, TRUE = "Reason: says that it is a rate", "Reason: says something true"


def test_two_who_change_an_item(sit_down):
    """The second change of an item is refused if the first was not seen."""
    first, second = sit_down("Ada"), sit_down("Tim")
    first.items()

    assert first.rescore(RATE, 1).status_code == 200
    assert second.rescore(RATE, 1.25, version="1").status_code == 409


def test_undo_brings_back_what_was_there(desktop, cell):
    """Score, comment and waiting are as before; the undo itself can be undone."""
    before = cell(ADA, "why")
    desktop.decide(ADA, item=desktop.items()[RATE], comment="Good.")
    after = cell(ADA, "why")

    desktop.post(f"/undo/{desktop.latest().id}")
    assert cell(ADA, "why") == before
    assert ADA in desktop.page("/x/why")
    desktop.post(f"/undo/{desktop.latest().id}")
    assert cell(ADA, "why") == after


def test_undo_of_a_rescoring(desktop, cell):
    """An item's old points come back to all."""
    for student in (ADA, EMMY):
        desktop.decide(student, item=desktop.items()[RATE])
    desktop.rescore(RATE, 1)

    desktop.post(f"/undo/{desktop.latest().id}")

    assert [cell(s, "why")["score"] for s in (ADA, EMMY)] == [1.5, 1.5]


def test_undo_is_refused_if_somebody_built_on_it(sit_down, cell):
    """What was changed since, by whomever, is not lost by an undo."""
    first, second = sit_down("Ada"), sit_down("Tim")
    first.decide(ADA, item=first.items()[RATE])
    event = first.latest()
    second.decide(ADA, item=first.items()[TRUE], comment="Better.")

    answer = first.post(f"/undo/{event.id}")

    assert answer.status_code == 409
    assert "changed since by Tim" in answer.text
    assert cell(ADA, "why")["score"] == 0.5


def test_the_log_says_who_did_what(sit_down):
    """Every change is one entry with a name; what was taken back says so."""
    first, second = sit_down("Ada"), sit_down("Tim")
    first.decide(ADA, item=first.items()[RATE])
    second.post(f"/undo/{first.latest().id}")

    log = first.page("/log")

    assert f"decided about {ADA}" in log
    assert "taken back by" in log
    assert "Tim" in log


def test_a_shared_mistake_is_decided_once(desktop, cell):
    """After a look at what each gets, all members of a group have it; one undo takes it back."""
    listing = desktop.page("/x/double/groups")
    path = next(p for p in listing.split('"') if p.startswith("/x/double/groups/"))
    page = desktop.page(path)
    assert all(name in page for name in ("Noether, Emmy", "d&#39;Alembert, Jean"))
    desktop.post("/x/double/items", label="read the task again", points="-0.5")
    item = desktop.items("double")["read the task again"]
    both = {"member": [key_of(EMMY), key_of(JEAN)], "item": item, "comment": "Twice, not thrice."}

    look = desktop.post(path, **both, do="look")
    seen = look.text.partition('name="seen" value="')[2].partition('"')[0]

    assert "0.5 points become <strong>0</strong>" in look.text
    assert cell(EMMY, "double")["manual"] is None
    desktop.post(path, **both, do="apply", seen=seen)
    assert [cell(s, "double")["score"] for s in (EMMY, JEAN, ADA)] == [0.0, 0.0, 2.0]
    assert "Twice, not thrice." in cell(JEAN, "double")["comment"]
    desktop.post(f"/undo/{desktop.latest().id}")
    assert [cell(s, "double")["score"] for s in (EMMY, JEAN)] == [0.5, 0.5]
    assert cell(JEAN, "double")["comment"] is None


def test_a_group_leaves_out_who_was_decided_meanwhile(sit_down, cell):
    """Between the look and the writing somebody else was faster with one of them."""
    first, second = sit_down("Ada"), sit_down("Tim")
    path = next(
        p for p in first.page("/x/double/groups").split('"') if p.startswith("/x/double/groups/")
    )
    items = first.items("double")
    look = first.post(path, member=[key_of(EMMY), key_of(JEAN)], item=items["No points"])
    seen = look.text.partition('name="seen" value="')[2].partition('"')[0]
    second.decide(EMMY, "double", item=items["Full points"])

    answer = first.post(
        path, member=[key_of(EMMY), key_of(JEAN)], item=items["Full points"], do="apply", seen=seen,
        comment="All.",
    )  # fmt: skip

    assert f"formgrader: {EMMY}" in answer.text
    assert "All." not in cell(EMMY, "double")["comment"]
    assert "All." in cell(JEAN, "double")["comment"]
