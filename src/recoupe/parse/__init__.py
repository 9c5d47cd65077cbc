"""Reports into sentences and clauses: the syntax models behind one language-neutral view."""
