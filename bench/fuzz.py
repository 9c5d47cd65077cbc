"""Fuzzing of the readers: damaged and invented files, for a time each; every fault that is found is printed and kept.

    python bench/fuzz.py                          # ten seconds each, by hypothesis
    python bench/fuzz.py --seconds 600 html feed  # two of them for ten minutes each
    pip install atheris                           # then coverage leads the search (Debian, Python 3.11 to 3.13)
    python bench/fuzz.py --engine atheris --seconds 600

A reader is held to this: whatever the bytes, it yields reports and refusals; each refusal has a code, a message and a
remedy; each report has a text that a store can keep; and none takes longer than ``SLOW`` seconds of processor time.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import importlib
import importlib.util
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SLOW = 10.0
"""Seconds of processor time that one file of a few kilobytes may take: a shared machine is slow, a loop is slower."""

LEAST = 20
"""Files that are read of each reader, however short the time."""

LONGEST = 60_000
"""Bytes of one made-up file at most."""

WORDS: dict[str, list[str]] = {
    "html": ["<p>", "</p>", "<article>", "<script type=\"application/ld+json\">", "</script>", "<!--", "-->", "<style>", "&#x", "&amp",
             "hidden", "itemprop=\"", "{\"@type\":\"ClaimReview\"", "\"@graph\":[", "<time datetime=\"", "<table>", "<meta charset=", "<div class=\""],
    "feed": ["<rss", "<item>", "<entry>", "<![CDATA[", "]]>", "<content:encoded>", "<link>", "<pubDate>", "<!DOCTYPE", "<!ENTITY", "xml:base=",
             "https://jsonfeed.org/version/1.1", "\"items\":[", "\"content_html\":", "<opml", "<outline xmlUrl="],
    "mail": ["Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "Content-Transfer-Encoding: base64", "=?utf-8?q?", "?=", "charset=",
             "Content-Disposition: attachment", "From: ", "Date: ", "Content-Transfer-Encoding: uuencode", "text/html"],
    "newsml": ["<newsItem", "<inlineXML>", "<pubStatus qcode=\"stat:canceled\"/>", "version=\"", "<inlineData", "<!DOCTYPE", "<nitf>", "&#0;"],
    "ninjs": ["\"bodies\":[", "\"pubstatus\":\"canceled\"", "\"version\":", "\"headlines\":", "\"body_html\":", "null", "[[[[", "1e999"],
    "pdf": ["/FlateDecode", "/Length", "/Kids", "/Pages", "obj", "endobj", "stream", "xref", "trailer", "/Encrypt", "<<", ">>", "/Prev", "BT", "ET"],
    "table": ["text", "file", "\"", "\"\"", ",", ";", "\t", "\r\n", "published", "status", "{\"text\":", "\"file\":\"../../x\"", "\\ud800"],
    "zip": ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", ".html", ".warc.gz", "../"],
    "warc": ["WARC/1.0", "WARC-Type: response", "Content-Length: ", "HTTP/1.1 200 OK", "Content-Encoding: gzip", "Transfer-Encoding: chunked", "\r\n\r\n"],
    "parquet": ["PAR1"],
    "text": ["\ufeff", "\u202e", "\u0000", "\u2028"],
}  # fmt: skip
"""What the formats are made of, for edits that bytes alone would seldom hit on."""


@dataclass
class Target:
    """A reader: what it makes of bytes, files to start from, and how inner bytes are wrapped (packed) before reading."""

    read: Callable[[bytes], Any]
    seeds: list[bytes]
    wrap: Callable[[bytes], bytes] = bytes
    found: dict[str, bytes] = field(default_factory=dict)


def targets() -> dict[str, Target]:
    """All readers, by the names of their fuzzing."""
    sys.path[:0] = [str(ROOT / "tests" / "contract"), str(ROOT / "tests" / "intake")]
    made = importlib.import_module("samples")
    samples: dict[str, bytes] = made.SAMPLES
    inner = {name: importlib.import_module(f"recoupe.intake.{name}") for name in
             ("archive", "feed", "folder", "mail", "newsml", "ninjs", "pdf", "text", "html.page")}  # fmt: skip
    pages = [p.read_bytes() for p in sorted((ROOT / "tests" / "intake" / "pages").glob("*.html"))]
    read_zip, read_warc = inner["archive"].read_zip, inner["archive"].read_warc
    return {
        "html": Target(lambda d: [inner["html.page"].read_page(d, "x")], [samples[".html"], made.CHECKED, *pages]),
        "feed": Target(_feeds(inner["feed"]), _feed_seeds(samples)),
        "mail": Target(lambda d: [inner["mail"].read_mail(d, "x")], [samples[".eml"], samples[".mht"]]),
        "newsml": Target(lambda d: inner["newsml"].read_newsml(d, "x"), [samples[".xml"]]),
        "ninjs": Target(lambda d: inner["ninjs"].read_ninjs(d, "x"), [samples[".json"]]),
        "pdf": Target(lambda d: [inner["pdf"].read_pdf(d, "x")], [samples[".pdf"]]),
        "table": Target(_files(inner["folder"], (".csv", ".jsonl")), [samples[".csv"], samples[".tsv"], samples[".jsonl"]]),
        "parquet": Target(_files(inner["folder"], (".parquet",)), [samples[".parquet"]]),
        "zip": Target(lambda d: read_zip(io.BytesIO(d), "x"), [samples[".zip"]]),
        "zip-inside": Target(lambda d: read_zip(io.BytesIO(d), "x"), [samples[".warc"], samples[".html"]], _zipped),
        "warc": Target(lambda d: read_warc(io.BytesIO(d), "x"), [samples[".warc"]]),
        "warc-inside": Target(lambda d: read_warc(io.BytesIO(d), "x"), [samples[".warc"]], gzip.compress),
        "text": Target(lambda d: [inner["text"].read_text(d, "x")], [samples[".txt"]]),
    }  # fmt: skip


def _feeds(feed: Any) -> Callable[[bytes], list[Any]]:
    def read(data: bytes) -> list[Any]:
        errors = importlib.import_module("recoupe.errors")
        with contextlib.suppress(errors.RecoupeError):
            feed.feeds_of(data)
        return list(feed.read_feed(data, "x"))

    return read


def _feed_seeds(samples: dict[str, bytes]) -> list[bytes]:
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><updated>2024-05-07T09:00:00Z</updated><content type='html'>&lt;p>a</content></entry></feed>"
    own = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<p>a"}]})
    lists = b"<opml version='2.0'><body><outline xmlUrl='https://fil.example/rss'/></body></opml>"
    return [samples[".rss"], atom, own.encode(), lists]


def _files(folder: Any, endings: tuple[str, ...]) -> Callable[[bytes], list[Any]]:
    made: list[Path] = []

    def read(data: bytes) -> list[Any]:
        place = made[0] if made else Path(tempfile.mkdtemp(prefix="recoupe-fuzz-"))
        made[:] = [place]
        found: list[Any] = []
        for ending in endings:
            (place / f"sample{ending}").write_bytes(data)
            found += folder.read_path(place / f"sample{ending}")
        return found

    return read


def _zipped(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in ("a.warc", "b.html", "c.eml", "d.json"):
            target.writestr(name, data)
    return made.getvalue()


# ---------------------------------------------------------------------------- what a reader is held to


def held(target: Target, data: bytes) -> None:
    """Read the bytes and raise AssertionError, or what the reader raised, where it does not keep to its word."""
    report, refusal = (importlib.import_module("recoupe." + m) for m in ("model.report", "intake.refusal"))
    start = time.process_time()
    for arrival in target.read(target.wrap(data[:LONGEST])):
        if isinstance(arrival, refusal.Refusal):
            assert arrival.code, "a refusal without a code"
            assert arrival.message, "a refusal without a message"
            assert arrival.remedy, "a refusal without a remedy"
        else:
            assert isinstance(arrival, report.Report), f"neither report nor refusal: {type(arrival).__name__}"
            assert arrival.text.strip(), "a report without text"
            arrival.text.encode("utf-8")
    spent = time.process_time() - start
    assert spent < SLOW, f"slow: {spent:.0f} s"


def keep(target: Target, data: bytes, error: BaseException) -> None:
    """Note a fault once for each place that it comes from."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "recoupe/intake" in Path(f.filename).as_posix()]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    name = f"{type(error).__name__} at {place}: {str(error)[:120]}"
    key = f"{type(error).__name__} at {place}"
    if key not in {k.split(":::")[0] for k in target.found}:
        target.found[f"{key}:::{name}"] = data


# ---------------------------------------------------------------------------- the engines


def mutated(seed: bytes, words: list[str], dice: random.Random) -> bytes:
    """A file with some bytes changed, taken out, doubled, or words of its format put in."""
    data = bytearray(seed)
    for _ in range(dice.randint(1, 9)):
        at = dice.randrange(len(data) + 1)
        size = dice.choice((1, 2, 8, 60, 400))
        match dice.randrange(6):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = dice.choice(words).encode("utf-8", "surrogatepass")
            case 3:
                part = bytes(data[at : at + size])
                data[at:at] = part * dice.choice((1, 2, 30, 500))
            case 4:
                data[at:] = b""
            case _:
                other = dice.randrange(len(data) + 1)
                data[at:at] = data[other : other + size]
        del data[LONGEST:]
    return bytes(data)


def by_hypothesis(target: Target, words: list[str], seconds: float) -> int:
    """Search by generated edits until the time is over; return how many files were read."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st

    count = 0
    until = time.monotonic() + seconds

    @given(st.sampled_from(target.seeds), st.integers(0, 2**32))
    @settings(
        max_examples=200, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    def once(sample: bytes, number: int) -> None:
        nonlocal count
        if time.monotonic() > until and count >= LEAST:
            return
        count += 1
        data = mutated(sample, words, random.Random(number))
        try:
            held(target, data)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            keep(target, data, error)

    turn = 0
    while time.monotonic() < until or count < LEAST:
        seed(turn)(once)()
        turn += 1
    return count


def by_atheris(name: str, words: list[str], seconds: float) -> None:
    """Search led by coverage, in this process, which ends with it."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(
        include=["recoupe.intake", "warcio", "feedparser", "pypdf", "email", "zipfile", "csv"]
    ):
        target = targets()[name]
    folder = Path(tempfile.mkdtemp(prefix="recoupe-corpus-"))
    for number, sample in enumerate(target.seeds):
        (folder / f"{number}").write_bytes(sample)
    listed = folder.with_suffix(".dict")
    listed.write_text("".join(f'"{_quoted(word)}"\n' for word in words))
    count = 0
    status = counted(name)
    status.unlink(missing_ok=True)

    def once(data: bytes) -> None:
        nonlocal count
        count += 1
        known = len(target.found)
        try:
            held(target, data)
        except Exception as error:  # noqa: BLE001
            keep(target, data, error)
        if count % 500 == 0:
            status.write_text(str(count))
        if len(target.found) > known:
            show(name, count, target, seconds, final=False)

    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", f"-max_len={LONGEST}", f"-dict={listed}", "-timeout=60",
                   "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0", str(folder)], once)  # fmt: skip
    atheris.Fuzz()


def counted(name: str) -> Path:
    """Where a run led by coverage notes how many files it has read, as it ends without coming back."""
    return Path(tempfile.gettempdir()) / f"recoupe-fuzz-{name}"


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


def show(name: str, count: int, target: Target, seconds: float, *, final: bool = True) -> None:
    """Print what was found so far and keep the files."""
    if final:
        sys.stdout.write(f"{name}: {count:,} files in {seconds:.0f} s, {len(target.found)} faults\n")
    for number, (fault, data) in enumerate(target.found.items()):
        path = Path(tempfile.gettempdir()) / f"recoupe-fault-{name}-{number}"
        path.write_bytes(data)
        sys.stdout.write(f"  {name}: {fault.split(':::')[1]} ({path})\n")
    sys.stdout.flush()


def chosen(names: list[str]) -> Iterator[str]:
    """The targets to run."""
    known = targets()
    for name in names or known:
        if name not in known:
            raise SystemExit(f"no reader {name!r}: one of {', '.join(known)}")
        yield name


def main() -> int:
    """Run the readers one after another; return 1 where any fault was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        by_atheris(given.readers[0], WORDS[given.readers[0].split("-")[0]], given.seconds)
    faults = 0
    for name in chosen(given.readers):
        if given.engine == "atheris":
            command = [
                sys.executable,
                __file__,
                "--alone",
                "--engine",
                "atheris",
                "--seconds",
                str(given.seconds),
                name,
            ]
            quiet = subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
            faults += quiet.returncode != 0
            read = counted(name).read_text() if counted(name).exists() else "few"
            sys.stdout.write(f"{name}: {read} files in {given.seconds:.0f} s, ended with {quiet.returncode}\n")
            sys.stdout.flush()
            continue
        target = targets()[name]
        count = by_hypothesis(target, WORDS[name.split("-")[0]], given.seconds)
        show(name, count, target, given.seconds)
        faults += len(target.found)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
