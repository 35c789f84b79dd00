"""Values: each text that is no value is refused with one sentence, and no text whatever is an accident."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import PARSERS, BadSetting, Settings, key_of, read_settings

KEY = bytes(range(100, 132))
SECRET = {"TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "XINTIAO_KEY"}

REFUSED = [
    ("TELEGRAM_TOKEN", "secret-token"),
    ("TELEGRAM_TOKEN", "42:secret token"),
    ("TELEGRAM_TOKEN", "42:secret\n"),
    ("TELEGRAM_BASE_URL", "api.telegram.org"),
    ("TELEGRAM_BASE_URL", "ftp://api.telegram.org"),
    ("TELEGRAM_BASE_URL", "https://"),
    ("TELEGRAM_WEBHOOK", "yes"),
    ("TELEGRAM_WEBHOOK", "true"),
    ("TELEGRAM_WEBHOOK_SECRET", "has spaces"),
    ("TELEGRAM_WEBHOOK_SECRET", "s" * 257),
    ("TELEGRAM_CONTENT", "Full"),
    ("TELEGRAM_CONTENT", "none"),
    ("DATABASE_URL", "postgresql://office:hunter2@db/xintiao"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite:////"),
    ("DATABASE_URL", "sqlite:///data/"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "sqlite:///x.db?mode=ro"),
    ("DATABASE_URL", "x.db"),
    ("XINTIAO_KEY", "hunter2"),
    ("XINTIAO_KEY", KEY.hex()[:-2]),
    ("XINTIAO_KEY", KEY.hex() + "00"),
    ("XINTIAO_KEY", base64.b64encode(KEY + b"x").decode()),
    ("XINTIAO_KEY", "密" * 32),
    ("PUBLIC_URL", "mediation.example.cn"),
    ("PUBLIC_URL", "https://user:hunter2@example.cn"),
    ("PUBLIC_URL", "https://example.cn/?a=b"),
    ("PUBLIC_URL", "https://example.cn/#top"),
    ("PUBLIC_URL", "https://example.cn:99999"),
    ("PUBLIC_URL", "https://exa mple.cn"),
    ("PUBLIC_URL", "https://[::1"),
    ("WEB_HOST", "http://localhost"),
    ("WEB_HOST", "localhost:8080"),
    ("WEB_HOST", "-a"),
    ("WEB_PORT", "0"),
    ("WEB_PORT", "65536"),
    ("WEB_PORT", "80a"),
    ("WEB_PORT", "８０８０"),
    ("WEB_PORT", " 8080"),
    ("PROFILE", "harbin"),
    ("PROFILE", "no/such/file.toml"),
    ("PROFILE", "pyproject"),
    ("TIME_ZONE", "Beijing"),
    ("TIME_ZONE", "Asia"),
    ("TIME_ZONE", "../etc/passwd"),
    ("TIME_ZONE", "/etc/localtime"),
    ("LANGUAGE", "de"),
    ("LANGUAGE", "ZH"),
    ("BACKUP_DIR", __file__),
    ("BACKUP_DIR", "n" * 300),
    ("PROFILE", "n" * 300 + ".toml"),
]


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_a_wrong_value_is_refused_in_one_sentence(name: str, text: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read_settings({name: text}, None)

    assert refused.value.name == name
    assert str(refused.value) == f"{name}: {refused.value.sentence}"
    assert len(str(refused.value).splitlines()) == 1
    assert "hunter2" not in str(refused.value)
    assert name not in SECRET or text not in refused.value.sentence
    assert refused.value.__suppress_context__


@given(st.sampled_from(list(PARSERS)), st.text(min_size=1))
def test_any_text_is_a_value_or_is_refused(name: str, text: str) -> None:
    outcome: Settings | BadSetting
    try:
        outcome = read_settings({"PUBLIC_URL": "https://example.cn"} | {name: text}, None)
    except BadSetting as refused:
        outcome = refused

    assert isinstance(outcome, Settings) or outcome.name == name


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_read_from_hex_and_from_every_base64(key: bytes) -> None:
    standard = base64.b64encode(key).decode()
    spellings = [key.hex(), key.hex().upper(), standard, standard.rstrip("="), base64.urlsafe_b64encode(key).decode()]

    assert {key_of(read_settings({"XINTIAO_KEY": text}, None)) for text in spellings} == {key}
