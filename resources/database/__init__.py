"""PostgreSQL: the server, its engine, the tables and what is written to and read from them."""
