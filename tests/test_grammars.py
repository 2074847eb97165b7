"""A report pays for no grammar that no schema asked for, and whoever asks gets the real one."""

import subprocess
import sys

_SAID = """
import sys
from finkit.render.rendering import prepare
prepare()
print("rfc3987_syntax.syntax_helpers" in sys.modules)
from jsonschema import FormatChecker
checker = FormatChecker()
print(checker.conforms("http://例子.测试/县", "iri"), checker.conforms("不是 地址", "iri"))
print("rfc3987_syntax.syntax_helpers" in sys.modules)
"""


def _said(program: str) -> list[str]:
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return made.stdout.split("\n")[:-1]


def test_grammars_are_built_when_an_iri_is_checked_and_not_before() -> None:
    assert _said(_SAID) == ["False", "True False", "True"]


def test_who_imports_the_grammars_afterwards_gets_the_real_ones() -> None:
    program = (
        "from finkit.render.rendering import prepare; prepare();"
        "import rfc3987_syntax; print(hasattr(rfc3987_syntax, 'grammar'))"
    )
    assert _said(program) == ["True"]
