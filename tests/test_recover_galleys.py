"""The five seeds: what each line is, exactly, and whether that is what was decided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from galleys.pull import SEEDS, galley, golden

from book.model import Galley, Role
from book.recover.galleyproof import pull

# Decided by hand, line by line, apart from any program. One letter per line; a dot is a blank line.
# K paragraph, H subhead, Q quotation, A its attribution, N note: they stay in the book.
# T title. B byline, D date, I bio, S publication note, P picture credit, R related, W aside: they move.
# C reader's comment or pingback, X cruft: they go.
BY_HAND = {
    "000": "KKKKKKKKKKKKKKKP",
    "001": "T.TDB.K.K.HK.K.K.HK.K.S.X",
    "002": "T.T.K.H.K.K.K.K.H.K.K.K.H.K.K.K.H.K.BI.X.XX.X",
    "003": (
        "T.R.Q.K.K.K.K.K.K.K.K.K.Q.A.N.N.W.R.X.X.X.X."
        + "CCCCC" + "CCC" + "CC.C.C.C.C" + "CC.CC.C.C" + "CCCC"
    ),
    "004": "KIKKKKKKKKKK",
}  # fmt: skip
LETTERS = {
    Role.BODY: "K", Role.DEK: "K", Role.SUBHEAD: "H", Role.QUOTATION: "Q", Role.ATTRIBUTION: "A",
    Role.NOTE: "N", Role.TITLE: "T", Role.BYLINE: "B", Role.DATELINE: "D", Role.BIO: "I", Role.SOURCE: "S",
    Role.CREDIT: "P", Role.RELATED: "R", Role.ASIDE: "W", Role.COMMENT: "C", Role.BOILERPLATE: "X",
    Role.BLANK: ".",
}  # fmt: skip
FACTS = {
    "000": {},
    "001": {
        "title": ["Klant centraal; van zeggen naar doen"],
        "author": ["Dennis Lith"],
        "date": ["2019-04-12"],
        "outlet": ["CustomerFirst"],
        "first_outlet": ["MarketingTribune"],
        "bio": ["voorzitter van MEC by Nima en head of corporate Brand & Digital Content bij Essent"],
    },
    "002": {
        "title": ["Klant: koning of knecht?"],
        "author": ["Remco de Waard"],
        "bio": [
            "Als manager Customer Services is klantgerichtheid Remco’s tweede natuur geworden. Hij motiveert "
            "een team van enthousiaste medewerkers om de service voor klanten van GX Software nóg beter te "
            "maken."
        ],
    },
    "003": {
        "title": [
            "Klantgericht, je hebt of je hebt het niet (als je het niet hebt, val mij dan niet lastig)."
        ],
        "outlet": ["ManagementPro"],
    },
    "004": {"author": ["Ton Christianen"], "bio": ["bedrijfsadviseur bij OSB"]},
}
PRINTED = ("title", "author", "date", "outlet", "first_outlet", "bio")


@pytest.fixture(params=SEEDS, ids=lambda p: p.name[:3])
def seed(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def recovered(seed: Path) -> Galley:
    return galley(seed)


def test_the_proof_is_the_golden_one(seed: Path, recovered: Galley) -> None:
    assert pull(recovered) == golden(seed).read_text(encoding="utf-8")


def test_every_line_is_what_was_decided_by_hand(seed: Path, recovered: Galley) -> None:
    assert "".join(LETTERS[v.role] for v in recovered.verdicts) == BY_HAND[seed.name[:3]]


def test_the_facts_are_those_decided_by_hand_and_no_more(seed: Path, recovered: Galley) -> None:
    found: dict[str, list[str]] = {}
    for fact in recovered.facts:
        if fact.sure and fact.field in PRINTED:
            found.setdefault(fact.field, []).append(fact.value)
    assert found == FACTS[seed.name[:3]]


@pytest.mark.parametrize(
    "name", ["Saskia van den Elshout", "Chris Ciggaar", "Koos Groenewoud", "Jos Immers", "Michiel van Kessel"]
)
def test_recruiters_and_commenters_never_are_authors(name: str) -> None:
    said = {f.value for path in SEEDS for f in galley(path).facts}
    assert name not in said


def test_a_quoted_source_never_gives_the_date() -> None:
    assert all(not f.value.startswith("2008") for path in SEEDS for f in galley(path).facts)


def test_the_lost_list_is_flagged_between_its_neighbours_and_nothing_made_up() -> None:
    found = galley(SEEDS[0])
    assert [f.place.line for f in found.findings if f.check == "recover.lost-list"] == [8]
    assert [f.place.line for f in found.findings if f.check == "recover.lost-break"] == [7]
