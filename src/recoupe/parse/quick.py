"""The packaged syntax model, made to give the same analysis sooner.

Two things take more of a model's time than they need to, and neither touches what it has learnt:

- Its matrix products go through BLIS, whose wheels have no kernels for the wide registers of present processors.
  numpy's BLAS has them: measured on one core, the whole model takes .7 of its time with AVX-512, .8 with AVX2.
  Over 300,000 words of French and English press no tag, head, lemma or name came out otherwise.
- Its attribute ruler tries every pattern at every word, though most patterns look at one word alone, and words with the
  same tag, dependency and so on have the same answer. Here that answer is kept: a tenth of the English model's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline.attributeruler import AttributeRuler
from spacy.tokens._retokenize import set_token_attrs
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["KeptRuler", "quickened"]

RULER = "attribute_ruler"

_Pattern = list[dict[Any, Any]]

_KEYED = ("TAG", "POS", "DEP", "IS_SPACE")
"""Attributes with few values: whatever a pattern asks of them, tokens with the same values get the same answer."""


def quickened(model: Language) -> Language:
    """The same model, altered in place so that it takes less time; its analyses stay as they were."""
    plain = OneThreadOps()
    for _, component in model.pipeline:
        network = getattr(component, "model", None)
        for node in network.walk() if network is not None else ():
            if type(node.ops) is NumpyOps:  # another back end (a GPU, Apple's) knows its own machine best
                node.ops = plain
    packaged = model.get_pipe(RULER) if RULER in model.pipe_names else None
    if isinstance(packaged, AttributeRuler):
        cast("KeptRuler", model.replace_pipe(RULER, KeptRuler.FACTORY)).add_patterns(packaged.patterns)
    return model


class OneThreadOps(NumpyOps):  # type: ignore[misc]  # thinc has no types here
    """Matrix products by numpy's BLAS on one thread: readings run a process a core, and threads beside them only wait."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)
        self._threads = ThreadpoolController()

    def gemm(self, *arrays: Any, **options: Any) -> Any:
        """The product of two matrices, as thinc's back ends give it."""
        with self._threads.limit(limits=1, user_api="blas"):
            return super().gemm(*arrays, **options)


class KeptRuler(AttributeRuler):
    """An attribute ruler that keeps what the patterns of one word answer, by all that these patterns look at.

    A pattern of several words, or one that searches within a word, goes to spaCy's matcher as ever.
    """

    FACTORY = "recoupe_kept_ruler"

    def __init__(self, vocab: Vocab, name: str = RULER) -> None:
        super().__init__(vocab, name)
        self._long = Matcher(vocab)
        self._words: set[int] = set()
        self._kept: dict[tuple[int, ...], list[int]] = {}

    def add(self, patterns: Iterable[_Pattern], attrs: dict[str, Any], index: int = 0) -> None:
        """Add patterns, as spaCy's ruler does."""
        patterns = list(patterns)
        number = str(len(self.attrs))
        super().add(patterns, attrs, index)
        found = [_words_asked(pattern) for pattern in patterns]
        if all(words is not None for words in found):
            self._words.update(self.vocab.strings.add(word) for words in found for word in words or ())
        else:
            self.matcher.remove(number)
            self._long.add(number, patterns)
        self._kept.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes that the patterns ask for; later patterns win."""
        numbers = self._alone(doc)
        for name, start, end in self._long(doc, allow_missing=True) if len(self._long) else ():
            number = int(self.vocab.strings[name])
            at = range(start, end)[self.indices[number]]
            numbers[at] = sorted({*numbers[at], number})
        for token, chosen in zip(doc, numbers, strict=True):
            for number in chosen:
                set_token_attrs(token, self.attrs[number])
        return doc

    def _alone(self, doc: Doc) -> list[list[int]]:
        """For each token the patterns of one word that fit it, in order."""
        found = []
        words = self._words
        for i, (word, *rest) in enumerate(doc.to_array(["LOWER", *_KEYED]).tolist()):
            key = (word if word in words else 0, *rest)
            numbers = self._kept.get(key)
            if numbers is None:
                matches = self.matcher(doc[i : i + 1], allow_missing=True)
                numbers = self._kept[key] = sorted(int(self.vocab.strings[name]) for name, _, _ in matches)
            found.append(numbers)
        return found


def _words_asked(pattern: _Pattern) -> list[str] | None:
    """The lower-case words that a pattern of one token names; None where the pattern is not of the kind that can be kept."""
    if len(pattern) != 1 or not {"LOWER", *_KEYED}.issuperset(pattern[0]):
        return None
    asked = pattern[0].get("LOWER", [])
    if isinstance(asked, str):
        return [asked]
    if isinstance(asked, dict):
        return [*asked["IN"]] if asked.keys() == {"IN"} else None
    return []


@Language.factory(KeptRuler.FACTORY)
def _kept_ruler(nlp: Language, name: str) -> KeptRuler:
    return KeptRuler(nlp.vocab, name)
