"""Page-break markers: at the right letter, and never where no marker may stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from book.model import PageStart
from book.render import folios
from book.render.breaks import mark

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def parse(markup: str) -> etree._Element:
    return etree.fromstring(f"<body {NAMESPACES}>{markup}</body>")


def marked(markup: str, letters: int, block: str = "k") -> str:
    """The markup after a break is set, each marker as `|`."""
    root = parse(markup)
    mark({"page": root}, [PageStart("12", block, letters)])
    text = etree.tostring(root, encoding="unicode")
    text = re.sub(r"<span [^>]*doc-pagebreak[^>]*></span>", "|", text)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text).removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("Een twee drie.", 0, "|Een twee drie."),
        ("Een twee drie.", 3, "Een |twee drie."),
        ("Een twee drie.", 5, "Een twee |drie."),  # in 'twee': after the word
        ("Een twee drie.", 9, "Een twee drie.|"),  # in the last word: after it
        ("Een “twee” drie.", 3, "Een |“twee” drie."),  # what opens a word goes with it
        ("“Een twee”", 0, "|“Een twee”"),
        ("Een niet-roker zweeg.", 7, "Een niet-|roker zweeg."),  # a line may end at the hyphen
        ("De KPI’s zijn op.", 5, "De KPI’s |zijn op."),  # but not at an apostrophe
        ("Op 1.701 manieren.", 3, "Op 1.701 |manieren."),
        ("Een\u00a0twee drie.", 3, "Een\u00a0|twee drie."),
        ("Een twee", 99, "Een twee|"),
    ],
)
def test_a_break_is_never_inside_a_word(text: str, letters: int, expected: str) -> None:
    assert marked(f'<p data-k="k">{text}</p>', letters) == f'<p data-k="k">{expected}</p>'


def test_a_break_within_emphasis_stays_there() -> None:
    before = '<p data-k="k">Een <em>twee drie</em> vier</p>'
    assert marked(before, 7) == '<p data-k="k">Een <em>twee |drie</em> vier</p>'
    assert marked(before, 11) == '<p data-k="k">Een <em>twee drie</em> |vier</p>'


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        (3, "Zie |<a>het <i>hele</i> stuk</a> hier."),
        (6, "Zie |<a>het <i>hele</i> stuk</a> hier."),
        (10, "Zie <a>het <i>hele</i> stuk</a>| hier."),
        (14, "Zie <a>het <i>hele</i> stuk</a> |hier."),
    ],
)
def test_a_break_in_a_link_stands_at_its_nearer_end(letters: int, expected: str) -> None:
    before = '<p data-k="k">Zie <a>het <i>hele</i> stuk</a> hier.</p>'
    assert marked(before, letters) == f'<p data-k="k">{expected}</p>'


def test_breaks_in_a_link_keep_their_order_and_part_no_word() -> None:
    root = parse('<p data-k="k"><a>een twee drie vier</a> vijf</p>')
    mark({"page": root}, [PageStart(str(n), "k", n) for n in (3, 7, 11, 15)])
    found = [(e.get("aria-label"), e.tail) for e in root.iter(f"{X}span")]
    assert found == [("3", None), ("7", None), ("11", " "), ("15", "vijf")]
    assert marked('<p data-k="k"><a>Den Haag</a>se</p>', 3) == '<p data-k="k">|<a>Den Haag</a>se</p>'


def test_a_break_at_a_heading_stands_before_it() -> None:
    assert (
        marked('<header><h1 data-k="k">De kop</h1></header>', 0)
        == '<header>|<h1 data-k="k">De kop</h1></header>'
    )
    assert marked('<h2 data-k="k">De lange kop</h2>', 6) == '|<h2 data-k="k">De lange kop</h2>'


def test_a_break_at_an_item_of_a_list_stands_in_it() -> None:
    assert marked('<ol><li data-k="k">een</li></ol>', 0) == '<ol><li data-k="k">|een</li></ol>'


def test_the_letters_of_note_calls_and_of_blocks_within_do_not_count() -> None:
    call = '<sup><a epub:type="noteref" href="#n1">11</a></sup>'
    assert marked(f'<p data-k="k">Een{call} twee drie</p>', 7).endswith("twee |drie</p>")
    nested = '<ol><li data-k="k"><a href="x">Deel</a><ol><li data-k="i">een</li></ol></li></ol>'
    assert '<li data-k="i">|een' in marked(nested, 0, "i")


def test_a_line_of_verse_ends_a_word() -> None:
    before = '<p data-k="k"><span>Een regel</span><br/><span>nog een</span></p>'
    assert marked(before, 8) == '<p data-k="k"><span>Een regel</span><br/><span>|nog een</span></p>'


def test_markers_carry_the_bare_label_and_a_place_that_is_not_there_is_told() -> None:
    root = parse('<p data-k="k">Een twee</p>')
    starts = [PageStart("iv", "k", 0), PageStart("5", "weg", 0)]
    markers, lost = mark({"page": root}, starts)
    assert [(m.label, m.page, m.id) for m in markers] == [("iv", "page", "page-iv")]
    assert lost == (starts[1],)
    (marker,) = root.iter(f"{X}span")
    assert dict(marker.attrib) == {
        TYPE: "pagebreak", "role": "doc-pagebreak", "id": "page-iv", "aria-label": "iv",
    }  # fmt: skip


words = st.lists(st.text("abcdé1’-–“”.,", min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join)


@given(words, st.data())
def test_breaks_change_no_letter_and_keep_their_order(text: str, data: st.DataObject) -> None:
    letters = sum(c.isalnum() for c in text)
    at = sorted(data.draw(st.sets(st.integers(0, letters), max_size=4)))
    root = parse(f'<p data-k="k">{text}</p>')
    starts = [PageStart(str(n), "k", place) for n, place in enumerate(at, 1)]
    markers, lost = mark({"page": root}, starts)
    assert not lost
    assert "".join(root.itertext()) == text
    found = [e.get("aria-label") for e in root.iter(f"{X}span")]
    assert found == [m.label for m in markers]
    for marker in root.iter(f"{X}span"):
        before = marker.getprevious()
        left = (before.tail if before is not None else marker.getparent().text) or ""
        assert not (left[-1:].isalnum() and (marker.tail or "")[:1].isalnum())


def test_a_table_head_that_is_set_again_begins_no_page() -> None:
    def run(key: str, text: str) -> folios.Run:
        return folios.Run(key, text, 0.0, 0.0, 0.0, 10.0)

    head = [run("bed", "Bed"), run("price", "Price")]
    pages = [
        [
            run("p", "The garden was"),
            run("p", "old."),
            *head,
            run("rose", "Roses"),
            run("beans", "Beans are"),
        ],
        [*head, run("beans", "few"), run("leek", "Leeks")],
        [*head, run("fig", "Figs")],
        [run("end", "The end of the")],
        [run("end", "garden.")],
    ]
    assert folios.starts(pages, ("1", "2", "3", "4", "5")) == (
        PageStart("1", "p", 0),
        PageStart("2", "beans", 8),
        PageStart("3", "fig", 0),
        PageStart("4", "end", 0),
        PageStart("5", "end", 11),
    )
