"""What an e-mail or a post of a newsgroup quotes: the lines behind '>' are a block quotation.

Who wrote it, as programs set above ('On 3 May 2004 X wrote:'), is no author of the piece, and the day no day
of it: it is printed where it stands.
"""

from __future__ import annotations

from book import quoting
from book.model import Galley, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet

_ROLES = {
    quoting.TEXT: Role.QUOTATION,
    quoting.LEAD: Role.ATTRIBUTION,
    quoting.MARK: Role.BOILERPLATE,
}


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines that are kept. A mark without words parts two paragraphs, and is not printed."""
    if sheet.given.marked_up:
        return galley
    said = quoting.found([v.line.text for v in galley.verdicts])
    return remark(
        galley,
        {
            i: Mark(_ROLES[rule], rule, 0.9)
            for i, rule in said.items()
            if galley.verdicts[i].role is Role.BODY
        },
    )
