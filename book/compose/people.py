"""Who made what: one model of credits, from which every page and every metadata record is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from book.compose.words import cited, linked, plain, sentence, sentences, stopped
from book.languages import Language
from book.model import Biography, Chapter, Contributor, Manifest, Name, Person, Piece, Prose, Span, Text
from book.slugs import slug


def byline(authors: Sequence[Name], language: Language) -> str:
    """'Dennis Lith'; 'A en B'; 'auteur onbekend'."""
    return language.list([a.display for a in authors]) if authors else language.word("author-unknown")


def _sorts(manifest: Manifest) -> dict[str, str]:
    """How the editor has names sorted; an organisation has no surname and is sorted as it stands."""
    organisations = {n.name: n.sort or n.name for n in manifest.names if n.kind == "organisation"}
    people = {name: person.sort for name, person in manifest.people.items() if person.sort}
    return {folded(name): sort for name, sort in {**organisations, **people}.items()}


def credited(pieces: Sequence[Piece], manifest: Manifest) -> tuple[Piece, ...]:
    """The pieces with each name sorted as the editor says, where the editor says it."""
    sorts = _sorts(manifest)

    def name(given: Name) -> Name:
        return Name(given.display, sorts.get(folded(given.display), given.sort))

    return tuple(
        replace(
            piece,
            authors=tuple(name(a) for a in piece.authors),
            translators=tuple(name(t) for t in piece.translators),
        )
        for piece in pieces
    )


def contributors(manifest: Manifest, pieces: Sequence[Piece], language: Language) -> tuple[Contributor, ...]:
    """Everyone with a hand in the book: editors, then authors and then translators as they appear.

    Who has two roles is there once for each.
    """
    people = {folded(name): person for name, person in manifest.people.items()}
    found: dict[tuple[str, str], Contributor] = {}
    taken = {piece.key for piece in pieces}

    def add(name: Name, role: str, piece: Piece | None) -> None:
        who = (role, folded(name.display))
        person = people.get(who[1], Person(name.display))
        before = found.get(who)
        if before is None:
            key = _free(slug(name.display) or "contributor", taken)
            before = Contributor(key, name, role, bio=person.bio, url=person.url)
        keys = (*before.pieces, piece.key) if piece else before.pieces
        bio, tongue = before.bio, before.bio_language
        if not bio and piece and role == "aut" and _tells_of(piece.bio, piece, name):
            bio, tongue = piece.bio, "" if piece.language == language.code else piece.language
        found[who] = replace(before, pieces=keys, bio=bio, bio_language=tongue)

    sorts = _sorts(manifest)
    for editor in manifest.editors:
        add(Name(editor, sorts.get(folded(editor)) or language.sort_name(editor)), "edt", None)
    for piece in pieces:
        for name in piece.authors:
            add(name, "aut", piece)
    for piece in pieces:
        for name in piece.translators:
            add(name, "trl", piece)
    return tuple(found.values())


def _tells_of(bio: str, piece: Piece, name: Name) -> bool:
    """Whether a bio in the piece is of this author: the only one, or one whom it names."""
    if len(piece.authors) == 1:
        return True
    surname = name.sort.split(",")[0]
    return bool(re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", bio))


def _free(base: str, taken: set[str]) -> str:
    key, n = base, 2
    while key in taken:
        key, n = f"{base}-{n}", n + 1
    taken.add(key)
    return key


def folded(name: str) -> str:
    """A name as it is compared: typesetting may have turned its apostrophe."""
    return " ".join(re.sub("[’‘`´]", "'", name).split())


# --------------------------------------------------------------------------- 'Over de auteurs'


def biographies(
    manifest: Manifest, people: Sequence[Contributor], chapters: Sequence[Chapter], language: Language
) -> tuple[Biography, ...]:
    """Each contributor once, by surname, with what is said of them and what is theirs."""
    by_name: dict[str, list[Contributor]] = {}
    for contributor in people:
        by_name.setdefault(contributor.name.display, []).append(contributor)
    titles = {chapter.piece.key: chapter.piece.title for chapter in chapters}
    pieces = [chapter.piece for chapter in chapters]
    named = {folded(name) for name, person in manifest.people.items() if person.bio}
    return tuple(
        Biography(
            key=next((r.key for r in roles if r.role == "aut"), roles[0].key),
            name=display,
            bio=sentences(
                _bio(next((r for r in roles if r.bio), roles[0]), folded(display) in named, language),
                *(prose for r in roles if r.role == "aut" for prose in _placed(r, pieces, language)),
            ),
            pieces=sentences(*(_share(role, titles, language, len(manifest.editors)) for role in roles)),
        )
        for display, roles in sorted(
            by_name.items(), key=lambda item: collation(item[1][0].name.sort, language)
        )
    )


def _placed(author: Contributor, pieces: Sequence[Piece], language: Language) -> Iterator[Prose]:
    """What the editors moved from an author's pieces to the bio, in sentences."""
    for piece in pieces:
        for paragraph in piece.placed if piece.key in author.pieces else ():
            if _tells_of(plain(paragraph.inlines), piece, author.name):
                yield stopped(_spoken(paragraph.inlines, paragraph.language or piece.language, language))


def _spoken(prose: Prose, tongue: str, language: Language) -> Prose:
    """The words, marked as those of their language where the book has another."""
    return prose if tongue in ("", language.code) else (Span("span", prose, tongue),)


def _bio(who: Contributor, by_editor: bool, language: Language) -> Prose:
    """A bio in sentences stands as it is; a description ('bedrijfsadviseur bij OSB') becomes one.

    What the editor wrote holds now; what the piece's own page said held then, and the book says so.
    """
    bio = who.bio
    if not bio:
        return ()
    if bio[0].isupper() and bio[-1] in ".!?…”’":
        return _spoken(linked(bio), who.bio_language, language)
    if by_editor:
        return stopped(linked(bio[0].upper() + bio[1:]))
    return stopped(
        sentence(language, "bio-then", bio=_spoken(linked(bio.rstrip(".")), who.bio_language, language))
    )


def _share(role: Contributor, titles: Mapping[str, str], language: Language, editors: int) -> Prose:
    """What is somebody's in one role, of a book that has so many `editors`."""
    if not role.pieces:
        return sentence(language, "book-edited", count=editors) if role.role == "edt" else ()
    works = [cited(language, key, titles[key]) for key in role.pieces]
    return sentence(language, "pieces-translated" if role.role == "trl" else "pieces-by", pieces=works)


def writers(chapters: Iterable[Chapter]) -> int:
    """How many wrote the pieces: each author once, and somebody for each piece whose author nobody knows."""
    by = [chapter.piece.authors for chapter in chapters]
    return len({author.display for authors in by for author in authors}) + by.count(())


def heading(people: Sequence[Contributor], chapters: Sequence[Chapter], language: Language) -> str:
    """'Over de auteur', 'Over de auteurs'; 'Over de makers' where one wrote and others did something else."""
    authors = {who.name.display for who in people if who.role == "aut"}
    written = writers(chapters)
    if written < 2 and any(who.name.display not in authors for who in people):
        return language.word("makers")
    return language.count("contributors", written)


def unknown(chapters: Iterable[Chapter], language: Language) -> Prose:
    """The pieces whose author nobody knows."""
    works = [cited(language, c.piece.key, c.piece.title) for c in chapters if not c.piece.authors]
    return sentence(language, "authors-unknown", count=len(works), pieces=works) if works else ()


_LAST = "\U0010ffff"


_AFTER = "zzzz"
"""Behind a letter, what makes it come after all words that go on from it."""


def collation(sort: str, language: Language | None = None) -> tuple[str, str]:
    """A key that sorts names as people do: without accents and case, then with them; other scripts last.

    What is a letter of its own in the language of the book comes after the one that it is made of: Spanish ñ.
    """
    plain = unicodedata.normalize("NFC", sort)
    for letter, before in language.letters.items() if language else ():
        plain = re.sub(letter, before + _AFTER, plain, flags=re.IGNORECASE)
    return slug(plain) or _LAST, sort


def initial(sort: str, language: Language) -> str:
    """The letter of the index that a name stands under, without its accent unless that makes another letter;
    empty where it begins with none."""
    plain = unicodedata.normalize("NFC", sort)
    first = next((c for c in plain if c.isalnum()), "")
    if first.lower() not in language.letters:
        first = unicodedata.normalize("NFKD", first)[:1]
    return first.upper() if first.isalpha() else ""


def contributions(chapters: Sequence[Chapter], language: Language, most: int = 0) -> str:
    """The line of authors, by surname: 'Met bijdragen van A, B en anderen'; of more than `most`, those first.

    One author of everything is simply named; where nobody is known there is no line.
    """
    names = {a.display: a for chapter in chapters for a in chapter.piece.authors}
    listed = [n.display for n in sorted(names.values(), key=lambda n: collation(n.sort, language))]
    anonymous = any(not chapter.piece.authors for chapter in chapters)
    if not listed:
        return ""
    if not anonymous and all({a.display for a in c.piece.authors} == set(listed) for c in chapters):
        return language.list(listed)
    if most and len(listed) > most:
        listed, anonymous = listed[:most], True
    if anonymous:
        listed.append(language.word("others"))
    return language.word("with-contributions-by", names=language.list(listed))


def text(prose: str) -> Prose:
    """A plain string as prose; empty for the empty one."""
    return (Text(prose),) if prose else ()
