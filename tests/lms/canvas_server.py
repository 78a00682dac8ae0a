"""
A small Canvas: a real HTTP server that speaks the endpoints which an upload uses, with Canvas's
pagination, its token, its bulk update in the background, and its errors.
"""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-token"
_PAGE = 3


class Canvas:
    """
    Its state: users and grades of assignment 42 in course 7.

    Args:
        people: Who is enrolled.
    """

    def __init__(self, people, points=7.0):
        self.users = [
            {"id": p.number, "name": p.full, "sortable_name": p.sorted_name, "login_id": p.login,
             "sis_user_id": f"S{p.number}"}
            for p in people
        ]  # fmt: skip
        self.points = points
        self.grades: dict[int, float | str] = {}
        self.submitted: dict[int, str] = {}
        self.requests: list[tuple[str, str]] = []
        self.polls = 0
        self.fail_progress = False
        canvas = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                canvas.answer(self, "GET", "")

            def do_POST(self):
                length = int(self.headers.get("Content-Length", 0))
                canvas.answer(self, "POST", self.rfile.read(length).decode())

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, request, method, body):
        """One request."""
        parts = urlsplit(request.path)
        query = parse_qs(parts.query) | parse_qs(body)
        self.requests.append((method, parts.path))
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.send(request, 401, {"errors": [{"message": "Invalid access token."}]})
            return
        routes = {
            r"/api/v1/courses/7": lambda: {"id": 7, "name": "Deep learning"},
            r"/api/v1/courses/7/assignments/42": lambda: {
                "id": 42, "course_id": 7, "name": "Tiny", "points_possible": self.points,
            },
            r"/api/v1/courses/7/search_users": lambda: self.users,
            r"/api/v1/courses/7/assignments/42/submissions": lambda: [
                {"user_id": u["id"], "assignment_id": 42, "id": u["id"] * 10,
                 "submitted_at": self.submitted.get(u["id"]),
                 "excused": self.grades.get(u["id"]) == "excused",
                 "score": s if isinstance(s := self.grades.get(u["id"]), float) else None}
                for u in self.users
            ],
            r"/api/v1/progress/9": self.progress,
        }  # fmt: skip
        if method == "POST" and parts.path.endswith("/42/submissions/update_grades"):
            self.update(query)
            self.send(request, 200, {"id": 9, "workflow_state": "queued", "completion": 0})
        elif method == "GET" and parts.path in routes:
            self.send_pages(request, parts.path, query, routes[parts.path]())
        else:
            self.send(request, 404, {"errors": [{"message": "The resource does not exist."}]})

    def update(self, query):
        """``grade_data[<user>][posted_grade|excuse]``"""
        for name, values in query.items():
            match = re.fullmatch(r"grade_data\[(\d+)\]\[(posted_grade|excuse)\]", name)
            assert match is not None, name
            assert int(match[1]) in {u["id"] for u in self.users}
            excused = match[2] == "excuse"
            self.grades[int(match[1])] = "excused" if excused else float(values[0])

    def progress(self):
        """Done at the third look."""
        self.polls += 1
        state = "running" if self.polls < 3 else "failed" if self.fail_progress else "completed"
        return {"id": 9, "workflow_state": state, "message": "out of order"}

    def send_pages(self, request, path, query, content):
        """Lists a page at a time, the next one named in Link."""
        headers = {}
        if isinstance(content, list):
            page = int(query.get("page", ["1"])[0])
            rest = content[page * _PAGE :]
            content = content[(page - 1) * _PAGE : page * _PAGE]
            if rest:
                headers["Link"] = f'<{self.url}{path}?page={page + 1}>; rel="next"'
        self.send(request, 200, content, headers)

    @staticmethod
    def send(request, status, content, headers=None):
        data = json.dumps(content).encode()
        request.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)
