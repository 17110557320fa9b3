"""What the pages stand on: settings, headers, visits, language, errors, health, logs."""
