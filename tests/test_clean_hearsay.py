"""What a page says, unseen, that its text is, and where its lines agree with it."""

from __future__ import annotations

import json

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.clean.hearsay import NAMES, rows
from book.model import UNTOLD, Reading, Seed, Told
from book.read import read

SAID = "De zee was grijs die ochtend en niemand zei iets. Wij liepen terug naar het dorp."
LINES = (
    "Home",
    "De zee was grijs die ochtend en niemand zei iets.",
    "Abonneer u nu op onze nieuwsbrief en mis nooit meer een verhaal.",
    "Wij liepen terug naar het dorp.",
    "De zee",
)


def page(head: str) -> Reading:
    return read(Seed("x.html", f"<html><head>{head}</head><body><p>Iets.</p></body></html>".encode(), "html"))


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article(body: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "De zee", "articleBody": body}


HEADS = {
    "nothing": ("<title>De zee</title>", UNTOLD),
    "summaries, each once": (
        '<meta name="description" content="Over  de zee.">'
        '<meta property="og:description" content="Over de zee.">'
        '<meta name="twitter:description" content="Aan zee.">',
        Told(summary="Over de zee.\nAan zee."),
    ),
    "a summary that is none": (f'<meta name="description" content="{"zee " * 1000}">', UNTOLD),
    "the text": (ld(article(SAID)), Told(text=SAID)),
    "the text in a graph": (ld({"@graph": [{"@type": "WebSite"}, article(SAID)]}), Told(text=SAID)),
    "the longest text": (ld([article("Kort."), article(SAID)]), Told(text=SAID)),
    "markup in the text": (ld(article("&lt;p&gt;De <b>zee</b>.&lt;/p&gt;")), Told(text="De zee.")),
    "a text that is none": (ld(article(["De zee"])), UNTOLD),
    "no JSON": ('<script type="application/ld+json">{"articleBody": "De zee</script>', UNTOLD),
    "another script": (f"<script>{json.dumps({'@type': 'Article', 'articleBody': 'x'})}</script>", UNTOLD),
}


@pytest.mark.parametrize(("head", "told"), HEADS.values(), ids=HEADS.keys())
def test_what_a_head_tells(head: str, told: Told) -> None:
    assert page(head).told == told


def test_a_line_agrees_with_what_was_said() -> None:
    found = [dict(zip(NAMES, row, strict=True)) for row in rows(LINES, SAID)]
    assert [row["share"] for row in found] == [0.0, 1.0, 0.0, 1.0, 0.5]
    assert found[2]["before"] == 1.0
    assert found[1]["after"] == 0.0
    assert found[0]["before"] == found[4]["after"] == -0.5  # no sentence stands there
    assert found[0]["to-come"] == 1.0
    assert found[4]["so-far"] == 1.0
    assert all(0.0 < row["covered"] < 1.0 for row in found)


def test_where_nothing_was_said_no_line_agrees() -> None:
    assert rows(LINES, " \n") == [(-1.0,) * len(NAMES)] * len(LINES)


@given(
    st.lists(st.text(alphabet="ab .\n日", max_size=60), max_size=12),
    st.text(alphabet="ab .\n日", max_size=80),
)
def test_every_line_has_its_row(lines: list[str], said: str) -> None:
    found = rows(lines, said)
    assert len(found) == len(lines)
    assert all(len(row) == len(NAMES) for row in found)
    assert all(-1.0 <= row[0] <= 1.0 for row in found)


def test_a_page_twice_as_long_takes_twice_the_time() -> None:
    assert growth(lambda copies: rows(LINES * copies, f"{SAID}\n" * copies), 200, 1600) < 4
