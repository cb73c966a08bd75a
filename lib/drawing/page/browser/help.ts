import { html } from "../html";
import { createElement } from "./dom";

const SHORTCUTS: readonly (readonly [keys: readonly string[], text: string])[] = [
  [["Tab"], "move to the picture, then to the panel"],
  [["←", "↑", "→", "↓"], "in the picture: move to the next component"],
  [["Enter"], "select the component"],
  [["p"], "enter a path: Enter on the source, Enter on the destination"],
  [["n", "b"], "next or previous hop of the path"],
  [["/"], "find a name or an address"],
  [["+", "-", "0"], "zoom in, zoom out, fit"],
  [["Esc"], "go back one step"],
  [["?"], "show this list"],
];

/** The list of keyboard shortcuts, and the switch that turns single letters off. */
export class Help {
  public readonly element = createElement(
    html`<dialog aria-labelledby="help-title"><h2 id="help-title">Keyboard shortcuts</h2><dl>${SHORTCUTS.map(([keys, text]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${text}</dd>`)}</dl>
<p>Everything also works with the mouse. Click a line to select the BGP session, public IP or connection that it stands for. “Fail” in the panel simulates a failure and shows what changes.</p>
<p><label><input type="checkbox" checked> Use single letters as shortcuts</label></p><form method="dialog"><button autofocus>Close</button></form></dialog>`,
  ) as HTMLDialogElement;

  public open(): void {
    this.element.showModal();
  }

  public get isOpen(): boolean {
    return this.element.open;
  }

  /** False where single letters must do nothing. */
  public get usesLetterKeys(): boolean {
    return this.element.querySelector("input")!.checked;
  }
}
