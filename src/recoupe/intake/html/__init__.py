"""Web pages: which nodes are the report, their characters as they stand, and what the page says of them."""
