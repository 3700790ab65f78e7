"""Other pieces on a page that goes on with them as it is read down."""

from __future__ import annotations

import re
from itertools import groupby

from book.clean.layout import laid_out
from book.clean.markuptraits import link_share
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Line, Role, Verdict

_ARTICLE = re.compile(r"(?:.*? > )??article(?![\w-])[^>]*?(?= > )")
_HEADINGS = ("h1", "h2", "h3")  # tags of the heading of a piece
_LINK = 0.9  # the share of a heading that is a link, where the heading is one


def other_pieces(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops the further articles of a page that goes on with other pieces as it is read down.

    The page's own is the <article> that the first line that is kept stands in. Another is one of other names,
    below it, that has the heading of a piece: an <h1> as the page's own has, or a link to where it stands.
    Where a page marks up its own parts so, they have the same names.
    """
    if not laid_out(verdicts):
        return verdicts
    lines = [i for i, text in enumerate(page.texts) if text]
    homes = {i: _article(verdicts[i].line) for i in lines}
    own = next((homes[i] for i in lines if verdicts[i].kept and verdicts[i].line.tag == "p"), "")
    if not own:
        return verdicts
    headed = any(verdicts[i].line.tag == "h1" for i in lines if homes[i] == own)
    changes: dict[int, Verdict] = {}
    passed = False
    for home, run in groupby(lines, key=homes.__getitem__):
        held = list(run)
        passed = passed or home == own
        if not passed or home in ("", own):
            continue
        heading = next((v.line for i in held if (v := verdicts[i]).line.tag in _HEADINGS), None)
        if heading and ((headed and heading.tag == "h1") or link_share(heading) >= _LINK):
            why = "in another article of the page"
            for i in held:
                if verdicts[i].kept:
                    changes[i] = drop(verdicts[i], Role.BOILERPLATE, "other-piece", 0.8, why)
    return rerole(verdicts, changes)


def _article(line: Line) -> str:
    """The outermost <article> that a line stands in; '' for none."""
    found = _ARTICLE.match(f"{line.place} > ") if "article" in line.place else None
    return found[0] if found else ""
