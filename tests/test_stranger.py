"""A stranger with a folder of saved pages has a book in three commands, and it is right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import tomlkit
from bookcase import book
from openepub import TYPE, Epub, X
from savedpages import DUTCH, set_out

ALT = "Plattegrond met twee steigers en een rivier"
WEIR = {"title": "Alder Weir", "kill": ["From Riverpedia"], "authors": []}


class Made:
    """What the three commands left: the folder, what they said, the book."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "bundel"
        self.new = book("new", "bundel", "saved", cwd=root)
        plan = tomlkit.parse((self.folder / "anthology.toml").read_text(encoding="utf-8"))
        for piece in plan["piece"]:  # type: ignore[union-attr]
            if "Weir" in piece["seed"]:
                piece.pop("title_by_editors", None)
                piece.update(WEIR)
            if DUTCH in piece["seed"]:
                image = tomlkit.table()
                image.update({"file": f"seeds/{DUTCH}_bestanden/kaart.png", "alt": ALT})
                piece["image"] = tomlkit.aot()
                piece["image"].append(image)
        (self.folder / "anthology.toml").write_text(tomlkit.dumps(plan), encoding="utf-8")
        self.build = book("build", cwd=self.folder)
        self.epub = Epub((self.folder / "build" / "bundel.epub").read_bytes())
        pdf = pdfium.PdfDocument(self.folder / "build" / "bundel.pdf")
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        self.paper = re.sub(r"\s+", " ", re.sub(r"[\u00ad\ufffe\u2010-]\s*", "-", text))
        self.records = [
            json.loads(line) for line in (self.folder / "build" / "ledger.jsonl").read_text().splitlines()
        ]

    def chapter(self, title: str) -> str:
        """A chapter's document, as text with its markup."""
        from lxml import etree

        for root in self.epub.documents.values():
            heading = next((e for e in root.iter(f"{X}h1", f"{X}h2") if title in "".join(e.itertext())), None)
            if heading is not None and root.find(f".//{X}section[@{TYPE}='chapter']") is not None:
                return str(etree.tostring(root, encoding="unicode"))
        raise AssertionError(title)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("stranger")
    set_out(root / "saved")
    return Made(root)


pytestmark = pytest.mark.needs("pango")

TITLES = (
    "De pont van half zeven", "Der Zettel am Kühlschrank", "The Lamplighter", "Alder Weir",
    "De brug die opende", "De tuin van nummer negen", "Het loket", "La siesta del cartero",
    "Le moulin sans vent", "What the Ferryman Counts", "A Drawer of Keys",
)  # fmt: skip
AUTHORS = (
    "Marijke van Dalen", "Sabine Krüger", "Tom Okafor", "Geert Mulder", "Joris Hamel", "Wim Terpstra",
    "Inés Robledo", "Élodie Marchand", "Ruth Delaney",
)  # fmt: skip


def test_all_commands_succeed_and_every_piece_is_there(made: Made) -> None:
    assert (made.new.code, made.build.code) == (0, 0), made.new.err + made.build.err
    for title in TITLES:
        assert made.chapter(title)
        assert title in made.paper
    for author in AUTHORS:
        assert author.upper() in made.paper.upper()


NOTES = {
    "The Lamplighter": ["which he thought unjust", "My mother heard it so"],
    "Der Zettel": ["Er würde das bestreiten"],
    "Alder Weir": ["Dams of the Lower Alder", "Priory rolls", "Dams of the Lower Alder"],
    "De brug die": ["in de volgende sluis", "zei er wel iets van"],
    "De tuin van": ["van dezelfde soort", "volgens de buren, Notaris"],
    "Het loket": ["Een huissleutel telt niet"],
    "La siesta": ["Los telegramas", "El sello lo tengo yo"],
    "Le moulin": ["de la tempête", "parlent de son chien"],
}


@pytest.mark.parametrize("title", NOTES)
def test_notes_stand_at_their_calls_in_both_editions(made: Made, title: str) -> None:
    """Of Substack, MediaWiki, WordPress, Markdown, an EPUB's own document of notes, [1] and *."""
    chapter = made.chapter(title)
    calls = re.findall(r"<a [^>]*noteref[^>]*>", chapter)
    assert len(calls) == len(NOTES[title])
    notes = re.findall(r"<div [^>]*doc-footnote[^>]*>(.*?)</div>", chapter, re.S)
    assert len(notes) == len(NOTES[title])
    for note, words in zip(notes, NOTES[title], strict=True):
        assert words in re.sub(r"\s+", " ", re.sub("<[^>]+>", "", note))
        assert words in made.paper.replace("\u00a0", " ")


PICTURES = {
    "De pont van": [
        ("Een kleine veerpont halverwege een brede rivier, in de mist", "De pont vaart ook"),
        (ALT, "De route"),
    ],
    "Der Zettel": [("Ein vergilbter Zettel unter einem Magneten", "")],
    "The Lamplighter": [("A gas lamp on an iron post, its glass dark", "The fourth lamp")],
    "De brug die": [("Een open brug boven een leeg kanaal", "Kwart over acht")],
    "De tuin van": [("Een overwoekerd tuinhek met klimrozen", "")],
    "Le moulin": [],
    "What the Ferryman": [],
}  # fmt: skip


@pytest.mark.parametrize("title", PICTURES)
def test_pictures_that_came_along_stand_where_they_stood(made: Made, title: str) -> None:
    chapter = made.chapter(title)
    figures = re.findall(r"<figure.*?</figure>", chapter, re.S)
    assert len(figures) == len(PICTURES[title])
    for figure, (alt, caption) in zip(figures, PICTURES[title], strict=True):
        assert f'alt="{alt}"' in figure
        assert caption in figure
        (source,) = re.findall(r'src="\.\./([^"]+)"', figure)
        assert made.epub.read(f"EPUB/{source}")[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")
    assert "avatar" not in chapter
    assert "logo" not in chapter


def test_what_did_not_come_along_is_told_and_never_fetched(made: Made) -> None:
    missing = [line for line in made.build.err.splitlines() if "read.picture-missing" in line]
    assert [line.partition(":")[0].rpartition("/")[2] for line in missing] == [
        "Weir - Riverpedia.html", "le-moulin.html", "posts.rss#ferryman",
    ]  # fmt: skip
    assert "https://tideclock.example/gulls.jpg" in missing[2]


STRUCTURE = {
    "De pont van": ["<h2", "<li", "<blockquote", "<em", "<strong", 'href="https://havenblad.example/dienstregeling"'],
    "De tuin van": ["<ol", "<blockquote", "<em", "<strong", 'href="https://kadaster.example/negen"'],
    "Le moulin": ["<table", "<thead", "Jours de vent</th>", ">1902</td>", "<em"],
    "A Drawer of Keys": ["<blockquote"],
    "Alder Weir": ["<h2", ">History<"],
}  # fmt: skip


@pytest.mark.parametrize("title", STRUCTURE)
def test_structure_survives(made: Made, title: str) -> None:
    chapter = made.chapter(title)
    for piece in STRUCTURE[title]:
        assert piece in chapter or piece.replace("<h2", "<h3") in chapter, piece


@pytest.mark.parametrize(
    "words",
    ["Mooi geschreven", "Vroeger kostte het", "Lees ook", "Subscribe", "Impressum", "Newsletter",
     "Laisser un", "Fièrement", "Random article", "[edit]", "Deel dit artikel", "Inicio", "Cookies",
     "Jetzt anmelden"],
)  # fmt: skip
def test_nothing_of_the_sites_is_in_the_book(made: Made, words: str) -> None:
    assert words not in made.paper
    assert not any(words in made.chapter(title) for title in TITLES)


def test_the_ledger_has_every_line_and_every_picture(made: Made) -> None:
    numbers: dict[str, list[int]] = {}
    for record in made.records:
        assert record["rule"]
        if record["line"]:
            numbers.setdefault(record["source"], []).append(record["line"])
    assert len(numbers) == len(TITLES)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    pictures = [r["before"] for r in made.records if r["role"] == "picture"]
    assert len(pictures) == 9


def test_a_second_build_has_nothing_to_do_until_a_picture_changes(made: Made) -> None:
    assert "nothing" in book("build", cwd=made.folder).out.lower()
    picture = made.folder / "seeds" / f"{DUTCH}_bestanden" / "kaart.png"
    before = picture.read_bytes()
    picture.write_bytes(before + b"\0")
    assert "nothing" not in book("build", "epub", cwd=made.folder).out.lower()
