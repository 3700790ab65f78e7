"""What a Markdown file says of itself in its front matter, as blogs and clippers write it."""

from __future__ import annotations

import pytest

from book.model import Seed
from book.read import read
from book.read.frontmatter import split


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('author: "Piet Bakker"', [("author", "Piet Bakker")]),
        ('author: "Piet Bakker', [("author", "Piet Bakker")]),  # never closed
        ("author: [[Piet Bakker]]", [("author", "Piet Bakker")]),
        ('author:\n  - "[[Piet Bakker]]"\n  - "[[Wit, Anna de|Anna de Wit]]"',
         [("author", "Piet Bakker"), ("author", "Anna de Wit")]),
        ("authors: [Piet Bakker, Anna de Wit]", [("author", "Piet Bakker"), ("author", "Anna de Wit")]),
        ("creator: Bakker, Piet", [("author", "Piet Bakker")]),
        ("creator: Piet Bakker", [("author", "Piet Bakker")]),
        ("published: 2020-05-06T10:00:00Z", [("date", "2020-05-06")]),
        ("created: 2024-01-01", []),  # the day on which it was clipped
        ("author:\n  name: Piet Bakker\n  mail: x@y.example", [("author", "Piet Bakker")]),
        ("subtitle: >-\n  Over het bakken\n  van brood\ndate: 2020-05-06",
         [("subtitle", "Over het bakken van brood"), ("date", "2020-05-06")]),
        ("draft: true", [("status", "a draft")]),
        ("published: false  # not yet", [("status", "a draft")]),
        ("status: private", [("status", "private")]),
        ("draft: false", []),
        ("site: De Stentor", [("outlet", "De Stentor")]),
        ("publication: De Stentor  # a newspaper", [("outlet", "De Stentor")]),
    ],
)  # fmt: skip
def test_what_front_matter_says(line: str, said: list[tuple[str, str]]) -> None:
    text, facts = split(f"---\ntitle: Brood\n{line}\n---\nEen zin.\n")
    assert text == "Een zin.\n"
    assert [(fact.field, fact.value) for fact in facts] == [("title", "Brood"), *said]


@pytest.mark.parametrize("rule", ["---", "+++"])
def test_a_page_has_front_matter_too_where_a_site_is_made_of_it(rule: str) -> None:
    front = "title: De pont" if rule == "---" else 'title = "De pont"'
    data = f"{rule}\n{front}\n{rule}\n<p>De pont vaart om half zeven.</p>".encode()
    reading = read(Seed("pont.html", data, "html"))
    assert [line.text for line in reading.lines] == ["De pont vaart om half zeven."]
    assert [(f.field, f.value, f.sure) for f in reading.facts] == [("title", "De pont", True)]


def test_a_page_that_begins_with_a_rule_has_none() -> None:
    reading = read(Seed("pont.html", b"---<br><p>De pont vaart om half zeven.</p>", "html"))
    assert [line.text for line in reading.lines] == ["---", "De pont vaart om half zeven."]
