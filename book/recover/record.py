"""The record of `book clean --format json`: one object a file, in a form that outside tools rely on."""

from __future__ import annotations

import re
from typing import Any

from book.model import Galley, Note, Piece
from book.recover.plain import lines, plain


def record(galley: Galley, piece: Piece) -> dict[str, Any]:
    """The documented object of `book clean`, ready for json.dumps.

    `source` the seed's name; `language` BCP 47; `title`, `outlet`, `bio` strings, null where the file
    does not say; `authors` a list of names; `date` "YYYY-MM-DD" or null; `notes` the notes' texts;
    `lines` one object for each line of the file, in order: its number `n`, `text`, `role`, `rule`, and
    `kept`, true if it ends up in the book's body or notes; `text` the cleaned column.
    """
    notes: list[Note] = []
    for block in piece.blocks:
        list(lines(block, notes))
    return {
        "source": galley.seed,
        "language": piece.language,
        "title": piece.title or None,
        "authors": [name.display for name in piece.authors],
        "date": piece.date if re.fullmatch(r"\d{4}-\d\d-\d\d", piece.date) else None,
        "outlet": piece.outlet or None,
        "bio": piece.bio or None,
        "notes": ["\n".join(t for b in note.blocks for t in lines(b, [])) for note in notes],
        "lines": [
            {"n": v.line.number, "text": v.line.text, "role": str(v.role), "rule": v.rule, "kept": v.kept}
            for v in galley.verdicts
        ],
        "text": plain(piece),
    }
