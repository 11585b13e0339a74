"""Times the original's renderers: a JSON line {"sections": {section: {option: value}}, "text": TEXT} on standard
input, a JSON line {"ms": milliseconds, "note": what became of it unless it was rendered} on standard output.
"""
import json
import logging
import signal
import sys
import time

from isso import config
from isso.html import Markup

LIMIT = 5
logging.disable(logging.CRITICAL)
renderers = {}


class Overrun(BaseException):
    pass


def overrun(*_):
    raise Overrun


def renderer(sections):
    key = json.dumps(sections)
    if key not in renderers:
        conf = config.new()
        conf.read(config.default_file())
        for section, options in sections.items():
            for option, value in options.items():
                conf.set(section, option, value)
        renderers[key] = Markup(conf)
    return renderers[key]


def timed(render, text):
    started = time.perf_counter()
    note = ""
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        render(text)
    except Overrun:
        note = " (stopped)"
    except Exception:
        note = " (fails)"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {"ms": (time.perf_counter() - started) * 1000, "note": note}


signal.signal(signal.SIGALRM, overrun)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(timed(renderer(request["sections"]).render, request["text"])), flush=True)
