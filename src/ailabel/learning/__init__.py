"""What `train` is made of: samples of texts, the space of their columns, experts over it."""
