"""Drives Chromium by the lines of standard input, each a JSON list, and prints a line of JSON for each.

    ["open", URL]  ["run", PROGRAM]  ["keys", TEXT]  ["console"]  ["dark", "1" or ""]  ["picture", PATH]
"""

import json
import re
import shutil
import sys

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

NAMED = {"Tab": Keys.TAB, "Left": Keys.ARROW_LEFT, "Right": Keys.ARROW_RIGHT, "Up": Keys.ARROW_UP,
         "Down": Keys.ARROW_DOWN, "Enter": Keys.ENTER}


def start():
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        sys.exit("there is no Chromium")
    options = Options()
    options.binary_location = browser
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,1200"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(driver), options=options)


def answer(page, kind, argument=None):
    if kind == "open":
        # A change of what stands behind # alone would not load the page.
        page.get("about:blank")
        page.get(argument)
    elif kind == "run":
        return page.execute_script(argument)
    elif kind == "keys":
        chain = ActionChains(page)
        for name, character in re.findall(r"<(\w+)>|(.)", argument):
            chain.send_keys(NAMED[name] if name else character)
        chain.perform()
    elif kind == "console":
        return [entry["message"] for entry in page.get_log("browser")]
    elif kind == "dark":
        scheme = {"name": "prefers-color-scheme", "value": "dark" if argument else "light"}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    elif kind == "picture":
        page.save_screenshot(argument)


page = start()
try:
    for line in sys.stdin:
        print(json.dumps(answer(page, *json.loads(line))), flush=True)
finally:
    page.quit()
