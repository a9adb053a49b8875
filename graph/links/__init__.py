"""Links between the measures of a plan, by what they share: each with its reasons, weights and quotes."""
