"""The steps that bring the tables to today's shape; Alembic finds them in `versions/`."""
