"""One person's name, spelled in several ways over the pieces: a book then has as many people.

Two names may be one person's where the surname is the same but for capitals, accents and spaces, and the
given names fit each other from the first on: alike, or one the initial of the other. 'J. de Vries' may be
'Jan De Vries'; 'Joke de Vries' is somebody else. Whom one piece credits side by side are two, and so are
those whom the plan has both among its [contributors].
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from book.languages import available, load
from book.model import Anthology, Chapter, Finding, Severity

_FEW = 4
"""Pieces that are named of one spelling; of more it is told how many."""
_EXPANDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae", "œ": "oe"}
)
"""How letters are written where there are none with marks: 'Mueller' is Müller, 'Aagaard' Ågaard."""
_PLAIN = str.maketrans(
    {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){2,}|[^\W\d_]\.?")
_CAPITALS = 3  # letters: 'JK' are initials, 'JEAN' is a name


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as it stands in the book, what of it is compared, and where it stands."""

    name: str
    surnames: frozenset[str]  # as it is compared: its accents left out, and written out
    given: tuple[str, ...]  # what is short for a name ends with a full stop: 'J.', 'Th.'
    suffix: str
    chapters: tuple[Chapter, ...]

    @property
    def rank(self) -> tuple[int, int, bool, int, int]:
        """How much it says: whole names, more of them, their accents; of equals the more frequent is best."""
        whole = sum(not name.endswith(".") for name in self.given)
        marks = sum(not c.isascii() for c in self.name)
        return whole, len(self.given), not self.name.isupper(), marks, len(self.chapters)


def spellings(book: Anthology) -> Iterator[Finding]:
    """Names that may be a fuller one's, each once, with the pieces of both and what to write."""
    known = set(map(_spaced, book.manifest.people))
    bodies = {_spaced(n.name) for n in book.manifest.names if n.kind == "organisation"}
    names = [spelling for spelling in _spellings(book) if spelling.name not in bodies]
    names.sort(key=lambda spelling: spelling.rank, reverse=True)
    fuller: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for spelling in names:
        near = {s.name: s for surname in sorted(spelling.surnames) for s in fuller[surname]}
        fits = [
            other
            for other in sorted(near.values(), key=lambda s: s.rank, reverse=True)
            if _one(spelling, other) and not {other.name, spelling.name} <= known
        ]
        if fits:
            yield _finding(book, spelling, _apart(fits))
        for surname in spelling.surnames:
            fuller[surname].append(spelling)


def _apart(fits: Sequence[_Spelling]) -> list[_Spelling]:
    """Those of the names that are not one person's: the fullest, and who is nobody's before."""
    found: list[_Spelling] = []
    for spelling in fits:
        if not any(_one(spelling, other) for other in found):
            found.append(spelling)
    return found


def _spellings(book: Anthology) -> list[_Spelling]:
    """Every name of the book once, in the order in which they appear."""
    found: dict[str, list[Chapter]] = {_spaced(name): [] for name in book.manifest.editors}
    for chapter in book.chapters:
        for name in dict.fromkeys(_credited(chapter)):
            found.setdefault(name, []).append(chapter)
    return [_spelling(name, chapters) for name, chapters in found.items()]


def _credited(chapter: Chapter) -> list[str]:
    return [_spaced(name.display) for name in (*chapter.piece.authors, *chapter.piece.translators)]


def _spaced(name: str) -> str:
    """A name as it would be typed, with plain spaces: those that it is set with may not break."""
    return " ".join(re.sub("[‘`´']", "’", name).split())


# --------------------------------------------------------------------------- what is compared


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Particles of surnames, what stands behind them ('Jr.') and titles before a name ('Dr.'), in all
    languages: names cross borders."""
    tables = [load(code) for code in available()]
    rules = [table.names for table in tables]
    titles = [table.data.get("typography", {}).get("no-break", {}).get("titles", ()) for table in tables]
    return (
        frozenset(_folded(word) for rule in rules for word in (*rule.particles, *rule.stay)),
        frozenset(_folded(word) for rule in rules for word in rule.suffixes),
        frozenset(_folded(word) for each in titles for word in each if len(_folded(word)) > 1),  # not 'M.'
    )


def _spelling(name: str, chapters: Sequence[Chapter]) -> _Spelling:
    particles, suffixes, titles = _words()
    words = name.split()
    while len(words) > 2 and _folded(words[0]) in titles:
        words.pop(0)
    suffix = _folded(words.pop()) if len(words) > 2 and _folded(words[-1]) in suffixes else ""
    begins = (i for i in range(1, len(words) - 1) if _folded(words[i]) in particles)
    start = next(begins, len(words) - 1)
    if any(word[0].islower() for word in words[:start]):  # 'Vrienden van de Dijk en de Kade': no person's
        start = 0
    given = [part for word in words[:start] for part in _given(word, whole=name.isupper())]
    return _Spelling(name, _versions("".join(words[start:])), tuple(given), suffix, tuple(chapters))


def _given(word: str, *, whole: bool) -> list[str]:
    """The given names in a word: 'J.P.' and 'JP' are two initials, 'Jean-Paul' two names.

    `whole`: all of the name is in capitals.
    """
    capitals = word.isupper() and len(word) <= _CAPITALS and not whole
    if word[0].lower() != word[0].upper() and (_INITIALS.fullmatch(word) or capitals):
        return [f"{letter}." for letter in word if letter.isalpha()]
    return [part for part in word.split("-") if _folded(part)]


def _folded(text: str) -> str:
    """Without capitals, accents and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in plain if c.isalnum())


def _versions(text: str) -> frozenset[str]:
    written_out = unicodedata.normalize("NFC", text).lower().translate(_EXPANDED)
    return frozenset({_folded(text), _folded(written_out)} - {""})


def _one(one: _Spelling, other: _Spelling) -> bool:
    """Whether two names may be one person's."""
    if one.suffix != other.suffix or not one.surnames & other.surnames:
        return False
    if bool(one.given) != bool(other.given):
        return False
    together = {c.number for c in one.chapters} & {c.number for c in other.chapters}
    return not together and all(map(_fits, one.given, other.given))


def _fits(one: str, other: str) -> bool:
    """Whether two given names may be one: alike, or one short for the other."""
    if _versions(one) & _versions(other):
        return True
    short, name = sorted((one, other), key=len)
    return short.endswith(".") and any(
        whole.startswith(start) for start in _versions(short) for whole in _versions(name)
    )


# --------------------------------------------------------------------------- what is told


def _finding(book: Anthology, spelling: _Spelling, fits: Sequence[_Spelling]) -> Finding:
    name, first = spelling.name, fits[0].name
    others = " or ".join(f"{other.name!r} ({_where(other)})" for other in fits)
    both = f'[contributors."{name}"] and [contributors."{first}"]'
    write = "; ".join(_lines(book, spelling, first)[:_FEW])
    return Finding(
        "credits.spellings",
        Severity.WARNING,
        book.manifest.where(_keys(book, spelling)[0]),
        f"{name!r} ({_where(spelling)}) may be {others}; in the book they are different people",
        f"if they are one, write {write}; if they are not, the tables {both} say so",
    )


def _where(spelling: _Spelling) -> str:
    """'piece 3, ‘Brood’; piece 5, ‘Melk’'; 'the editor' where no piece is theirs."""
    if not spelling.chapters:
        return "an editor"
    told = [f"piece {c.number}, ‘{_spaced(c.piece.title)}’" for c in spelling.chapters]
    more = len(told) - _FEW
    return "; ".join(told[:_FEW]) + (f"; and {more} more" if more > 0 else "")


def _keys(book: Anthology, spelling: _Spelling) -> list[str]:
    """The keys of the plan that say the name, or would."""
    keys = ["book.editors"] if spelling.name in map(_spaced, book.manifest.editors) else []
    for chapter in spelling.chapters:
        by = {"authors": chapter.piece.authors, "translators": chapter.piece.translators}
        keys += [
            f"piece[{chapter.number}].{key}"
            for key, names in by.items()
            if spelling.name in (_spaced(name.display) for name in names)
        ]
    return keys


def _lines(book: Anthology, spelling: _Spelling, name: str) -> list[str]:
    """What to write in the plan so that each of its pieces is by `name`."""
    lines = []
    for key in _keys(book, spelling):
        table, _, field = key.rpartition(".")
        if table == "book":
            names, of = list(map(_spaced, book.manifest.editors)), "[book]"
        else:
            number = int(table.removeprefix("piece[").removesuffix("]"))
            names = [_spaced(n.display) for n in getattr(book.chapters[number - 1].piece, field)]
            of = f"piece {number}"
        written = json.dumps([name if n == spelling.name else n for n in names], ensure_ascii=False)
        lines.append(f"{field} = {written} at {of}")
    return lines
