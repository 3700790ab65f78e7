"""The ledger has every line once, its totals add up, and the audit notices when it isn't so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import ledger
from book.model import Account, Change, Fact, Galley, Line, Reading, Role, Severity, Verdict

TEXT = ("Klant centraal", "", "De klant is ‘koning .", "Reageer!", "Jan de Boer is bakker")
ROLES = (Role.TITLE, Role.BLANK, Role.BODY, Role.BOILERPLATE, Role.BIO)


@pytest.fixture
def reading() -> Reading:
    return Reading(tuple(Line(n, text) for n, text in enumerate(TEXT, 1)), "utf-8")


@pytest.fixture
def galley(reading: Reading) -> Galley:
    verdicts = tuple(
        Verdict(line, role, f"rule.{role}") for line, role in zip(reading.lines, ROLES, strict=True)
    )
    facts = (
        Fact("title", "Klant centraal", "title.first", 1),
        Fact("author", "Jan de Boer", "bio.name", 5),
        Fact("bio", "bakker", "bio.rest", 5),
        Fact("date", "2012", "guess", 3, sure=False),
    )
    return Galley("seeds/a.txt", "nl", verdicts, facts=facts)


@pytest.fixture
def account(galley: Galley) -> Account:
    changes = (
        Change("quotes", 3, "‘koning", "‘Koning"),
        Change("space-before-stop", 3, " .", "."),
        Change("quotes", 0, "'Titel'", "‘Titel’"),
    )
    return Account("a", galley, changes)


def test_one_record_a_line_in_order(account: Account) -> None:
    records = ledger.records([account])
    assert [r.line for r in records] == [1, 2, 3, 4, 5, 0]
    assert [r.before for r in records[:5]] == list(TEXT)


def test_a_kept_line_ends_as_it_stands_in_the_book(account: Account) -> None:
    records = {r.line: r for r in ledger.records([account])}
    assert records[3].kept
    assert records[3].after == "De klant is ‘Koning."
    assert records[4].after == ""  # dropped
    assert records[5].after == ""  # moved


def test_a_moved_line_says_what_it_gave(account: Account) -> None:
    records = {r.line: r for r in ledger.records([account])}
    assert records[1].fields == ("title",)
    assert records[5].fields == ("author", "bio")
    assert records[3].fields == (), "a candidate is nothing that was moved"


def test_changes_in_words_that_no_seed_has_stand_under_line_0(account: Account) -> None:
    record = ledger.records([account])[-1]
    assert (record.line, record.before, record.after) == (0, "'Titel'", "‘Titel’")


def test_jsonl_is_one_object_a_line(account: Account) -> None:
    lines = ledger.jsonl(ledger.records([account])).decode().split("\n")
    assert lines.pop() == ""
    forms = [json.loads(line) for line in lines]
    assert [f["line"] for f in forms] == [1, 2, 3, 4, 5, 0]
    assert {"source", "line", "role", "rule", "kept", "before", "after"} <= forms[0].keys()
    assert forms[2]["changes"][1] == {"rule": "space-before-stop", "before": " .", "after": "."}


def test_totals(account: Account) -> None:
    figures = ledger.totals(account)
    assert (figures.lines, figures.blank, figures.kept, figures.moved, figures.dropped) == (5, 1, 1, 2, 1)
    assert figures.dropped_by_role == {"boilerplate": 1}
    assert figures.changes == 3
    letters = sum(len(t.replace(" ", "")) for t in TEXT)
    assert figures.share == len(TEXT[2].replace(" ", "")) / letters


def test_an_empty_seed_has_lost_nothing() -> None:
    assert ledger.totals(Account("a", Galley("s", "nl", ()), ())).share == 1.0


def test_replay_goes_from_left_to_right() -> None:
    changes = [Change("r", 1, "'", "‘"), Change("r", 1, "'", "’"), Change("r", 1, "absent", "x")]
    assert ledger.replay("zei 'ja' en 'nee'", changes) == "zei ‘ja’ en 'nee'"


def test_a_whole_galley_passes_the_audit(reading: Reading, galley: Galley) -> None:
    assert ledger.audit(reading, galley) == ()


def doctored(galley: Galley, how: str) -> Galley:
    v = galley.verdicts
    alter = {
        "lost-line": v[:2] + v[3:],
        "doubled-line": (*v, v[2]),
        "altered-line": (*v[:2], replace(v[2], line=replace(v[2].line, text="De klant is koning.")), *v[3:]),
        "invented-line": (*v, Verdict(Line(6, "Er was eens"), Role.BODY, "rule")),
        "no-rule": (*v[:2], replace(v[2], rule=""), *v[3:]),
        "order": (v[1], v[0], *v[2:]),
    }
    return replace(galley, verdicts=alter[how])


@pytest.mark.parametrize(
    "how", ["lost-line", "doubled-line", "altered-line", "invented-line", "no-rule", "order"]
)
def test_a_doctored_galley_fails_it(how: str, reading: Reading, galley: Galley) -> None:
    findings = ledger.audit(reading, doctored(galley, how))
    assert [f.check for f in findings] == [f"audit.{how}"]
    assert all(f.severity is Severity.ERROR and f.place.file == "seeds/a.txt" for f in findings)


LINES = st.lists(st.text(max_size=12), max_size=12)


@given(LINES, st.randoms(use_true_random=False))
def test_law_any_loss_any_order_any_change_is_seen(texts: list[str], chance: object) -> None:
    lines = tuple(Line(n, text) for n, text in enumerate(texts, 1))
    verdicts = [Verdict(line, Role.BODY, "r") for line in lines]
    whole = Galley("s", "nl", tuple(verdicts))
    assert ledger.audit(Reading(lines, "utf-8"), whole) == ()
    chance.shuffle(verdicts)  # type: ignore[attr-defined]
    some = tuple(verdicts[: chance.randint(0, len(verdicts))])  # type: ignore[attr-defined]
    found = ledger.audit(Reading(lines, "utf-8"), replace(whole, verdicts=some))
    assert bool(found) == (some != whole.verdicts)


@given(LINES)
def test_law_the_totals_add_up(texts: list[str]) -> None:
    roles = list(Role)
    verdicts = tuple(
        Verdict(Line(n, text), roles[(n * 7 + len(text)) % len(roles)], "r")
        for n, text in enumerate(texts, 1)
    )
    figures = ledger.totals(Account("a", Galley("s", "nl", verdicts), ()))
    assert figures.kept + figures.moved + figures.dropped + figures.blank == figures.lines == len(texts)
    assert sum(figures.dropped_by_role.values()) == figures.dropped
    assert 0 <= figures.share <= 1


def test_what_is_printed_after_the_piece_was_moved(account: Account) -> None:
    appended = replace(account, appended=frozenset({4}))
    record = ledger.records([appended])[3]
    assert (record.fate, record.fields, record.after) == ("moved", ("appendix",), "Reageer!")
    assert ledger.records([account])[3].fate == "dropped"
    figures = ledger.totals(appended)
    assert (figures.moved, figures.dropped) == (3, 0)
