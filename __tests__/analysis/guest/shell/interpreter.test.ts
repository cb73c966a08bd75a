import { Interpreter } from "../../../../lib/analysis/guest/shell/interpreter";
import type { ShellCommand, Status } from "../../../../lib/analysis/guest/shell/shell-command";

/** Programs whose exit status the script cannot tell, and one that fails. */
const STATUS: Readonly<Record<string, Status | undefined>> = { grep: "unknown", ping: "unknown", missing: false };

/** The commands that a script runs; with a "?" where only the machine knows, and a "*" in a loop without an end. */
function commandsOf(script: string, args: readonly string[] = []): string[] {
  const found: string[] = [];
  const machine = {
    run: (command: ShellCommand): Status => {
      const redirects = command.redirects.map(({ append, target }) => ` ${append ? ">>" : ">"}${target}`).join("");
      const marks = `${command.conditional ? "?" : ""}${command.repeated ? "*" : ""}`;
      found.push(`${marks}${command.words.join("|")}${redirects}`);
      return STATUS[command.words[0] ?? ""] ?? "assumed";
    },
    exists: (path: string) => (path === "/here" ? true : path === "/gone" ? false : undefined),
    leave: (line: string) => void found.push(`cannot follow: ${line}`),
  };
  new Interpreter(machine, { named: new Map(), args }).run(script);
  return found;
}

describe("words", () => {
  test.each<[string, string, string[]]>([
    ["quotes", `a 'b c' "d e" f\\ g`, ["a|b c|d e|f g"]],
    ["a variable in quotes stays one word", `x="b c"; a "$x"`, ["a|b c"]],
    ["a variable without quotes is split", `x="b c"; a $x`, ["a|b|c"]],
    ["an empty variable without quotes is no word", `x=; a $x b`, ["a|b"]],
    ["single quotes keep a dollar sign", `x=1; a '$x' \\$x`, ["a|$x|$x"]],
    ["what the script does not set stays as written", "a $x ${y}", ["a|$x|${y}"]],
    ["a default value", "a ${x:-1}; x=2; a ${x:-1}", ["a|1", "a|2"]],
    ["a value without its beginning", "x=--now; a ${x#--} ${x#*o} ${x##*[o-]} ${x#y}", ["a|now|w|--now|--now"]],
    ["a value without its end", "x=/a/b/c; a ${x%/*} ${x%%/*}b ${x%y}", ["a|/a/b|b|/a/b/c"]],
    ["a part of a value that is not known", "x=$(b); a ${x#--}", ["b", "a|${x#--}"]],
    ["a value that a command prints is not known", "x=$(b); a $x", ["b", "a|$x"]],
    ["what a condition may have changed is not known", "x=1; if grep y; then x=2; fi; a $x", ["grep|y", "a|$x"]],
    ["arithmetic starts no command", "x=$((1 + 2)); a", ["a"]],
    ["an array starts no command", "x=(b c); a", ["a"]],
    ["a here-document with variables", "x=1; a <<EOF\n$x\nEOF", ["a"]],
    ["arguments", `a "$1" $# "$@"`, ["a|b c|2|b c|d"]],
    ["shifted arguments", "shift; a $1 $#", ["a|d|1"]],
    ["arguments that are set", "set -- x y; a $2", ["a|y"]],
    ["an empty file", ": > /x; > /y; true >> /z", [": >/x", ": >/y", ": >>/z"]],
    ["file descriptors", "exec 3>&1; a 2>/dev/null", ["a"]],
  ])("%s", (_, script, commands) => {
    expect(commandsOf(script, ["b c", "d"]).filter((one) => one !== "exec")).toEqual(commands);
  });
});

describe("what runs", () => {
  test.each<[string, string, string[]]>([
    ["commands in their order", "a; b\nc & d", ["a", "b", "c", "d"]],
    ["each part of a pipe", "a | b |\n c", ["a", "b", "c"]],
    ["what a substitution runs, first", 'a "$(b `c`)"', ["c", "b|`c`", "a|$(b `c`)"]],
    ["what a process substitution runs", "a <(b) > >(c)", ["b", "c", "a|/dev/fd/${substitution}"]],
    ["what follows a command that is taken to succeed", "a && b", ["a", "b"]],
    ["what may follow one that fails", "a || b", ["a", "?b"]],
    ["what may follow a question", "grep x && b; grep x || c", ["grep|x", "?b", "grep|x", "?c"]],
    [
      "what follows a failure",
      "missing && a; missing || b; ! missing && c",
      ["missing", "missing", "b", "missing", "c"],
    ],
    ["one branch of a known condition", "if [ -e /here ]; then a; else b; fi", ["a"]],
    ["the other branch", "if [ -e /gone ]; then a; else b; fi", ["b"]],
    ["both branches of a question", "if grep x; then a; else b; fi", ["grep|x", "?a", "?b"]],
    ["the first elif that is known", "if false; then a; elif true; then b; else c; fi", ["b"]],
    ["elif after a question", "if grep x; then a; elif b; then c; fi", ["grep|x", "?b", "?a", "?c"]],
    ["a loop over words", "for x in a b; do c $x; done", ["c|a", "c|b"]],
    ["a loop over what the machine knows", "for x in *.sh; do c $x; done", ["?c|$x"]],
    ["a loop that counts", "for ((i=0; i<3; i++)); do c; done", ["?c"]],
    ["a loop up to a break", "for x in a b; do c $x; break; done; d", ["c|a", "d"]],
    ["a loop while something is asked", "while ping x; do a; done; b", ["*ping|x", "?*a", "b"]],
    ["a loop without an end", "while true; do a; done", ["*a"]],
    ["a loop until something that is so", "until true; do a; done; b", ["b"]],
    ["a choice that is known", "case $1 in x) a ;; st*|y) b ;; *) c ;; esac", ["b"]],
    ["a choice that nobody knows", "case $z in x) a ;; *) c ;; esac", ["?a", "?c"]],
    ["a function where it is called", "f() { a $1; }\nb; f x; f y", ["b", "a|x", "a|y"]],
    ["a function with its arguments in quotes", 'f() { w=$1; shift; "$@"; }\nf "a b" c d', ["c|d"]],
    ["a function that is never called", "f() { a; }\nb", ["b"]],
    ["a function up to its return", "f() { a; return 0; b; }\nf; c", ["a", "c"]],
    ["a subshell, whose variables are its own", "x=1; (x=2; a $x); a $x", ["a|2", "a|1"]],
    ["a group with its output", "{ a; b; } > /f", ["a", "b", " >/f"]],
    ["a function with its output", "f() { a; }\nf > /f", ["a", " >/f"]],
    ["a text that is evaluated", "eval 'a b'", ["a|b"]],
    ["a text for a signal, perhaps", "trap 'a' EXIT; b", ["?a", "b"]],
    ["a condition of brackets", "[[ $x == a && -f b ]] && c", ["?c"]],
  ])("%s", (_, script, commands) => {
    expect(commandsOf(script, ["start"])).toEqual(commands);
  });
});

describe("where a script ends", () => {
  test.each<[string, string, string[]]>([
    ["exit ends it", "a; exit 0; b", ["a"]],
    ["exit in a function ends it", "f() { exit 0; }\na; f; b", ["a"]],
    ["exit in a subshell ends that only", "(exit 0); a", ["a"]],
    ["exec replaces it", "exec a b; c", ["a|b"]],
    ["exec with a redirect only goes on", "exec > /log; a", ["exec >/log", "a"]],
    ["a condition that may end it leaves the rest uncertain", "if grep x; then exit 0; fi; a", ["grep|x", "?a"]],
    [
      "the same in a function leaves its own rest uncertain",
      "f() { grep x && return; a; }\nf; b",
      ["grep|x", "?a", "b"],
    ],
    ["a branch that ends with an error is not followed", "if ! a; then b; exit 1; fi; c", ["a", "c"]],
    ["a function that ends with an error is not followed", "f() { b; exit 1; }\na || f; c", ["a", "c"]],
    [
      "what has to be so is taken to be so",
      "grep x || exit 1; if grep y; then a; else exit 2; fi",
      ["grep|x", "grep|y", "a"],
    ],
    ["an error that is certain ends it", "if [ -e /here ]; then exit 1; fi; a", []],
  ])("%s", (_, script, commands) => {
    expect(commandsOf(script)).toEqual(commands);
  });

  test.each(["if a; then b", "while a; do b", "for x in a; do b", "case x in", "f() { a", "(a"])(
    "a block that is not closed is not followed: %s",
    (script) => {
      expect(commandsOf(script).join()).toContain("cannot follow");
    },
  );

  test("functions that call each other without an end are left", () => {
    expect(commandsOf("f() { g; }\ng() { f; }\nf; a")).toEqual(["cannot follow: f", "a"]);
  });

  test("too many commands are left", () => {
    const loops = Array.from({ length: 6 }, (_, i) => `for v${i} in 1 2 3 4 5 6 7 8; do`).join(" ");
    const found = commandsOf(`${loops} a; ${"done; ".repeat(6)}`);
    expect(found.filter((one) => one.startsWith("cannot follow"))).toHaveLength(1);
    expect(found.length).toBeLessThan(25_000);
  });
});

describe("test", () => {
  test.each<[string, boolean | undefined]>([
    ["[ -e /here ]", true],
    ["[ ! -e /here ]", false],
    ["[ -d /gone ]", false],
    ["[ -e /nobody-knows ]", undefined],
    ["[ -n x ]", true],
    ['[ -z "" ]', true],
    ["[ -z $x ]", undefined],
    ["[ a = a ]", true],
    ["[ a != a ]", false],
    ["[[ a == b* ]]", undefined],
    ["[ 2 -gt 1 ]", true],
    ["[ 2 -le 1 ]", false],
    ["[ 1 -eq 1 -a 2 -eq 2 ]", undefined],
    ["[ word ]", true],
    ["test a = b", false],
  ])("%s: %s", (script, value) => {
    const expected = value === undefined ? ["?yes", "?no"] : [value ? "yes" : "no"];
    expect(commandsOf(`if ${script}; then yes; else no; fi`)).toEqual(expected);
  });
});
