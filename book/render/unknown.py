"""Characters that no font has, told of the pieces and lines that they stand in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from book.errors import Place
from book.model import Anthology, Entry, Figure, Finding, Piece, Severity
from book.render import walk
from book.render.typeface import listed
from book.render.xhtml import words

_PACKAGES = (
    (
        "fonts-noto-cjk",
        re.compile(
            "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
        ),
    ),
    ("fonts-symbola", re.compile("[\u2300-\u2bff\U0001f000-\U0001faff]")),
)
"""What Debian and Ubuntu call the fonts of East Asia's scripts, and of pictographs in one ink."""


def told(anthology: Anthology, characters: Collection[str]) -> Iterator[Finding]:
    """A finding for each piece in which such characters stand, at the first line that has one; for those that
    stand in no piece, in a name or a note of the editors', one at the plan."""
    left = dict.fromkeys(characters)
    plan = {entry.key: entry for entry in anthology.manifest.pieces}
    for chapter in anthology.chapters:
        places = {
            place: found for place, said in _said(chapter.piece, plan) if (found := _of(characters, said))
        }
        if places:
            lacking = dict.fromkeys(char for found in places.values() for char in found)
            first, *others = places
            count = len(others)
            more = f", here and in {count} more place{'s' if count > 1 else ''}" if count else ""
            yield _finding(first, lacking, more)
            for char in lacking:
                left.pop(char, None)
    if left:
        yield _finding(anthology.manifest.where("book"), left, "")


def _of(characters: Collection[str], said: str) -> str:
    return "".join(char for char in characters if char in said)


def _said(piece: Piece, plan: dict[str, Entry]) -> Iterator[tuple[Place, str]]:
    """Where each part of a piece comes from, and what it says."""
    entry = plan[piece.key].place if piece.key in plan else Place(piece.seed)
    names = (name.display for name in (*piece.authors, *piece.translators))
    for block in (*walk.blocks(piece), *piece.placed):
        said = words(i for i in walk.inlines(block))
        if isinstance(block, Figure):
            said += block.credit
        yield (Place(piece.seed, block.line) if block.line else entry), said
    yield entry, " ".join((piece.title, piece.subtitle, piece.outlet, piece.first_outlet, piece.bio, *names))


def _finding(place: Place, lacking: Collection[str], more: str) -> Finding:
    return Finding(
        "paper.no-glyph",
        Severity.ERROR,
        place,
        f"no font of the style or of this machine has {listed(lacking)}: empty boxes are printed{more}",
        "install a font that has them, or add one to the style; on Debian and Ubuntu: "
        f"apt-get install {_package(lacking)}",
    )


def _package(lacking: Collection[str]) -> str:
    """The packages of Debian and Ubuntu whose fonts have such characters."""
    return " ".join(dict.fromkeys(map(_with_it, lacking)))


def _with_it(char: str) -> str:
    return next((package for package, signs in _PACKAGES if signs.match(char)), "fonts-noto-core")
