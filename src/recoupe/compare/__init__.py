"""Pure functions of two records that say how they stand to each other, and why."""
