"""A thread of a forum, whose first post is the piece: what is posted below it is somebody else's.

Forums number their posts in the order in which they were written (Discourse, phpBB, XenForo, vBulletin, SMF);
a blog's list of posts, which are numbered alike, has the newest first, and a heading over each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from book.clean.layout import HEADINGS
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role
from book.sentences import running

_POST = re.compile(
    r"(?P<kind>(?:div|article|li|section|table|tr)#(?:js-)?(?:post|msg|message|postid|pid|reply)(?:[-_]message)?[-_]?)"
    r"(?P<number>\d{1,10})(?![\w-])"
    r"|(?P<short>(?:div|article|li)#p)(?P<counted>\d{1,10})(?=[.\[])[^ ]*\.post(?![\w-])",
    re.I,
)
_MAY = re.compile(r"#(?:js-)?(?:post|msg|message|pid|reply|p\d)", re.I)
"""What every such post has in it: asked first, since hardly a place has."""
_AGAIN = re.compile(r"(?:re|aw|antw|sv|vs|ynt|odp)\s?:", re.I)
"""How a reply's heading begins, which has that of the thread behind it."""
_FEWEST = 2  # posts of a thread
_DEEP = 3  # steps from a post to its heading


def replies(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops all posts of a thread but the first."""
    posts = [_post(verdict.line.place) for verdict in verdicts]
    kind = next((post[0] for post, v in zip(posts, verdicts, strict=True) if post and v.kept), "")
    numbers = list(dict.fromkeys(post[1] for post in posts if post and post[0] == kind))
    if len(numbers) < _FEWEST or any(below <= above for above, below in pairwise(numbers)):
        return verdicts
    titles = {page.texts[i] for i, v in enumerate(verdicts) if v.line.tag == "h1"}
    first: list[int] = []
    others: list[int] = []
    for i, post in enumerate(posts):
        if post and post[0] == kind:
            (first if post[1] == numbers[0] else others).append(i)
    headed = any(
        verdicts[i].line.tag in HEADINGS and not (_AGAIN.match(page.texts[i]) or page.texts[i] in titles)
        for i in others
        if page.texts[i] and _post_heading(verdicts[i].line.place)
    )
    if headed or not any(verdicts[i].kept and running(page.texts[i]) for i in first):
        return verdicts
    why = f"of one of {len(numbers) - 1} posts below the first of a thread"
    return rerole(
        verdicts,
        {i: drop(verdicts[i], Role.COMMENT, "replies", 0.9, why) for i in others if verdicts[i].kept},
    )


@lru_cache(maxsize=1 << 12)
def _post(place: str) -> tuple[str, int] | None:
    """The outermost numbered post that a line stands in: what its site calls posts, and its number."""
    found = _POST.search(place) if _MAY.search(place) else None
    if not found:
        return None
    return (found["kind"] or found["short"]).lower(), int(found["number"] or found["counted"])


def _post_heading(place: str) -> bool:
    """Is a heading one over the post, not of what stands in its text?"""
    found = _POST.search(place)
    return found is not None and place[found.end() :].count(" > ") <= _DEEP
