"""PDFs encrypted with AES, as most programs lock them today: read where they ask for no password, else named."""

from __future__ import annotations

import base64
import importlib.util
import io
import subprocess
import sys

import pytest
from written_pdfs import pdf as made

from recoupe.intake.pdf import read_pdf
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins »."

# made by pypdf from a page of ours: AES-256, no password to open it, one to change it
LOCKED = base64.b64decode(
    "JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovVHlwZSAvQ2F0YWxvZwovUGFnZXMgMiAwIFIKPj4KZW5kb2JqCjIgMCBvYmoKPDwKL1R5cGUg"
    "L1BhZ2VzCi9LaWRzIFsgMyAwIFIgXQovQ291bnQgMQo+PgplbmRvYmoKMyAwIG9iago8PAovVHlwZSAvUGFnZQovUGFyZW50IDIgMCBSCi9N"
    "ZWRpYUJveCBbIDAgMCA1OTUgODQyIF0KL0NvbnRlbnRzIDQgMCBSCi9SZXNvdXJjZXMgPDwKL0ZvbnQgPDwKL0YxIDUgMCBSCj4+Cj4+Cj4+"
    "CmVuZG9iago0IDAgb2JqCjw8Ci9GaWx0ZXIgL0ZsYXRlRGVjb2RlCi9MZW5ndGggMTQ0Cj4+CnN0cmVhbQp2YcZ1Z79aS756ei6ERyoDI+Pn"
    "TOz/coMjUGYxu7jtqWsw/Nq836ul5ZKH6tG9PSCQQUDQ1dOzI6jF2jahYOfsfbaZcPMQrrllYlpCOXFg/n4grcR72ed/15evIYa/UPvLm4mJ"
    "sPejXmJzoa8O1iz2k4f2qOt2TO8CHYuOFVlBZW03IFzbrA5h+f8KTbcjwWgKZW5kc3RyZWFtCmVuZG9iago1IDAgb2JqCjw8Ci9UeXBlIC9G"
    "b250Ci9TdWJ0eXBlIC9UeXBlMQovQmFzZUZvbnQgL0hlbHZldGljYQovRW5jb2RpbmcgL1dpbkFuc2lFbmNvZGluZwo+PgplbmRvYmoKNiAw"
    "IG9iago8PAovVGl0bGUgPDJmNjUxMTI3NTljMzgxZjlkNzIwY2JkMjRlYTNiMjFkZGEyNWI1MTJjMTAxNzI1YTBjYjhiMzJmYWViZjkwNjY+"
    "Cj4+CmVuZG9iago3IDAgb2JqCjw8Ci9WIDUKL1IgNgovTGVuZ3RoIDI1NgovUCA0Mjk0OTY3MjkyCi9GaWx0ZXIgL1N0YW5kYXJkCi9PIDww"
    "N2Q4NGE0ZGVjMjQ4ODJjNTFkMzQwZjhmODlkOWE3NWIzZTgxODIxZGNhNWNlNDdhMzU3N2MwYzE4NTc1MTU3ZmNlYWExZDkyOTdlNWI4Y2Uy"
    "NzNiYjQ3YzE3NzBiODY+Ci9VIDxlN2U2NTMwYmM5YTRlMWFjZGU0MjJhZjMzYzJhMjU4NzZkZTYwMjFjOTRmZTNhYjllMDZiMTVjMTlhYTYz"
    "ODY4MTMxZDI5ODdlY2FhNmM5NDgyOTc1ZWMxZDc4OWZjYTg+Ci9DRiA8PAovU3RkQ0YgPDwKL0F1dGhFdmVudCAvRG9jT3BlbgovQ0ZNIC9B"
    "RVNWMwovTGVuZ3RoIDMyCj4+Cj4+Ci9TdG1GIC9TdGRDRgovU3RyRiAvU3RkQ0YKL09FIDwxYmVhOTJlMGY0MjZhNmJhMTk3OGJhY2UwZGE5"
    "NTQzZjI2MzQ0MDU2MTkzM2ZlOTY2Y2ZmNTM2YzY1MDY2ZGY0PgovVUUgPDE4OGQ4MWZlNTA0MTZhYWMyOTVlYjQ4NGViODEwZTkyNjUwN2Iw"
    "ODRmODI1MmNkOWI0Nzc3ZTM4MzcwMjkyZjc+Ci9QZXJtcyA8MGM1YTdhNTdmZDUyM2RjMWFmZDdiYzFlMzA5OTFjMmE+Cj4+CmVuZG9iagp4"
    "cmVmCjAgOAowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDA2NCAwMDAwMCBuIAowMDAwMDAwMTIzIDAw"
    "MDAwIG4gCjAwMDAwMDAyNTEgMDAwMDAgbiAKMDAwMDAwMDQ2NyAwMDAwMCBuIAowMDAwMDAwNTY0IDAwMDAwIG4gCjAwMDAwMDA2NTkgMDAw"
    "MDAgbiAKdHJhaWxlcgo8PAovU2l6ZSA4Ci9Sb290IDEgMCBSCi9JbmZvIDYgMCBSCi9JRCBbIDw2M2ZkZDdjZDJiZWNlNTg1MzZlYjA1MTdl"
    "YjQzYzZmYz4gPDYzZmRkN2NkMmJlY2U1ODUzNmViMDUxN2ViNDNjNmZjPiBdCi9FbmNyeXB0IDcgMCBSCj4+CnN0YXJ0eHJlZgoxMjE0CiUl"
    "RU9GCg=="
)

needs_cryptography = pytest.mark.skipif(
    importlib.util.find_spec("cryptography") is None, reason="cryptography is not installed"
)


WITHOUT = """
import sys
sys.modules["cryptography"] = sys.modules["Crypto"] = None
from recoupe.intake.pdf import read_pdf
refusal = read_pdf(sys.stdin.buffer.read(), "a.pdf")
print(refusal.code, refusal.remedy, refusal.message, sep="|")
"""


def test_without_the_library_it_is_named() -> None:
    found = subprocess.run([sys.executable, "-c", WITHOUT], input=LOCKED, capture_output=True, check=True)
    code, remedy, message = found.stdout.decode().strip().split("|")
    assert (code, remedy) == ("input", "pip install 'recoupe[pdf]'")
    assert "encrypted with AES" in message


@needs_cryptography
def test_what_asks_for_no_password_is_read() -> None:
    report = read_pdf(LOCKED, "a.pdf")
    assert isinstance(report, Report)
    assert report.text == TEXT


@needs_cryptography
@pytest.mark.parametrize("algorithm", ["AES-256", "AES-128", "RC4-128"])
def test_what_asks_for_one_is_named(algorithm: str) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(made([[TEXT]])))
    writer.encrypt("secret", "owner", algorithm=algorithm)
    target = io.BytesIO()
    writer.write(target)
    refusal = read_pdf(target.getvalue(), "a.pdf")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.message) == ("format", "the PDF is encrypted")
    assert "print it into a new PDF" in refusal.remedy
