"""What the PostgreSQL store stands on: its statements, its tables, its connections, its faults."""
