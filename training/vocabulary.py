"""The tokenizer: one unigram vocabulary for both languages over lightly normalised text.

All of it is stock ``tokenizers`` parts, so that any loader of ``tokenizer.json``
normalises as we do. Kudo (2018), "Subword regularization", for the unigram model.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"

_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
# Tatweel, zero-width characters and bidi controls: they are drawn, not read.
_INVISIBLE = "[ـ\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"


def build_normalizer() -> normalizers.Normalizer:
    """Return the normaliser: compatibility forms, no marks, lower case, folded letters and digits.

    Decomposing and dropping the marks takes vowel signs away and makes أ إ آ one with ا,
    ؤ with و, ئ with ي, é with e.
    """
    digits = [
        normalizers.Replace(digit, str(value))
        for row in (_ARABIC_INDIC, _PERSIAN)
        for value, digit in enumerate(row)
    ]
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_INVISIBLE), ""),
            normalizers.Replace("ى", "ي"),
            normalizers.Replace("ة", "ه"),
            normalizers.Replace("٫", "."),
            normalizers.Replace("٬", ","),
            normalizers.Replace("’", "'"),
            *digits,
        ]
    )


def build_pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Return the pre-tokeniser: words, runs of digits and single punctuation marks, each marked by ▁."""
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Return a unigram tokenizer of *size* tokens learned from *texts*."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = build_normalizer()
    tokenizer.pre_tokenizer = build_pre_tokenizer()
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=[UNKNOWN], unk_token=UNKNOWN, max_piece_length=16, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def thin_tokenizer(tokenizer: Tokenizer, share: float, *, seed: int) -> tuple[Tokenizer, NDArray[np.int32]]:
    """Return *tokenizer* without a random *share* of its longer tokens, and (v,) the old id of each new one.

    Tokens of one or two characters stay, so that every text can still be written.
    """
    described = json.loads(tokenizer.to_str())
    vocabulary = described["model"]["vocab"]
    kept = np.random.default_rng(seed).random(len(vocabulary)) >= share
    names = [
        index
        for index, (token, _) in enumerate(vocabulary)
        if kept[index] or len(token) <= 2 or token == UNKNOWN
    ]
    described["model"]["vocab"] = [vocabulary[index] for index in names]
    return Tokenizer.from_str(json.dumps(described)), np.array(names, dtype=np.int32)
