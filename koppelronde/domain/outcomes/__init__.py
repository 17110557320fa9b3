"""What engines make and people record: results, calls, timetables, visits."""
