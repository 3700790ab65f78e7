"""What the index of a book can name: its authors by their pieces, and names by the words that tell of them.

Names are the editor's (`[names]` of the plan) and, of themselves, those of the people who made the book: who
writes in it may be written of in it. Nothing else is taken for a name: not all that has a capital is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from book.compose.people import collation, folded, initial
from book.languages import Language
from book.model import Contributor, IndexTerm, Manifest, Named


def register(
    manifest: Manifest, contributors: Sequence[Contributor], language: Language
) -> tuple[IndexTerm, ...]:
    """The terms of the index in their order; none where the plan asks for no index."""
    terms: list[IndexTerm] = []
    named = {folded(name.name): name for name in manifest.names}
    for who in contributors:
        own = named.get(folded(who.name.display))
        if own is not None and own.omit:
            continue
        heading = own.sort if own is not None and own.sort else who.name.sort
        pieces = who.pieces if "authors" in manifest.index and who.role == "aut" else ()
        forms = (who.name.display,) if "names" in manifest.index and own is None else ()
        terms.append(IndexTerm(heading, heading, forms, pieces, letter=initial(heading, language)))
    if "names" in manifest.index:
        headings = {folded(who.name.display): who.name.sort for who in contributors}
        headings |= {folded(name.name): _heading(name, language) for name in manifest.names}
        for name in manifest.names:
            if name.omit:
                continue
            heading, see = headings[folded(name.name)], headings.get(folded(name.see), name.see)
            filed = language.article(heading)[1]
            letter = initial(filed, language)
            terms.append(IndexTerm(heading, filed, (name.name, *name.forms), see=see, letter=letter))
    return tuple(sorted(_together(terms), key=lambda term: collation(term.sort, language)))


def _heading(name: Named, language: Language) -> str:
    """How the index names what the plan lists: a person by the surname, all else as it is called."""
    heading = name.sort or (language.sort_name(name.name) if name.kind == "person" else name.name)
    return heading.replace("'", "’")


def _together(terms: Iterable[IndexTerm]) -> list[IndexTerm]:
    """One term for each heading, with all that its namesakes have."""
    found: dict[str, IndexTerm] = {}
    for term in terms:
        before = found.get(term.heading, IndexTerm(term.heading, term.sort, letter=term.letter))
        found[term.heading] = replace(
            before,
            forms=tuple(dict.fromkeys((*before.forms, *term.forms))),
            pieces=tuple(dict.fromkeys((*before.pieces, *term.pieces))),
            see=before.see or term.see,
        )
    return [term for term in found.values() if term.forms or term.pieces or term.see]
