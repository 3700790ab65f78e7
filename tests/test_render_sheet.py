"""The EPUB's one stylesheet."""

from __future__ import annotations

import pytest
import shelf
import tinycss2
from lxml import etree

from book.errors import DataError
from book.model import Style
from book.render.sheet import classes, strip, stylesheet


def made(core: str, epub: str, *used: str) -> str:
    style = Style("x", {"core.css": core.encode(), "epub.css": epub.encode()}, {})
    return stylesheet(style, frozenset(used))[0].decode()


def test_rules_for_classes_that_the_book_does_not_use_are_left_out() -> None:
    css = made(
        ".dek { a: b }", "p, .dek em, .gone p { c: d } .gone { e: f } @media all { .gone { g: h } }", "dek"
    )
    assert css == '@charset "utf-8";\n.dek { a: b; }\np, .dek em { c: d; }\n'


def test_each_selector_is_written_once_and_namespaces_come_first() -> None:
    css = made("p { a: b }", '@namespace epub "x"; h1 { c: d } p { e: f }')
    assert css == '@charset "utf-8";\n@namespace epub "x";\nh1 { c: d; }\np { a: b; e: f; }\n'


def test_the_classes_that_have_rules_are_known() -> None:
    style = Style("x", {"core.css": b".a .b { x: y }", "epub.css": b"@media all { .c { x: 1.5em } }"}, {})
    assert stylesheet(style, frozenset("abc"))[1] == frozenset("abc")


def test_what_no_rule_is_for_is_taken_from_the_documents() -> None:
    root = etree.fromstring('<p class="dek gone" data-k="1"><b class="gone">x</b></p>')
    assert classes([root]) == {"dek", "gone"}
    strip(root, frozenset({"dek"}))
    assert etree.tostring(root) == b'<p class="dek"><b>x</b></p>'


@pytest.mark.parametrize(("files", "said"), [({}, "no core.css"), ({"core.css": b"p { } }"}, "not CSS")])
def test_a_fault_in_a_style_is_told(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(DataError, match=said):
        stylesheet(Style("x", files, {}), frozenset())


def test_the_shipped_sheet_lets_the_reader_choose() -> None:
    """Nothing on the text itself fixes typeface, size, leading, colour, ground or alignment."""
    forbidden = {
        "font-family",
        "font-size",
        "line-height",
        "color",
        "background",
        "background-color",
        "text-align",
    }
    css = stylesheet(shelf.style(), frozenset())[0].decode()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selectors = {s.strip() for s in tinycss2.serialize(rule.prelude).split(",")}
        names = {
            d.lower_name for d in tinycss2.parse_blocks_contents(rule.content) if d.type == "declaration"
        }
        if selectors & {"html", "body", "p", "div", "span"}:
            assert not names & forbidden, (selectors, names & forbidden)
        assert "position" not in names
        assert "!important" not in tinycss2.serialize(rule.content)
