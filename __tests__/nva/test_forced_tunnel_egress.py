"""What the health daemon decides, without a kernel: run by python3 -m unittest."""

import importlib.machinery
import importlib.util
import os
import socket
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
ASSET = os.path.join(os.path.dirname(__file__), "../../assets/forced-tunnel-egress")
loader = importlib.machinery.SourceFileLoader("forced_tunnel_egress", ASSET)
egress = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
sys.modules[loader.name] = egress
loader.exec_module(egress)

DHCP = {"dst": "default", "gateway": "10.100.0.1", "dev": "eth0", "protocol": "dhcp", "metric": 100}
MARKER = {"dst": "default", "gateway": "10.100.0.1", "dev": "eth0", "protocol": "200", "metric": 50}
GOOD = "[egress]\nanchors = 1.1.1.1:443 9.9.9.9:53\ninterval_seconds = 0.5\ntimeout_seconds = 1\nfailures = 3\nsuccesses = 2\n"


def read(text):
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(text)
        file.flush()
        return egress.read_settings(file.name)


class Settings(unittest.TestCase):
    def test_the_configuration_is_read(self):
        self.assertEqual(read(GOOD), egress.Settings([("1.1.1.1", 443), ("9.9.9.9", 53)], 0.5, 1.0, 3, 2))

    def test_what_makes_no_sense_is_refused(self):
        for before, after in (
            ("1.1.1.1:443", "one.one.one.one:443"),
            ("1.1.1.1:443", "1.1.1.1"),
            ("1.1.1.1:443", "1.1.1.1:0"),
            ("1.1.1.1:443", "1.1.1.1:65536"),
            ("1.1.1.1:443 9.9.9.9:53", ""),
            ("failures = 3", "failures = 0"),
            ("failures = 3", ""),
            ("successes = 2", "successes = many"),
            ("interval_seconds = 0.5", "interval_seconds = -1"),
            ("[egress]", "[ingress]"),
            ("[egress]", ""),
        ):
            with self.subTest(after=after), self.assertRaises(egress.Refusal):
                read(GOOD.replace(before, after))

    def test_a_missing_file_is_refused(self):
        with self.assertRaises(egress.Refusal):
            egress.read_settings("/nonexistent")


class Verdicts(unittest.TestCase):
    def history(self, verdict, results):
        return "".join("x" if (verdict.note(good == "+"), verdict.healthy)[1] else "." for good in results)

    def test_it_starts_unhealthy_and_needs_successes_in_a_row(self):
        self.assertEqual(self.history(egress.Verdict(3, 2), "+-+-++"), ".....x")

    def test_it_needs_failures_in_a_row(self):
        self.assertEqual(self.history(egress.Verdict(3, 2), "++--+--+---+"), ".xxxxxxxxx..")

    def test_it_comes_back_after_successes(self):
        self.assertEqual(self.history(egress.Verdict(1, 3), "+++-++-+++"), "..x......x")

    def test_a_change_is_told_once(self):
        verdict = egress.Verdict(1, 1)
        self.assertEqual([verdict.note(good) for good in (True, True, False, False)], [True, False, True, False])


class Routes(unittest.TestCase):
    def test_the_way_out_is_the_preferred_default_that_is_not_the_marker(self):
        second = {**DHCP, "gateway": "10.100.1.1", "dev": "eth1", "metric": 200}
        self.assertEqual(egress.upstream([MARKER, second, DHCP]), ("10.100.0.1", "eth0"))

    def test_the_marker_alone_is_no_way_out(self):
        self.assertIsNone(egress.upstream([MARKER]))
        self.assertIsNone(egress.upstream([{"dst": "default", "dev": "tun0", "metric": 100}]))

    def test_only_protocol_and_metric_together_make_a_marker(self):
        self.assertTrue(egress.is_marker(MARKER))
        self.assertFalse(egress.is_marker({**MARKER, "protocol": "static"}))
        self.assertFalse(egress.is_marker({**MARKER, "metric": 51}))

    def test_a_default_that_shadows_the_marker_is_refused(self):
        egress.refuse_if_shadowed([MARKER, DHCP])
        without_metric = {key: value for key, value in DHCP.items() if key != "metric"}
        for route in ({**DHCP, "metric": 20}, {**DHCP, "metric": 50}, without_metric):
            with self.subTest(route=route), self.assertRaisesRegex(egress.Refusal, "above 50"):
                egress.refuse_if_shadowed([MARKER, route])


class Rounds(unittest.TestCase):
    settings = egress.Settings([("1.1.1.1", 443)], 1, 1, 3, 2)

    def round(self, healthy, routes, answers):
        """The marker's fate in one round of a verdict that one result can change."""
        verdict = egress.Verdict(1, 1)
        verdict.healthy = healthy
        with mock.patch.multiple(
            egress,
            default_routes=mock.Mock(return_value=routes),
            any_answers=mock.Mock(return_value=answers),
            put_marker=mock.DEFAULT,
            remove_marker=mock.DEFAULT,
            report=mock.DEFAULT,
        ) as mocks:
            egress.one_round(verdict, self.settings)
            self.probed = egress.any_answers.called
        put = mocks["put_marker"].call_args
        return put.args if put else "removed" if mocks["remove_marker"].called else "kept"

    def test_the_marker_comes_with_health(self):
        self.assertEqual(self.round(False, [DHCP], True), ("10.100.0.1", "eth0"))

    def test_the_marker_goes_without_health(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], False), "removed")

    def test_a_marker_that_is_in_place_is_left_alone(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], True), "kept")

    def test_a_vanished_marker_is_put_back(self):
        self.assertEqual(self.round(True, [DHCP], True), ("10.100.0.1", "eth0"))

    def test_the_marker_follows_a_new_gateway(self):
        self.assertEqual(self.round(True, [MARKER, {**DHCP, "gateway": "10.100.0.2"}], True), ("10.100.0.2", "eth0"))

    def test_without_its_own_default_the_machine_is_unhealthy_and_does_not_probe(self):
        self.assertEqual(self.round(True, [MARKER], True), "removed")
        self.assertFalse(self.probed)

    def test_a_marker_of_somebody_else_is_removed_while_unhealthy(self):
        self.assertEqual(self.round(False, [MARKER, DHCP], False), "removed")


class Probes(unittest.TestCase):
    def test_one_answer_is_enough_and_silence_is_none(self):
        with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            open_anchor, refusing = server.getsockname(), closed.getsockname()
            self.assertTrue(egress.any_answers([refusing, open_anchor], 1))
            self.assertFalse(egress.any_answers([refusing], 1))
            self.assertFalse(egress.any_answers([], 1))

    def test_systemd_is_told_where_it_listens(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(f"{folder}/notify")
            with mock.patch.dict(os.environ, NOTIFY_SOCKET=f"{folder}/notify"):
                egress.notify("READY=1")
            self.assertEqual(listener.recv(100), b"READY=1")


if __name__ == "__main__":
    unittest.main()
