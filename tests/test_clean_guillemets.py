"""Which guillemets are an author's, and which an arrow."""

from __future__ import annotations

import pytest

from book.clean.guillemets import closed
from book.clean.matchers import claims
from book.intake import mark
from book.model import Seed
from book.read import read
from book.rules import packs

QUOTED = [
    ["Il a tout nommé : « la terre,", "l’eau,", "l’air »"],
    ["«Primo: taci.", "", "Secondo: ascolta.»"],
    ["« Entrez donc.", "Il fait froid dehors. »"],
    ["« la terre,", "l’eau,", "l’air »"],
    ["Er sagte: «Ich komme", "oder ich komme nicht»."],
    ["<<Entrad.>>", "<<Ya voy.>>"],
]
LEADS = [
    ["« Previous", "Next »"],
    ["« De brug", "1", "2", "De sluis »"],
    ["Lees verder »"],
    ["Il dit : «oui» et partit.", "Lire la suite »"],
]


def claimed(texts: list[str]) -> list[str]:
    found, _ = claims(packs("fr"), texts)
    return [text for text, rule in zip(texts, found, strict=True) if rule is not None]


@pytest.mark.parametrize("texts", QUOTED, ids=lambda texts: texts[0])
def test_quotations_are_no_arrows(texts: list[str]) -> None:
    assert closed(texts)
    assert claimed(texts) == []


@pytest.mark.parametrize("texts", LEADS, ids=lambda texts: texts[0])
def test_arrows_are_no_quotations(texts: list[str]) -> None:
    assert closed(texts) == frozenset()
    assert claimed(texts)[-1] == texts[-1]


def test_a_quotation_that_is_far_away_is_not_closed() -> None:
    assert closed(["Il dit : « oui et puis", *["Un mot."] * 20, "Lire la suite »"]) == frozenset()


def test_a_list_keeps_its_last_item() -> None:
    text = (
        "Ma grand-mère avait sa liste, et elle la récitait chaque dimanche avant le café.\n\n"
        "Elle disait : « il faut\n\n- la terre,\n- l’eau,\n- le feu »\n\n"
        "Personne n’osait lui demander où était passé l’air, qui manquait pourtant à tout le monde.\n"
    )
    galley = mark(seed := Seed("a.txt", text.encode()), read(seed))
    assert [v.line.text for v in galley.verdicts if not v.kept and not v.line.blank] == []
