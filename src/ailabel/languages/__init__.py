"""One folder of data a language; `any/` holds what stands in texts of every language."""
