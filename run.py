#!/usr/bin/env python3
"""Make 温故 ready on a machine that has only Python, and start it: python3 run.py [setup | test | check | bench].

This file and studyapp/launcher/console.py are all that an old Python meets, so they keep to what Python 3.6 can read:
it gets its sentence and no traceback. The rest of that folder does the work, with the standard library only.
"""

import sys

OLDEST_PYTHON = (3, 11)
USAGE = (
    "用法：python3 run.py [命令]        Usage: python3 run.py [command]",
    "  （不写）  准备好一切并启动       get everything ready and start (PORT, 8000 if not set)",
    "  setup     只准备，不启动         get everything ready, do not start",
    "  test      运行测试               run the tests; what follows goes to pytest",
    "  check     检查代码和部署设置     lint, types, templates, migrations, deployment settings",
    "  bench     测速                   measure the speed beside a bare Django; --help tells more",
)


def main(arguments: "list[str]") -> int:
    """Carry out one command and return the exit status: 2 for an unknown one, 1 for one that could not go on."""
    sys.dont_write_bytecode = True  # all that a run leaves behind lies in var/ and .venv
    from studyapp.launcher.console import Stop, say

    try:
        require_python(sys.version_info[:3])
        return carry_out(arguments)
    except Stop as stop:
        say("", *stop.args)
        return 1
    except KeyboardInterrupt:
        say("", "已中断，再运行一次会接着做。", "Interrupted; run it again to go on.")
        return 130
    except OSError as error:
        say("", f"没有成功：{error}", f"This failed: {error}")
        return 1


def require_python(version: "tuple[int, ...]") -> None:
    """Refuse a Python that is too old for us."""
    from studyapp.launcher.console import Stop

    if version < OLDEST_PYTHON:
        needed, found = (".".join(str(part) for part in parts) for parts in (OLDEST_PYTHON, version))
        raise Stop(
            f"温故需要 Python {needed} 或更新的版本，这里是 Python {found}：请用新版本运行。",
            f"Python {needed} or newer is needed and this is Python {found}: run it with a newer one.",
        )


def carry_out(arguments: "list[str]") -> int:
    from studyapp.launcher.commands import COMMANDS, TAKE_ARGUMENTS
    from studyapp.launcher.console import say

    name, rest = (arguments[0], arguments[1:]) if arguments else ("start", [])
    if name in COMMANDS and (name in TAKE_ARGUMENTS or not rest):
        return COMMANDS[name](rest)
    say(*USAGE)
    return 0 if name in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
