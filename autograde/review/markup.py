"""Comments as HTML: Markdown without HTML, rendered, then cleaned all the same."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(
        ["image", "heading", "lheading"]  # the page has headings of its own
    )
)
_TAGS = {
    *("a", "blockquote", "br", "code", "em", "hr", "li"),
    *("ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def as_html(text: str) -> str:
    """
    A comment for the app's own pages.

    Args:
        text: Markdown, by anybody.
    """
    html = _MARKDOWN.render(text)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
