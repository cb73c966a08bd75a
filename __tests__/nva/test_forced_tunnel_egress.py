"""What the health daemon decides, without a kernel: run by python3 -m unittest."""

import importlib.machinery
import importlib.util
import os
import socket
import sys
import tempfile
import threading
import unittest
from unittest import mock

sys.dont_write_bytecode = True
ASSETS = os.path.join(os.path.dirname(__file__), "../../assets")


def load(name):
    """A program of the NVA's as a module."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), os.path.join(ASSETS, name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


egress = load("forced-tunnel-egress")

DHCP = {"dst": "default", "gateway": "10.100.0.1", "dev": "eth0", "protocol": "dhcp", "metric": 100}
MARKER = {"dst": "default", "gateway": "10.100.0.1", "dev": "eth0", "protocol": "200", "metric": 50}
GOOD = "[egress]\nanchors = 1.1.1.1:443 9.9.9.9:53\ninterval_seconds = 0.5\ntimeout_seconds = 1\nfailures = 3\nsuccesses = 2\n"


def read(text):
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(text)
        file.flush()
        with mock.patch.object(egress, "CONFIG", file.name):
            return egress.read_settings()


def settings(**changes):
    """Settings with which one round decides, except for the changes."""
    return {
        "always": False, "anchors": [("1.1.1.1", 443)], "known": (), "interval_seconds": 1, "timeout_seconds": 1,
        "failures": 1, "successes": 1, "loss_percent": 100, "hold_rounds_at_most": 120, "drain_seconds": 0,
        **changes,
    }


class Settings(unittest.TestCase):
    def test_the_configuration_is_read(self):
        self.assertEqual(read(GOOD), {
            "always": False, "anchors": [("1.1.1.1", 443), ("9.9.9.9", 53)], "known": (), "interval_seconds": 0.5,
            "timeout_seconds": 1.0, "failures": 3, "successes": 2, "loss_percent": 25, "hold_rounds_at_most": 120,
            "drain_seconds": 2.0,
        })

    def test_optional_settings_are_read(self):
        more = "loss_percent = 50\nhold_rounds_at_most = 7\ndrain_seconds = 5\n"
        found = read(GOOD + more + "known_answer = 1.1.1.1:80 example.org /probe it is me\n")
        optional = ("loss_percent", "hold_rounds_at_most", "drain_seconds")
        self.assertEqual([found[key] for key in optional], [50, 7, 5.0])
        self.assertEqual(found["known"], (("1.1.1.1", 80), "example.org", "/probe", "it is me"))

    def test_nothing_is_asked_where_the_default_is_always_advertised(self):
        found = read(GOOD.replace("anchors = 1.1.1.1:443 9.9.9.9:53", "announce = always"))
        self.assertEqual((found["always"], found["anchors"]), (True, []))

    def test_anchors_are_needed_where_it_follows_health(self):
        with self.assertRaises(egress.Refusal):
            read(GOOD.replace("anchors = 1.1.1.1:443 9.9.9.9:53", "anchors ="))

    def test_an_unknown_announcement_is_refused(self):
        with self.assertRaisesRegex(egress.Refusal, "sometimes"):
            read(GOOD + "announce = sometimes\n")

    def test_an_anchor_outside_of_the_internet_is_refused(self):
        for address in ("0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "168.63.129.16", "169.254.169.254", "172.31.0.1",
                        "192.168.0.1", "224.0.0.1", "255.255.255.255"):
            with self.assertRaisesRegex(egress.Refusal, address):
                read(GOOD.replace("anchors = ", f"anchors = {address}:443 "))

    def test_what_makes_no_sense_is_refused(self):
        for before, after in (
            ("1.1.1.1:443", "one.one.one.one:443"),
            ("1.1.1.1:443", "1.1.1.1"),
            ("1.1.1.1:443", "1.1.1.1:0"),
            ("1.1.1.1:443", "1.1.1.1:65536"),
            ("1.1.1.1:443", "127.0.0.1:22"),
            ("1.1.1.1:443", "10.0.0.4:443"),
            ("1.1.1.1:443", "168.63.129.16:80"),
            ("1.1.1.1:443 9.9.9.9:53", ""),
            ("failures = 3", "failures = 0"),
            ("failures = 3", "failures = 101"),
            ("failures = 3", ""),
            ("successes = 2", "successes = many"),
            ("successes = 2", "successes = 1.5"),
            ("interval_seconds = 0.5", "interval_seconds = -1"),
            ("interval_seconds = 0.5", "interval_seconds = inf"),
            ("interval_seconds = 0.5", "interval_seconds = nan"),
            ("interval_seconds = 0.5", "interval_seconds = 0.01"),
            ("timeout_seconds = 1", "timeout_seconds = 61"),
            ("successes = 2", "successes = 2\nloss_percent = 0"),
            ("successes = 2", "successes = 2\nhold_rounds_at_most = 0"),
            ("successes = 2", "successes = 2\ndrain_seconds = 61"),
            ("successes = 2", "successes = 2\nknown_answer = 1.1.1.1:80 example.org"),
            ("[egress]", "[ingress]"),
            ("[egress]", ""),
        ):
            with self.subTest(after=after), self.assertRaises(egress.Refusal):
                read(GOOD.replace(before, after))

    def test_a_missing_file_is_refused(self):
        with mock.patch.object(egress, "CONFIG", "/nonexistent"), self.assertRaises(egress.Refusal):
            egress.read_settings()


class Verdicts(unittest.TestCase):
    now = 0

    def setUp(self):
        clock = mock.patch.object(egress.time, "monotonic", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)

    def verdict(self, failures, successes, **changes):
        return egress.Verdict(settings(failures=failures, successes=successes, **changes))

    def history(self, verdict, results):
        return "".join("x" if up else "." for up in self.states(verdict, [["a"] if good == "+" else [] for good in results]))

    def states(self, verdict, rounds):
        states = []
        for answered in rounds:
            verdict.note(answered)
            states.append(verdict.healthy)
        return states

    def test_it_starts_unhealthy_and_needs_successes_in_a_row(self):
        self.assertEqual(self.history(self.verdict(3, 2), "+-+-++"), ".....x")

    def test_it_needs_failures_in_a_row(self):
        self.assertEqual(self.history(self.verdict(3, 2), "++--+--+---+"), ".xxxxxxxxx..")

    def test_it_comes_back_after_successes(self):
        self.assertEqual(self.history(self.verdict(1, 3), "+++-++-+++"), "..x......x")

    def test_each_failure_after_the_first_doubles_the_successes_that_it_needs(self):
        verdict = self.verdict(1, 2)
        self.assertEqual(self.history(verdict, "++" + "-++" + "-++++" + "-++++++++"), ".x" + "..x" + "....x" + "........x")
        self.assertEqual(verdict.needed, 8)

    def test_the_hold_down_has_an_end(self):
        verdict = self.verdict(1, 2, hold_rounds_at_most=5)
        for _ in range(40):
            self.history(verdict, "-+++++")
        self.assertEqual((verdict.needed, verdict.healthy), (5, True))

    def test_the_hold_down_is_forgotten_after_a_while_of_health(self):
        verdict = self.verdict(1, 2)
        self.history(verdict, "++-++-++++")
        self.now = egress.FORGET_SECONDS + 1
        self.assertEqual(self.history(verdict, "+-++"), "x..x")

    def test_loss_withdraws_without_failures_in_a_row(self):
        verdict = self.verdict(3, 2, loss_percent=25)
        self.assertEqual(self.history(verdict, "+" * 10 + "-+" * 5), "." + "x" * 17 + "..")
        self.assertEqual(verdict.loss_percent, 25)

    def test_little_loss_does_not_withdraw(self):
        self.assertEqual(self.history(self.verdict(3, 2, loss_percent=25), "++" + "-++++" * 8), "." + "x" * 41)

    def test_loss_of_all_anchors_withdraws_although_one_of_them_answers_in_each_round(self):
        rounds = [["a", "b"]] * 2 + [["a"], ["b"]] * 5
        self.assertEqual(self.states(self.verdict(3, 2, loss_percent=25), rounds), [False] + [True] * 10 + [False])

    def test_an_anchor_that_is_dead_is_no_loss(self):
        rounds = [["a", "b"]] * 2 + [["a"]] * 30
        self.assertEqual(self.states(self.verdict(3, 2, loss_percent=25), rounds), [False] + [True] * 31)

    def test_it_stays_up_while_an_outage_leaves_the_window(self):
        history = self.history(self.verdict(3, 2, loss_percent=25), "++" + "-" * 8 + "+" * 20)
        self.assertEqual(history, ".xxx" + "." * 7 + "x" * 19)

    def test_it_stays_down_while_loss_goes_on_after_several_failures(self):
        verdict = self.verdict(2, 1, loss_percent=25)
        self.history(verdict, "+" + "--+" * 2)
        self.assertEqual(self.history(verdict, "-+" * 20)[-20:], "." * 20)
        self.assertEqual(self.history(verdict, "+" * 20)[-1], "x")


class Routes(unittest.TestCase):
    def test_the_way_out_is_the_preferred_default_that_is_not_the_marker(self):
        second = {**DHCP, "gateway": "10.100.1.1", "dev": "eth1", "metric": 200}
        self.assertEqual(egress.upstream([MARKER, second, DHCP]), ("10.100.0.1", "eth0"))

    def test_the_marker_alone_is_no_way_out(self):
        for routes in ([MARKER], [], [MARKER, {"dst": "default", "dev": "tun0", "metric": 100}]):
            with self.subTest(routes=routes), self.assertRaisesRegex(egress.Refusal, "no gateway"):
                egress.upstream(routes)

    def test_only_protocol_and_metric_together_make_a_marker(self):
        self.assertTrue(egress.is_marker(MARKER))
        self.assertFalse(egress.is_marker({**MARKER, "protocol": "static"}))
        self.assertFalse(egress.is_marker({**MARKER, "metric": 51}))

    def test_a_default_that_shadows_the_marker_is_refused(self):
        without_metric = {key: value for key, value in DHCP.items() if key != "metric"}
        for route in ({**DHCP, "metric": 20}, {**DHCP, "metric": 50}, without_metric):
            with self.subTest(route=route), self.assertRaisesRegex(egress.Refusal, "above 50"):
                egress.upstream([MARKER, DHCP, route])


class Rounds(unittest.TestCase):
    def round(self, healthy, routes, answers, found=(), silent=0, connections=1, **changes):
        """The marker's fate in one round of a verdict that one result can change."""
        daemon = egress.Daemon(settings(**changes))
        daemon.verdict.healthy = healthy
        daemon.heard -= silent
        daemon.kernel = mock.Mock()
        daemon.kernel.repair = mock.Mock(side_effect=found if isinstance(found, Exception) else [list(found)])
        self.daemon, self.logged = daemon, []
        with mock.patch.multiple(
            egress,
            default_routes=mock.Mock(return_value=routes),
            put_marker=mock.DEFAULT,
            remove_marker=mock.DEFAULT,
            write_state=mock.DEFAULT,
            log=self.logged.append,
            setting={"netfilter/nf_conntrack_count": connections, "netfilter/nf_conntrack_max": 100}.get,
        ) as mocks:
            daemon.round("1.1.1.1:443 9.9.9.9:53" if answers else "" if answers is False else None)
        self.state = mocks["write_state"].call_args.args[0]
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

    def test_without_its_own_default_the_machine_is_unhealthy_whatever_answers(self):
        self.assertEqual(self.round(True, [MARKER], True), "removed")
        self.assertFalse(self.daemon.verdict.healthy)
        self.assertEqual(self.state["why"], "this machine has no gateway to the internet")
        self.assertEqual((self.state["gateway"], self.state["nic"]), (None, None))

    def test_what_cannot_be_repaired_is_a_reason_to_withdraw(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], True, egress.Refusal("nft: broken")), "removed")
        self.assertEqual((self.state["announced"], self.state["why"]), (False, "nft: broken"))

    def test_what_is_repaired_is_logged_and_the_marker_stays(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], True, ["net.ipv4.ip_forward was 0"]), "kept")
        self.assertIn("net.ipv4.ip_forward was 0: put back", self.logged)

    def test_a_connection_table_that_is_nearly_full_is_logged_once_a_minute(self):
        for connections, warnings in ((80, []), (81, ["the connection table is nearly full: 81 of 100"])):
            self.round(True, [MARKER, DHCP], True, connections=connections)
            self.assertEqual([line for line in self.logged if "table" in line], warnings)
        with mock.patch.multiple(egress, setting=lambda _: 100, log=self.logged.append):
            self.daemon.warn()
        self.assertEqual([line for line in self.logged if "table" in line], warnings)

    def test_the_nic_of_the_way_out_is_what_the_ruleset_must_be_for(self):
        self.round(True, [MARKER, DHCP], True)
        self.daemon.kernel.repair.assert_called_once_with("eth0")

    def test_a_default_that_shadows_the_marker_withdraws(self):
        self.assertEqual(self.round(True, [MARKER, DHCP, {**DHCP, "metric": 20}], True), "removed")
        self.assertIn("has metric 20", self.state["why"])

    def test_a_moment_without_a_report_changes_nothing(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], None), "kept")

    def test_a_probe_that_reports_nothing_is_a_reason_to_withdraw(self):
        self.assertEqual(self.round(True, [MARKER, DHCP], None, silent=60), "removed")
        self.assertEqual(self.state["why"], "forced-tunnel-probe.service reports nothing")

    def test_always_does_not_ask_the_internet(self):
        self.assertEqual(self.round(False, [DHCP], False, always=True), ("10.100.0.1", "eth0"))

    def test_always_needs_a_machine_that_forwards_and_translates(self):
        refusal = egress.Refusal("no ruleset")
        self.assertEqual(self.round(False, [MARKER, DHCP], True, refusal, always=True), "removed")

    def test_a_drain_withdraws_and_says_why(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("Azure is about to reboot this machine\n")
            file.flush()
            with mock.patch.object(egress, "DRAIN", file.name):
                self.assertEqual(self.round(True, [MARKER, DHCP], True), "removed")
        self.assertEqual(self.state["why"], "Azure is about to reboot this machine")

    def test_a_marker_of_somebody_else_is_removed_while_unhealthy(self):
        self.assertEqual(self.round(False, [MARKER, DHCP], False), "removed")


class Repairs(unittest.TestCase):
    def repair(self, kernel, nic, forwards, ruleset):
        """What is found, and which commands are run."""
        self.ran = []
        with mock.patch.multiple(
            egress,
            setting=mock.Mock(return_value=int(forwards)),
            ruleset=mock.Mock(side_effect=ruleset),
            run=lambda *command: self.ran.append(command[0].rpartition("/")[2]),
        ):
            return kernel.repair(nic)

    def test_a_machine_as_it_was_left_is_left_alone(self):
        kernel = egress.Kernel()
        self.repair(kernel, "eth0", True, ["a"])
        self.assertEqual((self.repair(kernel, "eth0", True, ["a"]), self.ran), ([], []))

    def test_the_first_round_loads_the_ruleset_and_reports_nothing(self):
        self.assertEqual(self.repair(egress.Kernel(), "eth0", True, ["a"]), [])
        self.assertEqual(self.ran, ["forced-tunnel-nat"])

    def test_forwarding_a_ruleset_and_its_nic_are_put_back(self):
        for nic, forwards, ruleset, found, ran in (
            ("eth0", False, ["a", "a"], ["net.ipv4.ip_forward was 0"], ["forced-tunnel-nat"]),
            ("eth0", True, ["", "a"], ["the ruleset was gone or changed"], ["forced-tunnel-nat"]),
            ("eth0", True, ["b", "a"], ["the ruleset was gone or changed"], ["forced-tunnel-nat"]),
            ("eth1", True, ["a", "c"], ["the ruleset was for another NIC"], ["forced-tunnel-nat"]),
        ):
            with self.subTest(found=found, ruleset=ruleset):
                kernel = egress.Kernel()
                self.repair(kernel, "eth0", True, ["a"])
                self.assertEqual((self.repair(kernel, nic, forwards, ruleset), self.ran), (found, ran))


class Probes(unittest.TestCase):
    def test_every_anchor_that_answers_is_reported(self):
        with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            open_anchor, refusing = server.getsockname(), closed.getsockname()
            self.assertEqual(egress.answering([refusing, open_anchor], 1), [f"127.0.0.1:{open_anchor[1]}"])
            self.assertEqual(egress.answering([refusing], 1), [])
            self.assertEqual(egress.answering([], 1), [])
            with socket.create_server(("127.0.0.1", 0)) as second:
                anchors = [open_anchor, second.getsockname()]
                self.assertCountEqual(egress.answering(anchors, 1), [f"{host}:{port}" for host, port in anchors])

    def test_only_the_known_answer_is_one(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            def serve():
                for _ in range(2):
                    connection, _ = server.accept()
                    with connection:
                        self.asked = connection.recv(4096)
                        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nit is me")

            answering = threading.Thread(target=serve)
            answering.start()
            self.assertTrue(egress.is_answered((server.getsockname(), "example.org", "/probe", "it is me"), 1))
            self.assertFalse(egress.is_answered((server.getsockname(), "example.org", "/probe", "a portal"), 1))
            answering.join()
        self.assertIn(b"GET /probe HTTP/1.0\r\nHost: example.org\r\n", self.asked)

    def test_a_notification_that_nobody_takes_neither_waits_nor_fails(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, NOTIFY_SOCKET=f"{folder}/notify"):
            egress.notify("READY=1")
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
                listener.bind(f"{folder}/notify")
                for _ in range(1000):
                    egress.notify("WATCHDOG=1")

    def test_systemd_is_told_where_it_listens(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(f"{folder}/notify")
            with mock.patch.dict(os.environ, NOTIFY_SOCKET=f"{folder}/notify"):
                egress.notify("READY=1")
            self.assertEqual(listener.recv(100), b"READY=1")


if __name__ == "__main__":
    unittest.main()
