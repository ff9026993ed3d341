"""How each version of a store becomes the next one (Alembic). docs/operations.md says how to add one."""
