"""Proofs: the finished files, re-read and compared with the book as it was composed.

Each proof is a function from the sheets to findings; `PROOFS` is the list of them. A proof trusts nothing
that rendering said: it opens the EPUB and the PDF as a reader's machine does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from book.model import Anthology, Edition, Finding, Pagination
from book.proof.access import access
from book.proof.credit import credit
from book.proof.fidelity import fidelity
from book.proof.index import index
from book.proof.links import links
from book.proof.matter import matter
from book.proof.origins import Origins
from book.proof.paging import paging
from book.proof.rights import rights
from book.proof.sheets import Sheets, lay_out
from book.proof.structure import structure

__all__ = ["PROOFS", "proof"]

Proof = Callable[[Sheets], Iterable[Finding]]

PROOFS: tuple[Proof, ...] = (fidelity, matter, credit, rights, links, index, paging, structure, access)


def proof(
    anthology: Anthology,
    editions: Sequence[Edition],
    pagination: Pagination | None,
    printed: Anthology | None = None,
) -> tuple[Finding, ...]:
    """All that the proofs find, in their order. Editions that are not among `editions` are not looked at.

    `printed` is the book as paper has it, where that says more (the addresses of links).
    """
    sheets, findings = lay_out(anthology, editions, pagination, printed)
    found = [*findings, *(finding for read in PROOFS for finding in read(sheets))]
    if sheets.epub:
        origins = Origins(anthology, sheets.language, sheets.epub)
        found = [origins.home(finding) for finding in found]
    return tuple(dict.fromkeys(found))
