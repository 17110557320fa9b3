"""Telling about oneself, and reading about each other."""
