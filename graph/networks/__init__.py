"""Networks of what a plan's measures bring together, with the figures that network analysis gives them."""
