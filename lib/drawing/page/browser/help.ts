import { html } from "../html";
import { createElement } from "./dom";

const KEYS: readonly (readonly [keys: readonly string[], text: string])[] = [
  [["Tab"], "to the picture, and on to the panel"],
  [["←", "↑", "→", "↓"], "in the picture: to the neighbour"],
  [["Enter"], "choose it"],
  [["p"], "ask for a path: Enter at its start, Enter at its end"],
  [["n", "b"], "next hop of the path, and back"],
  [["/"], "find a name or an address"],
  [["+", "-", "0"], "larger, smaller, all of it"],
  [["Esc"], "back"],
  [["?"], "this list"],
];

/** The list of keys, and the switch for those who do not want any. */
export class Help {
  public readonly element =
    createElement(html`<dialog aria-labelledby="help-title"><h2 id="help-title">Keys</h2><dl>${KEYS.map(([keys, text]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${text}</dd>`)}</dl>
<p>Whatever keys do, buttons and clicks do too. A line in the picture can be clicked: a BGP session, a public IP, a connection. “Take away” in the panel shows what would change without it.</p>
<p><label><input type="checkbox" checked> Single letters are keys</label></p><form method="dialog"><button autofocus>Close</button></form></dialog>`) as HTMLDialogElement;

  public open(): void {
    this.element.showModal();
  }

  /** False where single letters shall do nothing. */
  public get lettersAreKeys(): boolean {
    return this.element.querySelector("input")!.checked;
  }
}
