"""
Who gets in: the wall in front of all pages.

The server listens on 127.0.0.1 only, but every program and every web page on the machine can
reach that. So: the Host header must be ours (no DNS rebinding); the address that is printed at
the start carries a random token once, which becomes a cookie that no script reads and no other
site sends; and every form carries a second secret, with an Origin that is ours.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 2 << 20
ENTER = "/enter/"
APP_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True)
class Session:
    """
    The secrets of one run of the server, all random.

    Args:
        token: In the address that is printed.

        cookie: The value of the cookie that it is exchanged for.

        csrf: In every form.

        messages: Sentences for the next page.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    messages: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What the Host header may say."""
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def cookie_name(self) -> str:
        """Cookies do not know ports, and two of these servers may run at once."""
        return f"autograde_review_{self.port}"

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.port}{ENTER}{self.token}"

    def enter(self, request: Request) -> Response:
        """Exchange the token for the cookie, and get rid of the address that shows it."""
        if not _same(request.path_params["token"], self.token):
            return _refused(403, "This address is not, or no longer, valid.")
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(self.cookie_name, self.cookie, httponly=True, samesite="strict")
        return response

    def is_ours(self, form_token: object) -> bool:
        """Whether a form is one of ours."""
        return isinstance(form_token, str) and _same(form_token, self.csrf)


class Guard:
    """
    Refuses what is not from the person who started the server; adds headers to every answer.

    Args:
        app: What is behind it.
    """

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self.app, self.session = app, session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", APP_POLICY)
            await send(message)

        refusal = self._refuse(scope)
        await (refusal or self.app)(scope, receive, with_headers)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self.session.hosts]:
            return _refused(421, "This server answers to 127.0.0.1 only.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _refused(405, "Only GET and POST.")
        if scope["method"] == "POST":
            origin = headers.get("origin")
            if origin not in [f"http://{host}" for host in self.session.hosts]:
                return _refused(403, "This form comes from another site.")
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MAX_BODY:
                return _refused(413, "This is too long.")
        if scope["path"].startswith(ENTER):
            return None
        if not _same(Request(scope).cookies.get(self.session.cookie_name, ""), self.session.cookie):
            return _refused(
                401, "Open the address that `autograde review` printed when it started."
            )
        return None


def _refused(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status_code=status)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
