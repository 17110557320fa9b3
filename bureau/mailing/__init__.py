"""Mail: one message per person, read back before it leaves, sent only when asked."""
