"""What components share that read a message with linear models of their own: how Rasa makes, loads and stores them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self

from rasa_project.engine.learning import fingerprint_of, store_concepts, stored_concepts
from rasa_project.understanding.concepts import ConceptMatcher, read_concepts


class Reader(Protocol):
    """Models that can be stored; each kind has a ``read`` of its own."""

    def save(self, folder: Path) -> None:
        """Write them."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what :meth:`save` wrote."""


R = TypeVar("R", bound=Reader)


class ReadingComponent(GraphComponent, Generic[R]):
    """A component with the concepts that it was trained with and a reader, which is none until it is trained."""

    #: The class of its reader, and the folder of the component's own in which that is stored.
    READER: ClassVar[type[Any]]
    FOLDER: ClassVar[str] = ""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        concepts: ConceptMatcher,
        reader: R | None = None,
    ) -> None:
        """Use :meth:`create` or :meth:`load`; Rasa does."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._concepts = concepts
        self._reader = reader

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options in config.yml, with the values they have when left out."""
        return {"concepts": "data/knowledge/concepts.yml", "penalty": 0.5}

    @classmethod
    def learns_from(cls) -> Sequence[Path]:
        """Files beside the examples that Rasa knows of."""
        return ()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """What it learns from beside the examples that Rasa knows of."""
        return fingerprint_of({**cls.get_default_config(), **config}, cls.learns_from())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make an untrained component."""
        return cls(config, model_storage, resource, read_concepts(Path(config["concepts"])))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Make the component from what training stored."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, stored_concepts(folder), cls.READER.load(folder / cls.FOLDER))

    def _store(self, reader: R) -> Resource:
        """Take what was trained, and write it."""
        self._reader = reader
        with self._model_storage.write_to(self._resource) as folder:
            (folder / self.FOLDER).mkdir(exist_ok=True)
            reader.save(folder / self.FOLDER)
            store_concepts(folder, self._concepts)
        return self._resource
