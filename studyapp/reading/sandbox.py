"""The child process that parses: a file that eats memory or time takes nobody else with it.

The parent calls `parse_apart`. The child (`python -m studyapp.reading.sandbox docx ''`) limits itself before it
reads a byte, opens no file and no connection while parsing, inherits no environment, and answers in JSON.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args

from studyapp.reading.archive import DAMAGED, DAMAGED_PDF, MEGABYTE
from studyapp.reading.sheet_rows import Sheet, sheet_json, sheet_of
from studyapp.reading.types import Document, Passage, Reading, Source, UnreadableFile

Kind = Literal["docx", "pdf", "txt", "md"]
SHEET = "sheet"
KINDS: tuple[Kind, ...] = get_args(Kind)
MEMORY_LIMIT = 768 * MEGABYTE
CPU_SECONDS = 20
WALL_SECONDS = 30
TOO_SLOW = f"文件读取超时（{WALL_SECONDS} 秒），请拆分成几个文件后再上传。"
TOO_BIG = "文件内容过多，读取所需的内存超过上限，请拆分成几个文件后再上传。"
TOO_TANGLED = "文件的结构过于复杂，读不出来，请把文字粘贴到 Word 中，另存为 .docx 后再上传。"
_EXIT_MEMORY = 3
_PASSED_ON = ("SYSTEMROOT", "PYTHONPYCACHEPREFIX")  # Windows needs the first; the second keeps the tree clean
_ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


def parse_apart(kind: Kind, data: bytes, encoding: str = "") -> Reading:
    """Parse the bytes in a child process. Raises UnreadableFile for whatever goes wrong there."""
    return _reading(_ask_child(kind, data, encoding))


def parse_sheet_apart(data: bytes) -> Sheet:
    """The same for a workbook of ready-made key points."""
    return sheet_of(_ask_child(SHEET, data))


def _ask_child(kind: str, data: bytes, encoding: str = "") -> dict[str, Any]:
    command = [sys.executable, "-s", "-m", __spec__.name if __spec__ else __name__, kind, encoding]
    try:
        child = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"} | {name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(TOO_SLOW) from None
    return _answer(child, kind)


def _answer(child: subprocess.CompletedProcess[bytes], kind: str) -> dict[str, Any]:
    if child.returncode == 0:
        with suppress(ValueError, KeyError, TypeError):
            answer: dict[str, Any] = json.loads(child.stdout)
            if "refused" not in answer:
                return answer
            raise UnreadableFile(answer["refused"])
    # The names of exceptions only: a traceback could hold the text of the file.
    _log.warning("reader process ended with %s: %s", child.returncode, child.stderr[-200:].decode(errors="replace"))
    if child.returncode in (_EXIT_MEMORY, -signal.SIGABRT):
        raise UnreadableFile(TOO_BIG)
    raise UnreadableFile(TOO_SLOW if child.returncode < 0 else _damaged(kind))


def _damaged(kind: str) -> str:
    return {"pdf": DAMAGED_PDF, "txt": TOO_TANGLED, "md": TOO_TANGLED}.get(kind, DAMAGED)


def _reading(answer: dict[str, Any]) -> Reading:
    documents = tuple(
        Document(
            title=document["title"],
            passages=tuple(Passage(*passage) for passage in document["passages"]),
            author=document["author"],
            date=date.fromisoformat(document["date"]) if document["date"] else None,
        )
        for document in answer["documents"]
    )
    return Reading(documents, tuple(answer["notices"]), answer["joined"], answer["garbled"], tuple(answer["set_aside"]))


def _plain(reading: Reading) -> dict[str, Any]:
    return {
        "documents": [
            {
                "title": document.title,
                "author": document.author,
                "date": document.date.isoformat() if document.date else None,
                "passages": [(passage.kind, passage.text, passage.level) for passage in document.passages],
            }
            for document in reading.documents
        ],
        "notices": reading.notices,
        "joined": reading.joined,
        "garbled": reading.garbled,
        "set_aside": reading.set_aside,
    }


def parse(kind: Kind, data: bytes, encoding: str = "") -> Reading:
    """Parse in this process; only the child should do this with bytes from outside."""
    from studyapp.reading.compilation import read_compilation

    return read_compilation(_source(kind, data, encoding))


def _source(kind: Kind, data: bytes, encoding: str) -> Source:
    if kind == "docx":
        from studyapp.reading.archive import check_parts
        from studyapp.reading.docx import read_docx

        check_parts(data)
        return read_docx(data)
    if kind == "pdf":
        from studyapp.reading.pdf import read_pdf

        return read_pdf(data)
    if kind == "md":
        from studyapp.reading.markup import read_markdown

        return read_markdown(data, encoding)
    from studyapp.reading.text import read_text

    return read_text(data, encoding)


def _limit_resources() -> None:
    """As far as the system knows these limits; Windows has none of them, the parent's clock remains."""
    with suppress(ImportError):
        import resource

        limits = {
            resource.RLIMIT_AS: MEMORY_LIMIT,
            resource.RLIMIT_CPU: CPU_SECONDS,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
        }
        for limit, value in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))


def _close_the_door() -> None:
    """No further file or socket: parsing needs none, and whoever subverts the parser gets none."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _preload(kind: str) -> None:
    """Import what parsing would import on the way, while files can still be opened."""
    import studyapp.reading.compilation

    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp437", "latin-1"):
        "".encode(encoding)
    if kind == "docx":
        import studyapp.reading.docx
    elif kind == "pdf":
        import studyapp.reading.pdf
    elif kind == SHEET:
        import studyapp.reading.sheet
    elif kind == "md":
        from studyapp.reading.markup import read_markdown

        read_markdown(b"x")  # the parser looks for its extensions when it is first used
    else:
        import studyapp.reading.text  # noqa: F401


def main(kind: str, encoding: str = "") -> int:
    _preload(kind)
    _limit_resources()
    data = sys.stdin.buffer.read()
    _close_the_door()
    try:
        answer = _parsed_sheet(data) if kind == SHEET else _plain(parse(cast("Kind", kind), data, encoding))
    except UnreadableFile as error:
        answer = {"refused": str(error)}
    except MemoryError:
        return _EXIT_MEMORY
    except Exception as error:  # the parsers raise what they like for broken files
        print(type(error).__name__, file=sys.stderr)
        answer = {"refused": _sentence_for(error, kind)}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _parsed_sheet(data: bytes) -> dict[str, Any]:
    from studyapp.reading.archive import check_parts
    from studyapp.reading.sheet import read_sheet

    if data.startswith(b"PK"):
        check_parts(data)
    return sheet_json(read_sheet(data))


def _sentence_for(error: Exception, kind: str) -> str:
    if isinstance(error, ValueError) and "content type" in str(error):
        return "文件内容与扩展名不符：这是启用宏的文档或模板改名而来，请用 Word 或 WPS 另存为 .docx 后再上传。"
    return _damaged(kind)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
