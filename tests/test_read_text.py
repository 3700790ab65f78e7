"""Bytes in, lines out: encodings, line ends, repairs, and what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.errors import SeedError
from book.model import Reading, Seed
from book.read import READERS, read
from book.read.repair import REPAIRS, repair

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
DUTCH = "Zo’n café in ’s-Hertogenbosch: “geïrriteerd”, zei ze, € 25 …\nEn nóg een regel – de tweede.\n"


def lines(data: bytes) -> list[str]:
    return [line.text for line in read(Seed("x.txt", data)).lines]


def reading(data: bytes) -> Reading:
    return read(Seed("x.txt", data))


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_encodings(encoding: str, bom: bytes) -> None:
    result = reading(bom + DUTCH.encode(encoding))
    assert [line.text for line in result.lines] == DUTCH.splitlines()
    assert result.encoding == encoding
    assert result.changes == ()


@pytest.mark.parametrize(
    "text", ["Dat is één café.", "Hij zei ‘nee’ en ging.", "financiële coördinatie, zei zij", "€ 5"]
)
def test_a_few_odd_bytes_are_windows_1252(text: str) -> None:
    assert lines(text.encode("cp1252")) == [text]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_roman", "Het financiële café was één groot idée fixe, coördinatie en geïrriteerde reünies."),
        ("cp850", "Het financiële café was één groot idée fixe, coördinatie en geïrriteerde reünies."),
        ("cp1251", "В начале было слово, и слово было у нас на столе, и мы его прочитали вслух два раза."),
        ("shift_jis", "春はあけぼの。やうやう白くなりゆく山ぎは、すこしあかりて、紫だちたる雲のほそく。" * 3),
    ],
)
def test_other_code_pages_when_the_words_say_so(encoding: str, text: str) -> None:
    assert lines(text.encode(encoding)) == [text]


def test_utf8_with_a_pasted_windows_byte() -> None:
    result = reading("Het café, zei hij, één keer. ".encode() + b"Zo\x92n ding.")
    assert result.lines[0].text == "Het café, zei hij, één keer. Zo’n ding."
    assert result.encoding == "utf-8"
    assert [c.rule for c in result.changes] == ["encoding"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04zip",
        b"{\\rtf1 x}",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 4,
        b"",
        b" \n \n",
        b"\xef\xbb\xbf",
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SeedError) as error:
        reading(data)
    assert error.value.where.file == "x.txt"


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(SeedError, match="no reader"):
        read(Seed("x.doc", b"x", format="doc"))
    assert "text" in READERS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_convention_of_line_ends_is_no_damage(end: str) -> None:
    result = reading(f"een{end}{end}drie{end}".encode())
    assert [line.text for line in result.lines] == ["een", "", "drie"]
    assert result.changes == ()


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_an_odd_line_end_is_one_and_is_told(end: str) -> None:
    result = reading(f"een\ntwee{end}drie\n".encode())
    assert [(line.number, line.text) for line in result.lines] == [(1, "een"), (2, "twee"), (3, "drie")]
    assert [(c.rule, c.line) for c in result.changes] == [("line-end", 2)]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("mojibake", "Dâ€™r is cafÃ© genoeg", "D’r is café genoeg"),
        ("mojibake", "schÃ¶n", "schön"),
        ("mojibake", "Van 3 \x96 4 uur", "Van 3 – 4 uur"),
        ("entity", "Brand &amp; Digital&#8217;s", "Brand & Digital’s"),
        ("control", "een\x00 twee\x07", "een twee"),
        ("zero-width", "een\u200b twee\ufeff", "een twee"),
        ("bidi-mark", "een\u200e twee\u202c", "een twee"),
        ("soft-hyphen", "klant\xadvriende\xadlijk", "klantvriendelijk"),
        ("accent", "cafe\u0301", "café"),
        ("ligature", "de ﬁets en de koﬃe", "de fiets en de koffie"),
    ],
)
def test_a_repair_is_made_and_told(rule: str, before: str, after: str) -> None:
    mended, changes = repair(before, 7)
    assert mended == after
    assert {(c.rule, c.line) for c in changes} == {(rule, 7)}
    assert all(c.before in before for c in changes)
    assert all(c.after in after for c in changes)


@pytest.mark.parametrize(
    "text",
    [
        "“Dubbele” en ‘enkele’ en \"rechte\" en 'losse' quotes…",
        "fiets flits, ＦＵＬＬ ｗｉｄｔｈ, ½ en №",
        "Â, Ã en â zijn letters; ’s Gravenhage; naïef; à la crème",
        "na\xa0elkaar\u202fen\u2009dun",
        "שלום\u200f (טוב)",
        "👨‍👩‍👧 en क्‍ष",
        "&lt;p&gt; is een alinea, AT&T en R&D; blijft",
    ],
)
def test_what_is_the_authors_stays(text: str) -> None:
    assert repair(text, 1) == (text, ())


@given(st.text())
def test_repairing_twice_is_repairing_once_or_is_told_again(text: str) -> None:
    mended, changes = repair(text.replace("\n", " "), 1)
    assert bool(changes) == (mended != text.replace("\n", " "))
    assert {c.rule for c in changes} <= {name for name, _ in REPAIRS}


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        result = reading(data)
    except SeedError:
        return
    assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))
    assert not any(ord(c) < 32 and c != "\t" for line in result.lines for c in line.text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Cn", "Co"))))
def test_clean_text_comes_through_word_for_word(text: str) -> None:
    text = text.replace("&", "+")
    if text.strip():
        result = reading(text.encode())
        if not result.changes:
            assert [line.text for line in result.lines] == [text]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_the_seeds_need_no_repair(seed: Path) -> None:
    data = seed.read_bytes()
    result = read(Seed(seed.name, data))
    assert "\n".join(line.text for line in result.lines).encode() == data
    assert result.changes == ()


@pytest.mark.parametrize(
    ("start", "unit", "count"),
    [
        (b"", b"een woord ", 100_000),
        (b"", b"regel\n", 250_000),
        (b"", "é".encode(), 500_000),
        (b"", "e\u0301".encode(), 300_000),
        (b"e", "\u0301\u0323".encode(), 200_000),
        (b"", b"\xe9 ", 300_000),
        (b"", "Ã©".encode(), 200_000),
    ],
    ids=["one line", "many lines", "no spaces", "accents", "a tower of accents", "cp1252", "mojibake"],
)
def test_size_is_no_trouble(start: bytes, unit: bytes, count: int) -> None:
    assert growth(lambda times: reading(start + unit * times), count // 10, count) < 4


def test_xml_is_no_text() -> None:
    outline = '<?xml version="1.0"?><opml version="2.0"><body><outline text="Brood"/></body></opml>'
    with pytest.raises(SeedError, match="this is XML, not a text"):
        read(Seed("a.opml", outline.encode()))
    assert read(Seed("a.txt", b"<?xml is how such a file begins, said she.")).lines
