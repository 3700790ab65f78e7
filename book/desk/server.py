"""Serves the review page to one person on this machine.

It listens on the loopback address only. Every request needs the token that stands in the address which
`book review` prints, and a Host header that names the loopback: a page elsewhere on the web can neither
guess the one nor forge the other (DNS rebinding). The page may load nothing from anywhere.
"""

from __future__ import annotations

import hmac
import json
import secrets
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

from book.compose.manifest import parse
from book.desk.edits import Decision, Description, Edit, apply, digest
from book.desk.hand import Verb
from book.desk.merging import Plan, merge
from book.desk.sheet import Sheet, page, sets, sheet
from book.errors import BookError
from book.model import Manifest
from book.prepress import Copy, Standing
from book.project import Project, State, desk_files, prepare, read_plan, state_of, write_plan

_LOOPBACK = "127.0.0.1"
_LARGEST = 1 << 20  # bytes of a request
_REMEMBERED = 32  # plans that were shown, to merge decisions that were made on an older one
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Desk:
    """The review of one project. `address` is what to open; `serve` blocks until `close`."""

    def __init__(self, project: Project, port: int = 0) -> None:
        self.project = project
        self.token = secrets.token_urlsafe(24)
        self._files = desk_files(project)
        self._lock = threading.RLock()
        self._shown: dict[str, Plan] = {}  # by their digests, the latest last
        self._made: tuple[tuple[str, State | None], Sheet] | None = None  # of which plan, which files
        self._standing = Standing()
        self._server = _Server((_LOOPBACK, port), partial(_Handler, self))

    @property
    def address(self) -> str:
        return f"http://{_LOOPBACK}:{self._server.server_address[1]}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        port = self._server.server_address[1]
        return frozenset({f"{_LOOPBACK}:{port}", f"localhost:{port}"})

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.2)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # ------------------------------------------------------------------ what it answers

    def show(self) -> str:
        """The page, of the plan and the seeds as they are on the disk now."""
        with self._lock:
            text = read_plan(self.project)
            made = self._sheet(text)
            shown = self._remember(Plan(text, _lines(made)))
            return page(made, self._files, token=self.token, digest=shown, book=_book(self.project))

    def look(self) -> None:
        """Read plan and seeds as they are now. Raises BookError for what is wrong with them."""
        with self._lock:
            self._sheet(read_plan(self.project))

    def save(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Write what the editor decided, into the plan as it is now.

        Where it is not the one that was shown, what he and somebody else both changed is told, each with what
        either wants, and nothing is written; all else is merged. Raises BookError for a decision that cannot
        be written, ValueError for a request that is none.
        """
        wanted = tuple(_edit(item) for item in _list(asked.get("edits")))
        with self._lock:
            text = read_plan(self.project)
            now = Plan(text, _lines(self._sheet(text)))
            shown = self._shown.get(_text(asked.get("digest")))
            if shown is None:
                return {"conflict": True, "conflicts": []}
            edits, conflicts = merge(shown, now, wanted, self.project.manifest)
            if conflicts:
                return {
                    "conflict": True,
                    "conflicts": [asdict(conflict) for conflict in conflicts],
                    "digest": self._remember(now),
                }
            decided = apply(now.text, edits, now.lines, self.project.manifest)
            self._sheet(decided)  # of a plan that cannot be shown, nothing is written
            if read_plan(self.project) != text:  # somebody else wrote into it meanwhile
                return self.save(asked)
            write_plan(self.project, decided)
            merged = now.text != shown.text
            return {"saved": len(edits), "merged": merged}

    def preview(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The pieces as they would be set with what the editor decided; nothing is written.

        Those of which he decided something, and those by the same authors, whose bios stand with each. Raises
        as `save` does.
        """
        wanted = tuple(_edit(item) for item in _list(asked.get("edits")))
        with self._lock:
            shown = self._shown.get(_text(asked.get("digest")))
            if shown is None:
                return {"pieces": {}}
            decided = apply(shown.text, wanted, shown.lines, self.project.manifest)
            copy = self._prepare(parse(decided, self.project.manifest))
            seeds = {edit.seed for edit in wanted}
            folios = self._made[1].folios if self._made else ()
            before = {name for folio in folios if folio.seed in seeds for name in folio.authors}
            chapters = copy.anthology.chapters
            after = {a.display for c in chapters if c.piece.seed in seeds for a in c.piece.authors}
            touched = [
                chapter
                for chapter in chapters
                if chapter.piece.seed in seeds
                or (before | after).intersection(author.display for author in chapter.piece.authors)
            ]
            made = sets(copy, touched)
            return {"pieces": {seed: {"title": title, "set": text} for seed, (title, text) in made.items()}}

    def _prepare(self, manifest: Manifest) -> Copy:
        return prepare(self.project, manifest=manifest, standing=self._standing)

    def _remember(self, plan: Plan) -> str:
        """Keep a plan that is shown; its digest."""
        name = digest("\0".join((plan.text, *(line for lines in plan.lines.values() for line in lines))))
        self._shown.pop(name, None)
        self._shown[name] = plan
        while len(self._shown) > _REMEMBERED:
            del self._shown[next(iter(self._shown))]
        return name

    def _sheet(self, text: str) -> Sheet:
        """What there is to review of the plan `text`, made anew where that or one of its files changed."""
        manifest = parse(text, self.project.manifest)
        files = state_of(self.project, manifest)
        if self._made is None or files is None or self._made[0] != (text, files):
            self._made = None
            self._made = (text, files), sheet(self._prepare(manifest))
        return self._made[1]


def _lines(made: Sheet) -> dict[str, list[str]]:
    return {folio.seed: [row.text for row in folio.rows] for folio in made.folios}


def _edit(item: Any) -> Edit:
    if not isinstance(item, dict):
        raise ValueError("an edit is an object")
    authors = item.get("authors")
    return Edit(
        seed=_text(item.get("seed")),
        decisions=tuple(_decision(d) for d in _list(item.get("decisions", []))),
        fields={key: _text(value) for key, value in dict(item.get("fields") or {}).items()},
        authors=None if authors is None else tuple(_text(name) for name in _list(authors)),
        pictures=tuple(_description(d) for d in _list(item.get("pictures", []))),
    )


def _description(item: Any) -> Description:
    if not isinstance(item, dict):
        raise ValueError("a description is an object")
    return Description(_text(item.get("file")), _text(item.get("alt", "")), item.get("decorative") is True)


def _decision(item: Any) -> Decision:
    if not isinstance(item, dict) or not isinstance(item.get("line"), int):
        raise ValueError("a decision has the number of a line")
    verb: Any = item.get("verb")
    if verb not in get_args(Verb):
        raise ValueError(f"{verb!r} is no decision")
    return Decision(item["line"], verb)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text was expected")
    return value


def own_port(project: Project) -> int:
    """The port of this book, of those that nobody owns (RFC 6335): at the same address a browser finds again
    what it kept."""
    return 49152 + int(_book(project)[:8], 16) % 16384


def _book(project: Project) -> str:
    return digest(str(project.plan.resolve()))[:16]


class _Server(ThreadingHTTPServer):
    """Each request in a thread of its own. Says nothing of a browser that goes away meanwhile."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request. What it may not answer it refuses in a line."""

    server_version = "florilegium"
    sys_version = ""
    timeout = 30

    def __init__(self, desk: Desk, *args: Any) -> None:
        self._desk = desk
        super().__init__(*args)

    def do_GET(self) -> None:
        """The page."""
        address = urlsplit(self.path)
        if not self._trusted(parse_qs(address.query).get("token", [""])[0]):
            return
        if address.path != "/":
            self._answer(HTTPStatus.NOT_FOUND, "there is nothing here")
            return
        try:
            self._answer(HTTPStatus.OK, self._desk.show(), "text/html")
        except BookError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error}\n{error.hint}".strip())

    def do_POST(self) -> None:
        """Decisions, as JSON: to save them, or to see what they would make of the pieces."""
        if not self._trusted(self.headers.get("X-Token", "")):
            return
        try:
            length = int(self.headers.get("Content-Length", "0"))
            if not 0 < length <= _LARGEST:
                raise ValueError("too large, or empty")
            asked = json.loads(self.rfile.read(length))
            ahead = urlsplit(self.path).path == "/preview"
            said = self._desk.preview(asked) if ahead else self._desk.save(asked)
        except BookError as error:
            self._json(HTTPStatus.UNPROCESSABLE_ENTITY, {"error": str(error), "hint": error.hint})
        except (ValueError, TypeError, RecursionError) as error:
            self._json(HTTPStatus.BAD_REQUEST, {"error": str(error)})
        else:
            self._json(HTTPStatus.CONFLICT if said.get("conflict") else HTTPStatus.OK, said)

    def _trusted(self, token: str) -> bool:
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin")
        if host not in self._desk.hosts or (origin and urlsplit(origin).netloc not in self._desk.hosts):
            self._answer(HTTPStatus.FORBIDDEN, "this page is for this machine only")
            return False
        if not hmac.compare_digest(token.encode(), self._desk.token.encode()):
            self._answer(HTTPStatus.FORBIDDEN, "open the address that `book review` printed")
            return False
        return True

    def _json(self, status: HTTPStatus, value: Mapping[str, Any]) -> None:
        self._answer(status, json.dumps(value), "application/json")

    def _answer(self, status: HTTPStatus, text: str, kind: str = "text/plain") -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Say nothing: the terminal is the editor's."""
