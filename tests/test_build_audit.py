"""`book audit` accounts for every line, and fails when it cannot."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import bookcase
import pytest
from bookcase import ROOT, book

from book import cli, intake, ledger, project
from book.model import Galley
from book.recover import plain


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return bookcase.small(tmp_path / "small")


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    return book("audit", "--format", "json", cwd=ROOT).json()


def test_the_first_book_is_whole(told: dict[str, object]) -> None:
    assert told["whole"] is True
    assert told["exit"] == 0


def test_every_line_that_was_dropped_or_moved_is_printed_with_its_rule(told: dict[str, object]) -> None:
    out = book("audit", cwd=ROOT).out
    pieces = told["pieces"]
    assert isinstance(pieces, list)
    gone = [r for p in pieces for r in p["lines"] if r["line"] and not r["kept"] and r["role"] != "blank"]
    assert len(gone) > 40
    for record in gone:
        assert f"{record['line']:>5}  {' '.join(record['before'].split())[:60].rstrip()}" in out
        assert f" · {record['rule']}" in out


def test_every_change_within_a_line_is_printed(told: dict[str, object]) -> None:
    out = book("audit", cwd=ROOT).out
    for shown in ("‘m → ’m", "‘s → ’s", "af.Mijn → af. Mijn", "'s-Hertogenbosch → ’s-Hertogenbosch"):
        assert shown in out
    changes = [c for p in told["pieces"] for r in p["lines"] for c in r["changes"]]  # type: ignore[attr-defined]
    assert out.count("  [") >= len(changes)


def test_totals_and_rights_are_told_for_each_piece(told: dict[str, object]) -> None:
    for piece in told["pieces"]:  # type: ignore[attr-defined]
        totals = piece["totals"]
        assert totals["kept"] + totals["moved"] + totals["dropped"] + totals["blank"] == totals["lines"]
        assert piece["rights"] == "unknown"
    out = book("audit", cwd=ROOT).out
    assert out.count("rights: unknown") == 5
    assert out.count(" % kept · ") == 5


def test_findings_are_listed(told: dict[str, object]) -> None:
    checks = {f["check"] for f in told["findings"]}  # type: ignore[attr-defined]
    assert "recover.lost-list" in checks


def test_an_audit_without_a_gap_ends_by_saying_so(small: Path) -> None:
    ran = book("audit", cwd=small)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "2 pieces, 14 lines: every line is accounted for"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_that_nobody_accounts_for_fails_it(
    form: str, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recover = intake.recover

    def careless(galley: Galley, **hints: object) -> Galley:
        whole = recover(galley, **hints)  # type: ignore[arg-type]
        return replace(whole, verdicts=whole.verdicts[:-1])

    monkeypatch.setattr(intake, "recover", careless)
    code = cli.run(["audit", "-C", str(small), "--format", form])
    said = capsys.readouterr()
    assert code == 9
    assert "audit.lost-line" in said.out
    if form == "text":
        assert "the audit is not whole: 2 lines of 14 not accounted for" in said.err


def test_the_ledger_replays_into_the_book() -> None:
    """Each kept line with its recorded changes made is what the book prints: no change goes unrecorded."""
    for prepared in project.prepare(project.find(ROOT)).prepared:
        after = [r.after for r in ledger.records([prepared.account]) if r.kept]
        assert Counter(" ".join(after).split(" ")) == Counter(re.split(r" |\n+", plain(prepared.piece)))
