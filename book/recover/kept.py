"""Every word of a kept line is in the piece: what lifting left behind is found before a book is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from book.errors import Place
from book.model import Finding, Galley, Line, Piece, Role, Severity
from book.recover.plain import plain

_PICTURED = frozenset({Role.PICTURE, Role.CAPTION})
_CALLED_FROM = re.compile(r"[\^↑]\s*(?:[a-z]\s+)+")
"""How MediaWiki begins a note that is called from several places: '^ a b Horn'."""
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]+")  # without numbers: those of notes and of lists are counted anew


def unlifted(galley: Galley, piece: Piece) -> Iterator[Finding]:
    """The kept lines of which the piece, as it was lifted from the galley, has not every word.

    Pictures and what is said below them apart: a description is no text, and a credit stands by itself.
    """
    body = replace(piece, blocks=(*piece.blocks, *piece.appendix))
    kept = [v.line for v in galley.verdicts if v.kept and v.role not in _PICTURED]
    missing = _words(map(_told, kept)) - _words([plain(body)])
    for line in kept if missing else ():
        said = _words([_told(line)])
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


def _told(line: Line) -> str:
    """What a line says, without the letters by which a note leads back to its calls."""
    back = _CALLED_FROM.match(line.text)
    return line.text[back.end() :] if back else line.text


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))
