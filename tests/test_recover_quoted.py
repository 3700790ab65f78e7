"""E-mails and posts of newsgroups in plain text: what they quote, and what stands below them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import quoting
from book.intake import mark
from book.model import Galley, Paragraph, Quotation, Seed, Text
from book.read import read
from book.recover import lift, plain

OWN = (
    "Every morning the baker of Bath opens his shop at six, and every morning there is a queue that reaches "
    "to the corner of the street. I asked him why he does it, and he said that he can do nothing else.",
    "People come from far for his bread. They say that it tastes as it did when they were children, and then "
    "they say that nothing else does, and that it must be the flour.",
    "The oven is from 1911. It takes an hour to heat, and it holds its heat until noon.",
)
HEAD = "From: Ann Baker <ann@bath.example>\nSubject: The bread of Bath\nDate: Tue, 4 May 2004 10:04:00 GMT"
SAID = (
    "Nobody bakes with steam any more, and whoever says that he does has not looked into his own oven for "
    "twenty years or so.",
    "The flour is the same everywhere.",
)
LEADS = {
    "en": "On 3 May 2004, Bob Miller <bob@mill.example> wrote:",
    "en-wrapped": "On Mon, May 3, 2004 at 10:00 AM, Bob Miller <bob@mill.example>\nwrote:",
    "nl": "Op 3 mei 2004 schreef Bob Molenaar:",
    "de": "Am 3. Mai 2004 um 10:00 schrieb Bob Müller <bob@mill.example>:",
    "fr": "Le 3 mai 2004 à 10:00, Bob Meunier a écrit :",
    "es": "El 3 de mayo de 2004, Bob Molinero <bob@mill.example> escribió:",
    "it": "Il 3 maggio 2004 10:00, Bob Mugnaio ha scritto:",
    "pt": "Em 3 de maio de 2004, Bob Moleiro <bob@mill.example> escreveu:",
    "sv": "Den 3 maj 2004 10:00 skrev Bob Mjölnare:",
    "pl": "W dniu 3.05.2004 o 10:00, Bob Młynarz pisze:",
    "ru": "3 мая 2004 г., 10:00 Боб Мельник написал:",
    "usenet": "In article <abc123@mill.example>, Bob Miller <bob@mill.example> wrote:",
}


def made(text: str) -> Galley:
    seed = Seed("a.txt", text.encode(), "text")
    return mark(seed, read(seed))


def wrapped(text: str, marks: str = "", width: int = 66) -> str:
    return textwrap.fill(text, width, initial_indent=marks, subsequent_indent=marks)


def reply(lead: str, sign: str = "> ") -> str:
    quoted = f"\n{sign.strip()}\n".join(wrapped(text, sign) for text in SAID)
    before, *after = (wrapped(text) for text in OWN)
    return "\n\n".join((HEAD, before, f"{lead}\n{quoted}", *after)) + "\n"


@pytest.mark.parametrize("sign", ["> ", ">"])
@pytest.mark.parametrize("name", LEADS)
def test_what_is_quoted_is_a_block_quotation(name: str, sign: str) -> None:
    lead = LEADS[name]
    piece = lift(made(reply(lead, sign)))
    (quotation,) = (block for block in piece.blocks if isinstance(block, Quotation))
    assert quotation.kind == "blockquote"
    at = piece.blocks.index(quotation)
    assert plain(piece).split("\n\n") == [OWN[0], " ".join(lead.split("\n")), *SAID, *OWN[1:]]
    assert isinstance(piece.blocks[at - 1], Paragraph)
    assert (piece.title, piece.authors, piece.date) == ("The bread of Bath", (), "2004-05-04")


def test_what_is_quoted_within_a_quotation_stands_within_it() -> None:
    inner, outer = wrapped(SAID[0], "> > "), wrapped(OWN[1], "> ")
    text = "\n\n".join((HEAD, *map(wrapped, OWN), f"Ann wrote:\n{inner}\n>\n{outer}", wrapped(SAID[1])))
    piece = lift(made(f"{text}\n"))
    (quotation,) = (block for block in piece.blocks if isinstance(block, Quotation))
    assert [type(block) for block in quotation.blocks] == [Quotation, Paragraph]
    assert plain(piece).split("\n\n") == [*OWN, "Ann wrote:", SAID[0], OWN[1], SAID[1]]


def test_an_e_mail_in_plain_text_is_read_so_too() -> None:
    body = reply(LEADS["en"]).removeprefix(f"{HEAD}\n\n")
    mail = f"From: Ann Baker <ann@bath.example>\nSubject: Bread\nContent-Type: text/plain\n\n{body}"
    seed = Seed("a.eml", f"{mail}\n-- \nAnn Baker\nBath\n".encode(), "mail")
    piece = lift(mark(seed, read(seed)))
    assert plain(piece).split("\n\n") == [OWN[0], LEADS["en"], *SAID, *OWN[1:]]
    assert sum(isinstance(block, Quotation) for block in piece.blocks) == 1


@pytest.mark.parametrize(
    "lead",
    [
        '<div class="gmail_attr">Op ma 3 mei 2004 om 10:00 schreef Bob Molenaar:</div>',
        "<p>On 3 May 2004, Bob Miller &lt;bob@mill.example&gt; wrote:</p>",
    ],
)
def test_who_wrote_what_a_page_quotes_dates_no_piece(lead: str) -> None:
    own = "".join(f"<p>{text}</p>" for text in OWN)
    page = f"<html><body>{own}{lead}<blockquote><p>{SAID[0]}</p></blockquote></body></html>"
    mail = f"From: Ann Baker <ann@bath.example>\nSubject: Bread\nContent-Type: text/html\n\n{page}"
    piece = lift(mark(seed := Seed("a.eml", mail.encode(), "mail"), read(seed)))
    assert (piece.date, piece.authors) == ("", ())
    assert plain(piece).split("\n\n")[-1] == SAID[0]
    assert "Bob M" in plain(piece).split("\n\n")[-2]


@pytest.mark.parametrize(
    "links",
    [
        "> More bread\n> The baker of Wells\n> Ovens",
        ">> Read on: how the baker of Wells bakes his bread!",
        "> Mehr lesen: Der Bäcker von Wells und sein Brot, und was er darüber sagt.",
    ],
)
def test_arrows_before_links_quote_nothing(links: str) -> None:
    text = "\n\n".join((HEAD, *OWN[:1], links, *OWN[1:]))
    assert not any(isinstance(block, Quotation) for block in lift(made(f"{text}\n")).blocks)


SIGNATURES = {
    "exact": "-- \nAnna Baker\nBaker and columnist, Bath\nhttps://bath.example",
    "without its space": "--\nAnna Baker\nanna@bath.example",
    "of a list": f"{'_' * 47}\nBread mailing list\nBread@lists.example\nhttps://lists.example/bread",
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_is_no_text(name: str) -> None:
    text = "\n\n".join((HEAD, *map(wrapped, OWN), SIGNATURES[name]))
    assert plain(lift(made(f"{text}\n"))).split("\n\n") == list(OWN)


def test_a_signature_above_what_is_quoted_ends_where_that_begins() -> None:
    below = f"{LEADS['nl']}\n{wrapped(SAID[0], '> ')}"
    text = "\n\n".join((HEAD, *map(wrapped, OWN), SIGNATURES["exact"], below))
    assert plain(lift(made(f"{text}\n"))).split("\n\n") == [*OWN, LEADS["nl"], SAID[0]]


@pytest.mark.parametrize("row", ["--", "-- "])
def test_a_text_that_breaks_off_below_two_dashes_is_no_signature(row: str) -> None:
    below = wrapped(" ".join((OWN[1], OWN[0], OWN[1])).rstrip("."))
    galley = made("\n\n".join((HEAD, wrapped(OWN[0]), row, below)) + "\n")
    assert "mail.signature" not in {v.rule for v in galley.verdicts}


def test_two_dashes_that_part_the_text_are_no_signature() -> None:
    text = "\n\n".join((HEAD, wrapped(OWN[0]), "--", wrapped(OWN[1]), wrapped(OWN[2])))
    found = plain(lift(made(f"{text}\n"))).split("\n\n")
    assert [one for one in found if one in OWN] == list(OWN)


_LINES = st.sampled_from(
    [*wrapped(OWN[0], "> ").split("\n"), *wrapped(OWN[1]).split("\n"), ">", "", "> > Yes.", LEADS["nl"]]
)


@given(st.lists(_LINES, max_size=30))
def test_only_marked_lines_are_quoted(lines: list[str]) -> None:
    for i, rule in quoting.found(lines).items():
        assert (rule == quoting.LEAD) != lines[i].startswith(">")
        assert rule != quoting.MARK or not quoting.bare(lines[i])


@pytest.mark.parametrize(
    "lead", ["In 1931 zei de burgemeester het zo:", "De 12 000 bewoners van de kade zeiden het zo:"]
)
def test_an_authors_own_words_above_a_quotation_are_not_its_source(lead: str) -> None:
    piece = lift(made(reply(lead)))
    quotation = next(b for b in piece.blocks if isinstance(b, Quotation))
    assert quotation.attribution == ()
    assert any(isinstance(b, Paragraph) and b.inlines == (Text(lead),) for b in piece.blocks)
