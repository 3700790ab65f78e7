"""Every word of a kept line is in the piece: what lifting left behind is found before a book is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from book.errors import Place
from book.model import Finding, Galley, Piece, Role, Severity
from book.recover.plain import plain

_PICTURED = frozenset({Role.PICTURE, Role.CAPTION})
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]+")  # without numbers: those of notes and of lists are counted anew


def unlifted(galley: Galley, piece: Piece) -> Iterator[Finding]:
    """The kept lines of which the piece, as it was lifted from the galley, has not every word.

    Pictures and what is said below them apart: a description is no text, and a credit stands by itself.
    """
    body = replace(piece, blocks=(*piece.blocks, *piece.appendix))
    kept = [v.line for v in galley.verdicts if v.kept and v.role not in _PICTURED]
    missing = _words(line.text for line in kept) - _words([plain(body)])
    for line in kept if missing else ():
        said = _words([line.text])
        gone = [word for word in said if missing[word]]
        if gone:
            missing -= said
            yield Finding(
                "recover.unlifted",
                Severity.ERROR,
                Place(galley.seed, line.number),
                f"the line is kept, but the piece lacks its {' '.join(gone[:8])!r}",
                "a fault of the press: say the words with `[[piece.move]]`, and report it",
            )


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))
