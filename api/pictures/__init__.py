"""Pictures as SVG, from templates: no scripts, no styles, the colour of the text around them."""
