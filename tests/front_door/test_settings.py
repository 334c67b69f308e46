"""Settings: each wrong one is told with its name and what it takes, and no token is ever shown."""

from pathlib import Path

import pytest

from handlers.environment import Settings, read_settings
from storage.possession import Possession
from tests.front_door.conftest import BotPy

MADE_UP = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        ("TELEGRAM_BOT_TOKEN", "abc", "the token that @BotFather gave you, like 123456:ABC-def"),
        ("TELEGRAM_BOT_TOKEN", MADE_UP, "like 123456:ABC-def"),
        ("TELEGRAM_BOT_TOKEN", f"bot1:{MADE_UP}", "like 123456:ABC-def"),
        ("TELEGRAM_BOT_TOKEN", f"1:{MADE_UP} 2", "like 123456:ABC-def"),
        ("TELEGRAM_API_URL", "nonsense", "like http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1", "like http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://", "like http://127.0.0.1:8081"),
        ("DATA_DIR", "/dev/null", "a folder that the bot may write in"),
        ("DATA_DIR", "/dev/null/deeper", "a folder that the bot may write in"),
        ("LOG_LEVEL", "loud", "one of DEBUG, INFO, WARNING, ERROR"),
        ("WEBHOOK_URL", "nonsense", "like https://bot.example.org/telegram"),
        ("WEBHOOK_URL", "http://bot.example.org/", "like https://bot.example.org/telegram"),
        ("WEBHOOK_URL", "http://10.0.0.1/", "like https://bot.example.org/telegram"),
        ("WEBHOOK_URL", "https://bot.example.org:8080/", "like https://bot.example.org/telegram"),
        ("WEBHOOK_URL", "https://bot.example.org/readyz", "like https://bot.example.org/telegram"),
        ("WEBHOOK_SECRET", f"{MADE_UP}!", "1 to 256 letters, digits, - and _"),
        ("WEBHOOK_SECRET", MADE_UP * 10, "1 to 256 letters, digits, - and _"),
        ("PORT", "http", "where the webhook listens, from 1 to 65535"),
        ("PORT", "0", "where the webhook listens, from 1 to 65535"),
        ("PORT", "65536", "where the webhook listens, from 1 to 65535"),
        ("PROCESSES", "0", "how many processes serve this bot, from 1 to 30"),
    ],
)
@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_wrong_setting_is_told_with_what_it_takes(
    bot_py: BotPy, monkeypatch: pytest.MonkeyPatch, command: str, name: str, value: str, takes: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = bot_py(command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{name} is not right")
    assert takes in ran.err.partition("It takes ")[2]
    assert len(ran.err.splitlines()) == 1
    assert MADE_UP not in ran.err


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://bot.example.org", ""),
        ("https://bot.example.org:8443/deep/path", ""),
        ("http://127.0.0.1:8080/telegram", ""),
        ("http://localhost:8080", ""),
        ("http://[::1]:9", ""),
        ("https://bot.example.org:9000/", "http://127.0.0.1:8081"),
    ],
)
def test_an_address_that_telegram_can_post_to_is_right(
    monkeypatch: pytest.MonkeyPatch, url: str, api: str
) -> None:
    monkeypatch.setenv("WEBHOOK_URL", url)
    monkeypatch.setenv("TELEGRAM_API_URL", api)
    assert str(read_settings().webhook_url).rstrip("/") == url.rstrip("/")


def test_serving_by_webhook_needs_its_address(
    bot_py: BotPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"1:{MADE_UP}")
    ran = bot_py("run", "--webhook")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("WEBHOOK_URL is not set. It takes where Telegram posts")
    assert "To poll, use --telegram." in ran.err


def test_every_wrong_setting_is_told_at_once(
    bot_py: BotPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("TELEGRAM_API_URL", "nonsense")
    told = bot_py().err.splitlines()
    assert [line.split()[0] for line in told] == ["TELEGRAM_API_URL", "LOG_LEVEL"]


def test_a_folder_that_nobody_may_write_in_is_a_wrong_setting(
    bot_py: BotPy, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write in every folder, but nobody can make one here.
    monkeypatch.setenv("DATA_DIR", "/proc/self/nothing")
    ran = bot_py("chat")
    assert ran.code == 2
    assert ran.err.startswith("DATA_DIR ")
    assert "/proc/self" in ran.err
    assert not data.exists()


@pytest.mark.parametrize("way", ["--telegram", "--webhook", "--polling"])
def test_without_a_token_serving_is_an_error_where_it_was_asked_for(
    bot_py: BotPy, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/telegram")
    ran = bot_py("run", way)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("TELEGRAM_BOT_TOKEN is not set. It takes the token")


def test_a_folder_in_use_is_told_with_who_uses_it(bot_py: BotPy, data: Path) -> None:
    folder = data / "localchat"
    folder.mkdir(parents=True)
    possession = Possession(folder / "lock")
    possession.take()
    try:
        ran = bot_py("chat")
    finally:
        possession.let_go()
    assert (ran.code, ran.out) == (1, "")
    assert f"{folder}: process " in ran.err
    assert "is using this folder. Stop it first, or name another folder with DATA_DIR." in ran.err


@pytest.mark.usefixtures("data")
def test_settings_forgive_what_cannot_be_meant_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" 1:{MADE_UP}\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("DATA_DIR", "~/data")
    monkeypatch.setenv("WEBHOOK_SECRET", MADE_UP)
    monkeypatch.setenv("PORT", " 8443 ")
    settings = read_settings()
    assert (settings.secret, settings.port) == (MADE_UP, 8443)
    assert settings.token == f"1:{MADE_UP}"
    assert settings.log_level == "DEBUG"
    assert settings.data_dir == tmp_path / "data"
    assert MADE_UP not in repr(settings)


@pytest.mark.usefixtures("data")
def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert read_settings() == Settings.model_construct()


@pytest.mark.usefixtures("data")
def test_settings_are_read_from_a_file_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\nDATA_DIR=elsewhere\nOTHER=1\n")
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")
    settings = read_settings()
    assert settings.log_level == "ERROR"
    assert settings.data_dir != Path("elsewhere"), "the environment comes before the file"
