"""The EPUB in real engines: Chromium lays out every document as a phone, a large-print reader and a reader
in the dark would see it; MuPDF shows every word; calibre makes a book for Kindle of it."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import shelf
import tools
from lxml import etree
from openepub import Epub, X
from PIL import Image

from book.languages import load
from book.model import Cell, Figure, ListBlock, Name, Picture, Table, Text

SIZES = {"phone": (320, 480, ""), "tablet": (600, 800, ""), "large": (600, 800, "html { font-size: 200% }")}
THEMES = {"light": ("#ffffff", "#111111"), "sepia": ("#f4ecd8", "#3b2f22"), "dark": ("#121212", "#dddddd")}

# Runs in a page that holds every document in a frame of its own, one for each way of reading.
PROBE = r"""
// The notes that a tap on their number does not bring into view, and those that lead not back to it.
function opened(frame, d) {
  const shut = [];
  for (const call of d.querySelectorAll('a[role~=doc-noteref]')) {
    call.click();
    const note = d.getElementById(call.hash.slice(1));
    const at = note ? note.getBoundingClientRect() : { top: -1 };
    const back = note && note.querySelector('a[role~=doc-backlink]');
    if (!(at.top >= -2 && at.top < frame.contentWindow.innerHeight && at.height > 0)) shut.push(call.hash);
    else if (!back || back.hash !== '#' + call.id) shut.push('back from ' + call.hash);
  }
  return shut;
}
function shown(d, selector) {
  return [...d.querySelectorAll(selector)].filter(e => e.getClientRects().length);
}
function seen(frame) {
  const d = frame.contentDocument, w = d.documentElement.clientWidth, out = [];
  const wide = [...d.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > w + 2);
  const colours = new Set(), grounds = new Set();
  for (const e of d.body.querySelectorAll('*')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const c = frame.contentWindow.getComputedStyle(e);
    if (own && !c.clip.startsWith('rect')) colours.add(c.color);
    if (own && (c.visibility !== 'visible' || c.opacity < 0.5 || e.getClientRects().length === 0))
      out.push(e.textContent.trim().slice(0, 40));
    grounds.add(c.backgroundColor);
  }
  return {
    name: frame.name, width: w, scroll: d.scrollingElement.scrollWidth,
    wide: wide.slice(0, 3).map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 30)),
    colours: [...colours], grounds: [...grounds], unseen: out,
    tall: [...d.images].filter(i => i.height > frame.contentWindow.innerHeight).map(i => i.src),
    broken: [...d.images].filter(i => !(i.complete && i.naturalWidth)).map(i => i.src),
    size: parseFloat(frame.contentWindow.getComputedStyle(d.querySelector('section')).fontSize),
    shut: opened(frame, d), leads: shown(d, '[role~=doc-toc] a').map(a => a.href),
    author: shown(d, '.byline, .translators').map(e => e.textContent).join(' '),
    error: d.querySelector('parsererror') ? d.querySelector('parsererror').textContent : '',
  };
}
addEventListener('load', () => {
  let said;
  try { said = JSON.stringify([...document.querySelectorAll('iframe')].map(seen)); }
  catch (fault) { said = JSON.stringify(String(fault.stack)); }
  document.querySelector('pre').textContent = said;
});
"""


@dataclass(frozen=True)
class Seen:
    """One document as Chromium lays it out in one way of reading."""

    name: str
    width: int
    scroll: int
    wide: list[str]
    colours: list[str]
    grounds: list[str]
    unseen: list[str]
    tall: list[str]
    broken: list[str]
    size: float
    shut: list[str]
    author: str
    leads: list[str]
    error: str


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """Every document of the test book's spine, in every way of reading."""
    return look_at(shelf.epub(), tmp_path_factory.mktemp("look"))


def look_at(epub: bytes, folder: Path) -> list[Seen]:
    chromium = tools.find("chromium")
    assert chromium is not None
    book = Epub(epub)
    book.zip.extractall(folder)
    frames: list[str] = []
    for path in book.documents:
        for way, (width, height, css) in SIZES.items():
            frames.append(_frame(folder, path, way, width, height, css))
        for way, (ground, ink) in THEMES.items():
            css = f"html {{ background: {ground}; color: {ink} }}"
            frames.append(_frame(folder, path, way, 600, 800, css))
    page = folder / "look.html"
    body = "".join(["<pre></pre>", *frames, f"<script>{PROBE}</script>"])
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{body}")
    run = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--allow-file-access-from-files", "--virtual-time-budget=20000", "--hide-scrollbars",
         f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=180, check=True,
    )  # fmt: skip
    found = re.search(r"<pre>(.*?)</pre>", run.stdout, re.S)
    assert found, run.stderr[-500:]
    said = json.loads(html.unescape(found[1]))
    assert isinstance(said, list), said
    return [Seen(**seen) for seen in said]


def _frame(folder: Path, path: str, way: str, width: int, height: int, css: str) -> str:
    """The document beside its original, with the reader's own sheet before the book's, as readers do."""
    original = folder / path
    copy = original.with_name(f"{way}-{original.name}")
    style = f"<style>{css}</style>"
    copy.write_text(
        original.read_text(encoding="utf-8").replace("<head>", f"<head>{style}", 1), encoding="utf-8"
    )
    source = copy.relative_to(folder).as_posix()
    return f'<iframe name="{way} {original.name}" width={width} height={height} src="{source}"></iframe>'


@pytest.mark.needs("chromium")
def test_nothing_is_cut_off_on_any_screen(look: list[Seen]) -> None:
    assert len(look) == len(Epub(shelf.epub()).documents) * (len(SIZES) + len(THEMES))
    assert not [(seen.name, seen.wide) for seen in look if seen.wide or seen.scroll > seen.width + 2]


@pytest.mark.needs("chromium")
def test_a_word_longer_than_the_screen_and_a_picture_taller_than_it_stay_on_it(tmp_path: Path) -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    drawn = io.BytesIO()
    Image.new("L", (300, 2400), 90).save(drawn, "PNG")
    tall = Figure(Picture("plaat.png", drawn.getvalue(), "image/png", 300, 2400), alt="Een plaat.")
    deep = ListBlock(((ListBlock(((ListBlock(((shelf.paragraph(long * 2),),)),),)),),))
    piece = shelf.piece("a", f"{long} {long}", tall, deep, author=Name(f"{long} Smit", f"Smit, {long}"))
    book = shelf.anthology(piece)
    epub, _ = shelf.render(book, shelf.style(), load("nl"), shelf.cover(), None)
    seen = look_at(epub.data, tmp_path)
    assert not [(s.name, s.wide, s.tall) for s in seen if s.wide or s.tall or s.scroll > s.width + 2]


@pytest.mark.needs("chromium")
def test_a_table_wider_than_the_screen_stays_on_it(tmp_path: Path) -> None:
    rows = [tuple(Cell((Text(f"waterstand{n}"),), "col") for n in range(9))]
    rows += [tuple(Cell((Text(f"{n},5"),), "" if n else "row") for n in range(9)) for _ in range(3)]
    piece = shelf.piece(
        "a", "Tafel", shelf.paragraph("Zie."), Table(tuple(rows), 1), author=Name("Smit", "Smit")
    )
    book = shelf.anthology(piece)
    epub, _ = shelf.render(book, shelf.style(), load("nl"), shelf.cover(), None)
    seen = [s for s in look_at(epub.data, tmp_path) if s.name.split()[0] in ("phone", "tablet")]
    assert seen
    assert not [(s.name, s.wide) for s in seen if s.wide or s.scroll > s.width + 2]
    assert not any(s.unseen for s in seen)


@pytest.mark.needs("chromium")
def test_nothing_is_broken(look: list[Seen]) -> None:
    assert not [(seen.name, seen.broken, seen.error) for seen in look if seen.broken or seen.error]


@pytest.mark.needs("chromium")
def test_every_word_is_visible_in_the_reader_s_own_colours(look: list[Seen]) -> None:
    for seen in look:
        assert not seen.unseen, seen.name
        way = seen.name.split()[0]
        if way in THEMES and seen.colours:
            ink = THEMES[way][1]
            rgb = ", ".join(str(int(ink[i : i + 2], 16)) for i in (1, 3, 5))
            assert seen.colours == [f"rgb({rgb})"], seen.name
            assert seen.grounds == ["rgba(0, 0, 0, 0)"], seen.name


@pytest.mark.needs("chromium")
def test_text_grows_with_the_reader_s_size(look: list[Seen]) -> None:
    sizes = {seen.name: seen.size for seen in look}
    for name, size in sizes.items():
        way, _, document = name.partition(" ")
        if way == "large":
            assert size == pytest.approx(2 * sizes[f"tablet {document}"]), document


@pytest.mark.needs("chromium")
def test_every_note_opens_and_leads_back(look: list[Seen]) -> None:
    assert sum(len(notes(root)) for root in Epub(shelf.epub()).documents.values()) >= 40
    assert not [(seen.name, seen.shut) for seen in look if seen.shut]


def notes(root: etree._Element) -> list[etree._Element]:
    return [a for a in root.iter(f"{X}a") if a.get("role") == "doc-noteref"]


@pytest.mark.needs("chromium")
def test_the_contents_lead_to_every_chapter_and_each_shows_its_author(look: list[Seen]) -> None:
    chapters = shelf.tide_table().chapters
    for way in (*SIZES, *THEMES):
        pages = {seen.name.partition(" ")[2]: seen for seen in look if seen.name.startswith(f"{way} ")}
        led = {href.rpartition("/")[2] for href in pages["toc.xhtml"].leads}
        for chapter in chapters:
            file = f"c{chapter.number:03}-{chapter.piece.key}.xhtml"
            assert file in led
            names = [name.display for name in (*chapter.piece.authors, *chapter.piece.translators)]
            assert all(name in pages[file].author for name in names or ["author unknown"]), (way, file)


@pytest.mark.needs("calibre")
def test_a_kindle_gets_every_word_every_author_and_the_contents(tmp_path: Path) -> None:
    """calibre's AZW3 is the format that Kindle reads; read back as plain text, nothing is lost on the way."""
    path = tmp_path / "tide-table.epub"
    path.write_bytes(shelf.epub())
    convert = tools.find("calibre")
    assert convert is not None
    quietly = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    steps = [(path, path.with_suffix(".azw3")), (path.with_suffix(".azw3"), path.with_suffix(".txt"))]
    for source, made in steps:
        command = [convert, str(source), str(made)]
        subprocess.run(command, capture_output=True, check=True, env=quietly, timeout=180)
    shown = _letters(path.with_suffix(".txt").read_text(encoding="utf-8"))
    for chapter in shelf.tide_table().chapters:
        for said in (chapter.piece.title, chapter.byline):
            assert _letters(said) in shown
    book = Epub(shelf.epub())
    said = [_letters("".join(e.itertext())) for r in book.documents.values() for e in r.iter(f"{X}p")]
    assert not [words for words in said if words not in shown]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.needs("mutool")
def test_an_engine_of_little_css_shows_every_word(tmp_path: Path) -> None:
    """MuPDF stands in for e-ink devices: it knows few elements and little CSS."""
    path = tmp_path / "tide-table.epub"
    path.write_bytes(shelf.epub())
    mutool = tools.find("mutool")
    assert mutool is not None
    draw = [mutool, "draw", "-W", "600", "-H", "800", "-S", "12", "-F", "txt", str(path)]
    run = subprocess.run(draw, capture_output=True, text=True, check=True)
    roots = Epub(shelf.epub()).documents.values()
    words = [
        re.sub(r"\W", "", "".join(e.itertext())) for r in roots for e in r.iter(f"{X}p", f"{X}h1", f"{X}h2")
    ]
    shown = re.sub(r"\W", "", run.stdout)
    assert not [word for word in words if word not in shown]
    assert shown.count("Landmarks") == 0
