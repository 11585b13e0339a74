"""Renders texts with the original: JSON on standard input, JSON on standard output.

Input: {"settings": [{section: {option: value}}], "jobs": [[settings number, kind, text]]}, where kind is "markdown"
for the whole way and "html" for the sanitiser alone. Output: one string for each job, null where the original raises.
"""
import json
import logging
import sys

from isso import config
from isso.html import Markup

logging.disable(logging.CRITICAL)


def markup(sections):
    conf = config.new()
    conf.read(config.default_file())
    for section, options in sections.items():
        for option, value in options.items():
            conf.set(section, option, value)
    return Markup(conf)


def render(renderer, kind, text):
    try:
        return renderer.render(text) if kind == "markdown" else renderer.sanitizer.sanitize(text)
    except Exception:
        return None


request = json.load(sys.stdin)
renderers = [markup(sections) for sections in request["settings"]]
json.dump([render(renderers[number], kind, text) for number, kind, text in request["jobs"]], sys.stdout)
