"""The pages that the judge of markup learns from beside the real ones."""

from __future__ import annotations

import pytest

pytest.importorskip("bench.htmlcases")

from bench.htmlcases import HtmlCase, transplants
from book.model import UNTOLD, Line


def case(name: str, site: str, own: int, around: int) -> HtmlCase:
    ways = [f"body > nav.menu > a:nth-child({n + 1})" for n in range(around)]
    ways += [f"body > main > div.{name} > p:nth-child({n + 1})" for n in range(own)]
    ways += ["body > footer > p"]
    lines = tuple(Line(n, f"{name} {n} says a thing or two", "p", way) for n, way in enumerate(ways, 1))
    labels = "D" * around + "K" * own + "D"
    return HtmlCase(name, "columns", site, 0, lines, frozenset(), labels, UNTOLD)


def author(page: HtmlCase) -> list[Line]:
    return [line for line, label in zip(page.lines, page.labels, strict=True) if label == "K"]


CASES = [case("alpha", "a.org", 5, 2), case("beta", "b.org", 6, 3), case("gamma", "c.org", 4, 1)]


@pytest.mark.parametrize("seed", range(8))
def test_a_transplant_is_one_article_whole_in_the_page_of_another(seed: int) -> None:
    made = transplants(CASES, seed)
    assert len(made) == len(CASES)
    for graft, own in zip(made, CASES, strict=True):
        assert [line.text for line in author(graft)] == [line.text for line in author(own)]
        host = graft.page.removeprefix(f"{own.page} in ")
        assert host != own.page
        inside = {
            line.place.rpartition(" > ")[0]
            for line, x in zip(graft.lines, graft.labels, strict=True)
            if x == "K"
        }
        assert inside == {f"body > main > div.{host}"}


@pytest.mark.parametrize("seed", range(8))
def test_no_two_lines_of_a_transplant_have_one_place(seed: int) -> None:
    for graft in transplants(CASES, seed):
        places = [line.place for line in graft.lines]
        assert len(set(places)) == len(places)
        assert [line.number for line in graft.lines] == list(range(1, len(places) + 1))


def test_a_part_of_the_other_text_is_left_below_now_and_then() -> None:
    made = [graft for seed in range(20) for graft in transplants(CASES, seed)]
    held = [sum(line.place.startswith("body > main") for line in g.lines) - len(author(g)) for g in made]
    assert 0 in held
    assert any(held)
