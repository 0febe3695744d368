"""For each line of standard input, a JSON string that is an XML document, prints its root's name, or what is wrong with it."""

import json
import sys
import xml.etree.ElementTree as xml

for line in sys.stdin:
    try:
        print(xml.fromstring(json.loads(line)).tag.split("}")[-1])
    except xml.ParseError as error:
        print(error)
