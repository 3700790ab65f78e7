"""What may not be the author's is told, and stays."""

from __future__ import annotations

import pytest
from growth import growth

from book.intake import mark
from book.model import Galley, Seed
from book.read import read
from book.recover.alien import recover
from book.recover.page import Sheet

SAID = (
    "The ferry was late again, and nobody on the quay seemed to mind.\n\n"
    "{0}\n\n"
    "When it came at last, the captain waved as if he had been early.{1}\n"
)


def galley(text: str, name: str = "a.txt", kind: str = "text") -> Galley:
    seed = Seed(name, text.encode(), kind)
    return mark(seed, read(seed))


def told(found: Galley, check: str) -> list[int | None]:
    return [f.place.line for f in found.findings if f.check == f"recover.{check}"]


@pytest.mark.parametrize("field", ["*|FNAME|*", "{{first_name}}", "{{ to.name }}", "%%name%%", "%NAME%"])
def test_fields_of_a_mailing_are_told(field: str) -> None:
    found = galley(SAID.format(f"Dear {field}, you would have waited with us, I am sure of it.", ""))
    assert told(found, "merge-field") == [3]
    assert found.verdicts[2].kept


@pytest.mark.parametrize(
    "text", ["It cost 5 %, or 7 %.", "He wrote {{, and later }}, on the wall.", "A *|* is a star."]
)
def test_other_signs_are_no_fields(text: str) -> None:
    assert told(galley(SAID.format(text, "")), "merge-field") == []


@pytest.mark.parametrize("tags", [" #ferry", " #ferry #late", "\n\n#veerpont"])
def test_hashtags_at_the_end_are_told(tags: str) -> None:
    assert len(told(galley(SAID.format("We had tea.", tags)), "hashtags")) == 1


@pytest.mark.parametrize("end", ["", " It was boat #12.", " He wrote #ferry on the wall."])
def test_other_ends_are_not(end: str) -> None:
    assert told(galley(SAID.format("We had tea.", end)), "hashtags") == []


NAV = '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/a">Archive</a></li></ul></nav></header>'
LINKS = "".join(f'<li><a href="/{n}">The bridge, part {n}</a></li>' for n in range(12))
FOOT = f"<footer><ul>{LINKS}</ul></footer>"
WALLS = {
    "links": f"<main><h1>Archive</h1><ul>{LINKS}</ul></main>",
    "error": f"<main><h1>Page not found</h1><p>Sorry, we could not find it.</p></main>{FOOT}",
    "login": "<main><h1>Log in</h1><form><p>E-mail</p><p>Password</p><p>Forgot it?</p><p>Log in</p>"
    f"<p>No account yet? Make one for free.</p></form></main>{FOOT}",
}


def page(body: str) -> Galley:
    return galley(f'<html lang="en"><body>{NAV}{body}</body></html>', "a.html", "html")


@pytest.mark.parametrize("wall", WALLS)
def test_a_page_without_a_text_is_told(wall: str) -> None:
    assert len(told(page(WALLS[wall]), "hardly-text")) == 1


def test_a_page_with_a_text_is_not() -> None:
    long = SAID.format("We had tea, and then we had tea again, for there was nothing else.", "")
    body = "".join(f"<p>{text}</p>" for text in (long * 2).split("\n\n"))
    found = page(f"<main><article><h1>The ferry</h1>{body}</article></main>{FOOT}")
    assert told(found, "hardly-text") == []


def test_a_poem_in_a_manuscript_is_not() -> None:
    assert told(galley("# The ferry\n\nLate,\n\nalways.\n", "a.md", "markdown"), "hardly-text") == []


def test_a_line_of_very_many_hashtags_takes_no_longer_than_its_length() -> None:
    tagged = "The ferry was late.\n\nIt came at last, {}at dusk.\n"
    pages = {n: galley(tagged.format("#dyke " * n)) for n in (500, 4000)}
    assert growth(lambda n: recover(pages[n], Sheet(pages[n])), 500, 4000) < 4
