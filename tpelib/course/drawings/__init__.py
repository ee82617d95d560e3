"""The drawings that do not stand with an exercise, because several places show them.

``calendar``: an exercise, a public page and a lesson; ``campaign``: an exercise and the exam; ``campaign_run``: an
exercise and a lesson; ``captions`` and ``compared``: two exercises each; ``posts``: three exercises, lessons and a
public page; ``selling``: an exploration.
"""
