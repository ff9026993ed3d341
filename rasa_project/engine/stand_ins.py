"""Rasa without TensorFlow: empty modules stand in for those that Rasa imports and this bot never calls.

Rasa 3.6 names TensorFlow's classes as bases, decorators and types of DIET, TED, ResponseSelector and two featurizers,
and imports all of them at every start. No pipeline of ours has one of them (decisions 0001, 0095). :func:`install`
answers these imports where TensorFlow itself is not installed; where it is, Rasa gets it, and its components work.

A bot that serves needs no scikit-learn, scipy and matplotlib either: those only train, test and draw. Nor the clients
of Telegram, MongoDB and Amazon that Rasa's own channels and stores take. They are installed, so :func:`leave_out`
answers for them in a process of the bot, and in no other (decision 0102).
"""

from __future__ import annotations

import importlib.machinery
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Final

from rasa_project.errors import BotError

#: What is stood in for, with all below it.
STOOD_IN: Final = frozenset({"keras", "tensorflow", "tensorflow_hub", "tensorflow_text"})
#: What is installed, and stood in for in a process that trains.
NOT_TRAINED: Final = frozenset({"aiogram", "boto3", "botocore", "bson", "matplotlib", "pymongo"})
#: ... and in one that serves.
NOT_SERVED: Final = NOT_TRAINED | {"scipy", "sklearn"}
#: The modules of Rasa 3.6.21 that import one of these; a test looks for others in the Rasa that is installed.
RASA_MODULES: Final = frozenset(
    {
        "rasa.core.policies.ted_policy",
        "rasa.core.policies.unexpected_intent_policy",
        "rasa.nlu.classifiers.diet_classifier",
        "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
        "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
        "rasa.nlu.selectors.response_selector",
        "rasa.utils.tensorflow.callback",
        "rasa.utils.tensorflow.crf",
        "rasa.utils.tensorflow.data_generator",
        "rasa.utils.tensorflow.environment",
        "rasa.utils.tensorflow.layers",
        "rasa.utils.tensorflow.layers_utils",
        "rasa.utils.tensorflow.metrics",
        "rasa.utils.tensorflow.models",
        "rasa.utils.tensorflow.rasa_layers",
        "rasa.utils.tensorflow.transformer",
        "rasa.utils.tensorflow.types",
        "rasa.utils.train_utils",
    }
)
#: Components that can't work without it.
NEED_TENSORFLOW: Final = frozenset(
    {
        "ConveRTFeaturizer",
        "DIETClassifier",
        "LanguageModelFeaturizer",
        "ResponseSelector",
        "TEDPolicy",
        "UnexpecTEDIntentPolicy",
    }
)


class NoTensorFlowError(BotError, RuntimeError):
    """config.yml names a component that needs TensorFlow, or something tried to use a stand-in."""


class _Anything(type):
    """A class for whatever is asked of a stand-in: a base, a decorator, a type, a constant."""

    def __getattr__(cls, name: str) -> _Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return _named(f"{cls.__qualname__}.{name}")

    def __call__(cls, *given: Any, **named: Any) -> Any:
        """What a decorator decorates; else something of no length, for who asks how many devices there are.

        Raises:
            NoTensorFlowError: a component of Rasa's is made that needs the real thing.
        """
        if cls.__module__ != __name__:
            stood_in = next(base.__qualname__ for base in cls.__mro__ if base.__module__ == __name__)
            raise NoTensorFlowError(_reason(cls.__name__, stood_in.partition(".")[0]))
        if cls.__qualname__.partition(".")[0] in NOT_SERVED:
            raise NoTensorFlowError(_reason(cls.__qualname__, cls.__qualname__.partition(".")[0]))
        if len(given) == 1 and not named and callable(given[0]):
            return given[0]
        return super().__call__()


_INSTEAD: Final = (
    "Take it out of config.yml (understanding: "
    "rasa_project.engine.intent_classifier.KazakhIntentClassifier; rules: rasa_project.engine.policy.IndexedRulePolicy)"
)


def _reason(name: str, package: str) -> str:
    if package in NOT_SERVED:
        return f"{name} needs {package}, which a bot that serves leaves out (NOT_SERVED in {__name__}). {_INSTEAD}"
    return f"{name} needs TensorFlow, which this bot does not install. {_INSTEAD}"


def _named(name: str) -> _Anything:
    def call(_: Any, decorated: Any = None, *__: Any, **___: Any) -> Any:
        return decorated

    body: dict[str, Any] = {"__module__": __name__, "__call__": call, "__len__": lambda _: 0, "__doc__": None}
    return _Anything(name, (), body)


class StandIn(ModuleType):
    """An empty module; each attribute is a class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = _named(f"{self.__name__}.{name}")
        setattr(self, name, found)  # the same each time: types are compared
        return found


class _StandInLoader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = StandIn(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


class StandInFinder(MetaPathFinder):
    """Answers the imports of what is stood in for."""

    def __init__(self, names: frozenset[str] = STOOD_IN) -> None:
        """Answer for some packages with all below them."""
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A stand-in for the names asked for, nothing for any other."""
        if fullname.partition(".")[0] not in self.names:
            return None
        return importlib.machinery.ModuleSpec(fullname, _StandInLoader(), is_package=True)


def install() -> bool:
    """Put the stand-ins in place for this process, before anything of Rasa is imported; whether they stand now.

    They stand in for all or none: with TensorFlow installed nothing is changed.
    """
    if any(isinstance(finder, StandInFinder) and finder.names == STOOD_IN for finder in sys.meta_path):
        return True
    if PathFinder.find_spec("tensorflow") is not None:
        return False
    sys.meta_path.append(StandInFinder())
    return True


def leave_out(names: frozenset[str] = NOT_SERVED) -> None:
    """Stand in for some packages in this process, from its start to its end; what is imported already stays as it is.

    Args:
        names: :data:`NOT_SERVED` where a bot serves, :data:`NOT_TRAINED` where one is trained.
    """
    if not any(isinstance(finder, StandInFinder) and finder.names == names for finder in sys.meta_path):
        sys.meta_path.insert(0, StandInFinder(names))


def check_config(config: Mapping[str, Any]) -> None:
    """Refuse a config.yml that names a component which can't work here.

    Raises:
        NoTensorFlowError: one needs TensorFlow, and it is not installed.
    """
    if PathFinder.find_spec("tensorflow") is not None:
        return
    parts: Iterable[Any] = [*(config.get("pipeline") or ()), *(config.get("policies") or ())]
    for part in parts:
        name = str(part.get("name", "")) if isinstance(part, Mapping) else str(part)
        if name.rpartition(".")[2] in NEED_TENSORFLOW:
            raise NoTensorFlowError(_reason(name, "tensorflow"))
