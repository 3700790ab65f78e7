"""The Verantwoording: what was changed and left out, written from the ledger, with counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from book.compose.crosslinks import RULE as TRACKING
from book.compose.people import writers
from book.compose.sources import outlets_unknown, whereabouts
from book.compose.words import cited, plain, sentence, sentences, spelled
from book.languages import Language
from book.model import (
    Account,
    Change,
    Chapter,
    Entry,
    Link,
    Manifest,
    Paragraph,
    Piece,
    Prose,
    Role,
    Statement,
    Text,
)

MARKS = ("quotes", "ellipses", "dashes", "signs")
"""The kinds of punctuation that are counted apart."""

OMITTED = (Role.COMMENT, Role.BOILERPLATE, Role.CREDIT, Role.RELATED, Role.ASIDE)
"""The roles whose lines stand nowhere in the book. What became its credits is not left out."""

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″")
_DASHES = frozenset("-‐‑‒–—―")
_MOVED = ("editor.move", "move.")
"""How the rules of lines begin that the editors moved."""
_LOST_LIST = "lost-list"  # how the codes of findings about a lost list end
_EXCERPT = 45  # letters of the source's words by which a place in it is found back


def statements(
    chapters: Sequence[Chapter], entries: Sequence[Entry], accounts: Sequence[Account], language: Language
) -> tuple[Statement, ...]:
    """What the Verantwoording says of each piece, in the order of the book."""
    once = outlets_unknown(chapter.piece for chapter in chapters)
    by_key = {account.key: account for account in accounts}
    return tuple(
        Statement(
            key=chapter.piece.key,
            title=chapter.piece.title,
            author=chapter.byline,
            paragraphs=_paragraphs(chapter, entry, by_key.get(chapter.piece.key), language, once),
        )
        for chapter, entry in zip(chapters, entries, strict=True)
    )


def opening(
    chapters: Sequence[Chapter], accounts: Sequence[Account], language: Language
) -> tuple[Prose, ...]:
    """What holds for every piece."""
    letters = any(tally(_printed(account))["letters"] for account in accounts)
    quoted = any(
        chapter.piece.placed or any(fact.field == "bio" and fact.sure for fact in chapter.piece.facts)
        for chapter in chapters
    )
    return (
        sentences(
            sentence(language, "account-opening"),
            sentence(language, "account-letters" if letters else "account-marks") if accounts else (),
        ),
        *((sentence(language, "account-outlets"),) if outlets_unknown(c.piece for c in chapters) else ()),
        *((sentence(language, "account-bios", count=writers(chapters)),) if quoted else ()),
    )


def rights(manifest: Manifest, chapters: Sequence[Chapter], language: Language) -> tuple[Prose, ...]:
    """The rights of all pieces together, said plainly where they are unknown."""
    unknown = [c.piece for c in chapters if c.piece.rights.status == "unknown"]
    paragraphs: list[Prose] = []
    if unknown and len(unknown) == len(chapters):
        number = spelled(language, len(unknown))
        paragraphs.append(sentence(language, "rights-all-unknown", count=len(unknown), number=number))
    elif unknown:
        titles = [cited(language, piece.key, piece.title) for piece in unknown]
        paragraphs.append(sentence(language, "rights-some-unknown", pieces=titles))
    if manifest.contact:
        paragraphs.append(sentence(language, "rights-contact", contact=address(manifest.contact)))
    return tuple(paragraphs)


def address(contact: str) -> Prose:
    """An e-mail or web address as a link."""
    href = contact if "://" in contact else f"mailto:{contact}"
    return (Link(href, (Text(contact),)),)


# --------------------------------------------------------------------------- one piece


def _paragraphs(
    chapter: Chapter, entry: Entry, account: Account | None, language: Language, once: bool
) -> tuple[Prose, ...]:
    piece = chapter.piece
    changed: Prose = ()
    if account:
        changed = sentences(
            _changed(account, language),
            _omitted(account, language),
            *_lost(account, piece, language),
            *_placed(account, piece, language),
        )
    known = piece.rights.status != "unknown"  # what is not known is said once, of all such pieces
    right = chapter.rights_note if known else ()
    told = (whereabouts(piece, entry, language, once), changed, right)
    return tuple(paragraph for paragraph in told if paragraph)


def _changed(account: Account, language: Language) -> Prose:
    counts = tally(_printed(account))
    if not counts:
        return sentence(language, "unchanged")
    kinds = [sentence(language, f"changed-{k}", count=counts[k]) for k in MARKS if counts[k]]
    parts: list[Prose] = kinds
    if len(kinds) > 1:
        marks = sentence(language, "changed-marks", count=sum(counts[k] for k in MARKS))
        parts = [sentence(language, "changed-kinds", marks=marks, kinds=list(kinds))]
    parts += [sentence(language, f"changed-{k}", count=counts[k]) for k in ("spaces", "letters") if counts[k]]
    return sentence(language, "changed", changes=parts)


def _printed(account: Account) -> list[Change]:
    """The changes in lines that stand in the book, and in words that stand in no seed; not of addresses."""
    verdicts = account.galley.verdicts
    out = {v.line.number for v in verdicts if not v.kept and v.role is not Role.TITLE} - account.appended
    return [c for c in account.changes if c.line not in out and c.rule != TRACKING]


def _omitted(account: Account, language: Language) -> Prose:
    roles = Counter(v.role for v in account.galley.verdicts if v.line.number not in account.appended)
    lines = [sentence(language, f"omitted-{role}", count=roles[role]) for role in OMITTED if roles[role]]
    return sentence(language, "omitted", lines=lines) if lines else ()


def _placed(account: Account, piece: Piece, language: Language) -> Iterator[Prose]:
    """What stands elsewhere in the book: readers' comments behind the piece, and what the editors moved."""
    chosen = [v for v in account.galley.verdicts if v.rule.startswith(_MOVED)]
    own = account.appended.intersection(v.line.number for v in chosen)
    if piece.appendix and own != account.appended:
        yield sentence(language, "appended")
    places = {
        "appendix": bool(own),
        "note": any(v.role is Role.NOTE for v in chosen),
        "bio": bool(piece.placed),
    }
    words = [sentence(language, f"placed-{place}") for place, there in places.items() if there]
    if words:
        yield sentence(language, "placed", places=words)


def _lost(account: Account, piece: Piece, language: Language) -> list[Prose]:
    """A list that the source lost, by the words before it, as they are printed."""
    lines = {v.line.number: v.line.text for v in account.galley.verdicts}
    lines |= {b.line: plain(b.inlines) for b in piece.blocks if isinstance(b, Paragraph) and b.line}
    return [
        sentence(language, "lost-list", words=_tail(lines.get(finding.place.line or 0, "")))
        for finding in account.galley.findings
        if finding.check.endswith(_LOST_LIST)
    ]


def _tail(text: str) -> str:
    """The last words of a line, as many as find it back."""
    words = text.strip()
    if len(words) <= _EXCERPT:
        return words
    return "…\u00a0" + words[-_EXCERPT:].split(" ", 1)[-1]


# --------------------------------------------------------------------------- counting


def tally(changes: Iterable[Change]) -> Counter[str]:
    """How many marks of each kind the changes altered: MARKS, 'spaces' and 'letters' (with figures).

    Counted from the words themselves, so that it holds whatever rule made the change and however
    many marks it altered at once.
    """
    counts: Counter[str] = Counter()
    for change in changes:
        matcher = SequenceMatcher(None, change.before, change.after, autojunk=False)
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag != "equal":
                counts += _kinds(change.before[i:j], change.after[k:m])
    return counts


def _kinds(removed: str, added: str) -> Counter[str]:
    """The larger of what went and what came, by kind: one quote for another is one change."""
    return Counter(map(_kind, _units(removed))) | Counter(map(_kind, _units(added)))


def _units(text: str) -> list[str]:
    """Characters, but a row of dots and a run of spaces are one sign each."""
    return re.findall(r"[.…]{2,}|\s+|.", text, re.DOTALL)


def _kind(unit: str) -> str:
    if unit.isspace():
        return "spaces"
    if unit in _QUOTES:
        return "quotes"
    if unit == "…" or unit.startswith(("..", "….", "……")):
        return "ellipses"
    if unit in _DASHES:
        return "dashes"
    return "letters" if unicodedata.category(unit)[0] in "LNM" else "signs"
