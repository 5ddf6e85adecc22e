"""The REST interface: parse the request, call an action or a query, answer with a schema."""
