"""anthology.toml -> Manifest: parsed once into something that cannot be wrong.

All that is wrong is told at once, each with its file, line and key. Nothing here touches the disk.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from book.compose import checks
from book.compose.editions import ALONE
from book.compose.lines import Path, key_lines
from book.compose.plan import (
    BookPlan,
    EditionPlan,
    EvaluationPlan,
    ImagePlan,
    MovePlan,
    NamePlan,
    PersonPlan,
    PiecePlan,
    Plan,
    RightsPlan,
)
from book.errors import BookError, ManifestError, Place, together
from book.model import Entry, Evaluation, Illustration, Manifest, Move, Named, Person, Phrase, Rights, Wanted
from book.slugs import slug

_TABLES: Mapping[str, type[BaseModel]] = {
    "[book]": BookPlan,
    "[[edition]]": EditionPlan,
    "[[piece]]": PiecePlan,
    "[piece.rights]": RightsPlan,
    "[[piece.move]]": MovePlan,
    "[[piece.image]]": ImagePlan,
    '[contributors."Name"]': PersonPlan,
    '[names."Name"]': NamePlan,
    "[evaluation]": EvaluationPlan,
}


def parse(text: str, file: str) -> Manifest:
    """The manifest in `text`; `file` is its name in messages and places.

    Raises ManifestError for everything that is wrong with it, all at once (`problems`).
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n")
    data = _load(source, file)
    lines = key_lines(source)
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        raise _together([_problem(e, file, lines) for e in error.errors()]) from None
    problems = list(_clashes(plan, file, lines))
    if problems:
        raise _together(problems)
    return _manifest(plan, file, lines)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of anthology.toml, for editors' completion and checks."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema()}


# --------------------------------------------------------------------------- what is wrong


def _load(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ManifestError("is nested too deeply", where=Place(file)) from None
    except ValueError as error:  # TOMLDecodeError, or a number that Python refuses
        said = str(error)
        at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", said)
        line = None
        if at:
            line = int(at[1]) if at[1] else text.rstrip().count("\n") + 1
            said = said.replace(at[0], f" (column {at[2]})" if at[2] else " (at the end of the file)")
        raise ManifestError(
            f"is not TOML: {said[:1].lower()}{said[1:]}", where=Place(file, line), hint=_hint(text, line)
        ) from None


def _hint(text: str, line: int | None) -> str:
    """What is wrong with a line that TOML has no word for, where people go wrong."""
    lines = text.splitlines()
    wrong = lines[line - 1] if line and line <= len(lines) else ""
    if re.search(r"=\s*[\u2018-\u201f\u00ab]", wrong):
        return 'its quotes are those of print: write "straight" ones around a text'
    if re.match(r'\s*[\w.]+\s*=\s*"[^"]*"[^\s,#\]].*"', wrong):
        return "write the quotes within a text as \\\", or the text between 'single' ones"
    if "\\" in wrong:
        return "write / in the names of files, also on Windows, and other backslashes twice"
    if known := re.match(r"\s*\[{1,2}\s*(piece|edition|book)\b", wrong):
        double = f"[[{known[1]}]]"
        return (
            f"one [book]; write {double} in double brackets each time"
            if known[1] != "book"
            else ("there is one [book] table: bring the two together")
        )
    return "text stands in quotes, lists in square brackets, and each key once in its table"


def _together(problems: list[ManifestError]) -> BookError:
    """One error that tells them all, in the order of the file."""
    return together(sorted(problems, key=lambda p: p.where.line or 0))


def _problem(error: ErrorDetails, file: str, lines: Mapping[Path, int]) -> ManifestError:
    """pydantic's account of one fault, in the editor's words."""
    loc: Path = tuple(error["loc"])
    where = Place(file, _line(loc, lines), _name(loc))
    match error["type"]:
        case "extra_forbidden":
            return ManifestError("unknown key", where=where, hint=_meant(loc))
        case "missing" if loc == ("book",):
            return ManifestError(
                "there is no [book] table", where=Place(file), hint="add [book] with a title"
            )
        case "missing" if loc == ("piece",):
            return ManifestError(
                "there are no pieces", where=Place(file), hint="add a [[piece]] with its seed"
            )
        case "missing":
            return ManifestError("is missing", where=where)
        case "too_short":
            return ManifestError("there are no pieces", where=where, hint="add a [[piece]] with its seed")
        case "literal_error":
            known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
            given = error["input"]
            meant = checks.close(given, known) if isinstance(given, str) else ""
            hint = f"did you mean {meant!r}?" if meant else ""
            shown = repr(given) if isinstance(given, str | int | float) else checks.kind(given)
            return ManifestError(f"{shown} is not one of {', '.join(known)}", where=where, hint=hint)
        case "list_type":
            hint = f'write {loc[-1]} = ["…"]' if isinstance(error["input"], str) else ""
            if loc in (("piece",), ("edition",)):
                hint = f"write [[{loc[0]}]] with two brackets: there is one for each {loc[0]}"
            return ManifestError(f"must be a list, not {checks.kind(error['input'])}", where=where, hint=hint)
        case "model_type" | "dict_type":
            key = where.key.rpartition(".")[2]
            told = f"must be a table, not {checks.kind(error['input'])}"
            return ManifestError(
                told, where=where, hint=f"write {key}.KEY = …, or [{key}] with its keys below"
            )
        case "bool_type":
            return ManifestError(f"must be true or false, not {checks.kind(error['input'])}", where=where)
        case "int_type" | "int_from_float" | "greater_than_equal":
            given = error["input"]
            hint = f"write {loc[-1]} = {given}" if isinstance(given, str) and given.isdecimal() else ""
            shown = str(given) if type(given) in (int, float) else checks.kind(given)
            return ManifestError(f"must be a whole number from 1 on, not {shown}", where=where, hint=hint)
        case _:
            return ManifestError(error["msg"], where=where)


def _line(loc: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of the key, or of the nearest table around it that is written down."""
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc)


def _name(loc: Path) -> str:
    """('piece', 2, 'rights', 'status') -> 'piece[3].rights.status': pieces count from 1, as lines do."""
    name = ""
    for part in loc:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        elif re.fullmatch(r"[A-Za-z0-9_-]+", part):
            name += f".{part}" if name else part
        else:
            name += f'."{part}"' if name else f'"{part}"'
    return name


def _meant(loc: Path) -> str:
    """What an unknown key was probably meant to be, or where it belongs."""
    key, table = str(loc[-1]), _table_of(loc)
    known = list(_TABLES[table].model_fields) if table else list(Plan.model_fields)
    kinds = [name for name in known if name.startswith(f"{key}_")]
    if kinds:  # isbn: isbn_epub, isbn_print
        return f"did you mean {' or '.join(map(repr, kinds))}?"
    homes = [name for name, model in _TABLES.items() if key in model.model_fields]
    if homes:
        return f"it belongs under {' or '.join(homes)}"
    if meant := checks.close(key, known):
        return f"did you mean {meant!r}?"
    elsewhere = [(checks.close(key, model.model_fields), name) for name, model in _TABLES.items()]
    for meant, name in elsewhere:
        if meant:
            return f"did you mean {meant!r} under {name}?"
    return f"{table or 'the file'} takes {', '.join(known)}"


def _table_of(loc: Path) -> str:
    """The table, as an editor writes it, that the key of this path stands in; '' for the top."""
    words = [part for part in loc[:-1] if isinstance(part, str)]
    if not words:
        return ""
    if words[0] in ("contributors", "names"):
        return f'[{words[0]}."Name"]'
    return {"book": "[book]", "edition": "[[edition]]", "evaluation": "[evaluation]",
            "piece": "[[piece]]", "piece.foreign": "[[piece]]",
            "piece.rights": "[piece.rights]", "piece.move": "[[piece.move]]",
            "piece.image": "[[piece.image]]"}[".".join(words)]  # fmt: skip


def _clashes(plan: Plan, file: str, lines: Mapping[Path, int]) -> Iterator[ManifestError]:
    """What is wrong between values that are right each by itself."""

    def place(*loc: str | int) -> Place:
        return Place(file, _line(loc, lines), _name(loc))

    seen: dict[tuple[str, str], int] = {}
    for n, piece in enumerate(plan.piece):
        for name, value in (("seed", piece.seed), ("key", piece.key)):
            if not value:
                continue
            first = seen.setdefault((name, value), n)
            if first != n:
                at = _line(("piece", first, name), lines)
                yield ManifestError(
                    f"{value!r} is piece {first + 1} already (line {at})", where=place("piece", n, name)
                )
        for m, line in enumerate(piece.kill):
            if line in piece.stet:
                yield ManifestError(f"{line!r} stands under stet too", where=place("piece", n, "kill", m))
        for m, image in enumerate(piece.image):
            if image.decorative and image.alt:
                yield ManifestError(
                    "a decorative picture has no description",
                    where=place("piece", n, "image", m, "decorative"),
                    hint="leave out decorative, or alt",
                )
        if piece.rights.status == "licensed" and not piece.rights.licence:
            yield ManifestError(
                "a licensed piece names its licence",
                where=place("piece", n, "rights", "licence"),
                hint='licence = "CC-BY-4.0", say',
            )
        if piece.title_by_editors and not piece.title:
            yield ManifestError(
                "the editors' title is missing",
                where=place("piece", n, "title_by_editors"),
                hint='title = "…"; where the title is the text\'s own, leave out title_by_editors',
            )
    yield from _edition_clashes(plan, place, lines)
    if bool(plan.book.series) != bool(plan.book.series_number):
        yield ManifestError(
            "a series and the book's number in it go together",
            where=place("book", "series_number" if plan.book.series_number else "series"),
            hint='series = "…" and series_number = 3, say',
        )
    isbns = [re.sub(r"\D", "", isbn) for isbn in (plan.book.isbn_epub, plan.book.isbn_print)]
    if isbns[0] and isbns[0] == isbns[1]:
        yield ManifestError(
            "is the EPUB's ISBN too: each format has its own", where=place("book", "isbn_print")
        )
    for name in plan.contributors:
        try:
            checks.required(name)
        except ValueError as error:
            yield ManifestError(f"the name {error}", where=place("contributors", name))
    if not plan.book.slug and not slug(plan.book.title):
        yield ManifestError("cannot be made from this title", where=place("book", "slug"), hint='slug = "…"')


_NAMES_OF_FILES = frozenset({"cover", "booklet", "screen", "accessibility", "preview", "instructions"})

_NOT_FOR: Mapping[str, Mapping[str, str]] = {
    "epub": {
        "trim": "an EPUB has no pages",
        "paper": "an EPUB has no paper",
        "cover": "its cover is in it",
        "inks": "an EPUB has no ink",
    },
    "screen": {
        "paper": "a screen has no paper",
        "cover": "its cover is in it",
        "inks": "a screen has no ink",
        "isbn": "it is of the print",
    },
    "booklet": {"cover": "a booklet has none", "inks": "it has no cover", "isbn": "it is printed at home"},
}
"""Keys that say nothing of an edition, and why."""


def _edition_clashes(
    plan: Plan, place: Callable[..., Place], lines: Mapping[Path, int]
) -> Iterator[ManifestError]:
    """What is wrong between the keys of an edition, and between editions."""
    seen: dict[str, int] = {}
    for n, edition in enumerate(plan.edition):
        for key, why in _NOT_FOR.get(edition.profile, {}).items():
            if key in edition.model_fields_set:
                yield ManifestError(f"says nothing here: {why}", where=place("edition", n, key))
        if edition.name and edition.profile in ALONE:
            yield ManifestError(f"there is one {edition.profile} only", where=place("edition", n, "name"))
        elif edition.name in _NAMES_OF_FILES:
            yield ManifestError(
                f"{edition.name!r} is another file's name", where=place("edition", n, "name"), hint="another"
            )
        label = edition.name or edition.profile
        first = seen.setdefault(label, n)
        if first != n:
            at = _line(("edition", first), lines)
            yield ManifestError(
                f"{label!r} is edition {first + 1} already (line {at})",
                where=place("edition", n, "name" if edition.name else "profile"),
                hint="" if edition.profile in ALONE else f'give it a name: name = "{label}-2"',
            )
        if edition.profile == "epub" and edition.isbn and plan.book.isbn_epub not in ("", edition.isbn):
            yield ManifestError("is not the book's isbn_epub", where=place("edition", n, "isbn"))


# --------------------------------------------------------------------------- what is right


def _manifest(plan: Plan, file: str, lines: Mapping[Path, int]) -> Manifest:
    book = plan.book.model_dump()
    book |= {k: tuple(book[k]) for k in ("editors", "subjects", "hyphenation", "index")}
    book["slug"] = plan.book.slug or slug(plan.book.title)
    for edition in plan.edition:
        if edition.profile == "epub":
            book["isbn_epub"] = edition.isbn or plan.book.isbn_epub
    keys = _keys(plan.piece)
    return Manifest(
        **book,
        pieces=tuple(
            _entry(piece, key, Place(file, _line(("piece", n), lines), _name(("piece", n))))
            for n, (piece, key) in enumerate(zip(plan.piece, keys, strict=True))
        ),
        evaluation=_evaluation(plan.evaluation),
        editions=tuple(
            Wanted(
                **edition.model_dump(), place=Place(file, _line(("edition", n), lines), _name(("edition", n)))
            )
            for n, edition in enumerate(plan.edition)
        ),
        names=tuple(
            Named(name, **{**given.model_dump(), "forms": tuple(given.forms)})
            for name, given in plan.names.items()
        ),
        people={name: Person(name, **person.model_dump()) for name, person in plan.contributors.items()},
        file=file,
        lines={_name(path): line for path, line in lines.items()},
    )


def _evaluation(plan: EvaluationPlan | None) -> Evaluation | None:
    return Evaluation(plan.date, plan.seal, tuple(plan.readers)) if plan else None


def _entry(piece: PiecePlan, key: str, place: Place) -> Entry:
    plain = piece.model_dump(exclude={"rights", "move", "image", "foreign"})
    many = {k: tuple(plain[k]) for k in ("translators", "stet", "kill")}
    rights = Rights(**piece.rights.model_dump())
    rights = replace(rights, licence_url=rights.licence_url or checks.licence_url(rights.licence))
    return Entry(
        **plain
        | many
        | {
            "key": key,
            "authors": None if piece.authors is None else tuple(piece.authors),
            "rights": rights,
            "move": tuple(Move(m.line, m.to) for m in piece.move),
            "images": tuple(Illustration(**image.model_dump()) for image in piece.image),
            "foreign": tuple(Phrase(w, tag) for tag, words in piece.foreign.items() for w in words),
            "place": place,
        }
    )


def _keys(pieces: list[PiecePlan]) -> list[str]:
    """A key for each piece: as given, else the seed's name without its number, made unique by counting."""
    taken = {piece.key for piece in pieces if piece.key}
    keys = []
    for n, piece in enumerate(pieces, 1):
        key = piece.key
        if not key:
            # A piece in a container ("seeds/blog.xml#a-piece") has a name of its own.
            stem = slug(PurePosixPath(piece.seed.rpartition("#")[2]).name.split(".")[0])
            base = re.sub(r"^\d+-(?=.)", "", stem) or f"piece-{n}"
            tries = (base, *(f"{base}-{i}" for i in range(2, len(pieces) + 2)))
            key = next(k for k in tries if k not in taken)
            taken.add(key)
        keys.append(key)
    return keys
