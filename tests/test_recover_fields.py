"""What stands above a text that somebody kept, or in a sentence around it: title, author, address."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.intake import mark
from book.model import KEPT, Galley, Piece, Role, Seed
from book.read import read
from book.recover import lift

TEXTS = {
    "nl": (
        "Iedere ochtend opent de bakker van Delft zijn winkel om zes uur, en dan staat er al een rij.",
        "Ik vroeg hem waarom hij het doet. Hij zei dat hij niets anders kan.",
        "Mensen komen van ver voor zijn brood. Ze zeggen dat het smaakt als toen ze kinderen waren.",
    ),
    "en": (
        "Every morning the baker of Bath opens his shop at six, and every morning there is a queue.",
        "I asked him why he does it. He said that he does not know how to do anything else.",
        "People come from far for his bread. They say that it tastes as it did when they were children.",
    ),
    "de": (
        "Jeden Morgen öffnet der Bäcker von Bremen seinen Laden um sechs, und es steht eine Schlange davor.",
        "Ich fragte ihn, warum er das macht. Er sagte, dass er nichts anderes kann.",
        "Die Leute kommen von weit her für sein Brot. Sie sagen, dass es schmeckt wie damals.",
    ),
}  # fmt: skip
ADDRESS = "https://www.example.nl/columns/het-brood-van-de-bakker"


@dataclass(frozen=True)
class Case:
    """What stands above and below the text in `language`, and what is to be told of it."""

    language: str
    above: str = ""
    below: str = ""
    told: dict[str, object] = field(default_factory=dict)
    kept: tuple[str, ...] = ()  # of these lines, the text's own


CASES = {
    "labels": Case(
        "nl",
        f"Titel: Het brood van de bakker\nAuteur: Anna de Vries\nDatum: 3 mei 2012\nBron: {ADDRESS}",
        told={
            "title": "Het brood van de bakker", "authors": ("Anna de Vries",), "date": "2012-05-03",
            "url": ADDRESS,
        },
    ),
    "labels-outlet": Case(
        "en",
        "Title: The bread of the baker\nBy: Anna Baker\nSource: Bath Weekly\nURL: www.example.org/bread\n"
        "Tags: bread",
        told={
            "title": "The bread of the baker", "authors": ("Anna Baker",), "outlet": "Bath Weekly",
            "url": "https://www.example.org/bread",
        },
    ),
    "labels-below-a-title": Case(
        "de",
        "Das Brot des Bäckers\nAutorin: Eva Wirt\nQuelle: Bremer Blatt\nAbgerufen am: 4. Mai 2012",
        told={"title": "Das Brot des Bäckers", "authors": ("Eva Wirt",), "outlet": "Bremer Blatt"},
    ),
    "subtitle": Case(
        "en",
        "Title: The bread of the baker\nSubtitle: A year in Bath\nAuthor: Anna Baker",
        told={"title": "The bread of the baker", "subtitle": "A year in Bath"},
    ),
    "title-alone": Case("nl", "Titel: Het brood van de bakker", told={"title": "Het brood van de bakker"}),
    "e-mail": Case(
        "nl",
        "Van: Anna de Vries <anna@example.org>\nAan: lezers@example.org\n"
        "Onderwerp: Fwd: Het brood van de bakker\nDatum: do 3 mei 2012 10:00",
        told={"title": "Het brood van de bakker", "authors": (), "date": "2012-05-03"},
    ),
    "sent-on": Case(
        "en",
        "---------- Forwarded message ---------\nFrom: Bath Weekly <news@example.org>\n"
        "Date: Thu, May 3, 2012 at 10:00 AM\nSubject: The bread of the baker\nTo: <reader@example.org>",
        told={"title": "The bread of the baker", "authors": (), "date": "2012-05-03"},
    ),
    "rows-of-a-notes-program": Case(
        "nl",
        f"Het brood van de bakker\nAuteur: Anna de Vries\nGelezen: ja\nURL: {ADDRESS}\n"
        "Created: March 12, 2019 10:04 AM\nSterren: 4",
        told={
            "title": "Het brood van de bakker", "authors": ("Anna de Vries",), "url": ADDRESS, "date": "",
        },
    ),
    "a-label-that-opens-the-text": Case(
        "nl",
        f"Het brood van de bakker\nAuteur: Anna de Vries\nURL: {ADDRESS}\n\nMoraal: geen brood zonder rij",
        told={"title": "Het brood van de bakker", "url": ADDRESS},
        kept=("Moraal: geen brood zonder rij",),
    ),
    "a-post-of-usenet": Case(
        "en",
        "Path: news.example!not-for-mail\nFrom: Anna Baker <anna@example.org>\nNewsgroups: rec.bread\n"
        "Subject: Re: The bread of the baker\nDate: Tue, 12 Mar 1996 10:04:00 GMT\nLines: 42\n"
        "Message-ID: <abc123@example.org>\nX-Newsreader: trn 3.6",
        told={"title": "The bread of the baker", "authors": (), "date": "1996-03-12"},
    ),
    "an-e-mail-sent-on": Case(
        "nl",
        "Lees dit eens.\n\n-----Oorspronkelijk bericht-----\nVan: Anna de Vries [mailto:anna@example.org]\n"
        "Verzonden: donderdag 3 mei 2012 10:00\nAan: Jan\nOnderwerp: Het brood van de bakker\n"
        "Bijlagen: brood.jpg",
        told={"title": "Het brood van de bakker", "authors": (), "date": "2012-05-03"},
    ),
    "a-memo-is-a-text": Case(
        "nl",
        "Aan: de minister\nVan: de bakker\nOnderwerp: het brood",
        told={"authors": ()},
        kept=("Onderwerp: het brood",),
    ),
    "address-above": Case(
        "nl",
        f"{ADDRESS}\n\nHet brood van de bakker\n\nDoor Anna de Vries",
        told={"title": "Het brood van de bakker", "authors": ("Anna de Vries",), "url": ADDRESS},
    ),
    "address-below": Case(
        "nl",
        "Het brood van de bakker\nDoor Anna de Vries\n3 mei 2012",
        ADDRESS,
        told={"title": "Het brood van de bakker", "url": ADDRESS},
    ),
    "address-below-of-something-else": Case(
        "nl",
        "Het brood van de bakker\nDoor Anna de Vries\n3 mei 2012",
        "Bron: https://www.example.org/statistiek/2012",
        told={"title": "Het brood van de bakker", "url": ""},
        kept=("Bron: https://www.example.org/statistiek/2012",),
    ),
    "a-film-above": Case(
        "nl",
        "Het brood van de bakker\nhttps://www.youtube.com/watch?v=het-brood-van-de-bakker",
        told={"title": "Het brood van de bakker", "url": ""},
    ),
    "a-text-that-opens-with-a-label": Case(
        "nl",
        "Van: wie is dit brood, vroeg de bakker.",
        told={"title": "Van: wie is dit brood, vroeg de bakker.", "authors": ()},
    ),
    "feed-en": Case(
        "en",
        below="The post The bread of the baker appeared first on Bath Weekly.",
        told={"title": "The bread of the baker", "outlet": "Bath Weekly"},
    ),
    "feed-nl": Case(
        "nl",
        below="Het bericht Het brood van de bakker verscheen eerst op Delftse Courant.",
        told={"title": "Het brood van de bakker", "outlet": "Delftse Courant"},
    ),
    "feed-below-its-title": Case(
        "de",
        "Das Brot des Bäckers",
        "Der Beitrag Das Brot des Bäckers erschien zuerst auf Bremer Blatt.",
        told={"title": "Das Brot des Bäckers", "outlet": "Bremer Blatt"},
    ),
    "comments": Case(
        "en",
        below="3 thoughts on “The bread of the baker”\n\nJohn says:\nMay 4, 2012 at 10:12 am\nNice.",
        told={"title": "The bread of the baker"},
    ),
    "two-posts": Case(
        "en",
        below="The post The bread of the baker appeared first on Bath Weekly.\n\n"
        "The post The butcher's wife appeared first on Bath Weekly.",
        told={"title": ""},
    ),
}  # fmt: skip


def galley(text: str, language: str) -> Galley:
    seed = Seed("seeds/x.txt", text.encode())
    return mark(seed, read(seed), language)


def told(piece: Piece) -> dict[str, object]:
    return {
        "title": piece.title, "subtitle": piece.subtitle, "authors": tuple(n.display for n in piece.authors),
        "date": piece.date, "outlet": piece.outlet, "url": piece.url,
    }  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_around_a_text_is_told_of_it(name: str) -> None:
    case = CASES[name]
    parts = (case.above, *TEXTS[case.language], case.below)
    marked = galley("\n\n".join(filter(None, parts)) + "\n", case.language)
    said = told(lift(marked))
    assert {key: said[key] for key in case.told} == case.told
    kept = tuple(v.line.text for v in marked.verdicts if v.role in KEPT)
    assert set(TEXTS[case.language]) <= set(kept)
    assert tuple(text for text in kept if text not in TEXTS[case.language]) == case.kept


def test_each_value_has_the_line_that_says_it() -> None:
    case = CASES["labels"]
    marked = galley("\n\n".join((case.above, *TEXTS["nl"])), "nl")
    assert {f.field: (f.line, f.rule) for f in marked.facts if f.rule.startswith("fields.")} == {
        "title": (1, "fields.title"), "author": (2, "fields.author"), "date": (3, "fields.date"),
        "url": (4, "fields.address"),
    }  # fmt: skip


_LABELS = st.sampled_from(
    ["Titel", "Auteur", "Datum", "Bron", "Van", "Aan", "Onderwerp", "URL", "De bakker", "Tags"]
)
_VALUES = st.sampled_from(
    ["Het brood", "Anna de Vries", "3 mei 2012", ADDRESS, "vandaag", "", "a@example.org"]
)


@given(st.lists(st.tuples(_LABELS, _VALUES), max_size=6))
def test_no_field_takes_a_paragraph_with_it(fields: list[tuple[str, str]]) -> None:
    head = "\n".join(f"{label}: {value}" for label, value in fields)
    marked = galley("\n\n".join((head, *TEXTS["nl"])), "nl")
    prose = [v for v in marked.verdicts if v.line.text in TEXTS["nl"]]
    assert [v.role for v in prose] == [Role.BODY] * 3
