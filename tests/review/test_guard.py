"""Nobody but the person who started the server gets in, and nothing that they did not send."""

import re
from html.parser import HTMLParser

import pytest

from autograde.errors import UsageError
from autograde.review.classroom import key_of, read_sections

ADA, EMMY, PAUL = "Lovelace, Ada", "Noether, Emmy", "Erdős, Paul"
PAGES = (
    "/", "/x/why", "/x/why/next", f"/x/why/s/{key_of(ADA)}", f"/x/why/s/{key_of(ADA)}/notebook",
    "/x/double/groups", "/x/why/rubric", "/log", "/static/review.js", "/nothing",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_there_is_nothing(sit_down, path):
    """Every page, the files of the app included, needs the cookie."""
    outside = sit_down(enter=False)

    answer = outside.client.get(path, follow_redirects=False)

    assert answer.status_code == 401
    assert "Lovelace" not in answer.text


def test_the_token_becomes_a_cookie_and_leaves_the_address(sit_down):
    """The printed address sets a cookie that no script reads and no other site sends."""
    person = sit_down(enter=False)
    session = person.ready.context.session

    answer = person.client.get(session.address, follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert session.token not in cookie
    assert person.client.get("/").status_code == 200


def test_a_wrong_token_or_cookie_opens_nothing(sit_down):
    """Tokens and cookies are compared as wholes, whatever they hold."""
    person = sit_down(enter=False)
    session = person.ready.context.session

    assert person.client.get(session.address[:-1]).status_code == 403
    assert person.client.get("/enter/%00é").status_code == 403
    person.client.cookies.set(session.cookie_name, session.token)
    assert person.client.get("/").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil"])
def test_other_hosts_are_refused(desktop, host):
    """A name that somebody else's DNS points here (rebinding) is not ours."""
    assert desktop.client.get("/", headers={"Host": host}).status_code == 421


def test_a_form_needs_its_secret_and_its_origin(desktop, cell):
    """A page of another site, or of another server on this machine, cannot save anything."""
    path, token = f"/x/why/s/{key_of(ADA)}", desktop.form(ADA)["token"]
    item = str(desktop.items()["Reason: says that it is a rate"])
    ours = str(desktop.client.base_url)
    good = {"csrf": desktop.ready.context.session.csrf, "token": token, "item": item}

    def send(data, **headers):
        return desktop.client.post(path, data=data, headers=headers).status_code

    assert send(good) == 403  # no Origin
    assert send(good, Origin="null") == 403
    assert send(good, Origin="http://evil.example") == 403
    assert send(good, Origin="http://127.0.0.1:1") == 403
    assert send(good | {"csrf": "x"}, Origin=ours) == 403
    assert send({k: v for k, v in good.items() if k != "csrf"}, Origin=ours) == 403
    assert cell(ADA, "why")["waits"]
    assert send(good, Origin=ours) == 200
    assert not cell(ADA, "why")["waits"]


def test_every_form_has_the_secret(desktop):
    """No form is forgotten."""
    desktop.decide(ADA, item=desktop.items()["Reason: says that it is a rate"])

    for path in (*PAGES[:-3], "/log"):
        page = desktop.client.get(path).text
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
            assert 'name="csrf"' in form


def test_every_answer_has_its_headers(desktop):
    """Strict policies: own scripts and styles only; nothing is kept or guessed."""
    for path in PAGES:
        headers = desktop.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
    frame = desktop.client.get(f"/x/why/s/{key_of(ADA)}/notebook").headers
    assert frame["content-security-policy"].startswith("sandbox;")
    assert "script-src" not in frame["content-security-policy"]


class _Acting(HTMLParser):
    """Finds what a strict policy blocks: scripts in the page, handlers, styles in tags."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names["src"].startswith("/static/")):
            self.found.append(tag)
        self.found += [name for name in names if name.startswith("on") or name == "style"]


def test_pages_hold_no_inline_script_and_no_style(desktop):
    """What the policy would block is not there in the first place."""
    for path in (p for p in PAGES if not p.endswith("/notebook")):
        parser = _Acting()
        parser.feed(desktop.client.get(path).text)
        assert parser.found == []


def test_too_much_is_refused(desktop):
    """A form has an end."""
    assert desktop.post("/preview", comment="x" * (3 << 20)).status_code == 413


def test_a_ta_sees_the_sections_given(sit_down, tmp_path):
    """Others of the class are not in lists, and their pages are not there."""
    path = tmp_path / "sections.csv"
    path.write_text(f'student,section\n"{ADA}",A\n"{EMMY}",B\n"{PAUL}",A\n', encoding="utf-8")
    ta = sit_down("Tim", read_sections(path, ["A"]))

    listing = ta.page("/x/why?show=all")

    assert ADA in listing
    assert PAUL in listing
    assert EMMY not in listing
    ta.page(f"/x/why/s/{key_of(EMMY)}", 404)
    ta.page(f"/x/why/s/{key_of(EMMY)}/notebook", 404)
    assert ta.post(f"/x/why/s/{key_of(EMMY)}", token="0.0").status_code == 404
    assert "2 submissions" in ta.page("/")


def test_sections_that_are_not_there_are_named(tmp_path):
    """A section without students is a mistake in the command, not an empty class."""
    path = tmp_path / "sections.csv"
    path.write_text("student,section\na,A\n")

    with pytest.raises(UsageError, match="no section B"):
        read_sections(path, ["B"])


def test_a_rubric_in_use_is_for_an_instructor(sit_down, cell):
    """A TA adds items and applies them, but does not change everybody's score."""
    instructor, ta = sit_down("Ada"), sit_down("Tim", frozenset([ADA, PAUL]))
    item = instructor.items()["Reason: says that it is a rate"]
    instructor.decide(EMMY, item=item)
    change = {"label": "x", "points": "0", "active": "1", "version": "1"}

    assert ta.post(f"/items/{item}", **change).status_code == 403
    assert cell(EMMY, "why")["score"] == 1.5
    event = instructor.ready.context.work.store
    with event.read() as session:
        latest = session.latest()
    assert ta.post(f"/undo/{latest}").status_code == 403
    assert cell(EMMY, "why")["score"] == 1.5
