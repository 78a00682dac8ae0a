"""The graded notebook holds nothing that acts."""

import base64

import pytest

from autograde.grade.document import clean_html, clean_markdown, clean_outputs
from autograde.model import CellRun, Status

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 20).decode()

ACTIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=x>'>",
    "<style>@import url(http://x)</style>",
    "<div style='position:fixed;background:url(http://x)'>x</div>",
    "<form action=/grade><input name=score value=5></form>",
    "<object data='data:text/html,x'></object>",
    "<base href='http://x'>",
    "<meta http-equiv=refresh content='0;url=http://x'>",
]


@pytest.mark.parametrize("html", ACTIVE)
def test_html_is_made_inert(html):
    """Scripts, handlers, frames, styles and forms are gone."""
    cleaned = clean_html(html).lower()

    for bad in ("<script", "onerror", "onload", "<iframe", "javascript:", "<style", "style=",
                "<form", "<object", "<base", "<meta", "<svg", "<img"):  # fmt: skip
        assert bad not in cleaned


def test_tables_and_emphasis_survive():
    """What results look like stays: tables, lists, code."""
    html = '<table><tr><th scope="col">a</th></tr><tr><td>1</td></tr></table><b>x</b><code>y</code>'

    cleaned = clean_html(html)

    assert "<th" in cleaned
    assert "<b>x</b><code>y</code>" in cleaned


@pytest.mark.parametrize("html", ACTIVE)
def test_markdown_is_made_inert(html):
    """HTML in Markdown is cleaned as well."""
    assert "alert(1)" not in clean_markdown(f"Hello\n\n{html}").replace("alert(1)</", "")
    assert "<script" not in clean_markdown(html)


def test_markdown_links_and_pictures_lead_nowhere_unexpected():
    """javascript: and data: links and remote pictures are defused; plain text is untouched."""
    text = "a < b & c\n[x](javascript:alert(1)) [y](https://pytorch.org) ![p](http://x/t.png)"

    cleaned = clean_markdown(text)

    assert "javascript:" not in cleaned
    assert "(https://pytorch.org)" in cleaned
    assert "http://x/t.png" not in cleaned
    assert cleaned.startswith("a < b & c\n")


def outputs(*entries):
    return clean_outputs(CellRun(Status.PASSED, entries))


def test_outputs_are_rebuilt():
    """Unknown kinds, widgets, scripts and false pictures are left out; text and PNG stay."""
    got = outputs(
        {"output_type": "stream", "name": "weird", "text": ["a", "b"], "extra": 1},
        {"output_type": "display_data", "data": {"image/png": PNG, "text/plain": "fig"}},
        {"output_type": "display_data", "data": {"image/png": "PHN2Zz4=", "text/plain": "x"}},
        {"output_type": "display_data", "data": {"application/javascript": "alert(1)"}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload=x>"}},
        {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {}}},
        {"output_type": "execute_result", "data": {"text/html": "<script>x</script>ok"},
         "execution_count": "three"},
        {"output_type": "error", "ename": 3, "evalue": "v", "traceback": ["a", 4]},
        {"output_type": "update_display_data"},
        {"output_type": "display_data", "data": 3},
    )  # fmt: skip

    assert got == [
        {"output_type": "stream", "name": "stdout", "text": "ab"},
        {"output_type": "display_data", "data": {"image/png": PNG, "text/plain": "fig"},
         "metadata": {}},
        {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/html": "ok"}, "metadata": {},
         "execution_count": None},
        {"output_type": "error", "ename": "", "evalue": "v", "traceback": ["a", ""]},
    ]  # fmt: skip
