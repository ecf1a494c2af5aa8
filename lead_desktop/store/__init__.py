"""The encrypted database: tables, engine, unit of work, read queries, search, migrations."""
