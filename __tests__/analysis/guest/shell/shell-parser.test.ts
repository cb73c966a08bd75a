import { Interpreter } from "../../../../lib/analysis/guest/shell/interpreter";
import { parseShell, shellWords } from "../../../../lib/analysis/guest/shell/shell-parser";

/** What a script runs: words, and whether only the machine knows that it runs. */
function commands(script: string): string[] {
  const run: string[] = [];
  const machine = {
    run: ({
      words,
      conditional,
      redirects,
      input,
    }: Parameters<ConstructorParameters<typeof Interpreter>[0]["run"]>[0]) => {
      const to = redirects.map(({ append, target }) => `${append ? ">>" : ">"}${target}`);
      run.push(
        `${conditional ? "? " : ""}${[...words, ...to, ...(input === undefined ? [] : [`<<${input}`])].join(" ")}`,
      );
      return "assumed" as const;
    },
    exists: () => undefined,
    leave: (line: string) => void run.push(`left: ${line}`),
  };
  new Interpreter(machine, { named: new Map(), args: [] }).run(script);
  return run;
}

describe("a script runs", () => {
  it.each<[string, string, string[]]>([
    ["nothing of a function that is never called", "f() { ip link; }\nnft x", ["nft x"]],
    ["a function where it is called", "f() { ip $1; }\nf a; f b", ["ip a", "ip b"]],
    ["nothing after exit", "ip a\nexit 0\nip b", ["ip a"]],
    ["what eval makes of a text", "x='ip a'; eval \"$x; ip b\"", ["ip a", "ip b"]],
    ["what follows arithmetic", "i=1\n((i++))\nip $i a", ["ip $i a"]],
    ["arithmetic without changing what it only reads", "i=1; (( i < 3 )) || true; ip $i", ["ip 1"]],
    [
      "both sides of [[ … ]] as they decide",
      "x=a; [[ $x == a && $x != b ]] && ip yes; [[ $x == b ]] && ip no",
      ["ip yes"],
    ],
    ["a negated test", "x=a; if ! [[ $x == b ]]; then ip yes; fi", ["ip yes"]],
    ["the case that matches", "case eth0 in en*) ip a;; eth*) ip b;; esac", ["ip b"]],
    ["the next case after ;&", "case a in a) ip a;& b) ip b;; c) ip c;; esac", ["ip a", "ip b"]],
    ["other cases that match after ;;&", "case a in a) ip a;;& b) ip b;; *) ip c;; esac", ["ip a", "ip c"]],
    ["a here-document's text", "tee f <<EOF\na \\$b\nEOF\nip c", ["tee f <<a $b\n", "ip c"]],
    ["a here-document without its tabs", "tee f <<-'EOF'\n\ta\n\tEOF\nip c", ["tee f <<a\n", "ip c"]],
    ["a command over lines", "ip route \\\n  add x", ["ip route add x"]],
    ["the commands of a process substitution", "diff <(ip a) b", ["ip a", "diff /dev/fd/${substitution} b"]],
    ["the output to a file, errors elsewhere", "ip a > f 2>> g", ["ip a >f"]],
    ["all output to a file", "ip a &>> f", ["ip a >>f"]],
    [
      "a command with each alternative of braces",
      "mkdir -p /etc/{frr,nft}/a{,b}",
      ["mkdir -p /etc/frr/a /etc/frr/ab /etc/nft/a /etc/nft/ab"],
    ],
    ["scripts with Windows line ends", "ip a\r\nip b\r\n", ["ip a", "ip b"]],
    [
      "nothing of a line with a mistake, and nothing after it",
      "ip a\nip b )\nip c",
      ["ip a", "left: unexpected token ')'"],
    ],
    [
      "nothing of a block that is not closed",
      "ip a\nif true; then\nip b\n",
      ["ip a", "left: expected 'fi' to close 'if'"],
    ],
  ])("%s", (_, script, expected) => {
    expect(commands(script)).toEqual(expected);
  });

  it("a loop that counts, as often as only the machine knows", () => {
    expect(commands("for ((i=0; i<3; i++)); do ip a; done")).toEqual(["? ip a"]);
  });
});

it("a text that is no script is read without an error", () => {
  for (const text of ["", "\0\0", "((((((", "<<", "`".repeat(99), "${".repeat(500), "if ".repeat(2_000)])
    expect(() => parseShell(text)).not.toThrow();
});

it("the words of a line are those of its command, without quotes", () => {
  expect(
    shellWords(`-A POSTROUTING -m comment --comment "to the internet" -j MASQUERADE`).map(({ text }) => text),
  ).toEqual(["-A", "POSTROUTING", "-m", "comment", "--comment", "to the internet", "-j", "MASQUERADE"]);
});
