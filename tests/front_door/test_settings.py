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


def test_without_a_token_serving_is_an_error_where_it_was_asked_for(bot_py: BotPy) -> None:
    ran = bot_py("run", "--telegram")
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
    settings = read_settings()
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
