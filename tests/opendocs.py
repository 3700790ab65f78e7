"""OpenDocument texts, made by hand: the parts that a text needs, and no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
LOOKS = {
    "cursief": 'fo:font-style="italic"',
    "vet": 'fo:font-weight="bold"',
    "recht": 'fo:font-style="normal"',
    "onder": 'style:text-position="sub 58%"',
    "boven": 'style:text-position="33% 80%"',
    "door": 'style:text-line-through-style="solid"',
    "weg": 'text:display="none"',
}
SHAPES = {
    "beide": 'fo:margin-left="1.25cm" fo:margin-right="1.25cm"',
    "links": 'fo:margin-left="0.5in"',
    "hangt": 'fo:margin-left="0.5in" fo:text-indent="-0.5in"',
    "eerste": 'fo:text-indent="0.5in"',
    "midden": 'fo:margin-left="0.5in" fo:text-align="center"',
}
_NAMED = (
    '<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"/>'
    '<style:style style:name="Tussenkop" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Standard" style:family="paragraph">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<text:list-style style:name="Cijfers"><text:list-level-style-number text:level="1" '
    'style:num-format="1" text:start-value="3"/><text:list-level-style-bullet text:level="2" '
    'text:bullet-char="•"/></text:list-style>'
)
_OWN = (
    "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in LOOKS.items()
    )
    + "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {shape}/></style:style>"
        for name, shape in SHAPES.items()
    )
    + (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
        '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Tussenkop"/>'
    )
)


def p(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{inside}</text:h>'


def span(inside: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inside}</text:span>'


def note(inside: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{inside}</text:note-body></text:note>"
    )


def items(*inside: str, style: str = "Stippen") -> str:
    listed = "".join(f"<text:list-item>{each}</text:list-item>" for each in inside)
    return f'<text:list text:style-name="{style}">{listed}</text:list>'


def picture(file: str, alt: str = "") -> str:
    return f'<draw:frame><draw:image xlink:href="{file}"/><svg:desc>{alt}</svg:desc></draw:frame>'


def document(body: str, other: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .odt with these blocks."""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "styles.xml": f"<office:document-styles {_SPACES}><office:styles>{_NAMED}</office:styles>"
        "</office:document-styles>",
        "content.xml": f"<office:document-content {_SPACES}><office:automatic-styles>{_OWN}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(other or {})}.items():
            archive.writestr(name, data)
    return packed.getvalue()
