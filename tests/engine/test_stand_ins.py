"""Rasa is imported and trains without TensorFlow; whoever needs it is told so."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

from rasa_project.engine import stand_ins
from rasa_project.engine.stand_ins import NEED_TENSORFLOW, RASA_MODULES, STOOD_IN, NoTensorFlowError, check_config
from rasa_project.yaml_files import read_yaml

RASA: Final = Path(str(distribution("rasa").locate_file("rasa")))


def imported_by(path: Path) -> set[str]:
    """The packages that a module imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_table_names_every_module_of_rasa_that_needs_a_stand_in() -> None:
    need = {
        ".".join(path.relative_to(RASA.parent).with_suffix("").parts)
        for path in RASA.rglob("*.py")
        if imported_by(path) & STOOD_IN
    }
    assert need == RASA_MODULES


def test_tensorflow_is_not_installed_and_stood_in_for() -> None:
    import tensorflow as tf

    assert isinstance(tf, stand_ins.StandIn)
    assert stand_ins.install()
    assert stand_ins.install(), "twice is once"
    assert sum(isinstance(finder, stand_ins.StandInFinder) for finder in sys.meta_path) == 1


@pytest.mark.parametrize("name", sorted(RASA_MODULES))
def test_each_of_these_modules_can_be_imported(name: str) -> None:
    assert find_spec(name) is not None
    __import__(name)


def test_a_stand_in_is_a_base_a_decorator_a_type_and_of_no_length() -> None:
    import tensorflow as tf
    from tensorflow.keras.utils import Sequence as KerasSequence

    class Layer(tf.keras.layers.Layer):  # type: ignore[misc]
        @tf.function
        def plain(self) -> int:
            return 1

        @tf.function(experimental_relax_shapes=True)
        def with_options(self) -> int:
            return 2

    assert (Layer.plain(None), Layer.with_options(None)) == (1, 2)
    assert tf.Tensor is tf.Tensor
    assert isinstance(KerasSequence, type)
    assert len(tf.config.list_physical_devices("GPU")) == 0


def test_making_what_needs_tensorflow_says_what_to_do() -> None:
    from rasa.utils.tensorflow.models import RasaModel

    with pytest.raises(NoTensorFlowError, match=r"RasaModel needs TensorFlow.*config\.yml"):
        RasaModel()


@pytest.mark.parametrize("name", sorted(NEED_TENSORFLOW))
@pytest.mark.parametrize("where", ["pipeline", "policies"])
def test_a_config_that_names_such_a_component_is_refused(where: str, name: str) -> None:
    with pytest.raises(NoTensorFlowError, match=f"{name} needs TensorFlow"):
        check_config({where: [{"name": name, "epochs": 1}]})
    with pytest.raises(NoTensorFlowError, match="needs TensorFlow"):
        check_config({where: [{"name": f"rasa.some.module.{name}"}]})


def test_the_projects_own_config_is_not(root: Path) -> None:
    config: dict[str, Any] = read_yaml((root / "config.yml").read_text(encoding="utf-8"))
    check_config(config)
    check_config({"pipeline": None})


def test_where_tensorflow_is_installed_nothing_is_changed(tmp_path: Path) -> None:
    """In an environment for measuring Rasa's defaults: the real one is imported, and its components may be named."""
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("IS_REAL = True\n", encoding="utf-8")
    code = """
import sys
from rasa_project.engine import stand_ins
assert not stand_ins.install()
stand_ins.check_config({"pipeline": [{"name": "DIETClassifier"}]})
import tensorflow
print(tensorflow.IS_REAL)
"""
    environment = {"PYTHONPATH": f"{tmp_path}:{Path(stand_ins.__file__).parents[2]}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr


def test_a_start_imports_nothing_of_ours_and_still_finds_them(tmp_path: Path) -> None:
    """Which checkout is meant is known only when a program runs."""
    code = "import sys; had = 'rasa_project' in sys.modules; import tensorflow; print(had, type(tensorflow).__name__)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "False StandIn\n"


def test_every_start_of_the_environment_has_them(root: Path) -> None:
    """Also a script or a test, not the bot's own command alone."""
    assert "rasa_without_tensorflow.pth" in (root / "scripts/install.sh").read_text(encoding="utf-8")
    assert "stand_ins.install()" in (root / "rasa_project/cli.py").read_text(encoding="utf-8")


def run_in_a_process(code: str) -> str:
    """What a program of its own prints that has left out what a served bot does not need."""
    head = "from rasa_project.engine import stand_ins\nstand_ins.install()\n" + 2 * "stand_ins.leave_out()\n"
    command = [sys.executable, "-W", "ignore", "-c", head + code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.slow
def test_a_bot_that_serves_imports_nothing_of_what_only_trains_and_draws() -> None:
    code = """
import sys
import rasa_project.server
real = {
    name
    for name, module in sys.modules.items()
    if name.partition(".")[0] in stand_ins.NOT_SERVED and not isinstance(module, stand_ins.StandIn)
}
print(sorted(real), sum(getattr(finder, "names", None) == stand_ins.NOT_SERVED for finder in sys.meta_path))
"""
    assert run_in_a_process(code) == "[] 1\n"


@pytest.mark.slow
def test_who_needs_what_was_left_out_is_told_its_name() -> None:
    code = """
from sklearn.svm import SVC
class Machine(SVC):
    pass
for make in (SVC, Machine):
    try:
        make(C=1)
    except stand_ins.NoTensorFlowError as error:
        print(error)
"""
    one, two = run_in_a_process(code).splitlines()
    assert one.startswith("sklearn.svm.SVC needs sklearn, which a bot that serves leaves out (NOT_SERVED in ")
    assert two.startswith("Machine needs sklearn")


def test_a_training_keeps_what_fits_a_model() -> None:
    assert not stand_ins.NOT_TRAINED & {"scipy", "sklearn"}
    assert stand_ins.NOT_TRAINED < stand_ins.NOT_SERVED
