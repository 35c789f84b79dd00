"""Random histories of breaches: whatever people do, in whatever order, nothing unlawful is ever published."""
