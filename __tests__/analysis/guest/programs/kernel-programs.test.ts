import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { symbol } from "../../../../lib/analysis/unknown/value";
import { commands, withFrr } from "../user-data";

const forwards = (...lines: readonly string[]) => readGuest(commands(...lines), "vm").guest!.forwards;

describe("forwarding", () => {
  test.each([
    ["nothing", ["true"], false],
    ["sysctl -w", ["sysctl -w net.ipv4.ip_forward=1"], true],
    ["the other key", ["sysctl -w net/ipv4/conf/all/forwarding=1"], true],
    ["the last one wins", ["sysctl -w net.ipv4.ip_forward=1", "echo 0 > /proc/sys/net/ipv4/ip_forward"], false],
    ["echo into /proc", ["echo 1 > /proc/sys/net/ipv4/ip_forward"], true],
    ["tee into /proc", ["echo 1 | sudo tee /proc/sys/net/ipv4/ip_forward"], true],
    ["a line added to sysctl.conf, loaded", ["echo 'net.ipv4.ip_forward = 1' >> /etc/sysctl.conf && sysctl -p"], true],
    ["a file that nothing loads before the next boot", ["echo net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf"], false],
    ["that file, and a boot", ["echo net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf", "reboot"], true],
    [
      "files in their order",
      [
        "echo net.ipv4.ip_forward=1 > /etc/sysctl.d/20.conf",
        "echo net.ipv4.ip_forward=0 > /etc/sysctl.d/10.conf",
        "sysctl --system",
      ],
      true,
    ],
    [
      "sed with an extended expression",
      ["sed -i -E 's/^#?(net\\.ipv4\\.ip_forward)=.*/\\1=1/' /etc/sysctl.conf", "sysctl -p"],
      true,
    ],
    ["a here-document", ["cat > /etc/sysctl.d/9.conf <<'EOF'\nnet.ipv4.ip_forward = 1\nEOF\nsysctl -q --system"], true],
  ])("%s", (_, lines, value) => {
    expect(forwards(...lines).value).toBe(value);
  });

  test("without a setting, the kernel's default is the reason", () => {
    expect(forwards("true").because).toBe("the kernel's default: net.ipv4.ip_forward = 0");
  });

  test("FRR's line ip forwarding turns it on", () => {
    expect(readGuest(withFrr("ip forwarding\n"), "vm").guest!.forwards.value).toBe(true);
  });

  test("a value known after apply is unknown", () => {
    expect(forwards(`sysctl -w net.ipv4.ip_forward=${symbol("var.forward")}`).value).toEqual({
      unknown: "var.forward",
      until: "apply",
    });
  });
});
