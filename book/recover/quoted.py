"""What an e-mail or a post of a newsgroup quotes: the lines behind '>' are a block quotation.

Who wrote it, as programs set above ('On 3 May 2004 X wrote:'), is no author of the piece, and the day no day
of it: it is printed where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from book import quoting
from book.model import Galley, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet

_ROLES = {
    quoting.TEXT: Role.QUOTATION,
    quoting.LEAD: Role.ATTRIBUTION,
    quoting.MARK: Role.BOILERPLATE,
}


_SAYS = re.compile(r"\.(?:gmail_attr|moz-cite-prefix)(?=[.\[ ]|$)")
"""How programs call the line that says who wrote what is quoted below."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines that are kept. A mark without words parts two paragraphs, and is not printed."""
    if sheet.given.marked_up:
        return remark(galley, {i: Mark(Role.ATTRIBUTION, quoting.LEAD, 0.9) for i in _leads(galley)})
    said = quoting.found([v.line.text for v in galley.verdicts])
    return remark(
        galley,
        {
            i: Mark(_ROLES[rule], rule, 0.9)
            for i, rule in said.items()
            if galley.verdicts[i].role is Role.BODY
        },
    )


def _leads(galley: Galley) -> Iterator[int]:
    """The lines of a page that say who wrote what an e-mail quotes below: programs mark them, or they have an
    address, and end with a colon right above a block quotation."""
    kept = [i for i, v in enumerate(galley.verdicts) if v.role is Role.BODY]
    for i, below in pairwise(kept):
        line = galley.verdicts[i].line
        if line.within("blockquote") == galley.verdicts[below].line.within("blockquote"):
            continue
        named = line.text.rstrip().endswith(":") and "@" in line.text
        if named or _SAYS.search(line.place):
            yield i
