"""What happens before Azure's planned maintenance, with a stand-in for the instance metadata service: python3 -m unittest."""

import http.server
import importlib.machinery
import importlib.util
import json
import os
import socket
import sys
import tempfile
import threading
import time
import unittest

sys.dont_write_bytecode = True
ASSET = os.path.join(os.path.dirname(__file__), "../../assets/forced-tunnel-events")
loader = importlib.machinery.SourceFileLoader("forced_tunnel_events", ASSET)
events = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(events)

REBOOT = {
    "EventId": "1", "EventType": "Reboot", "ResourceType": "VirtualMachine", "Resources": [socket.gethostname()],
    "EventStatus": "Scheduled", "NotBefore": "", "Description": "planned",
}
DRAIN_SECONDS = 0.3


class Metadata(http.server.BaseHTTPRequestHandler):
    """Scheduled Events as Azure documents them."""

    events = []
    started = []

    def do_GET(self):
        if self.headers["Metadata"] != "true":
            return self.send_error(400)
        self.answer(json.dumps({"DocumentIncarnation": 1, "Events": self.events}))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.started.append((time.monotonic(), [one["EventId"] for one in body["StartRequests"]]))
        self.answer("")

    def answer(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class PlannedStops(unittest.TestCase):
    def setUp(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Metadata)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        events.URL = f"http://127.0.0.1:{server.server_port}/metadata/scheduledevents"
        events.STATE, events.DRAIN = f"{folder.name}/state.json", f"{folder.name}/drain"
        Metadata.events, Metadata.started = [], []
        self.announce(True)

    def announce(self, announced):
        with open(events.STATE, "w", encoding="utf-8") as file:
            json.dump({"announced": announced}, file)

    def withdraw_when_asked(self):
        """Stands in for the daemon."""
        while not os.path.exists(events.DRAIN):
            time.sleep(0.02)
        self.withdrawn = time.monotonic()
        self.announce(False)

    def test_the_default_goes_first_and_the_event_is_let_start_after_a_while(self):
        Metadata.events = [REBOOT]
        threading.Thread(target=self.withdraw_when_asked, daemon=True).start()
        events.one_round(0, DRAIN_SECONDS, set())
        (at, ids), = Metadata.started
        self.assertEqual(ids, ["1"])
        self.assertGreaterEqual(at - self.withdrawn, DRAIN_SECONDS)
        with open(events.DRAIN, encoding="utf-8") as file:
            self.assertEqual(file.read(), "Azure is about to reboot this machine\n")

    def test_an_event_is_let_start_once(self):
        Metadata.events = [REBOOT]
        self.announce(False)
        started = set()
        events.one_round(0, DRAIN_SECONDS, started)
        events.one_round(0, DRAIN_SECONDS, started)
        self.assertEqual(len(Metadata.started), 1)

    def test_the_default_may_come_back_when_no_event_is_left(self):
        Metadata.events = [REBOOT]
        self.announce(False)
        started = set()
        events.one_round(0, DRAIN_SECONDS, started)
        self.assertTrue(os.path.exists(events.DRAIN))
        Metadata.events = []
        events.one_round(0, DRAIN_SECONDS, started)
        self.assertFalse(os.path.exists(events.DRAIN))

    def test_events_of_other_machines_are_left_alone(self):
        Metadata.events = [{**REBOOT, "Resources": ["vm-other"]}]
        events.one_round(0, DRAIN_SECONDS, set())
        self.assertEqual(Metadata.started, [])
        self.assertFalse(os.path.exists(events.DRAIN))

    def test_an_event_that_has_started_is_not_answered(self):
        Metadata.events = [{**REBOOT, "EventStatus": "Started"}]
        events.one_round(0, DRAIN_SECONDS, set())
        self.assertEqual(Metadata.started, [])

    def test_the_delay_of_the_second_nva_ends_before_the_event_does(self):
        for not_before, least, most in (("", 0, 0.2), (self.in_seconds(events.MARGIN_SECONDS + 2), 0.5, 2.5)):
            with self.subTest(not_before=not_before):
                began = time.monotonic()
                events.wait_for_turn({"NotBefore": not_before}, 300)
                self.assertTrue(least <= time.monotonic() - began <= most)

    @staticmethod
    def in_seconds(seconds):
        return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + seconds))


if __name__ == "__main__":
    unittest.main()
