"""The tokenizer: one unigram vocabulary for both languages over lightly normalised text.

All of it is stock ``tokenizers`` parts, so that any loader of ``tokenizer.json``
normalises as we do. Kudo (2018), "Subword regularization", for the unigram model.
"""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"

_DIGITS = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
# What else is written in two ways: letters of Persian keyboards, alif maqsura, ta marbuta, separators.
_FOLDED = {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ٱ": "ا", "٫": ".", "٬": ",", "’": "'"}
# Tatweel, zero-width characters and bidi controls: they are drawn, not read.
_INVISIBLE = "[ـ\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff"
# The article, with the conjunction or preposition that is written before it.
_ARTICLE = f"^[وف]?(?:[بك]?ال|لل)(?=[{_ARABIC}]{{3,}}$)"
_MARK = "▁"  # begins what Metaspace hands on


def build_normalizer() -> normalizers.Normalizer:
    """Return the normaliser: compatibility forms, no marks, lower case, folded letters and digits.

    Decomposing and dropping the marks takes vowel signs away and makes أ إ آ one with ا,
    ؤ with و, ئ with ي, é with e.
    """
    folded = {digit: str(value) for row in _DIGITS for value, digit in enumerate(row)} | _FOLDED
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(_INVISIBLE), ""),
            *(normalizers.Replace(written, read) for written, read in folded.items()),
        ]
    )


def build_pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    """Return the pre-tokeniser: words, runs of digits, punctuation marks; the Arabic article stands alone.

    The word after the article is the same piece as the word without it. Latin words and runs of
    digits are marked by ▁ at their start. Arabic words are not: behind و, ب or ل that would make
    another word of the rest. Nor are words of other scripts, whose mark would be all that is known.
    """
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Split(Regex(f"[{_ARABIC}]+"), "isolated"),
            pre_tokenizers.Split(Regex(_ARTICLE), "isolated"),
            pre_tokenizers.Metaspace(_MARK, prepend_scheme="always"),
            pre_tokenizers.Split(Regex(f"^{_MARK}(?![\\p{{Latin}}0-9])"), "removed"),
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


def list_tokens(tokenizer: Tokenizer) -> list[str]:
    """Return the tokens in the order of their ids."""
    ids = tokenizer.get_vocab()
    return sorted(ids, key=ids.__getitem__)
