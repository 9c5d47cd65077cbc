"""For each ending that has a reader a good file, whose one report's text is TEXT; the fuzzing starts from them too."""

from __future__ import annotations

import importlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pyarrow as arrow
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))
pdf = importlib.import_module("written_pdfs").pdf

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins », a-t-elle dit."
PAGE = f"<!doctype html><html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>".encode()
CHECKED = f"""<html><head><meta charset=utf-8><meta name=author content="Claire Vidot, avec AFP"><script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "author": {{"@id": "#a"}}, "isBasedOn": ["/b"], "correction": "Une date a été revue."}}, {{"@type": "ClaimReview",
"claimReviewed": "le pont est vendu", "reviewRating": {{"ratingValue": 1, "bestRating": 5, "alternateName": "Faux"}}}}, {{"@id": "#a", "name": "X Y"}}]}}
</script></head><body><div itemscope itemtype="https://schema.org/ClaimReview"><meta itemprop=claimReviewed content="le pont est vendu"></div>
<p class=byline>Par X Y <time>hier</time></p><p>{TEXT}</p><p hidden>caché</p><p>Correction : une version précédente.</p></body></html>""".encode()
"""A page with all that a page can say of itself, for the fuzzing."""
MAIL = f"Subject: Pont\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}".encode()
SAVED = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    + PAGE
    + b"\n--b--\n"
)
RSS = f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>".encode()
ITEM = f"<newsItem guid='urn:a'><contentSet><inlineXML><p>{TEXT}</p></inlineXML></contentSet></newsItem>".encode()
NINJS = json.dumps({"uri": "urn:a", "body_html": f"<p>{TEXT}</p>"}).encode()


def zipped() -> bytes:
    """A zip with one page."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("a.html", PAGE)
    return made.getvalue()


def warc(*, gzip: bool) -> bytes:
    """A WARC with one page."""
    made = io.BytesIO()
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(made, gzip=gzip)
    link = "https://vigie.example/17"
    writer.write_record(writer.create_warc_record(link, "response", payload=io.BytesIO(PAGE), http_headers=headers))
    return made.getvalue()


def table() -> bytes:
    """A Parquet table with one text."""
    made = io.BytesIO()
    parquet.write_table(arrow.table({"text": [TEXT]}), made)
    return made.getvalue()


PLAIN, LINE = TEXT.encode(), json.dumps({"text": TEXT}).encode() + b"\n"
SAMPLES: dict[str, bytes] = {
    "": PLAIN, ".txt": PLAIN, ".text": PLAIN, ".md": PLAIN, ".jsonl": LINE, ".ndjson": LINE, ".jsonlines": LINE,
    ".csv": f'text\n"{TEXT}"\n'.encode(), ".tsv": f"text\n{TEXT}\n".encode(), ".parquet": table(), ".pq": table(),
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".eml": MAIL, ".mht": SAVED, ".mhtml": SAVED, ".rss": RSS, ".atom": RSS,
    ".xml": ITEM, ".newsml": ITEM, ".g2": ITEM, ".json": NINJS, ".ninjs": NINJS, ".pdf": pdf([[TEXT]]),
    ".zip": zipped(), ".wacz": zipped(), ".warc": warc(gzip=False), ".gz": warc(gzip=True), ".warc.gz": warc(gzip=True),
}  # fmt: skip
