import subprocess
import sys


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_reading_runs_without_django():
    code = (
        "import pkgutil, sys, studyapp.reading as reading\n"
        "for m in pkgutil.walk_packages(reading.__path__, 'studyapp.reading.'): __import__(m.name)\n"
        "sys.exit(any(name in sys.modules for name in ('django', 'jieba', 'quizzes')))"
    )
    assert run(code) == 0


def test_the_front_door_loads_no_parser():
    code = "import sys, studyapp.reading.guard\nsys.exit(any(name in sys.modules for name in ('lxml', 'docx')))"
    assert run(code) == 0
