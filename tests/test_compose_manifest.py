"""anthology.toml: what is right is parsed, what is wrong is told with its line and what was meant."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.compose import checks
from book.compose.lines import key_lines
from book.compose.manifest import parse, schema
from book.errors import ManifestError
from book.model import Manifest, Move, Rights

ROOT = Path(__file__).parent.parent

PLAIN = """\
[book]
title = "Een boek"
language = "nl"

[[piece]]
seed = "seeds/001-een.txt"
"""


def book(text: str) -> Manifest:
    return parse(text, "anthology.toml")


def read(text: str) -> Manifest | ManifestError:
    try:
        return book(text)
    except ManifestError as error:
        return error


def wrong(text: str) -> ManifestError:
    with pytest.raises(ManifestError) as caught:
        book(text)
    return caught.value


# --------------------------------------------------------------------------- what is right


def test_a_long_title_makes_no_long_name_of_a_file() -> None:
    title = "Over de vraag of een brug " * 20
    assert book(f'[book]\ntitle = "{title}"\nlanguage = "nl"\n[[piece]]\nseed = "seeds/a.txt"\n').slug == (
        "over-de-vraag-of-een-brug-over-de-vraag-of-een-brug-over-de"
    )


def test_the_first_book_says_what_is_known_and_no_more() -> None:
    plan = parse((ROOT / "anthology.toml").read_text(encoding="utf-8"), "anthology.toml")
    assert plan.title == "De kok, de klant en de koning"
    assert plan.slug == "de-kok-de-klant-en-de-koning"
    assert [entry.seed[6:9] for entry in plan.pieces] == ["002", "001", "000", "003", "004"]
    assert {entry.rights.status for entry in plan.pieces} == {"unknown"}
    assert (plan.publisher, plan.editors, plan.nur, plan.isbn_print) == ("", (), "", "")
    named = {entry.seed[6:9]: entry for entry in plan.pieces}
    assert named["000"].title_by_editors
    assert named["000"].authors == named["003"].authors == ()
    assert named["002"].authors is None
    for entry in plan.pieces:  # what does not stand in the file has its evidence
        assert entry.title_by_editors or not entry.title or entry.title_source
        assert not entry.outlet or entry.outlet_source


def test_everything_that_can_be_said() -> None:
    plan = book(
        PLAIN
        + """\
key = "een"
part = "Deel een"
authors = ["Jan van den Berg", "A. Noniem"]
date = 2019-04-12
accessed = "2020-01"
url = "https://example.org/een"
stet = [3, "Dit blijft."]
kill = [7]
comments = "appendix"
move = [{ line = "Over Jan", to = "bio" }]
rights = { status = "licensed", licence = "CC-BY-SA-4.0" }

[contributors."Jan van den Berg"]
sort = "Berg, Jan van den"
bio = "Schrijft."
"""
    )
    (entry,) = plan.pieces
    assert entry.key == "een"
    assert (entry.date, entry.accessed) == ("2019-04-12", "2020-01")
    assert entry.stet == (3, "Dit blijft.")
    assert entry.move == (Move("Over Jan", "bio"),)
    url = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert entry.rights == Rights("licensed", licence="CC-BY-SA-4.0", licence_url=url)
    assert (entry.place.line, entry.place.key) == (5, "piece[1]")
    assert plan.people["Jan van den Berg"].sort == "Berg, Jan van den"


def test_keys_are_made_of_the_seeds_names_and_differ() -> None:
    seeds = ["s/001-De Zee!.txt", "s/002-de-zee.html", "s/7.txt", "s/Œuvre ﬁn.txt", "s/文.txt"]
    head = PLAIN.partition("[[piece]]")[0]
    plan = book(head + "".join(f'[[piece]]\nseed = "{seed}"\n' for seed in seeds))
    assert [entry.key for entry in plan.pieces] == ["de-zee", "de-zee-2", "7", "oeuvre-fin", "piece-5"]


def test_a_byte_order_mark_and_other_line_ends_change_nothing() -> None:
    assert book("\ufeff" + PLAIN.replace("\n", "\r\n")) == book(PLAIN)


# --------------------------------------------------------------------------- what is wrong

FAULTS = [
    # what is written, the line it stands on, its key, what is said, what is meant
    ('[book]\ntitel = "x"', 2, "book.titel", "unknown key", "'title'"),
    ('title = "x"', 1, "title", "unknown key", "[book]"),
    ('[books]\ntitle = "x"', 1, "books", "unknown key", "'book'"),
    ('[[piece]]\nseed = "a.txt"\nauteurs = []', 3, "piece[1].auteurs", "unknown key", "'authors'"),
    ('[[piece]]\nseed = "a.txt"\nstatus = "own"', 3, "piece[1].status", "unknown key", "[piece.rights]"),
    ('[[piece]]\nauthors = "Jan"', 2, "piece[1].authors", "must be a list, not text", '["…"]'),
    ("[[piece]]", 1, "piece[1].seed", "is missing", ""),
    ('[[piece]]\nseed = "../a.txt"', 2, "piece[1].seed", "below the folder", ""),
    ('[[piece]]\nseed = "C:\\\\a.txt"', 2, "piece[1].seed", "forward slashes", ""),
    ("[[piece]]\nstet = [\n  1,\n  0,\n]", 4, "piece[1].stet[2]", "numbered from 1", ""),
    ("[[piece]]\nkill = [true]", 2, "piece[1].kill[1]", "not a boolean", ""),
    ('[piece]\nseed = "a.txt"', 1, "piece", "must be a list, not a table", "[[piece]]"),
    ('[[piece]]\n[piece.rights]\nstatus = "grantd"', 3, "piece[1].rights.status", "not one of", "'granted'"),
    ('[[piece]]\ncomments = "apendix"', 2, "piece[1].comments", "not one of", "'appendix'"),
    ("[[piece]]\ntitle_by_editors = 1", 2, "piece[1].title_by_editors", "must be true or false", ""),
    ('[book]\nlanguage = "dutch"', 2, "book.language", "no language code", ""),
    ('[book]\nlanguage = "nederlands"', 2, "book.language", "did you mean 'nl'", ""),
    ('[book]\nlanguage = "xx"', 2, "book.language", "has no language table", ""),
    ('[book]\ndate = "2019-02-30"', 2, "book.date", "not in the calendar", ""),
    ('[book]\ndate = "12 april 2019"', 2, "book.date", "2019-04-12", ""),
    ('[book]\nisbn = "978-90-214-0283-1"', 2, "book.isbn", "unknown key", "'isbn_epub' or 'isbn_print'"),
    ('[book]\nseries_number = "2"', 2, "book.series_number", "whole number from 1", "series_number = 2"),
    ("[book]\nseries_number = 0", 2, "book.series_number", "from 1 on, not 0", ""),
    ("[book]\nseries_number = true", 2, "book.series_number", "not a boolean", ""),
    ('[book]\nisbn_print = "978-90-214-0283-1"', 2, "book.isbn_print", "check digit", ""),
    ('[book]\nisbn_print = "90-214-0283-4"', 2, "book.isbn_print", "write 978", ""),
    ('[book]\nnur = "32"', 2, "book.nur", "three digits", ""),
    ('[book]\nhyphenation = ["bouil lon"]', 2, "book.hyphenation[1]", "bouil-lon", ""),
    ('[book]\nthema = "dnp"', 2, "book.thema", "capitals", ""),
    ('[book]\ncontact = "bel maar"', 2, "book.contact", "neither", ""),
    ('[book]\ntitle = "a\\u0000b"', 2, "book.title", "U+0000", ""),
    ('[book]\ntitle = " "', 2, "book.title", "must not be empty", ""),
    ("[book]\ntitle = 5", 2, "book.title", "must be text in quotes, not a number", ""),
    ('[[piece]]\nurl = "www.example.org"', 2, "piece[1].url", "https://", ""),
    ('[[edition]]\nprofil = "nl"', 2, "edition[1].profil", "unknown key", "'profile'"),
    ('[[edition]]\nname = "x"', 1, "edition[1].profile", "is missing", ""),
    ('[edition]\nprofile = "nl"', 1, "edition", "must be a list, not a table", "[[edition]]"),
    ('[[edition]]\nprofile = "nl"\nisbn = "978-90-214-0283-1"', 3, "edition[1].isbn", "check digit", ""),
    ('[[edition]]\nprofile = "nl"\ncover = "ja"', 3, "edition[1].cover", "must be true or false", ""),
    ('[book]\nfront_numbers = "romein"', 2, "book.front_numbers", "not one of", ""),
    ('[contributors."Jan"]\nbios = "x"', 2, "contributors.Jan.bios", "unknown key", "'bio'"),
    ('contributors = "Jan"', 1, "contributors", "must be a table", ""),
]


_IDS = [f"{key} {what}" for _, _, key, what, _ in FAULTS]


@pytest.mark.parametrize(("text", "line", "key", "what", "hint"), FAULTS, ids=_IDS)
def test_a_fault_is_told_with_its_line_its_key_and_what_was_meant(
    text: str, line: int, key: str, what: str, hint: str
) -> None:
    error = wrong(text)
    problems = [p for p in error.problems or (error,) if p.where.key == key and what in p.what]
    assert problems, str(error)
    assert problems[0].where.line == line
    assert hint in problems[0].hint
    assert str(problems[0]) in str(error)


CLASHES = [
    ('\n[[piece]]\nseed = "./seeds/001-een.txt"', 9, "piece[2].seed", "piece 1 already (line 6)"),
    ('key = "x"\n[[piece]]\nseed = "b.txt"\nkey = "x"', 10, "piece[2].key", "piece 1 already (line 7)"),
    ("stet = [4]\nkill = [3, 4]", 8, "piece[1].kill[2]", "stands under stet too"),
    ('rights = { status = "licensed" }', 7, "piece[1].rights.licence", "names its licence"),
    ("title_by_editors = true", 7, "piece[1].title_by_editors", "the editors' title is missing"),
    ('[[edition]]\nprofile = "epub"\npaper = "cream"', 9, "edition[1].paper", "an EPUB has no paper"),
    ('[[edition]]\nprofile = "screen"\ncover = true', 9, "edition[1].cover", "its cover is in it"),
    ('[[edition]]\nprofile = "booklet"\ninks = "black"', 9, "edition[1].inks", "it has no cover"),
    ('[[edition]]\nprofile = "booklet"\nname = "klein"', 9, "edition[1].name", "one booklet only"),
    ('[[edition]]\nprofile = "nl"\nname = "cover"', 9, "edition[1].name", "another file's name"),
    (
        '[[edition]]\nprofile = "nl"\n[[edition]]\nprofile = "nl"',
        10,
        "edition[2].profile",
        "edition 1 already",
    ),
    ('[contributors." "]', 7, 'contributors." "', "must not be empty"),
]


@pytest.mark.parametrize(("text", "line", "key", "what"), CLASHES)
def test_values_that_are_right_each_by_itself_may_clash(text: str, line: int, key: str, what: str) -> None:
    error = wrong(PLAIN + text)
    assert (error.where.line, error.where.key) == (line, key)
    assert what in error.what


def test_one_isbn_for_each_format() -> None:
    isbns = 'isbn_epub = "9789021402833"\nisbn_print = "978-90-214-0283-3"\n'
    assert "each format has its own" in wrong(PLAIN.replace("\n\n", f"\n{isbns}\n")).what


@pytest.mark.parametrize("half", ['series = "R"', "series_number = 2"])
def test_a_series_and_the_number_in_it_go_together(half: str) -> None:
    error = wrong(PLAIN.replace("\n\n", f"\n{half}\n\n", 1))
    assert error.where.key == f"book.{half.split()[0]}"
    assert "go together" in error.what


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    text = '[book]\ntitel = "x"\nlanguage = "n"\n\n[[piece]]\nsed = "a.txt"\ndate = "gisteren"\n'
    error = wrong(text)
    assert [p.where.line for p in error.problems] == sorted(p.where.line or 0 for p in error.problems)
    assert {p.where.line for p in error.problems} == {1, 2, 3, 5, 6, 7}
    assert error.what.startswith(f"{len(error.problems)} things are wrong")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[book\ntitle = 1", 1),
        ('[book]\ntitle = "x', 2),
        ('[book]\ntitle = "x"\ntitle = "y"', 3),
        ("[book]\ndate = 2019-02-30x", 2),
        ('[book]\ntitle = """x\n\n', 2),
        ("x = " + "9" * 5000, None),
        ("x = " + "[" * 5000, None),
    ],
)
def test_what_is_no_toml_says_where(text: str, line: int | None) -> None:
    error = wrong(text)
    assert error.where.file == "anthology.toml"
    if line:
        assert error.where.line == line
        assert "is not TOML" in error.what


# --------------------------------------------------------------------------- single values


@pytest.mark.parametrize("isbn", ["978-90-214-0283-3", "9780306406157", 9780306406157, "979-10-90636-07-1"])
def test_an_isbn_with_a_right_check_digit_stays_as_it_is(isbn: str | int) -> None:
    assert checks.isbn(isbn) == str(isbn)


@given(st.integers(0, 999_999_999), st.integers(0, 9))
def test_exactly_one_check_digit_of_ten_is_right(body: int, wrong_by: int) -> None:
    def right(digit: int) -> bool:
        try:
            return bool(checks.isbn(f"978{body:09}{digit}"))
        except ValueError:
            return False

    assert [right(digit) for digit in range(10)].count(True) == 1


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [("nl", "nl"), ("NL-be", "nl-BE"), ("en-latn-gb", "en-Latn-GB"), ("nl-x-oud", "nl-x-oud")],
)
def test_language_tags_are_written_as_rfc_5646_writes_them(tag: str, canonical: str) -> None:
    assert checks.language(tag) == canonical


@pytest.mark.parametrize(
    ("licence", "url"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-ND-3.0-NL", "https://creativecommons.org/licenses/by-nc-nd/3.0/nl/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", ""),
    ],
)
def test_creative_commons_licences_have_their_address(licence: str, url: str) -> None:
    assert checks.licence_url(licence) == url


# --------------------------------------------------------------------------- the schema


def test_the_schema_that_is_shipped_is_the_schema() -> None:
    shipped = files("book.compose").joinpath("anthology.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == schema(), "write it anew: book schema > book/compose/anthology.schema.json"


def test_every_key_is_described_and_no_other_is_allowed() -> None:
    tables = [schema(), *schema()["$defs"].values()]
    assert len(tables) >= 6
    for table in tables:
        assert table["additionalProperties"] is False
        for key, value in table["properties"].items():
            assert value.get("description"), f"{table['title']}.{key}"


def test_the_first_book_points_editors_to_the_schema() -> None:
    first = (ROOT / "anthology.toml").read_text(encoding="utf-8").splitlines()[0]
    assert (ROOT / first.removeprefix("#:schema ")).is_file()


# --------------------------------------------------------------------------- laws

_numbers = st.integers() | st.floats(allow_nan=False)
_scalars = st.booleans() | _numbers | st.dates() | st.text(max_size=12)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_known = [key for table in schema()["$defs"].values() for key in table["properties"]]
_keys = st.sampled_from([*_known, "x", "", "a b"])
_tables = st.dictionaries(_keys, _values, max_size=6)


def toml(value: Any) -> str:
    """Any value as TOML writes it on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(c):08X}" for c in value if not 0xD800 <= ord(c) < 0xE000) + '"'
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
        case float():
            return f"{value:.6e}"
        case _:
            return str(value)


@given(book=_tables, pieces=st.lists(_tables, max_size=3), people=_values)
def test_any_plan_is_parsed_or_refused_with_a_reason(book: Any, pieces: list[Any], people: Any) -> None:
    text = f"book = {toml(book)}\npiece = {toml(pieces)}\ncontributors = {toml(people)}\n"
    plan = read(text)
    if isinstance(plan, ManifestError):
        assert plan.what
        assert plan.where.file == "anthology.toml"
    else:
        assert plan.title
        assert plan.pieces


@given(st.text(alphabet=st.sampled_from('[]{}=.,#"\'\\\n abc0-é"'), max_size=60))
def test_any_text_is_parsed_or_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ManifestError):
        parse(text, "anthology.toml")


def test_each_key_is_found_on_its_line() -> None:
    text = (ROOT / "tests" / "compose" / "keys.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["r"][1]["t"] == {"ab": 4}
    wanted = {
        ("a",): 2, ("b c",): 3, ("d",): 4, ("d", "e", "f"): 4, ("h",): 7, ("h", 1): 8, ("h", 2): 8,
        ("h", 3): 9, ("h", 3, 1): 10, ("i",): 11, ("i", "k.l", "m", 0): 11, ("n",): 13, ("n", "o"): 14,
        ("n", "p"): 16, ("n", "p", "q"): 17, ("r", 0): 18, ("r", 0, "s"): 19, ("r", 0, "t", "u"): 21,
        ("r", 0, "v", 0, "w"): 23, ("r", 0, "v", 1): 25, ("r", 0, "v", 1, "w"): 26, ("r", 1): 27,
        ("r", 1, "s"): 28, ("r", 1, "t", "ab"): 30,
    }  # fmt: skip
    lines = key_lines(text)
    assert {path: lines.get(path) for path in wanted} == wanted


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([path] if path else []) + [p for key, item in inner for p in paths(item, (*path, key))]


@given(st.dictionaries(st.text(max_size=6), _values, max_size=4), st.integers(0, 3))
def test_every_key_that_tomllib_knows_has_a_line(table: dict[str, Any], empty: int) -> None:
    text = "\n" * empty + "".join(f"{toml(key)} = {toml(value)}\n" for key, value in table.items())
    lines = key_lines(text)
    data = tomllib.loads(text)
    assert set(paths(data)) == set(lines)
    assert [lines[(key,)] for key in data] == list(range(empty + 1, empty + len(data) + 1))
