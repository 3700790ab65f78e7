"""A page that React sent in parts reads as a browser shows it, once its scripts have put them in place."""

from __future__ import annotations

import pytest

from book.model import Seed
from book.read import read

HEAD = "<!doctype html><html><body><h1>The ferry</h1>"
WAITING = '<!--$?--><template id="B:0"></template><p>Please wait</p><!--/$-->'
LATE = '<div hidden id="S:1"><p>It crosses at noon.</p></div>'
FOOT = "<p>Tickets on board.</p>"


def lines(body: str) -> list[str]:
    return [line.text for line in read(Seed("x.html", f"{HEAD}{body}</body></html>".encode(), "html")).lines]


@pytest.mark.parametrize(
    "script",
    [
        '$RC("B:0","S:1")',
        '$RR("B:0","S:1",[["/ferry.css","high"]])',
        '$RC=function(b,c){document.getElementById(b)};$RC("B:0","S:1")',
    ],
)
def test_a_late_part_stands_where_its_script_puts_it(script: str) -> None:
    page = f"{WAITING}{FOOT}{LATE}<script>{script}</script>"
    assert lines(page) == ["The ferry", "It crosses at noon.", "Tickets on board."]


def test_a_part_may_wait_for_a_part() -> None:
    place = '<template id="P:2"></template>'
    outer = f'<div hidden id="S:0"><p>It crosses at noon.</p>{place}<p>Mind the step.</p></div>'
    inner = '<div hidden id="S:2"><p>In winter at one.</p></div>'
    scripts = '<script>$RS("S:2","P:2")</script><script>$RC("B:0","S:0")</script>'
    shown = ["The ferry", "It crosses at noon.", "In winter at one.", "Mind the step.", "Tickets on board."]
    assert lines(WAITING + FOOT + outer + inner + scripts) == shown


def test_only_what_waits_for_the_part_goes() -> None:
    within = '<!--$?--><template id="B:3"></template><p>Wait for the map</p><!--/$-->'
    waiting = f'<!--$?--><template id="B:0"></template><p>Please wait</p>{within}<!--/$-->'
    page = f'{waiting}{FOOT}{LATE}<script>$RC("B:0","S:1")</script>'
    assert lines(page) == ["The ferry", "It crosses at noon.", "Tickets on board."]


def test_without_its_script_a_part_stands_in_the_place_of_its_number() -> None:
    page = f'<template id="B:1"></template>{FOOT}{LATE}'
    assert lines(page) == ["The ferry", "It crosses at noon.", "Tickets on board."]


def test_a_part_whose_place_nobody_knows_is_shown_where_it_is() -> None:
    assert lines(FOOT + LATE) == ["The ferry", "Tickets on board.", "It crosses at noon."]


def test_a_part_that_waits_for_itself_is_shown_where_it_is() -> None:
    page = '<div hidden id="S:1"><p>It crosses at noon.</p><template id="B:1"></template></div>'
    assert lines(page) == ["The ferry", "It crosses at noon."]


def test_what_is_hidden_by_another_name_stays_hidden() -> None:
    assert lines('<div hidden id="Menu:1"><p>Not for you.</p></div>') == ["The ferry"]
