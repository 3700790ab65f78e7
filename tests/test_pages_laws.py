"""What holds for every page, however it is put together: no line is lost, no word of what is kept."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from savedpages import drawn

from book.errors import SeedError
from book.intake import mark
from book.ledger import audit
from book.model import Figure, Note, NoteCall, Role, Seed
from book.read import read
from book.read.pictures import picture
from book.recover import lift

SENTENCE = "The ferryman counts heads when you come aboard and again when you leave, and gulls in between."
PARTS = st.sampled_from(
    [
        f"<p>{SENTENCE}</p>", "<p>", "</p>", "<br>", "<div>", "</div>", "<article>", "</article>", "<hr>",
        '<img src="a.png" alt="A lamp">', '<img src="a.png">', '<img src="https://x.example/b.png">',
        '<figure><img src="a.png"><figcaption>The fourth lamp.</figcaption></figure>', "<figure>",
        "</figure>", "<figcaption>Photo: Hendrik Bos</figcaption>", "<blockquote>", "</blockquote>",
        "<table>", "</table>", "<tr>", "<td>", "1901", "<th>", "</tr>", "<ol>", "<ul>", "</ol>", "<li>",
        "</li>", "<h2>History</h2>", "<h3>Notes</h3>", "<sup>1</sup>", "<sup>2</sup>", "[1]", "* ",
        '<a href="#n1">1</a>', '<p id="n1">', '<li id="n1">', '<a name="n1">',
        '<span class="sidenote">He held it unjust.</span>', "</a>", "<nav>", "</nav>", "<footer>",
        "A word or two", "<em>", "</em>", '<a href="#x">', "Door Jan de Wit", "2 maart 2019",
    ]
)  # fmt: skip


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


def said(thing: object) -> str:
    """Every text in a tree of blocks and inlines, that of notes and figures too."""
    if isinstance(thing, str):
        return ""
    if isinstance(thing, tuple):
        return " ".join(map(said, thing))
    if isinstance(thing, NoteCall):
        return said(thing.note)
    if isinstance(thing, Note):
        return said(thing.blocks)
    found = [getattr(thing, "text", "") if isinstance(getattr(thing, "text", ""), str) else ""]
    if isinstance(thing, Figure):
        found.append(thing.credit)
    names = ("inlines", "blocks", "attribution", "items", "stanzas", "caption", "rows")
    found += [said(value) for name in names if (value := getattr(thing, name, None))]
    return " ".join(found)


@settings(max_examples=200)
@given(st.lists(PARTS, max_size=40), st.booleans())
def test_every_line_has_a_verdict_and_every_kept_word_a_place(parts: list[str], whole: bool) -> None:
    came = Seed("seeds/a.png", drawn("a", (80, 60)))
    page = f"<html><body>{' '.join(parts)}</body></html>".encode()
    seed = Seed("seeds/page.html", page, "html", whole=whole, beside={"a.png": came})
    try:
        reading = read(seed)
    except SeedError:
        assert SENTENCE.encode() not in page
        return
    galley = mark(seed, reading, "en")
    assert audit(reading, galley) == ()
    pictures = {one.name: picture(one)[0] for one in reading.pictures}
    piece = lift(galley, pictures=pictures)
    kept = words(" ".join(v.line.text for v in galley.verdicts if v.kept))
    assert not kept - words(said(piece.blocks)), kept - words(said(piece.blocks))
    shown = [v for v in galley.verdicts if v.role is Role.PICTURE and v.line.image.name in pictures]
    assert sum(isinstance(block, Figure) for block in piece.blocks) == len(shown)
