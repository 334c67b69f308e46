"""What the bot tells of itself: its account, commands and descriptions."""

import re
from collections.abc import Mapping

from localchat import wire
from localchat.parameters import Parameters
from localchat.profile import Command, Scope
from localchat.refusals import bad_request
from localchat.wire import Wire
from localchat.world import World

NAME_LIMIT = 64
DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120
COMMANDS_LIMIT = 100
COMMAND_DESCRIPTION_LIMIT = 256
"""Characters, and commands in a list (core.telegram.org/bots/api#setmycommands, 2026)."""

_COMMAND = re.compile(r"/?([a-z0-9_]{1,32})")


def get_me(world: World, _parameters: Parameters) -> Wire:
    """Return the bot's own account."""
    return wire.account(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all,
        "supports_inline_queries": False,
    }


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Replace the command list of a scope."""
    commands = tuple(map(_command, parameters.listing("commands")))
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_scope(parameters)] = commands
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Wire]:
    """Return the command list of a scope, empty if none is set."""
    commands = world.profile.commands.get(_scope(parameters), ())
    return [{"command": each.name, "description": each.description} for each in commands]


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove the command list of a scope."""
    world.profile.commands.pop(_scope(parameters), None)
    return True


def set_my_name(world: World, parameters: Parameters) -> bool:
    """Set the bot's name in a language."""
    return _set(world.profile.names, parameters, "name", NAME_LIMIT)


def get_my_name(world: World, parameters: Parameters) -> Wire:
    """Return the bot's name in a language."""
    name = world.profile.names.get(parameters.text("language_code"))
    return {"name": name or world.bot.name}


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set(world.profile.descriptions, parameters, "description", DESCRIPTION_LIMIT)


def get_my_description(world: World, parameters: Parameters) -> Wire:
    """Return what an empty chat with the bot shows."""
    return {"description": world.profile.descriptions.get(parameters.text("language_code"), "")}


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Set what the bot's profile and a link to it show."""
    shown = world.profile.short_descriptions
    return _set(shown, parameters, "short_description", SHORT_DESCRIPTION_LIMIT)


def get_my_short_description(world: World, parameters: Parameters) -> Wire:
    """Return what the bot's profile and a link to it show."""
    language = parameters.text("language_code")
    return {"short_description": world.profile.short_descriptions.get(language, "")}


def set_chat_menu_button(_world: World, _parameters: Parameters) -> bool:
    """Accept a menu button; nothing here shows it."""
    return True


def _set(where: dict[str, str], parameters: Parameters, name: str, limit: int) -> bool:
    """Keep a text for a language. Raises RefusedError where it is too long."""
    text = parameters.text(name)
    if len(text) > limit:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    where[parameters.text("language_code")] = text
    return True


def _command(given: object) -> Command:
    """Return one entry of a command list. Raises RefusedError where it is wrong."""
    if not isinstance(given, Mapping):
        raise bad_request("can't parse BotCommand: expected an Object")
    match = _COMMAND.fullmatch(str(given.get("command", "")))
    if not match:
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(given.get("description", "")).strip()
    if not 1 <= len(description) <= COMMAND_DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name=match[1], description=description)


def _scope(parameters: Parameters) -> Scope:
    """Return the scope and language that a call means."""
    scope = parameters.mapping("scope") or {"type": "default"}
    name = ":".join(str(value) for value in scope.values())
    return name, parameters.text("language_code")
