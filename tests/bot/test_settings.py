"""Settings: what is read, what is refused with one sentence, and that no secret is ever shown."""

import base64
import re
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import PARSERS, BadSetting, Settings, key_of, new_key, read_settings, require_door, webhook_secret_of

ROOT = Path(__file__).parents[2]
KEY = bytes(range(100, 132))


def read(**environ: str) -> Settings:
    return read_settings(environ, None)


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings({}, None) == Settings()


def test_everything_can_be_set() -> None:
    settings = read(
        TELEGRAM_TOKEN="42:Ab-c_d",
        TELEGRAM_BASE_URL="http://127.0.0.1:8081/",
        TELEGRAM_WEBHOOK="1",
        TELEGRAM_WEBHOOK_SECRET="s3cret_-",
        TELEGRAM_CONTENT="notice",
        DATABASE_URL="sqlite:////var/lib/xintiao/office.db",
        XINTIAO_KEY=KEY.hex(),
        PUBLIC_URL="https://mediation.example.cn/xintiao/",
        WEB_HOST="::1",
        WEB_PORT="65535",
        PROFILE="hegang",
        TIME_ZONE="Asia/Urumqi",
        LANGUAGE="en",
        BACKUP_DIR="backups",
    )

    assert settings == Settings(
        telegram_token="42:Ab-c_d",
        telegram_base_url="http://127.0.0.1:8081",
        telegram_webhook=True,
        telegram_webhook_secret="s3cret_-",
        telegram_content="notice",
        database_url="sqlite:////var/lib/xintiao/office.db",
        xintiao_key=KEY,
        public_url="https://mediation.example.cn/xintiao",
        web_host="::1",
        web_port=65535,
        profile="hegang",
        time_zone=ZoneInfo("Asia/Urumqi"),
        language="en",
        backup_dir=Path("backups"),
    )


def test_every_setting_has_a_field_a_parser_and_a_place_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()

    assert list(PARSERS) == [field.name.upper() for field in fields(Settings)]
    assert re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE) == list(PARSERS)


def test_the_example_read_as_it_is_or_uncommented_means_the_defaults(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text()
    uncommented = tmp_path / ".env"
    uncommented.write_text(re.sub(r"^#([A-Z_]+=)", r"\1", example, flags=re.MULTILINE))
    read_out = read_settings({}, uncommented)

    assert read_settings({}, ROOT / ".env.example") == Settings()
    assert read_out.time_zone == ZoneInfo("Asia/Shanghai")
    assert read_out.telegram_base_url == Settings().telegram_base_url
    assert (read_out.web_host, read_out.web_port) == (Settings().web_host, Settings().web_port)
    assert read_out.database_url == Settings().database_url


def test_a_new_key_is_a_key_and_new() -> None:
    assert len(key_of(read(XINTIAO_KEY=new_key()))) == 32
    assert new_key() != new_key()


def test_what_is_needed_and_not_set_is_asked_for() -> None:
    with pytest.raises(BadSetting, match=r"^TELEGRAM_TOKEN: .*BotFather"):
        require_door(Settings())
    with pytest.raises(BadSetting, match=r"^XINTIAO_KEY: .*python -m bot key"):
        key_of(Settings())


def test_no_secret_is_shown() -> None:
    settings = read(TELEGRAM_TOKEN="42:hunter2", XINTIAO_KEY=KEY.hex(), TELEGRAM_WEBHOOK_SECRET="hunter3")

    assert "hunter" not in repr(settings)
    assert repr(KEY) not in repr(settings)
    assert settings.telegram_token == "42:hunter2"


def test_the_webhook_needs_a_public_https_address() -> None:
    with pytest.raises(BadSetting, match=r"^TELEGRAM_TOKEN"):
        read(TELEGRAM_WEBHOOK="1", PUBLIC_URL="https://example.cn")
    with pytest.raises(BadSetting, match=r"^PUBLIC_URL"):
        read(TELEGRAM_TOKEN="42:A", TELEGRAM_WEBHOOK="1")
    with pytest.raises(BadSetting, match=r"^PUBLIC_URL: .*https"):
        read(TELEGRAM_TOKEN="42:A", TELEGRAM_WEBHOOK="1", PUBLIC_URL="http://example.cn")

    assert read(TELEGRAM_TOKEN="42:A", TELEGRAM_WEBHOOK="1", PUBLIC_URL="https://example.cn").telegram_webhook
    assert not read(TELEGRAM_WEBHOOK="0", PUBLIC_URL="https://example.cn").telegram_webhook


def test_content_on_the_page_and_text_messages_need_the_page() -> None:
    with pytest.raises(BadSetting, match=r"^PUBLIC_URL"):
        read(TELEGRAM_CONTENT="notice")
    with pytest.raises(BadSetting, match=r"^PUBLIC_URL"):
        read(SMS_GATEWAY_URL="https://sms.example.cn", SMS_GATEWAY_SECRET="hunter22")
    with pytest.raises(BadSetting, match=r"^SMS_GATEWAY_SECRET"):
        read(SMS_GATEWAY_URL="https://sms.example.cn", PUBLIC_URL="https://example.cn")
    whole = {"PUBLIC_URL": "https://example.cn", "SMS_GATEWAY_URL": "https://sms.example.cn"}
    assert "hunter" not in repr(read(**whole, SMS_GATEWAY_SECRET="hunter22", TELEGRAM_CONTENT="notice"))


def test_the_page_alone_is_door_enough() -> None:
    require_door(read(PUBLIC_URL="https://example.cn"))


def test_a_bot_api_server_of_ones_own_may_call_plain_http() -> None:
    own = read(
        TELEGRAM_TOKEN="42:A",
        TELEGRAM_WEBHOOK="1",
        PUBLIC_URL="http://127.0.0.1:9000",
        TELEGRAM_BASE_URL="http://127.0.0.1:8081",
    )

    assert own.telegram_webhook


def test_the_webhook_secret_is_as_set_or_derived_and_always_one_that_telegram_takes() -> None:
    derived = webhook_secret_of(read(XINTIAO_KEY=KEY.hex()))

    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", derived)
    assert derived == webhook_secret_of(read(XINTIAO_KEY=base64.b64encode(KEY).decode()))
    assert derived != webhook_secret_of(read(XINTIAO_KEY=new_key()))
    assert KEY.hex() not in derived
    assert webhook_secret_of(read(TELEGRAM_WEBHOOK_SECRET="mine")) == "mine"
    with pytest.raises(BadSetting, match=r"^XINTIAO_KEY"):
        webhook_secret_of(Settings())


@pytest.mark.parametrize(("url", "path"), [("sqlite:///a/b.db", "a/b.db"), ("sqlite:////a/b.db", "/a/b.db")])
def test_three_slashes_are_relative_and_four_absolute(url: str, path: str) -> None:
    assert read(DATABASE_URL=url).database_path == Path(path)


def test_a_profile_may_be_a_file(tmp_path: Path) -> None:
    profile = tmp_path / "jixi.toml"
    profile.touch()

    assert read(PROFILE=str(profile)).profile == profile


def test_the_environment_goes_before_the_file_and_an_empty_value_is_none(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "\ufeff# 注释\nexport WEB_PORT=9000 # why\nWEB_HOST='0.0.0.0'\nTELEGRAM_TOKEN=\nBACKUP_DIR=a${HOME}\n"
    )
    settings = read_settings({"WEB_PORT": "9001", "WEB_HOST": "", "HOME": "/root"}, dotenv)

    assert (settings.web_port, settings.web_host) == (9001, "0.0.0.0")
    assert settings.telegram_token is None
    assert settings.backup_dir == Path("a${HOME}")


def test_a_file_that_is_not_there_sets_nothing(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path / ".env") == Settings()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"WEB_PROT=9000\n", "WEB_PROT"),
        (b"WEB_PORT\n", ".env"),
        (b"WEB_PORT=9000\n'odd\n", ".env"),
        (b"# \xd6\xd0\xce\xc4 in GBK\n", ".env"),
        (b"WEB_PORT=none\n", "WEB_PORT"),
    ],
)
def test_a_slip_in_the_file_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(content)

    with pytest.raises(BadSetting, match=f"^{re.escape(name)}: "):
        read_settings({}, dotenv)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        read_settings({}, tmp_path)


@pytest.mark.parametrize("system", ["zh_CN:zh", "en_US:en", "en_US.UTF-8", "de_DE:de"])
def test_the_systems_own_language_list_is_not_ours(tmp_path: Path, system: str) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("LANGUAGE=en\n")

    assert read_settings({"LANGUAGE": system}, None).language == "zh"
    assert read_settings({"LANGUAGE": system}, dotenv).language == "en"
