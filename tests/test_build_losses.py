"""What may have been lost is told: a large share, something from the middle, the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from book.ledger import few_words, losses
from book.model import Finding, Galley, Line, Role, Severity, Verdict

LONG = "Een regel die lang genoeg is om als tekst te tellen, en die dan ook blijft staan."


def galley(*lines: tuple[str, Role, float] | tuple[str, Role], rule: str = "any.rule") -> Galley:
    verdicts = (
        Verdict(Line(n, line[0]), line[1], "stet" if line[1] is Role.BODY else rule, *line[2:])
        for n, line in enumerate(lines, 1)
    )
    return Galley("seeds/a.txt", "nl", tuple(verdicts))


def told(*lines: tuple[str, Role, float] | tuple[str, Role], rule: str = "any.rule") -> list[Finding]:
    return list(losses(galley(*lines, rule=rule)))


BODY, BLANK = (LONG, Role.BODY), ("", Role.BLANK)


def test_nothing_is_told_of_a_piece_that_lost_only_its_foot() -> None:
    assert told(BODY, BLANK, BODY, BLANK, ("Reageer", Role.BOILERPLATE)) == []


def test_a_large_share_of_the_running_text_is_told_with_what_it_was() -> None:
    (finding,) = told(BODY, (LONG, Role.COMMENT), (LONG, Role.COMMENT), ("Menu", Role.BOILERPLATE))
    assert finding.check == "ledger.large-share"
    assert finding.message == "66.7 % of the running text was dropped: 2 lines of comment"


def test_many_lines_of_a_menu_are_no_large_share() -> None:
    assert told(BODY, *[("Menu of the page", Role.BOILERPLATE)] * 15) == []


def test_nearly_everything_is_a_large_share_whatever_it_was() -> None:
    (finding,) = told(BODY, *[("A line of a poem", Role.BOILERPLATE)] * 30)
    assert finding.message == "84.7 % of the text was dropped: 30 lines of boilerplate"


def test_half_is_not_a_large_share() -> None:
    assert told(BODY, (LONG, Role.COMMENT)) == []


def test_something_from_the_middle_is_told_once_for_a_run() -> None:
    drop = ("Lees ook: iets anders", Role.BOILERPLATE)
    (finding,) = told(BODY, BLANK, drop, BLANK, drop, BODY)
    assert (finding.check, finding.place.line) == ("ledger.dropped-between", 3)
    assert (
        "2 lines dropped between lines that are kept: ‘Lees ook: iets anders’ (any.rule)" in finding.message
    )


@pytest.mark.parametrize("certainty", [0.95, 0.6])
def test_a_few_lines_without_running_text_are_told_together(certainty: float) -> None:
    def drop(text: str) -> tuple[str, Role, float]:
        return text, Role.BOILERPLATE, certainty

    names = ("Share", "Print", "Share", "Advertisement", "Tweet", "Save", "Mail")
    lines = [line for name in names for line in (drop(name), BODY)]
    sentence = drop(LONG)
    (one, all_) = told(BODY, *lines, sentence, BODY)
    assert (one.place.line, "1 line dropped" in one.message) == (16, True)
    assert (all_.place.line, all_.severity is Severity.NOTE) == (2, certainty > 0.9)
    assert all_.message == (
        "7 short lines dropped in 7 places between lines that are kept: "
        "‘Share’, ‘Print’, ‘Advertisement’, ‘Tweet’, ‘Save’ and 1 more"
    )


def test_captions_of_pictures_that_are_not_there_are_told_together() -> None:
    drop = (LONG, Role.BOILERPLATE, 0.85)
    (finding,) = told(BODY, drop, BODY, drop, BODY, rule="pictures.absent")
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("2 lines of pictures dropped in 2 places between lines that are kept: ")


@pytest.mark.parametrize("lines", [[LONG], ["Een", "regel", "of", "vier"]])
def test_running_text_is_told_by_itself_and_so_are_many_lines(lines: list[str]) -> None:
    drop = [(line, Role.BOILERPLATE, 0.95) for line in lines]
    assert len(told(BODY, *drop, BODY, *drop, BODY)) == 2


def test_what_was_moved_is_not_lost() -> None:
    assert told(BODY, ("Jan is bakker.", Role.BIO), BODY) == []


def test_what_the_editor_took_out_is_not_told() -> None:
    assert told(BODY, ("Weg ermee", Role.BOILERPLATE), BODY, rule="editor.kill") == []


@pytest.mark.parametrize(("certainty", "severity"), [(0.95, Severity.NOTE), (0.6, Severity.WARNING)])
def test_doubt_makes_a_warning_of_a_note(certainty: float, severity: Severity) -> None:
    (finding,) = told(BODY, ("Lees ook", Role.BOILERPLATE, certainty), BODY)
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("above", "below", "where", "number"),
    [
        ((), (("Zo is het.", Role.BOILERPLATE, 0.6),), "below the last line", 2),
        ((), (BLANK, ("Lees ook", Role.BOILERPLATE, 0.95), (LONG, Role.BOILERPLATE, 0.6)), "below", 4),
        (((LONG, Role.BOILERPLATE, 0.6), ("Menu", Role.BOILERPLATE, 0.95)), (), "above the first line", 1),
    ],
)  # fmt: skip
def test_what_was_dropped_with_doubt_right_beyond_the_text_is_told(
    above: tuple[Any, ...], below: tuple[Any, ...], where: str, number: int
) -> None:
    (finding,) = told(*above, BODY, *below, rule="beyond")
    assert (finding.check, finding.place.line) == ("ledger.dropped-beyond", number)
    assert where in finding.message
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "below",
    [
        [("Lees ook", Role.BOILERPLATE, 0.7)],
        [("Jan is bakker.", Role.BIO, 0.6)],
        [*[("Lees ook", Role.BOILERPLATE, 0.95)] * 3, ("Zo is het.", Role.BOILERPLATE, 0.6)],
    ],
)
def test_what_is_sure_or_moved_or_far_from_the_text_is_not(below: list[Any]) -> None:
    assert told(BODY, *below) == []


def test_what_the_editor_drops_below_the_text_is_not_told() -> None:
    assert told(BODY, ("Zo is het.", Role.BOILERPLATE, 0.6), rule="editor.kill") == []


@pytest.mark.parametrize(
    "end",
    ["Einde.", "Echt?", "Nee!", "En toen…", "zei hij: ‘Kom.’", "(zo is het.)", "zei hij.¹", "klaar.*",
     "leuk ;-)", "😉", "終わり。", "“Ja!”", "einde. 2", "einde.[1]", "“Ja.” [12]", "einde.[^1]"],
)  # fmt: skip
def test_a_sentence_that_ends(end: str) -> None:
    assert told((f"{LONG} {end}", Role.BODY)) == []


@pytest.mark.parametrize("end", ["en dan komt", "waarna hij,", "zoals (bijvoorbeeld)", "de ‘koning’", "s"])
def test_a_sentence_that_does_not(end: str) -> None:
    (finding,) = told(BODY, (f"Hier begon iets {end}", Role.BODY), BLANK)
    assert (finding.check, finding.place.line) == ("ledger.unfinished", 2)


def test_the_end_that_is_shown_begins_with_a_word() -> None:
    (finding,) = told((f"{LONG} Hier begon iets dat niet ophield en toen", Role.BODY))
    shown = finding.message.partition("‘…")[2].removesuffix("’")
    assert 30 < len(shown) < 60
    assert f" {shown}" in f"{LONG} Hier begon iets dat niet ophield en toen"


def test_a_last_note_or_attribution_needs_no_stop() -> None:
    assert told(BODY, ("Naar Brecht", Role.ATTRIBUTION), ("Zie p. 3", Role.NOTE)) == []


def test_what_is_printed_after_the_piece_is_not_lost() -> None:
    lines = (BODY, (LONG, Role.COMMENT), (LONG, Role.COMMENT))
    assert told(*lines) != []
    assert list(losses(galley(*lines), frozenset({2, 3}))) == []


def page(*lines: tuple[str, Role]) -> Galley:
    marked = galley(*lines)
    placed = (replace(v, line=replace(v.line, place="body > main > p")) for v in marked.verdicts)
    return replace(marked, verdicts=tuple(placed))


def test_a_text_that_ends_with_a_list_is_not_cut_off() -> None:
    assert told(BODY, ("Wat je nodig hebt, is dit", Role.BODY), ("meel", Role.LISTITEM)) == []


def test_a_page_of_which_hardly_a_word_is_kept_is_told() -> None:
    wall = (("Wij en onze 184 partners slaan informatie op.", Role.BODY), ("Akkoord", Role.BOILERPLATE))
    (finding,) = losses(page(*wall))
    assert (finding.check, finding.severity) == ("ledger.little-text", Severity.WARNING)
    assert "only 8 words are kept of this page" in finding.message
    assert few_words(page(*wall, *[BODY] * 4)) == 0  # an article
    assert few_words(page(wall[0])) == 0  # nothing was around it: a text of its own
    assert few_words(replace(page(*wall), whole=True)) == 0  # an export's post, with a player
    assert few_words(galley(*wall)) == 0  # nor is it a page
    assert few_words(page(("面包店的门在清晨五点打开。" * 30, Role.BODY), wall[1])) == 0  # it sets no spaces


@pytest.mark.parametrize("end", ["[…]", "[...]", "(…)"])
def test_a_text_that_breaks_off_as_a_summary_does_is_told(end: str) -> None:
    (finding,) = told(BODY, (f"En toen was het {end}", Role.BODY))
    assert finding.check == "ledger.excerpt"
    assert told(BODY, ("En toen was het…", Role.BODY)) == []
