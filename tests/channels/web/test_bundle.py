"""The widget's parts put together: in their order, once each, refused where they do not fit."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from rasa_project.channels.web.bundle import BundleError, bundle
from rasa_project.channels.web.compact import compact_script, compact_style, packed

MAIN = 'import { a } from "./a.js";\n\nuse(a);\n'


def parts(folder: Path, **files: str) -> Path:
    """A folder with parts; ``a`` is ``a.js``, ``look_css`` is ``look.css``."""
    for name, text in files.items():
        path = folder / (name.replace("_css", ".css") if name.endswith("_css") else f"{name}.js")
        path.write_text(text, encoding="utf-8")
    return folder / "main.js"


def test_each_part_stands_once_and_before_those_that_need_it(tmp_path: Path) -> None:
    main = parts(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b, c } from "./b.js";\nuse(a, b, c);\n',
        a='import { b } from "./b.js";\nexport const a = b + 1;\n',
        b="export const b = 1;\nexport function c() {}\n",
    )
    assert bundle(main) == "const b=1;function c(){}\nconst a=b + 1;\nuse(a,b,c);\n"


def test_a_style_sheet_is_a_text(tmp_path: Path) -> None:
    look = '/* why */\n.a :focus { color: red; }\n.b,\n.c { content: "•"; }\n'
    main = parts(tmp_path, main='import LOOK from "./look.css";\nuse(LOOK);\n', look_css=look)
    assert bundle(main) == 'const LOOK=`.a :focus{color:red}.b,.c{content:"•"}`;\nuse(LOOK);\n'


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"main": MAIN}, "a.js: No such file"),
        ({"main": MAIN, "a": "export const b = 1;\n"}, "a.js does not export a"),
        ({"main": MAIN, "a": "const a = 1;\n"}, "a.js does not export a"),
        (
            {"main": MAIN + "const c = 1;\n", "a": "export const a = 1;\nconst c = 2;\n"},
            "the name c stands in a.js too",
        ),
        ({"main": MAIN, "a": 'import { x } from "./main.js";\nexport const a = 1;\n'}, "imports itself by way of a.js"),
        ({"main": 'import a from "a";\n'}, "write «import { a, b } from"),
        ({"main": 'import { a as b } from "./a.js";\n', "a": "export const a = 1;\n"}, "write «import { a, b } from"),
        ({"main": "const a = `one\n  two`;\n"}, "goes over several lines"),
        (
            {"main": 'import A from "./a.css";\n', "a_css": '.a { content: "\\2022"; }'},
            "holds a back quote, a backslash",
        ),
        ({"main": 'import A from "./a.css";\n', "a_css": ".a { width: ${b}; }"}, "holds a back quote, a backslash"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_file_and_the_reason(
    tmp_path: Path, files: dict[str, str], told: str
) -> None:
    with pytest.raises(BundleError, match=re.escape(told)):
        bundle(parts(tmp_path, **files))


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("/** Why.\n * And how. */\nlet a = 1; // one\n  // two\n\nlet b = 2;\n", "let a=1;let b=2;"),
        ('let a = "b , c // d";', 'let a="b , c // d";'),
        ("let a = 'it , \\' ; is';", "let a='it , \\' ; is';"),
        ("let a = `b , ${ c } // d`;", "let a=`b , ${ c } // d`;"),
        ('let a = "https://b.example/?c"; // d', 'let a="https://b.example/?c";'),
        ('let a = /[^\\s"] +, "/u; let b = "c , d";', 'let a=/[^\\s"] +, "/u;let b="c , d";'),
        ('text.split(/\\n , "/).join(" , ")', 'text.split(/\\n , "/).join(" , ")'),
        ("a = b / c; d = e / f;", "a=b / c;d=e / f;"),
        ("a + +b - -c", "a + +b - -c"),
        ("if (a) return [b];\nelse c();", "if(a)return[b];else c();"),
        ("a\n  .b()\n  ?? c", "a.b()??c"),
        ("class A {\n  b() {}\n  get c() {}\n}\nd();", "class A{b(){}\nget c(){}}\nd();"),
    ],
)
def test_only_what_readers_need_is_left_out_of_a_script(script: str, left: str) -> None:
    assert compact_script(script) == left


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a :focus,\n.b:focus { color: red; }", ".a :focus,.b:focus{color:red}"),
        (".a > .b + .c { width: calc(1px + 2em - 3%); }", ".a > .b + .c{width:calc(1px + 2em - 3%)}"),
        ("@media (hover: hover) { .a { color: red; } }", "@media (hover:hover){.a{color:red}}"),
    ],
)
def test_only_what_readers_need_is_left_out_of_a_style_sheet(style: str, left: str) -> None:
    assert compact_style(style) == left


def test_no_text_of_the_widget_is_changed(root: Path) -> None:
    script = bundle(root / "widget" / "src" / "main.js")
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "widget" / "src").glob("*.js")))
    quoted = re.findall(r'"(?:[^"\\\n]|\\.)*[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі](?:[^"\\\n]|\\.)*"', source)
    assert len(quoted) > 80
    assert [text for text in quoted if text not in script] == []


def test_packed_is_gzip_the_same_each_time_and_no_longer_than_the_usual() -> None:
    body = "қызылша ".encode() * 5_000
    assert gzip.decompress(packed(body)) == body
    assert packed(body) == packed(body)
    assert len(packed(body)) <= len(gzip.compress(body, 9))
