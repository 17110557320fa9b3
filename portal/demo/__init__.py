"""The demonstration: become anybody in one click, read every mail, choose the day.

These addresses exist only where every person is fictional (:data:`portal.site.place.DEMO_MARK`).
"""
