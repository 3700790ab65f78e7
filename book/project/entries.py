"""What `book new` and `book add` write into the plan, as an editor would write it.

What a file says of itself stays in the file and is noted beside the entry; what it doesn't say is asked.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from book.ledger import WALL, few_words
from book.model import Fact, Galley, Seed

UNKNOWN = "und"
"""BCP 47 for a language that nobody has determined."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One seed on its way into the plan, with what it says of itself and what it perhaps says.

    `url` and `accessed` (W3CDTF) say where and when it was fetched, if it was.
    """

    seed: Seed
    language: str
    facts: Mapping[str, Fact]
    candidates: tuple[Fact, ...] = ()
    authors: tuple[Fact, ...] = ()
    url: str = ""
    accessed: str = ""
    few: int = 0  # words, where they may be too few to be the piece

    def says(self, name: str) -> str:
        return self.facts[name].value if name in self.facts else ""


def draft(seed: Seed, galley: Galley, url: str = "", accessed: str = "") -> Draft:
    """What a file says of itself, as its galley has it."""
    sure: dict[str, Fact] = {}
    for fact in galley.facts:
        if fact.sure:
            sure.setdefault(fact.field, fact)
    return Draft(
        seed=seed,
        language=galley.language,
        facts=sure,
        candidates=tuple(f for f in galley.facts if not f.sure),
        authors=tuple(f for f in galley.facts if f.sure and f.field == "author"),
        url=url,
        accessed=accessed,
        few=few_words(galley),
    )


BOOK = """\
# The plan of the book. `book schema` lists every key. What is left out is read from the files.

[book]
title = {title}
# subtitle = ""
language = {language}{guess}
# editors = ["Your Name"]
# date = ""                # of this edition: a year, a month (2026-11) or a day (2026-11-22)
# rights = ""              # the rights sentence of the colophon
"""

GUESSED_LANGUAGE = "  # a guess, until the first `book add`"

NO_PIECES = """
# No pieces yet: put files in seeds/, then type `book add`.
"""


def entry(draft: Draft, book_language: str) -> str:
    """The entry of one seed: what the file doesn't say to be filled in, what it says as a comment."""
    lines = ["", "[[piece]]", f"seed = {quoted(draft.seed.name)}"]
    if draft.url:
        lines += [f"url = {quoted(draft.url)}", f"accessed = {quoted(draft.accessed)}"]
    if draft.language.split("-")[0] not in (UNKNOWN, book_language.split("-")[0]):
        lines.append(f"language = {quoted(draft.language)}")
    if draft.says("title"):
        lines.append(_said("title", quoted(draft.says("title")), [draft.facts["title"]]))
    else:
        lines.append(f"title = {quoted(title_of(_stem(draft.seed.name)))}  # the file has none")
        lines.append("title_by_editors = true")
    if draft.authors:
        names = ", ".join(quoted(f.value) for f in draft.authors)
        lines.append(_said("authors", f"[{names}]", draft.authors))
    else:
        lines.append("# authors = []           # the file names nobody")
    for key in ("date", "outlet"):
        if draft.says(key):
            lines.append(_said(key, quoted(draft.says(key)), [draft.facts[key]]))
        else:
            lines.append(f'# {key} = ""')
    others = (f for f in draft.candidates if not _of_its_language(f, draft.language))
    lines += [f"# perhaps {f.field}: {_flat(f.value)}{_at(f)}" for f in _perhapses(others)]
    return "\n".join([*lines, ""])


def _said(key: str, value: str, facts: Iterable[Fact]) -> str:
    where = ", ".join(dict.fromkeys(str(f.line) for f in facts if f.line is not None))
    return f"# {key} = {_flat(value)}" + (f"  # line {where} says so" if where else "  # as the file says")


_ASKED = 4
"""Candidates of a field that an editor may choose from; of more, such as all who are in a book of many hands,
none is told."""


def _of_its_language(fact: Fact, language: str) -> bool:
    """Does it only say what its words have told: the language that the text is in?"""
    return fact.field == "language" and fact.value.split("-")[0].lower() == language.split("-")[0]


def _perhapses(candidates: Iterable[Fact]) -> list[Fact]:
    """The candidates that are worth telling: each once, none of a field that has too many."""
    told: dict[tuple[str, str], Fact] = {}
    for fact in candidates:
        told.setdefault((fact.field, fact.value), fact)
    many = Counter(field for field, _ in told)
    return [fact for fact in told.values() if many[fact.field] <= _ASKED]


def _at(fact: Fact) -> str:
    return f" (line {fact.line})" if fact.line is not None else ""


def questions(draft: Draft) -> list[str]:
    """What the editor is asked: whether it is the piece, the title and the author that it doesn't say."""
    asked: list[str] = []
    if draft.says("status"):
        asked.append(f"{draft.seed.name}: its front matter says that it is {draft.says('status')}")
    if draft.few:
        asked.append(f"{draft.seed.name}: only {draft.few} words are kept of this page: {WALL}")
    if not draft.says("title"):
        asked.append(
            f"{draft.seed.name}: no title in the file; the plan has one from the file's name"
            + _perhaps(draft, "title")
        )
    if not draft.authors:
        asked.append(f"{draft.seed.name}: no author in the file{_perhaps(draft, 'author')}")
    return asked


def _perhaps(draft: Draft, name: str) -> str:
    found = [f"‘{_short(f.value)}’{_at(f)}" for f in _perhapses(draft.candidates) if f.field == name]
    return f"; perhaps {' or '.join(found)}" if found else ""


def _flat(text: str) -> str:
    """On one line, without control characters: it stands in a comment."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _short(text: str, limit: int = 60) -> str:
    text = _flat(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """A TOML basic string (its escapes are JSON's; TOML wants DEL escaped too)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _stem(seed: str) -> str:
    """What a seed is called: its file's name, or that of the piece in its container."""
    name = PurePosixPath(seed).name.rpartition("#")[2] or PurePosixPath(seed).name
    return re.sub(r"\.\w{1,8}$", "", name)


def title_of(name: str) -> str:
    """'002-klant-koning_of-knecht' -> 'Klant koning of knecht'."""
    words = re.sub(r"[-_.\s]+", " ", re.sub(r"^[\d\s._-]+(?=\D)", "", name)).strip()
    return words[:1].upper() + words[1:] if words else name or "Anthology"
