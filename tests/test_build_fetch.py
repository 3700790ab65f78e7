"""`book add URL`: a page is fetched once, kept as it came, with its address and the day in the plan."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import bookcase
import pytest
from bookcase import book

from book.compose.manifest import parse
from book.model import Entry
from book.project import fetch as fetching
from book.project import find, prepare

BODY = "".join(f"<p>{line}</p>\n" for line in bookcase.BROOD.splitlines()[2:9:2])
PAGE = f"<!doctype html><html lang=nl><meta charset=utf-8><h1>Brood op de plank</h1>{BODY}".encode()
SITE = {
    "/2019/brood-op-de-plank.html": (200, "text/html; charset=utf-8", PAGE),
    "/": (200, "text/html", PAGE),
    "/packed": (200, "text/html", gzip.compress(PAGE)),
    "/plain": (200, "text/plain", bookcase.MELK.encode()),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/2020/links.html": (
        200,
        "text/html",
        PAGE.replace(b"voor de hele", b'voor <a href="../over">de</a> hele'),
    ),
    "/gone": (410, "text/html", b"gone"),
    "/half": (200, "text/html; charset=utf-8", PAGE[: len(PAGE) // 2]),
    "/caf%C3%A9%20één.html".replace("é", "%C3%A9"): (200, "text/html; charset=utf-8", PAGE),
    "/huge": (200, "text/plain", b"woord " * 2000),
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/2019/brood-op-de-plank.html")
            self.end_headers()
            return
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        code, kind, data = SITE.get(self.path, (404, "text/html", b""))
        self.send_response(code)
        self.send_header("Content-Type", kind)
        if self.path == "/half":
            self.send_header("Content-Length", str(2 * len(data)))
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Nothing: the tests' output is not its place."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = bookcase.small(tmp_path / "small")
    (root / "seeds" / "brood.txt").write_text(
        "De melkboer in onze straat\n\n" + bookcase.MELK, encoding="utf-8"
    )
    return root


def added(root: Path) -> Entry:
    return parse((root / "anthology.toml").read_text(encoding="utf-8"), "anthology.toml").pieces[-1]


def test_a_page_is_kept_as_it_came_with_where_and_when(small: Path, site: str) -> None:
    ran = book(
        "add", f"{site}/2019/brood-op-de-plank.html#top", cwd=small, env={"SOURCE_DATE_EPOCH": "1000000000"}
    )
    assert ran.code == 0, ran.err
    entry = added(small)
    assert entry.seed == "seeds/brood-op-de-plank.html"
    assert (small / entry.seed).read_bytes() == PAGE
    assert (entry.url, entry.accessed) == (f"{site}/2019/brood-op-de-plank.html", "2001-09-09")
    row = book("list", "--json", cwd=small).json()["pieces"][-1]
    assert (row["title"], row["byline"]) == ("Brood op de plank", "Anna de Wit")


def test_the_address_is_the_one_in_the_end(small: Path, site: str) -> None:
    book("add", f"{site}/moved", cwd=small)
    assert added(small).url == f"{site}/2019/brood-op-de-plank.html"


@pytest.mark.parametrize(
    ("path", "name"), [("/", "127.0.0.1.html"), ("/packed", "packed.html"), ("/plain", "plain.txt")]
)
def test_a_page_gets_a_name_that_says_what_it_is(path: str, name: str, small: Path, site: str) -> None:
    (small / "seeds" / "melk.txt").write_text("Iets anders.\n", encoding="utf-8")
    assert book("add", site + path, cwd=small).code == 0
    assert added(small).seed == f"seeds/{name}"
    assert (small / "seeds" / name).read_bytes() in (PAGE, bookcase.MELK.encode())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/absent", "cannot be fetched: 404 Not Found\n  look whether the address is right"),
        ("/round", "cannot be fetched: 302 it leads to itself, round and round"),
        ("/half", "came in only in part: the connection broke off\n  give the command again"),
        ("/gone", "cannot be fetched: 410"),
        ("/picture", "is image/png, which the press cannot read"),
    ],
)
def test_a_page_that_cannot_be_had(path: str, said: str, small: Path, site: str) -> None:
    before = (small / "anthology.toml").read_bytes()
    ran = book("add", site + path, cwd=small)
    assert ran.code == 4
    assert f"error: {site}{path}: {said}" in ran.err
    assert (small / "anthology.toml").read_bytes() == before


def test_an_address_may_be_as_a_browser_shows_it(small: Path, site: str) -> None:
    assert book("add", f"{site}/café één.html", cwd=small).code == 0
    assert added(small).seed == "seeds/café één.html"


def test_an_address_without_its_beginning_is_told_as_that(small: Path) -> None:
    ran = book("add", "www.brood.example/plank", cwd=small)
    assert (ran.code, "begins with https://: 'https://www.brood.example/plank'" in ran.err) == (4, True)


def test_a_page_without_end_is_refused(small: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    ran = book("add", f"{site}/huge", cwd=small)
    assert (ran.code, "is larger than" in ran.err) == (4, True)


def test_no_network_is_told_with_a_way_out(small: Path) -> None:
    ran = book("add", "http://127.0.0.1:9/x", cwd=small)
    assert ran.code == 4
    assert "cannot be fetched" in ran.err
    assert "save the page from your browser, and add the file" in ran.err


def test_links_of_a_fetched_page_start_from_where_it_was(site: str, tmp_path: Path) -> None:
    assert book("new", "bundel", f"{site}/2020/links.html", cwd=tmp_path).code == 0
    (prepared,) = prepare(find(tmp_path / "bundel")).prepared
    assert f"href='{site}/over'" in str(prepared.piece.blocks)
