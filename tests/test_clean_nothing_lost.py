"""Ways in which a page once lost its text: each is a case here, with what it must keep."""

from __future__ import annotations

from collections.abc import Sequence, Set

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import rules
from book.clean import authorship, cuts
from book.clean.comments import comments
from book.clean.context import NAMES, _cohesion, _dips, _near_cohesion
from book.clean.estimates import Estimate
from book.clean.matchers import reach
from book.clean.page import Page
from book.model import Galley, Line, Role, Verdict
from book.recover import recover

PROSE = (
    "Wie vroeg opstaat, ziet de stad nog zonder mensen. De bakker op de hoek zet zijn deur open en de geur "
    "van brood trekt de straat in, langs de gesloten winkels en de fietsen die er al sinds gisteren staan.",
    "Op het perron staat een man met een koffer die te zwaar voor hem is. Hij wacht, net als ik, op de trein "
    "van kwart over zes, die vandaag weer eens niet komt. Dat hoort erbij, zegt hij, en hij gaat zitten.",
    "We praten over het weer en over zijn dochter, die in Groningen studeert en die hij elke maand bezoekt. "
    "De koffer zit vol met boeken die zij hem vroeg mee te nemen, en met een kaas, want die is daar duurder.",
)


def judged(lines: list[tuple[str, float]]) -> tuple[tuple[Verdict, ...], Page]:
    """Lines that are kept so far, each with how sure that is; and their page."""
    verdicts = tuple(
        Verdict(Line(n, text), Role.BODY, "stet", sure) for n, (text, sure) in enumerate(lines, 1)
    )
    return verdicts, Page.of([v.line for v in verdicts], "nl")


TEASERS = [
    (f"Een bericht over iets wat er in de stad gebeurde, het {n}e van deze dag", 0.03) for n in range(8)
]
DATES = [("31 maart 2024 19:59", 0.04), ("30 maart 2024 11:02", 0.04)]


def test_dated_teasers_above_the_text_are_no_thread() -> None:
    verdicts, page = judged([*TEASERS, *DATES, *((text, 0.6) for text in PROSE)])
    assert comments(verdicts, page) == verdicts


def test_the_same_heads_below_the_text_are_one() -> None:
    verdicts, page = judged([*((text, 0.9) for text in PROSE), *DATES, *TEASERS])
    found = comments(verdicts, page)
    assert [v.role for v in found] == [Role.BODY] * 3 + [Role.COMMENT] * 10


@pytest.mark.parametrize(("place", "lost"), [(1, 0), (3, 1)])
def test_a_page_may_lead_with_the_number_of_its_comments(
    place: int, lost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right below the title it is a number; below two paragraphs of three it is the head of a thread."""
    lines = ["De trein", *PROSE]
    lines.insert(place, "53 reacties")
    ended = [Estimate(0.9, 0.4, 0.0)] * len(lines)
    monkeypatch.setattr(authorship, "estimates", lambda look: ended)
    verdicts, page = judged([(text, 0.5) for text in lines])
    found = authorship.by_likeness(verdicts, page)
    assert sum(v.role is Role.COMMENT for v in found if v.line.text in PROSE) == lost


def test_a_list_of_other_pieces_ends_where_text_runs_on() -> None:
    (rule,) = (r for pack in rules.packs("de") for r in pack.rules if r.name == "de.verwandt")
    text = "Sie versprechen, das Zitat zu prüfen. Dann ist die Sendung vorbei."
    assert reach(rule, ["Ähnliche Artikel", "Der Koch und der König", text], 0) == 2


def set_in(lines: list[str], language: str) -> Galley:
    """What is recovered of lines that were all kept."""
    verdicts = tuple(Verdict(Line(n, t), Role.BODY, "stet", 0.9) for n, t in enumerate(lines, 1))
    return recover(Galley("x", language, verdicts))


def test_text_below_a_byline_is_no_bio() -> None:
    """The foot of a short piece reaches up to its head, where the byline stands."""
    found = set_in([PROSE[0], PROSE[1], "Door Ada Brandt", *PROSE * 3], "nl")
    assert found.verdicts[2].role is Role.BYLINE
    assert not any(v.role is Role.BIO for v in found.verdicts)


def test_the_date_of_a_quoted_post_stays_in_the_text() -> None:
    found = set_in([*PROSE, "Op de brug stond:", "— Ada Brandt (@adabrandt) 18 november 2019"], "nl")
    assert found.verdicts[-1].kept
    assert not any(f.field == "date" and f.sure for f in found.facts)


def test_a_source_note_is_found_below_what_was_kept_above_it() -> None:
    note = "Verschenen in De Stad, 31 augustus 2019"
    found = set_in([PROSE[0], PROSE[1], "De trein naar Groningen", note, *PROSE * 4], "nl")
    assert found.verdicts[3].role is Role.SOURCE
    assert ("date", "2019-08-31") in {(f.field, f.value) for f in found.facts}


# What tells one text from the next


def _opened_and_closed(subjects: Sequence[Set[str]]) -> tuple[list[int], list[int]]:
    """How many words each line is the first, the last to have."""
    nothing: set[str] = set()
    return (
        [len(words - nothing.union(*subjects[:j])) for j, words in enumerate(subjects)],
        [len(words - nothing.union(*subjects[j + 1 :])) for j, words in enumerate(subjects)],
    )


def test_words_say_where_another_text_begins() -> None:
    bread, ship = {"brood", "bakker", "deeg"}, {"schip", "haven", "touw"}
    subjects = [frozenset(s) for s in (bread, bread | {"oven"}, bread, ship, ship | {"zee"}, ship)]
    cohesion = _cohesion(*_opened_and_closed(subjects))
    assert cohesion[2] == 0.0 < min(cohesion[0], cohesion[1], cohesion[3], cohesion[4])
    assert max(range(6), key=_dips(cohesion).__getitem__) == 2
    near = _near_cohesion(subjects, [1.0] * 6)
    assert near[2] == 0.0 < min(near[0], near[4])


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=12))
def test_cohesion_is_a_cosine_and_dips_are_no_heights(subjects: list[set[str]]) -> None:
    cohesion = _cohesion(*_opened_and_closed(subjects))
    near = _near_cohesion([frozenset(s) for s in subjects], [float(bool(words)) for words in subjects])
    assert all(0.0 <= x <= 1.0 + 1e-9 for x in (*cohesion, *near))
    for j, share in enumerate(cohesion):
        before, after = set().union(*subjects[: j + 1]), set().union(*subjects[j + 1 :])
        both = (len(before) * len(after)) ** 0.5
        assert share == pytest.approx(len(before & after) / both if both else 0.0)
    assert all(dip >= 0.0 for dip in _dips(cohesion))
    assert len(near) == len(cohesion) == len(subjects)


def test_a_cut_knows_the_text_beyond_it() -> None:
    """Two lines of text, three of furniture, one of text; seen from the second as the last of the piece."""
    likely = [0.9, 0.9, 0.2, 0.2, 0.2, 0.9]
    rows = [(0.0,) * len(NAMES)] * 6
    edges = cuts.edges(likely, [100] * 6)
    last = dict(zip(cuts.CUT_NAMES, cuts.cut_rows(rows, edges, 1)[1], strict=True))
    assert (last["gap"], last["run-lines"], last["own-run-lines"]) == (3, 1, 1)
    first = dict(zip(cuts.CUT_NAMES, cuts.cut_rows(rows, edges, -1)[5], strict=True))
    assert (first["gap"], first["run-lines"], first["own-run-lines"]) == (3, 2, 0)
