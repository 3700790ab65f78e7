"""Pages as archives of the web and word processors save them: what they write in is not the author's."""

from __future__ import annotations

import pytest

from book.intake import mark
from book.model import Block, Link, Quotation, Seed
from book.read import read
from book.recover import lift

PROSE = (
    "The old ferryman had a rhyme for every weather, and he said it to whoever sat nearest to the tiller.",
    "He also kept a letter from the owners, and he read it to us on the long crossings, as one prays.",
    "Nobody ever sat, and so nobody ever asked again, and the tiller wore a hollow in his coat.",
)
WAYBACK = "https://web.archive.org/web/20150311120000/"
TODAY = "https://archive.ph/o/AbCdE/"
LINKED = "<p>He told <a href='{}https://ferries.example/log'>the log</a> about it.</p>"


def links(page: str) -> list[str]:
    lines = read(Seed("a.html", page.encode(), "html")).lines
    return [inline.href for line in lines for inline in line.inlines if isinstance(inline, Link)]


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (f"<!-- BEGIN WAYBACK TOOLBAR INSERT -->{LINKED.format(WAYBACK)}", ""),
        (f"{LINKED.format('/web/2015/')}<!-- FILE ARCHIVED ON 12:00:00 Mar 11, 2015 -->", ""),
        (f"<link rel='canonical' href='{WAYBACK}https://a.example/'>{LINKED.format(WAYBACK)}", ""),
        (LINKED.format(TODAY), ""),
        (LINKED.format(WAYBACK), WAYBACK),  # on a live page: the author means the copy
    ],
)
def test_a_link_of_a_page_that_an_archive_kept_leads_where_it_led(page: str, before: str) -> None:
    assert links(page) == [f"{before}https://ferries.example/log"]


def test_when_and_where_a_copy_was_made_is_no_fact_of_the_piece() -> None:
    head = (
        '<meta property="article:published_time" content="2021-03-04T11:12:13Z">'
        '<meta property="og:site_name" content="archive.ph"><meta property="og:title" content="The Ferryman">'
        '<link rel="canonical" href="https://archive.ph/2021.03.04-111213/https://a.example/ferry">'
    )
    page = f"<html><head>{head}</head><body><p>{PROSE[0]}</p></body></html>"
    facts = {fact.field: fact.value for fact in read(Seed("a.html", page.encode(), "html")).facts}
    assert facts == {"title": "The Ferryman", "url": "https://a.example/ferry"}


def quoted(middle: str, head: str = "", usual: str = "") -> list[str]:
    above, below = (f"<p{usual}>{text}</p>" for text in PROSE[::2])
    page = f"<html><head>{head}</head><body>{above}{middle}{below}{below}</body></html>"
    seed = Seed("a.html", page.encode(), "html")
    blocks = lift(mark(seed, read(seed), "en")).blocks
    return [said(inner) for block in blocks if isinstance(block, Quotation) for inner in block.blocks]


def said(block: Block) -> str:
    return "".join(getattr(inline, "text", "") for inline in block.inlines)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("middle", "head"),
    [
        (f'<p style="padding-left: 40px;">{PROSE[1]}</p>', ""),  # WordPress
        (f'<p style="margin-left: 1cm; margin-right: 1cm">{PROSE[1]}</p>', ""),  # LibreOffice
        (f"<p class=MsoQuote>{PROSE[1]}</p>", ""),  # Word
        (
            f'<p class="c2 c7">{PROSE[1]}</p>',
            "<style>.c7{margin-left:36pt;color:#000}</style>",
        ),  # Google Docs
    ],
)
def test_a_paragraph_that_stands_further_in_than_the_text_is_a_quotation(middle: str, head: str) -> None:
    assert quoted(middle, head) == [PROSE[1]]


@pytest.mark.parametrize(
    ("middle", "usual"),
    [
        (f'<p style="padding-left: 40px;">1. {PROSE[1]}</p>', ""),
        (f'<p style="padding-left: 40px; text-align: center">{PROSE[1]}</p>', ""),
        (f'<p style="padding-left: 40px;">{PROSE[1]}</p>', ' style="padding-left: 40px;"'),
        (f'<ul><li><p style="padding-left: 40px;">{PROSE[1]}</p></li></ul>', ""),
    ],
)
def test_an_item_what_is_centred_and_an_indent_that_all_text_has_are_none(middle: str, usual: str) -> None:
    assert not quoted(middle, usual=usual)
