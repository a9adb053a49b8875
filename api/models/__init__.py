"""What the JSON interface answers with and is asked with: typed models. The codebook says what their fields hold."""
