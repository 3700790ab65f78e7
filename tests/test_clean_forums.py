"""A thread of a forum: its first post is the piece."""

from __future__ import annotations

import pytest

from book.clean import clean
from book.model import Seed
from book.read import read

FIRST = "My grandmother had a clock that ran eleven minutes fast, and she would not have it mended."
REPLY = "This made me think of my father’s watch, which he wore upside down while driving the tractor."
POSTS = {
    "Discourse": '<div class="topic-post"><article id="post_{n}" class="boxed"><p>{text}</p></article></div>',
    "phpBB": '<div id="p10{n}" class="post bg2"><div><h3>{re}The clock</h3><div>{text}</div></div></div>',
    "XenForo": '<article class="message" id="js-post-9{n}"><div class="bbWrapper">{text}</div></article>',
    "vBulletin": '<table id="post12{n}"><tr><td id="td_post_12{n}"><div>{text}</div></td></tr></table>',
}


def kept(posts: str) -> list[str]:
    page = f'<nav><a href="/">Board</a></nav><h1>The clock</h1><div class="posts">{posts}</div>'
    galley = clean(read(Seed("x.html", page.encode(), "html")), seed="x.html", language="en")
    return [v.line.text for v in galley.verdicts if v.kept and v.line.text in (FIRST, REPLY)]


@pytest.mark.parametrize("board", POSTS)
def test_what_is_posted_below_the_first_is_somebody_elses(board: str) -> None:
    texts = ((1, "", FIRST), (2, "Re: ", REPLY), (3, "Re: ", REPLY))
    assert kept("".join(POSTS[board].format(n=n, re=re, text=text) for n, re, text in texts)) == [FIRST]


@pytest.mark.parametrize(
    "others",
    [
        '<article id="post-8"><h2>The boat</h2><p>{}</p></article>',  # a list of a blog's posts
        '<p id="p2">{}</p>',  # paragraphs that are numbered
    ],
)
def test_other_numbers_are_no_thread(others: str) -> None:
    first = others.replace("8", "7").replace("p2", "p1").replace("boat", "clock")
    assert REPLY in kept(first.format(FIRST) + others.format(REPLY))
