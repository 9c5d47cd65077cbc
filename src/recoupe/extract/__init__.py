"""One step a file: each declares what it reads and writes, and adds to a draft of the reading."""
