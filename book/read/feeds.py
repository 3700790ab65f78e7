"""A feed or export -> its pieces: WordPress (WXR), RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, Blogger."""

from __future__ import annotations

from book.errors import Place, SeedError
from book.model import Seed
from book.read.atom import pieces_of_atom
from book.read.feedparts import Found, local
from book.read.pieces import Unpacked, counted, distinct, page
from book.read.rss import pieces_of_rss
from book.read.xmltree import parse


def unpack_feed(seed: Seed) -> Unpacked:
    """The pieces of a feed, in its order. Raises SeedError for what is no feed, or is no XML at all."""
    root, damage = parse(seed.data, seed.name)
    kind = local(root).lower()
    more: list[tuple[str, str, Found]] = []
    if kind in ("rss", "rdf"):
        found, left, more = pieces_of_rss(root)
        if not found:  # an export of pages alone
            found, more = [one for _, _, one in more], []
    elif kind in ("feed", "entry"):
        found, left = pieces_of_atom(root)
    else:
        raise SeedError(
            f"this XML is no feed and no export: it begins with <{kind}>",
            where=Place(seed.name),
            hint="a WordPress export, RSS and Atom can be read",
        )
    all_ = [*found, *(one for _, _, one in more)]
    names = [*distinct(name for name, *_ in all_)]
    pieces = tuple(
        (name, Seed(f"{seed.name}#{name}", page(body, base), "html", hints, whole=True))
        for name, (_, body, base, _, hints) in zip(names, all_, strict=True)
    )
    own = len(found)
    named = [(kind, title, name) for (kind, title, _), name in zip(more, names[own:], strict=True)]
    told = counted([*((kind, title, "") for kind, title in left), *named])
    return Unpacked(pieces[:own], (*told, *damage), pieces[own:])
