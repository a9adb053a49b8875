"""What the JSON interface answers with: typed models, each with an example."""
