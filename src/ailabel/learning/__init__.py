"""What `train` is made of: samples of texts, the space of columns, experts, and how they become flat arrays."""
