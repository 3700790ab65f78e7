"""Archives that blogs export: what is a post in them, and what is said of it elsewhere in them."""

from __future__ import annotations

import zipfile
from io import BytesIO

from book.intake import mark
from book.model import KEPT, Role, Seed
from book.project.files import FORMATS
from book.read import read
from book.read.unpack import Unpacked, unpack
from book.recover import lift

TEXT = (
    "Every morning the baker of Bath opens his shop at six, and every morning there is a queue.",
    "I asked him why he does it. He said that he does not know how to do anything else.",
)
TABLE = """post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle
1001.the-bread,2024-03-02T10:00:00.000Z,true,,newsletter,everyone,"The bread, and the baker",A year in Bath
1002.a-draft,,false,,newsletter,everyone,A draft,
"""
MEDIUM = """<!DOCTYPE html><html><head><title>The bread of the baker</title></head><body>
<article class="h-entry">
<header><h1 class="p-name">The bread of the baker</h1></header>
<section data-field="subtitle" class="p-summary">A year in Bath</section>
<section data-field="body" class="e-content"><section><div class="section-inner">
<h3 class="graf graf--h3 graf--title">The bread of the baker</h3>
<h4 class="graf graf--subtitle">A year in Bath</h4>
<p>{}</p></div></section></section>
<footer><p>By <a href="https://medium.com/@anna" class="p-author h-card">Anna Baker</a> on
<a href="https://medium.com/p/1a"><time class="dt-published" datetime="2019-03-02T10:00:00.000Z">March 2,
2019</time></a>.</p><p>Exported from <a href="https://medium.com">Medium</a> on May 5, 2020.</p></footer>
</article></body></html>""".format("</p><p>".join(TEXT))


def unpacked(files: dict[str, str]) -> Unpacked:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return unpack(
        Seed("seeds/a.zip", buffer.getvalue(), "zip"),
        lambda name, _: FORMATS.get(f".{name.rpartition('.')[2]}"),
    )


def test_a_post_of_substack_has_what_the_table_says_of_it() -> None:
    body = f"<p>{'</p><p>'.join(TEXT)}</p>"
    found = unpacked(
        {
            "posts.csv": TABLE,
            "posts/1001.the-bread.html": body,
            "posts/1002.a-draft.html": body,
            "posts/1001.the-bread.opens.csv": "post_id,timestamp\n",
        }
    )
    assert found.left == ("2 × table", "1 × draft (‘A draft’)")
    ((name, seed),) = found.pieces
    assert name == "posts/1001.the-bread.html"
    galley = mark(seed, read(seed))
    piece = lift(galley)
    assert (piece.title, piece.subtitle, piece.date) == (
        "The bread, and the baker",
        "A year in Bath",
        "2024-03-02",
    )
    assert tuple(v.line.text for v in galley.verdicts if v.role in KEPT) == TEXT


def test_another_table_of_that_name_says_nothing() -> None:
    found = unpacked({"posts.csv": "id,title\n1,De zee\n", "posts/1.html": f"<p>{TEXT[0]}</p>"})
    assert found.left == ("posts.csv",)
    assert found.pieces[0][1].hints == ()


def test_of_an_account_at_medium_the_posts_alone_are_pieces() -> None:
    claps = "<html><body><h1>Claps</h1><ul><li><a href='x'>A post</a></li></ul></body></html>"
    found = unpacked(
        {
            "README.html": claps,
            "claps/claps-0001.html": claps,
            "claps/claps-0002.html": claps,
            "posts/2019-03-02_The-bread-1a.html": MEDIUM,
            "posts/draft_Not-yet-99.html": MEDIUM,
        }
    )
    assert [name for name, _ in found.pieces] == ["posts/2019-03-02_The-bread-1a.html"]
    assert found.left == ("1 × page", "2 × claps", "1 × draft (‘Not yet’)")


def test_a_lead_that_medium_has_twice_is_printed_once() -> None:
    ((_, seed),) = unpacked({"posts/2019-03-02_The-bread-1a.html": MEDIUM}).pieces
    galley = mark(seed, read(seed))
    assert [v.line.text for v in galley.verdicts if v.role is Role.DEK] == ["A year in Bath"]
    assert tuple(v.line.text for v in galley.verdicts if v.role in KEPT) == ("A year in Bath", *TEXT)
    piece = lift(galley)
    assert ([name.display for name in piece.authors], piece.date) == (["Anna Baker"], "2019-03-02")


def test_of_notions_export_tables_and_the_list_of_pages_are_none() -> None:
    number, other = "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "1a2b3c4d5e6f70818293a4b5c6d7e8f9"
    table = "Name,Author\nThe bread,Anna Baker\n"
    found = unpacked(
        {
            "index.html": "<html><body><ul><li><a href='a.html'>The bread</a></li></ul></body></html>",
            f"Columns {number}.csv": table,
            f"Columns {number}_all.csv": table,
            f"Columns {number}.md": "# Columns\n\n[Untitled](Columns.csv)\n",
            f"Columns {number}/The bread {other}.md": "# The bread\n\n" + "\n\n".join(TEXT),
        }
    )
    assert [name for name, _ in found.pieces] == [f"Columns {number}/The bread {other}.md"]
    assert found.left == ("1 × list of pages", "3 × table (‘Columns’)")


def test_an_index_among_pages_of_others_is_a_page() -> None:
    found = unpacked({"index.html": f"<html><body><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>"})
    assert [name for name, _ in found.pieces] == ["index.html"]
