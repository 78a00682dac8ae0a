"""Mistake groups and claims in a real browser: with a mouse, by keyboard, without scripts."""

import json

import pytest

from autograde.review.classroom import key_of

pytestmark = pytest.mark.slow
ADA, EMMY, JEAN = "Lovelace, Ada", "Noether, Emmy", "d'Alembert, Jean"


def groups(ready):
    return sorted(g.students for g in ready.context.grouping.of("double"))


def open_group(page, ready):
    group = ready.context.grouping.of("double")[0]
    page.goto(f"{page.home}/x/double/groups/{group.id}")
    return group


def test_split_and_merge_with_a_mouse(serve, browse):
    """Look at a member beside, split it off with a name, take it back, split again, merge."""
    ready = serve()
    page = browse(ready)
    open_group(page, ready)
    page.frame_locator("iframe").get_by_text("Notebook of Noether, Emmy").wait_for()
    page.get_by_role("link", name=f"show the notebook of {JEAN}").click()
    page.frame_locator("iframe").get_by_text(f"Notebook of {JEAN}").wait_for()

    page.get_by_role("checkbox", name=EMMY).uncheck()
    page.get_by_label("Name of a new group").fill("thrice, in words")
    page.get_by_role("button", name="Split off the chosen").click()
    page.get_by_text("1 of 2 are a group of their own now.").wait_for()
    page.get_by_role("heading", name="thrice, in words").wait_for()
    assert groups(ready) == [(EMMY,), (JEAN,)]

    page.get_by_role("button", name="Take back").click()
    page.get_by_text("Taken back: split 1 off").wait_for()
    assert groups(ready) == [(EMMY, JEAN)]
    page.get_by_role("button", name="Take back").click()  # the taking back
    page.get_by_role("link", name="thrice, in words").click()
    page.get_by_role("button", name="Make this one a part of it").click()
    page.get_by_text("Merged: this group had 1, and has 2 now.").wait_for()
    assert groups(ready) == [(EMMY, JEAN)]
    assert page.wrong == []


def test_what_each_gets_comes_into_view(serve, browse):
    """Nobody writes a score for many without having it before their eyes; on a narrow window the
    notebook, far below, is one link away."""
    ready = serve()
    page = browse(ready)
    open_group(page, ready)
    page.set_viewport_size({"width": 700, "height": 600})
    page.get_by_label("Full points").check()
    page.get_by_role("button", name="Show what each gets").click()

    button = page.get_by_role("button", name="Write it for the 2 chosen")
    button.wait_for()
    for text in (f"{EMMY}", "points become"):
        box = page.locator(".members").get_by_text(text).first.bounding_box()
        assert 0 <= box["y"] <= 600 - box["height"]
    page.get_by_role("link", name="To the notebook").click()
    assert page.locator("iframe").bounding_box()["y"] < 600
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.get_by_role("link", name="To the notebook").is_visible()
    assert page.wrong == []


def test_split_and_merge_by_keyboard(serve, browse):
    """Letters and Space choose and split, u takes back, m leads to the other groups."""
    ready = serve()
    page = browse(ready)
    open_group(page, ready)
    boxes = page.locator('input[name="member"]')
    page.keyboard.press("a")
    assert [box.is_checked() for box in boxes.all()] == [False, False]
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert groups(ready) == [(EMMY,), (JEAN,)]

    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == "into"
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert groups(ready) == [(EMMY, JEAN)]
    with page.expect_navigation():
        page.keyboard.press("u")
    assert groups(ready) == [(EMMY,), (JEAN,)]
    page.keyboard.press("?")
    page.get_by_text("split off the chosen, merge with another").wait_for()
    assert page.wrong == []


def test_groups_without_scripts(serve, browse):
    """Splitting is a form like any other."""
    ready = serve()
    page = browse(ready, java_script_enabled=False)
    open_group(page, ready)
    page.get_by_role("checkbox", name=EMMY).uncheck()
    page.get_by_role("button", name="Split off the chosen").click()

    assert groups(ready) == [(EMMY,), (JEAN,)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_groups_and_claims_are_accessible(serve, browse, scheme):
    """axe-core finds nothing on a group beside others, and where somebody else has an answer."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    ready, other = serve("Ada"), serve("Tim")
    page, theirs = browse(ready, color_scheme=scheme), browse(other)
    theirs.goto(f"{theirs.home}/x/why/s/{key_of(ADA)}")
    group = open_group(page, ready)
    page.get_by_role("checkbox", name=EMMY).uncheck()
    page.get_by_role("button", name="Split off the chosen").click()
    found = {}
    for place in (
        "/x/double/groups", f"/x/double/groups/{group.id}", "/x/why", f"/x/why/s/{key_of(ADA)}",
        "/log",
    ):  # fmt: skip
        page.goto(page.home + place)
        page.wait_for_timeout(300)
        violations = axe.run(page).response["violations"]
        found[place] = [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]
    page.goto(f"{page.home}/x/why")
    page.get_by_text("open at Tim").wait_for()
    source = page.request.get(
        f"{page.home}/x/double/s/{key_of(EMMY)}/notebook?named=1"
    ).text()  # in the frame no script runs, so its page is looked at outside of it
    page.goto("about:blank")
    page.set_content(source)
    found["notebook"] = [v["id"] for v in axe.run(page).response["violations"]]
    assert {place: wrong for place, wrong in found.items() if wrong} == {}, json.dumps(found)
