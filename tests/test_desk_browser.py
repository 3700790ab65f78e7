"""The review in a real browser: open, overrule, save, build again, and see the change in both editions."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bookcase
import pypdfium2 as pdfium
import pytest
from savedpages import drawn

from book import prepress
from book.cli import run
from book.cli.review import at_port
from book.desk import Desk, own_port, page, server, sheet
from book.project import Project, build, desk_files, load_manifest, prepare

COLUMN = """De boot en de wind

De boot en de wind

Door Jan van den Berg

{}

Klik hier voor meer verhalen

{}
"""
PROSE = (
    "Mijn vader had een boot die niet voer. Elke zondag zaten we erin, op het gras achter het huis, en hij "
    "vertelde waar we waren: bij de Azoren, in de Sont, voor de kust van Chili. Mijn moeder riep ons voor de "
    "soep en dan legden we aan."
)
MORE = (
    "Toen hij stierf wilde niemand de boot hebben. Ik heb hem laten halen en betaald voor de moeite. De man "
    "met de wagen vroeg of hij nog zeewaardig was, en ik zei dat hij overal geweest was."
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "boot.txt").write_text(COLUMN.format(PROSE, MORE), encoding="utf-8")
    (tmp_path / "anthology.toml").write_text(
        '# Mijn plan.\n[book]\ntitle = "Boten"\nlanguage = "nl"\n\n# De eerste.\n[[piece]]\n'
        'seed = "seeds/boot.txt"\ntitle = "De boot en de wind"\n',
        encoding="utf-8",
    )
    return Project(tmp_path)


@contextmanager
def serving(desk: Desk) -> Iterator[Desk]:
    thread = threading.Thread(target=desk.serve, daemon=True)
    thread.start()
    yield desk
    desk.close()
    thread.join()


@pytest.fixture
def desk(project: Project) -> Iterator[Desk]:
    with serving(Desk(project)) as served:
        yield served


def ask(desk: Desk, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
    address = urlsplit(desk.address)
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=60)
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


def digest_on(html: str) -> str:
    return html.partition('data-digest="')[2].partition('"')[0]


# --------------------------------------------------------------------------- who is let in


def test_without_the_token_nothing_is_shown_or_saved(desk: Desk) -> None:
    assert ask(desk, "GET", "/")[0] == 403
    assert ask(desk, "GET", "/?token=guess")[0] == 403
    assert ask(desk, "POST", "/", {"edits": []})[0] == 403


def test_another_host_or_origin_is_refused_though_it_has_the_token(desk: Desk) -> None:
    path = f"/?token={desk.token}"
    assert ask(desk, "GET", path, Host="evil.example")[0] == 403
    assert ask(desk, "GET", path, Origin="https://evil.example")[0] == 403
    assert ask(desk, "GET", path)[0] == 200


def test_nothing_outside_is_asked_for(desk: Desk) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


def test_what_was_changed_elsewhere_and_what_is_decided_here_are_merged(desk: Desk, project: Project) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    plan = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(plan + 'outlet = "De Courant"  # iemand anders\n', encoding="utf-8")
    edit = {"seed": "seeds/boot.txt", "decisions": [{"line": 7, "verb": "drop"}], "fields": {"date": "2019"}}
    asked = {"digest": digest_on(html), "edits": [edit]}
    status, said = ask(desk, "POST", "/", asked, **{"X-Token": desk.token})
    assert (status, json.loads(said)["merged"]) == (200, True)
    after = project.plan.read_text(encoding="utf-8")
    assert "# iemand anders" in after
    (piece,) = tomllib.loads(after)["piece"]
    assert (piece["outlet"], piece["date"], len(piece["kill"])) == ("De Courant", "2019", 1)


def test_what_both_changed_is_told_and_nothing_is_written(desk: Desk, project: Project) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    plan = project.plan.read_text(encoding="utf-8").replace("De boot en de wind", "Hun boot")
    project.plan.write_text(plan + 'stet = ["Klik hier"]\n', encoding="utf-8")
    edit = {
        "seed": "seeds/boot.txt",
        "decisions": [{"line": 7, "verb": "keep"}, {"line": 9, "verb": "drop"}],
        "fields": {"title": "Mijn boot"},
    }
    asked = {"digest": digest_on(html), "edits": [edit]}
    before = project.plan.read_bytes()
    status, said = ask(desk, "POST", "/", asked, **{"X-Token": desk.token})
    answer = json.loads(said)
    assert status == 409
    assert [(c["kind"], c["name"], c["mine"], c["theirs"]) for c in answer["conflicts"]] == [
        ("field", "title", "Mijn boot", "Hun boot"),
        ("line", "9", "drop", "keep"),
    ]
    assert project.plan.read_bytes() == before
    # With the plan as it is now in sight, his word is the last.
    status, _ = ask(desk, "POST", "/", {**asked, "digest": answer["digest"]}, **{"X-Token": desk.token})
    (piece,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"]
    assert (status, piece["title"], piece["kill"]) == (200, "Mijn boot", ["Klik hier voor meer verhalen"])


def test_a_plan_that_cannot_be_read_any_more_keeps_the_decisions_on_the_page(
    desk: Desk, project: Project
) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    project.plan.write_text("[[piece", encoding="utf-8")
    edits = [{"seed": "seeds/boot.txt", "fields": {"title": "Mijn boot"}}]
    asked = {"digest": digest_on(html), "edits": edits}
    status, said = ask(desk, "POST", "/", asked, **{"X-Token": desk.token})
    assert status == 422
    assert "anthology.toml" in json.loads(said)["error"]
    assert project.plan.read_text(encoding="utf-8") == "[[piece"


def test_a_page_of_a_plan_that_nobody_remembers_is_refused(desk: Desk, project: Project) -> None:
    before = project.plan.read_bytes()
    edits = [{"seed": "seeds/boot.txt", "fields": {"title": "Oud"}}]
    status, said = ask(desk, "POST", "/", {"digest": "0" * 64, "edits": edits}, **{"X-Token": desk.token})
    assert (status, json.loads(said)) == (409, {"conflict": True, "conflicts": []})
    assert project.plan.read_bytes() == before


@pytest.mark.parametrize(
    "edits",
    [
        [{"seed": "seeds/boot.txt", "decisions": [{"line": 9, "verb": "colophon"}]}],
        [{"seed": "seeds/boot.txt", "decisions": [{"line": 9, "verb": ["bio"]}]}],
        [{"seed": "seeds/boot.txt", "fields": {"date": "gisteren"}}],
        [{"seed": "seeds/x.txt"}],
        "x",
        [1],
        None,
    ],
)
def test_what_is_no_decision_is_refused_and_changes_nothing(desk: Desk, project: Project, edits: Any) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    plan = project.plan.read_bytes()
    status, said = ask(
        desk, "POST", "/", {"digest": digest_on(html), "edits": edits}, **{"X-Token": desk.token}
    )
    assert status in (400, 422)
    assert json.loads(said)["error"]
    assert project.plan.read_bytes() == plan


def test_a_plan_that_the_press_refuses_is_not_written(desk: Desk, project: Project) -> None:
    (project.root / "seeds" / "boot.txt").write_text(f"{PROSE}\n\n{MORE}\n", encoding="utf-8")
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    before = project.plan.read_bytes()
    asked = {"digest": digest_on(html), "edits": [{"seed": "seeds/boot.txt", "fields": {"title": ""}}]}
    status, said = ask(desk, "POST", "/", asked, **{"X-Token": desk.token})
    assert (status, "has no title" in said) == (422, True)
    assert project.plan.read_bytes() == before
    assert ask(desk, "GET", f"/?token={desk.token}")[0] == 200


def test_a_plan_that_is_read_only_is_left_alone(
    desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # who is root may do all
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    before = project.plan.read_bytes()
    asked = {"digest": digest_on(html), "edits": [{"seed": "seeds/boot.txt", "fields": {"date": "2019"}}]}
    status, said = ask(desk, "POST", "/", asked, **{"X-Token": desk.token})
    assert (status, "read-only" in json.loads(said)["error"]) == (422, True)
    assert run(["add", "-C", str(project.root), "--quiet", str(project.root / "seeds" / "boot.txt")]) == 8
    assert project.plan.read_bytes() == before


def test_notes_of_several_pieces_have_names_of_their_own(project: Project) -> None:
    note = '<p>{}<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">{}</li></ol>'
    for name, said in (("kade", "Bij laag water."), ("sluis", 'Zie <a id="n1"> aldaar.')):
        told = f"{note.format(PROSE, said)}<p>{MORE} Ook id=&quot;n1&quot;.</p>"
        text = f"<article><h1>De {name}</h1>{told}</article>"
        (project.root / "seeds" / f"{name}.html").write_text(text, encoding="utf-8")
    entries = "".join(f'\n[[piece]]\nseed = "seeds/{name}.html"\n' for name in ("kade", "sluis"))
    project.plan.write_text(project.plan.read_text(encoding="utf-8") + entries, encoding="utf-8")
    html = page(sheet(prepare(project)), desk_files(project))
    ids = re.findall(r'(?<=[" ])id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    assert {"p2-n1", "p3-n1", "p2-r1", "p3-r1"} <= set(ids)
    leads = re.findall(r'href="#([^"]+)"', html)
    assert set(leads) <= set(ids)
    assert 'Ook id="n1"' in html.replace("&#34;", '"')


def test_a_line_of_markup_in_a_seed_stays_text(project: Project) -> None:
    seed = project.root / "seeds" / "boot.txt"
    seed.write_text(COLUMN.format(PROSE + " <script>alert(1)</script>", MORE), encoding="utf-8")
    html = page(sheet(prepare(project)), desk_files(project))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_static_page_can_be_mailed(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    assert run(["review", "--static", str(out), "-C", str(project.root), "--quiet"]) == 0
    html = out.read_text(encoding="utf-8")
    assert 'id="save"' not in html
    assert "Klik hier voor meer verhalen" in html


def test_a_link_to_another_piece_of_the_book_leads_to_it_on_the_page(project: Project) -> None:
    address = "https://havens.example/sluis"
    linked = f'<p>{PROSE} <a href="{address}">De sluis</a> bleef dicht.</p>'
    (project.root / "seeds" / "kade.html").write_text(f"<h1>De kade</h1>{linked}", encoding="utf-8")
    (project.root / "seeds" / "sluis.txt").write_text(f"De sluis\n\n{MORE}\n", encoding="utf-8")
    entries = "".join(f'\n[[piece]]\nseed = "seeds/{name}"\n' for name in ("kade.html", "sluis.txt"))
    entries += f'title = "De sluis"\nurl = "{address}"\n'
    project.plan.write_text(project.plan.read_text(encoding="utf-8") + entries, encoding="utf-8")
    html = page(sheet(prepare(project)), desk_files(project))
    assert '<a href="#piece-3">De sluis</a>' in html
    assert 'id="piece-3"' in html


def test_the_page_says_its_own_words_in_its_own_language(project: Project) -> None:
    """A name that a voice says is of the language of its element: no Dutch voice reads English."""
    html = page(sheet(prepare(project)), desk_files(project), token="x")
    named = [tag for tag in re.findall(r"<[a-z][^>]*>", html) if "aria-label=" in tag]
    assert named
    assert not [tag for tag in named if " lang=" in tag]
    assert '<div class="matter" lang="nl" dir="auto">' in html


def test_what_somebody_writes_while_the_seeds_are_read_stays(
    desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, html = ask(desk, "GET", f"/?token={desk.token}")
    project.plan.write_text(project.plan.read_text(encoding="utf-8") + "# een\n", encoding="utf-8")
    slow = server.prepare

    def written_meanwhile(of: Project, **given: Any) -> Any:
        monkeypatch.setattr(server, "prepare", slow)
        made = slow(of, **given)
        project.plan.write_text(project.plan.read_text(encoding="utf-8") + "# twee\n", encoding="utf-8")
        return made

    monkeypatch.setattr(server, "prepare", written_meanwhile)
    edits = [{"seed": "seeds/boot.txt", "fields": {"date": "2019"}}]
    asked = {"digest": digest_on(html), "edits": edits}
    assert ask(desk, "POST", "/", asked, **{"X-Token": desk.token})[0] == 200
    after = project.plan.read_text(encoding="utf-8")
    assert "# een" in after
    assert "# twee" in after
    assert tomllib.loads(after)["piece"][0]["date"] == "2019"


def test_nothing_is_read_again_that_did_not_change(
    desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Project] = []
    slow = server.prepare
    monkeypatch.setattr(server, "prepare", lambda of, **given: made.append(of) or slow(of, **given))
    path = f"/?token={desk.token}"
    _, first = ask(desk, "GET", path)
    assert ask(desk, "GET", path) == (200, first)
    assert len(made) == 1
    seed = project.root / "seeds" / "boot.txt"
    seed.write_text(seed.read_text(encoding="utf-8") + "\nToen was het uit.\n", encoding="utf-8")
    assert "Toen was het uit." in ask(desk, "GET", path)[1]
    (project.root / "rules.toml").write_text(
        '[zeewaardig]\nwhy = "Weg ermee."\nphrase = ["Toen was het uit."]\n', encoding="utf-8"
    )
    assert "house.zeewaardig" in ask(desk, "GET", path)[1]
    seed.unlink()
    status, said = ask(desk, "GET", path)
    assert (status, "boot.txt" in said) == (500, True)


def test_a_look_ahead_writes_nothing_and_sets_what_is_decided(desk: Desk, project: Project) -> None:
    before = project.plan.read_bytes()
    shown = digest_on(desk.show())
    line = 1 + COLUMN.format(PROSE, MORE).split("\n").index(PROSE)
    edits = [
        {"seed": "seeds/boot.txt", "decisions": [{"line": line, "verb": "drop"}], "fields": {"title": "Zo"}}
    ]
    asked = {"digest": shown, "edits": edits}
    assert ask(desk, "POST", "/preview", asked)[0] == 403
    status, said = ask(desk, "POST", "/preview", asked, **{"X-Token": desk.token})
    piece = json.loads(said)["pieces"]["seeds/boot.txt"]
    assert (status, piece["title"]) == (200, "Zo")
    assert "Azoren" not in piece["set"]
    assert "zeewaardig" in piece["set"]
    wrong = {"digest": shown, "edits": [{"seed": "seeds/boot.txt", "fields": {"date": "gisteren"}}]}
    status, said = ask(desk, "POST", "/preview", wrong, **{"X-Token": desk.token})
    assert (status, "gisteren" in said) == (422, True)
    assert project.plan.read_bytes() == before


def test_only_the_piece_that_is_decided_about_is_prepared_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project.plan.open("a", encoding="utf-8") as plan:
        for n in range(6):
            (project.root / "seeds" / f"{n}.txt").write_text(COLUMN.format(PROSE[n:], MORE), encoding="utf-8")
            plan.write(f'\n[[piece]]\nseed = "seeds/{n}.txt"\n')
    marked: list[str] = []
    mark = prepress.mark
    monkeypatch.setattr(prepress, "mark", lambda seed, *rest: marked.append(seed.name) or mark(seed, *rest))
    with serving(Desk(project)) as desk:
        shown = digest_on(desk.show())
        assert len(marked) == 7
        edits = [{"seed": "seeds/3.txt", "decisions": [{"line": 7, "verb": "drop"}]}]
        ask(desk, "POST", "/preview", {"digest": shown, "edits": edits}, **{"X-Token": desk.token})
        assert marked[7:] == ["seeds/3.txt"]
        ask(desk, "POST", "/", {"digest": shown, "edits": edits}, **{"X-Token": desk.token})
        assert marked[8:] == []
        assert sheet(prepare(project)) == sheet(desk._prepare(load_manifest(project)))


def test_a_browser_that_goes_away_ends_nothing(project: Project) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "book", "review", "--no-browser", "-C", str(project.root)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=bookcase.surroundings(),
    )  # fmt: skip
    assert child.stdout is not None
    address = ""
    while not address.startswith("http"):
        address = child.stdout.readline().strip()
    at = urlsplit(address)
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", at.port or 0)) as gone:
            gone.sendall(f"GET /?{at.query} HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
    connection = http.client.HTTPConnection("127.0.0.1", at.port or 0, timeout=60)
    connection.request("GET", f"/?{at.query}")
    assert connection.getresponse().status == 200
    connection.close()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, "")
    assert "ended" in out


# --------------------------------------------------------------------------- in Chromium


def told(tab: Any, words: str | re.Pattern[str]) -> None:
    """Wait until the page says it. (It lets no text be evaluated, so wait_for_function cannot.)"""
    from playwright.sync_api import expect

    expect(tab.locator("#said")).to_contain_text(words, timeout=30_000)


def words_of(project: Project) -> tuple[str, str]:
    """The words of the EPUB and of the PDF."""
    outcome = build(project, ("epub", "print"))
    epub = next(path for path in outcome.editions if path.suffix == ".epub")
    pdf = next(path for path in outcome.editions if path.suffix == ".pdf")
    with zipfile.ZipFile(epub) as book:
        screen = " ".join(book.read(n).decode() for n in book.namelist() if n.startswith("EPUB/text/c0"))
    pages = pdfium.PdfDocument(pdf)
    return screen, " ".join(p.get_textpage().get_text_range() for p in pages)


def heard(tab: Any) -> list[str]:
    """The errors of a page, as they come."""
    problems: list[str] = []
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    return problems


@pytest.mark.needs("chromium", "pango")
def test_a_line_is_overruled_in_the_browser_and_the_books_change(
    browser: Any, desk: Desk, project: Project
) -> None:
    tab = browser.new_page()
    problems = heard(tab)
    tab.goto(desk.address)
    assert tab.title() == "Review: Boten"
    row = tab.locator(".row", has_text="bij de Azoren")
    row.locator("button[data-verb=drop]").click()
    tab.locator("input[name=title]").fill("Vaders boot")
    assert tab.locator("#said").inner_text() == "2 changes to save"
    with tab.expect_navigation():
        tab.locator("#save").click()
    assert tab.locator(".row", has_text="bij de Azoren").get_attribute("data-state") == "dropped"
    assert problems == []

    plan = project.plan.read_text(encoding="utf-8")
    assert "# Mijn plan." in plan
    assert tomllib.loads(plan)["piece"][0]["title"] == "Vaders boot"
    screen, paper = words_of(project)
    for edition in (screen, paper):
        assert "Azoren" not in edition
        assert "zeewaardig" in edition
        assert "Vaders boot" in edition


@pytest.mark.needs("chromium")
def test_what_is_decided_is_seen_before_it_is_saved(browser: Any, desk: Desk, project: Project) -> None:
    before = project.plan.read_bytes()
    tab = browser.new_page()
    problems = heard(tab)
    tab.goto(desk.address)
    matter, ahead = tab.locator(".matter"), tab.locator(".ahead")
    as_saved = matter.inner_html()
    drop = tab.locator(".row", has_text="bij de Azoren").locator("button[data-verb=drop]")
    assert not ahead.is_visible()
    drop.click()
    ahead.wait_for(state="visible")
    assert "Azoren" not in matter.inner_text()
    drop.click()
    ahead.wait_for(state="hidden")
    assert matter.inner_html().strip() == as_saved.strip()

    tab.locator(".row", has_text="bij de Azoren").locator(".text").click()
    tab.locator(".row", has_text="bij de Azoren").focus()
    tab.keyboard.press("b")
    ahead.wait_for(state="visible")
    assert matter.locator(".bio", has_text="Azoren").count() == 1
    tab.locator("input[name=title]").fill("Vaders boot")
    tab.locator("h2", has_text="1. Vaders boot").wait_for()
    assert tab.locator("nav a").inner_text() == "Vaders boot"
    tab.locator("input[name=date]").fill("gisteren")
    tab.wait_for_timeout(600)
    assert tab.locator("h2").first.inner_text() == "1. Vaders boot"
    assert problems == []
    assert project.plan.read_bytes() == before


@pytest.mark.needs("chromium")
def test_decisions_outlive_a_plan_that_somebody_else_changed(
    browser: Any, desk: Desk, project: Project
) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 740})
    tab.goto(desk.address)
    tab.locator(".row", has_text="bij de Azoren").locator("button[data-verb=drop]").click()
    tab.locator("input[name=title]").fill("Mijn boot")
    tab.locator("input[name=date]").fill("2019")
    plan = project.plan.read_text(encoding="utf-8").replace('"De boot en de wind"', '"Hun boot"')
    project.plan.write_text(
        plan + 'outlet = "De Courant"  # iemand anders\ndate = "2018"\n', encoding="utf-8"
    )
    tab.locator("#save").click()
    choices = tab.locator("#conflicts fieldset")
    choices.first.wait_for()
    assert choices.locator("legend").all_inner_texts() == ["seeds/boot.txt, title", "seeds/boot.txt, date"]
    assert tab.evaluate("document.activeElement.closest('#conflicts') !== null")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    place = choices.first.bounding_box()
    bar = tab.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] <= place["y"] < 740  # in sight, below what stays at the head of the page
    small = "[...document.querySelectorAll('#conflicts label, #conflicts button')].map(e => e.offsetHeight)"
    assert min(tab.evaluate(small)) >= 24
    choices.nth(0).get_by_label("mine: Mijn boot").check()
    choices.nth(1).get_by_label("anthology.toml: 2018").check()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save with these").click()
    assert tab.locator("input[name=title]").input_value() == "Mijn boot"
    assert tab.locator("input[name=date]").input_value() == "2018"
    assert tab.locator("input[name=outlet]").input_value() == "De Courant"
    assert tab.locator(".row", has_text="bij de Azoren").get_attribute("data-state") == "dropped"
    assert "# iemand anders" in project.plan.read_text(encoding="utf-8")


@pytest.fixture
def slow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Saving waits for this."""
    ready, save = threading.Event(), desk.save
    monkeypatch.setattr(desk, "save", lambda asked: ready.wait(60) and save(asked))
    return ready


@pytest.mark.needs("chromium")
def test_what_is_decided_while_it_saves_is_there_afterwards(
    browser: Any, desk: Desk, project: Project, slow: threading.Event
) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    azores, ships = (tab.locator(".row", has_text=words) for words in ("bij de Azoren", "zeewaardig"))
    azores.get_by_role("button", name="Drop").click()
    tab.locator("input[name=outlet]").fill("De Cour")
    tab.locator("#save").click()
    assert tab.locator("#said").inner_text() == "Saving …"
    tab.locator("input[name=outlet]").fill("De Courant")
    tab.locator("input[name=title]").fill("Vaders boot")
    ships.get_by_role("button", name="Keep").click()
    azores.get_by_role("button", name="Drop").click()  # no, the press is right
    with tab.expect_navigation():
        slow.set()
    (piece,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"]
    assert (piece["outlet"], piece["title"], len(piece["kill"])) == ("De Cour", "De boot en de wind", 1)
    told(tab, "Saved in anthology.toml. 4 changes from before, not saved yet")
    assert tab.locator("input[name=title]").input_value() == "Vaders boot"
    with tab.expect_navigation():
        tab.locator("#save").click()
    (piece,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"]
    assert (piece["outlet"], piece["title"], "kill" in piece) == ("De Courant", "Vaders boot", False)
    assert len(piece["stet"]) == 1
    told(tab, re.compile("^Saved in anthology.toml$"))  # and it is told


@pytest.mark.needs("chromium")
def test_a_review_that_was_stopped_loses_nothing(browser: Any, project: Project) -> None:
    context = browser.new_context()
    tab = context.new_page()
    with serving(Desk(project)) as desk:
        port = urlsplit(desk.address).port or 0
        tab.goto(desk.address)
        tab.locator(".row", has_text="bij de Azoren").get_by_role("button", name="Drop").click()
        tab.locator("input[name=title]").fill("Vaders boot")
        tab.locator("input[name=date]").fill("2019")
    tab.locator("#save").click()
    told(tab, "Not saved: book review is no longer running")
    assert str(port) in tab.locator("#said").inner_text()
    assert tab.evaluate("document.activeElement.id") == "save"
    plan = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(plan.replace('"De boot en de wind"', '"Hun boot"'), encoding="utf-8")
    with serving(Desk(project, port)) as desk:
        tab.locator("#save").click()
        told(tab, "Not saved: book review was started anew")
        tab.close()  # or the machine went down

        tab = context.new_page()
        tab.goto(desk.address)
        assert tab.locator("input[name=date]").input_value() == "2019"
        assert tab.locator("#conflicts legend").all_inner_texts() == ["seeds/boot.txt, title"]
        tab.get_by_label("anthology.toml: Hun boot").check()
        with tab.expect_navigation():
            tab.get_by_role("button", name="Save with these").click()
        (piece,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"]
        assert (piece["title"], piece["date"], len(piece["kill"])) == ("Hun boot", "2019", 1)

        tab.locator("input[name=title]").fill("Weg")
        tab.on("dialog", lambda dialog: dialog.accept())
        tab.reload()
        assert tab.locator("input[name=title]").input_value() == "Weg"
        with tab.expect_navigation():
            tab.get_by_role("button", name="Discard").click()
        assert tab.locator("input[name=title]").input_value() == "Hun boot"
        assert not tab.locator("#discard").is_visible()
    context.close()


@pytest.mark.needs("chromium")
def test_what_both_changed_is_not_overruled_by_a_second_press_of_save(
    browser: Any, desk: Desk, project: Project
) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    tab.locator("input[name=title]").fill("Mijn boot")
    plan = project.plan.read_text(encoding="utf-8").replace('"De boot en de wind"', '"Hun boot"')
    project.plan.write_text(plan, encoding="utf-8")
    tab.locator("#save").click()
    tab.locator("#conflicts fieldset").wait_for()
    tab.locator("#save").click()
    tab.keyboard.press("Control+Enter")
    assert "choose first" in tab.locator("#said").inner_text()
    assert tab.evaluate("document.activeElement.closest('#conflicts') !== null")
    tab.wait_for_timeout(300)
    assert project.plan.read_text(encoding="utf-8") == plan
    tab.get_by_label("mine: Mijn boot").check()
    with tab.expect_navigation():
        tab.locator("#save").click()
    assert '"Mijn boot"' in project.plan.read_text(encoding="utf-8")


def test_a_book_has_a_port_of_its_own(project: Project, tmp_path: Path) -> None:
    port = own_port(project)
    assert 49152 <= port < 65536
    assert own_port(Project(project.root)) == port
    assert own_port(Project(tmp_path / "andere")) != port
    with socket.create_server(("127.0.0.1", port)), serving(at_port(project, None)) as desk:
        assert urlsplit(desk.address).port != port
    with serving(at_port(project, None)) as desk:
        assert urlsplit(desk.address).port == port


@pytest.mark.needs("chromium")
def test_everything_can_be_done_by_keyboard(browser: Any, desk: Desk, project: Project) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    for _ in range(3):
        tab.keyboard.press("j")
    focused = "document.activeElement.dataset.line"
    number = int(tab.evaluate(focused))
    tab.keyboard.press("d")
    assert tab.evaluate("document.activeElement.querySelector('[data-verb=drop]').ariaPressed") == "true"
    assert tab.locator("#said").inner_text() == f"Line {number}: drop it. 1 change to save"
    tab.keyboard.press("s")  # a voice hears what became of the line, not the same number again
    assert tab.locator("#said").inner_text() == f"Line {number}: keep it. 1 change to save"
    tab.keyboard.press("z")
    assert tab.locator("#said").inner_text() == f"Line {number}: left to the press. Nothing to save"
    for _ in range(5):
        tab.keyboard.press("u")
    assert tab.locator("#said").inner_text() == "No such line below. Nothing to save"
    tab.locator(f"#l1-{number}").focus()
    tab.keyboard.press("d")
    with tab.expect_navigation():
        tab.keyboard.press("Control+Enter")
    lines = (project.root / "seeds" / "boot.txt").read_text(encoding="utf-8").split("\n")
    (killed,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"][0]["kill"]
    assert killed == number or lines[number - 1].startswith(killed)
    assert tab.evaluate(focused) == str(number)


@pytest.mark.needs("chromium")
def test_where_the_focus_is_shows_on_a_decided_line_too(browser: Any, desk: Desk) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    ring = "(row => [getComputedStyle(row).outlineStyle, getComputedStyle(row).outlineWidth].join())"
    for _ in range(2):
        tab.keyboard.press("j")
    decided = tab.evaluate_handle("document.activeElement")
    tab.keyboard.press("d")
    assert tab.evaluate(ring, decided) == "solid,3px"
    tab.keyboard.press("k")
    assert "none" in tab.evaluate(ring, decided)
    assert tab.evaluate("row => getComputedStyle(row).boxShadow", decided) != "none"


@pytest.mark.needs("chromium")
def test_letters_are_keys_no_more_where_they_are_turned_off(browser: Any, desk: Desk) -> None:
    """WCAG 2.2, 2.1.4: who speaks to the browser says letters that are meant for nobody."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(desk.address)
    tab.get_by_text("Keys", exact=True).click()
    tab.get_by_label("letters are keys").uncheck()
    for where in (tab, context.new_page()):
        where.goto(desk.address)
        where.keyboard.press("j")
        assert where.evaluate("document.activeElement.dataset.line || ''") == ""
    tab.get_by_text("Keys", exact=True).click()
    tab.get_by_label("letters are keys").check()
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.dataset.line || ''") != ""
    context.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "dark")])
def test_it_fits_a_phone_and_can_be_read_in_the_dark(
    browser: Any, desk: Desk, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(desk.address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    lightness = (
        "(what) => getComputedStyle(document.querySelector('article'))[what].match(/\\d+/g).slice(0, 3)"
        ".reduce((a, b) => a + Number(b), 0) / 765"
    )
    ink, ground = tab.evaluate(lightness, "color"), tab.evaluate(lightness, "backgroundColor")
    assert abs(ink - ground) > 0.6
    assert (ink > ground) == (scheme == "dark")
    small = tab.evaluate(
        "[...document.querySelectorAll('button, input, nav a')].filter(e => e.offsetParent)"
        ".filter(e => e.type !== 'radio' && e.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    context.close()


@pytest.mark.needs("chromium")
def test_the_filter_shows_only_what_is_unsure(browser: Any, desk: Desk) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    tab.locator("input[value=unsure]").check()
    shown = tab.evaluate("[...document.querySelectorAll('.row')].filter(r => r.offsetParent).length")
    assert shown == tab.locator(".row.unsure").count()


@pytest.fixture
def long_desk(project: Project) -> Iterator[Desk]:
    """A piece of two thousand lines, one of them a button's in its middle."""
    words = [f"Op dag {n} zagen wij het land en het water, en wat er was tussen beide." for n in range(1000)]
    words.insert(500, "Klik hier voor meer verhalen")
    (project.root / "seeds" / "boot.txt").write_text("\n\n".join(["De boot en de wind", *words]), "utf-8")
    with serving(Desk(project)) as served:
        yield served


@pytest.mark.needs("chromium")
def test_a_long_piece_is_gone_through_with_its_text_beside_it(browser: Any, long_desk: Desk) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(long_desk.address)
    seen = "(e => { const r = e.getBoundingClientRect(); return r.top >= 80 && r.bottom <= innerHeight })"
    for _ in range(12):
        tab.keyboard.press("j")
    assert tab.evaluate(f"{seen}(document.activeElement)")  # at once, however fast the keys come
    tab.locator(".row", has_text="Op dag 700 ").focus()
    tab.keyboard.press("j")
    assert tab.evaluate(f"{seen}(document.activeElement)")
    tab.wait_for_timeout(500)
    assert tab.evaluate("document.querySelector('.set').scrollTop") > 0
    beside = "[...document.querySelectorAll('.set p')].filter(" + seen + ").map(e => e.textContent).join()"
    assert "Op dag 701 " in tab.evaluate(beside)
    tab.locator("input[value=unsure]").check()
    tab.locator("input[value=all]").check()
    assert tab.locator(".row", has_text="Op dag 701 ").evaluate(seen)  # where the editor was


@pytest.mark.needs("chromium")
def test_a_page_of_very_many_lines_opens_in_time_that_grows_with_them(
    browser: Any, project: Project, tmp_path: Path
) -> None:
    """Chromium counts a list whose items each say their number in time that grows with the square of it."""
    made = sheet(prepare(project))

    def seconds(lines: int) -> float:
        rows = tuple(replace(made.folios[0].rows[0], number=n + 1, text=f"Op dag {n}") for n in range(lines))
        out = tmp_path / f"{lines}.html"
        html = page(
            replace(made, folios=(replace(made.folios[0], rows=rows),)), desk_files(project), token="x"
        )
        out.write_text(html, encoding="utf-8")
        tab = browser.new_page()
        start = time.monotonic()
        tab.goto(out.as_uri())
        taken = time.monotonic() - start
        assert tab.locator(".row").count() == lines
        tab.close()
        return taken

    few = max(min(seconds(1_500) for _ in range(2)), 0.2)
    assert seconds(12_000) < 24 * few


@pytest.mark.needs("chromium")
def test_evidence_leads_to_the_line_that_it_stands_on(browser: Any, desk: Desk) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    tab.get_by_text("Evidence", exact=True).click()
    tab.get_by_role("listitem").filter(has_text="author: Jan van den Berg").get_by_role("link").click()
    row = tab.locator(".row:target")
    assert "Door Jan van den Berg" in row.inner_text()
    tab.keyboard.press("Tab")  # and one goes on from there
    assert row.evaluate("r => r.contains(document.activeElement)")


@pytest.mark.needs("chromium")
def test_on_paper_stands_what_is_to_be_read(browser: Any, project: Project, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    out.write_text(page(sheet(prepare(project)), desk_files(project)), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(out.as_uri())
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.get_by_text("title:", exact=False).first.is_visible()  # the evidence
    assert not tab.locator(".filter").is_visible()
    tab.emulate_media(media="screen")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("details[open]").count() == 0
    assert tab.locator(".text").first.evaluate("p => getComputedStyle(p).paddingRight") == "0px"  # no buttons


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [380, 1280])
def test_every_line_has_its_number_beside_it(browser: Any, desk: Desk, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 740})
    tab.goto(desk.address)
    row = tab.locator(".row[data-line]").last
    assert row.evaluate("r => getComputedStyle(r, '::before').content") == '"11."'
    assert row.bounding_box()["x"] >= tab.locator(".source").bounding_box()["x"] + 24
    assert "11." in row.aria_snapshot()


PAGE = """<html><body><nav><ul>{menu}</ul></nav><main><article><h1>De boot</h1><p>{prose}</p>
<figure><img src="boot_files/boot.png"></figure><p>{more}</p></article></main>
<footer><ul>{menu}</ul></footer></body></html>"""


@pytest.fixture
def noisy(project: Project) -> Project:
    """A page of three hundred lines, three of them the author's, with a picture that nobody described."""
    menu = "".join(f'<li><a href="/{n}">Rubriek {n} van de site</a></li>' for n in range(150))
    text = PAGE.format(menu=menu, prose=PROSE, more=MORE)
    seeds = project.root / "seeds"
    (seeds / "boot_files").mkdir()
    (seeds / "boot_files" / "boot.png").write_bytes(drawn("boot", (300, 200)))
    (seeds / "boot.html").write_text(text, encoding="utf-8")
    plan = '[book]\ntitle = "Boten"\nlanguage = "nl"\n\n[[piece]]\nseed = "seeds/boot.html"\n\n# Het einde.\n'
    project.plan.write_text(plan, encoding="utf-8")
    return project


@pytest.mark.needs("chromium", "pango")
def test_a_picture_is_described_in_the_browser(browser: Any, noisy: Project, desk: Desk) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    assert tab.locator(".row img.thumb").first.evaluate("i => i.naturalWidth") == 300
    tab.locator("input[name=alt]").fill("Een boot op het gras")
    assert tab.locator("#said").inner_text() == "1 change to save"
    with tab.expect_navigation():
        tab.locator("#save").click()
    assert tab.locator("input[name=alt]").input_value() == "Een boot op het gras"
    plan = noisy.plan.read_text(encoding="utf-8")
    assert "# Het einde." in plan
    (image,) = tomllib.loads(plan)["piece"][0]["image"]
    assert image == {"file": "seeds/boot_files/boot.png", "alt": "Een boot op het gras"}
    screen, _ = words_of(noisy)
    assert 'alt="Een boot op het gras"' in screen

    tab.locator("input[name=decorative]").check()
    with tab.expect_navigation():
        tab.locator("#save").click()
    (image,) = tomllib.loads(noisy.plan.read_text(encoding="utf-8"))["piece"][0]["image"]
    assert image == {"file": "seeds/boot_files/boot.png", "decorative": True}
    tab.locator("input[name=decorative]").uncheck()
    with tab.expect_navigation():
        tab.locator("#save").click()
    assert "image" not in tomllib.loads(noisy.plan.read_text(encoding="utf-8"))["piece"][0]


@pytest.mark.needs("chromium")
def test_a_noisy_page_is_folded_and_every_line_can_be_reached(
    browser: Any, noisy: Project, desk: Desk
) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 700})
    tab.goto(desk.address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    folds = tab.locator(".fold")
    assert folds.count() == 2
    assert "150 lines left out" in folds.first.locator("summary").inner_text()
    assert tab.evaluate("document.querySelector('.source').offsetHeight") < 2600
    save = tab.locator("#save").bounding_box()
    assert save["y"] < 700  # in sight, wherever one is on the page

    tab.locator("body").press("j")
    assert int(tab.evaluate("document.activeElement.dataset.line")) == 151
    tab.locator("input[value=out]").check()
    last = tab.locator("#l1-304, #l1-303").first
    last.locator("button[data-verb=keep]").click()
    with tab.expect_navigation():
        tab.locator("#save").click()
    assert tomllib.loads(noisy.plan.read_text(encoding="utf-8"))["piece"][0]["stet"]
    assert last.get_attribute("data-state") == "kept"
    # The filter stays as it was chosen; the line is not of it any more: the focus is on the next.
    assert tab.locator("input[value=out]").is_checked()
    assert not last.is_visible()
    assert tab.evaluate("Number(document.activeElement.dataset.line)") == 304


@pytest.mark.needs("chromium")
def test_every_control_has_a_name_of_its_own(browser: Any, desk: Desk) -> None:
    tab = browser.new_page()
    tab.goto(desk.address)
    names = tab.evaluate("[...document.querySelectorAll('.hand button')].map(b => b.ariaLabel)")
    assert len(set(names)) == len(names) > 4
    unnamed = "[...document.querySelectorAll('input')].filter(i => !i.labels.length).length"
    assert tab.evaluate(unnamed) == 0


def test_a_project_is_left_alone_by_a_look_at_it(project: Project, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()}
    page(sheet(prepare(project)), desk_files(project))
    assert {p: p.read_bytes() for p in project.root.rglob("*") if p.is_file()} == before
