"""The pages for readers: their language and address, and what they show, from the read model."""
