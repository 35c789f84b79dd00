"""Sealing: opens only under the same key and purpose, looks different every time, and the sealer shows nothing."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import SealBroken, Sealer

ONE, OTHER = Sealer(bytes(range(32))), Sealer(bytes(32))
NUMBER = "230403198005040177"


@given(st.text(max_size=60), st.text(max_size=10))
def test_what_was_sealed_opens_again(text: str, purpose: str) -> None:
    assert ONE.open(purpose, ONE.seal(purpose, text)) == text


def test_the_same_text_never_looks_the_same_and_never_shows() -> None:
    sealed = [ONE.seal("identity", NUMBER) for _ in range(20)]
    assert len(set(sealed)) == 20
    assert all(NUMBER not in one and NUMBER.encode() not in b64decode(one) for one in sealed)


def test_it_does_not_open_with_another_key_or_for_another_purpose() -> None:
    sealed = ONE.seal("identity", NUMBER)
    with pytest.raises(SealBroken):
        OTHER.open("identity", sealed)
    with pytest.raises(SealBroken):
        ONE.open("phone", sealed)


def test_any_changed_byte_is_noticed() -> None:
    sealed = b64decode(ONE.seal("identity", NUMBER))
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealBroken):
            ONE.open("identity", b64encode(changed).decode())


@pytest.mark.parametrize("sealed", ["", "!", "AAAA", NUMBER])
def test_what_was_never_sealed_does_not_open(sealed: str) -> None:
    with pytest.raises(SealBroken):
        ONE.open("identity", sealed)


def test_a_blind_index_is_equal_for_equal_texts_under_one_key_only() -> None:
    assert ONE.index(NUMBER) == ONE.index(NUMBER)
    assert len({ONE.index(NUMBER), ONE.index(NUMBER[:-1]), OTHER.index(NUMBER), ONE.chain_hash(NUMBER)}) == 4


def test_a_chain_hash_knows_where_one_part_ends() -> None:
    assert ONE.chain_hash("ab", "c") != ONE.chain_hash("a", "bc")
    assert ONE.chain_hash("a") != OTHER.chain_hash("a")


def test_neither_key_nor_sealer_is_ever_shown() -> None:
    assert repr(ONE) == str(ONE) == "Sealer(•••)"
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(b"short")
