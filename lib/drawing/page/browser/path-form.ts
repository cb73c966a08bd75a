import type { Topology } from "../../../analysis/model/azure";
import type { PathQuery } from "../../../analysis/results";
import { shown } from "../../../analysis/unknown/value";
import { html } from "../html";
import { isPort } from "../page-state";
import { createElement } from "./dom";

/** The form for a path: any name or address can be typed. */
export class PathForm {
  public readonly element: HTMLFormElement;

  public constructor({ machines }: Topology, onSubmit: (query: PathQuery) => void) {
    this.element = createElement(html`<form class="path-form" aria-label="Path">
<label>From<input name="from" list="names" autocomplete="off" spellcheck="false" placeholder="VM or IP address"></label>
<label>To<input name="to" list="names" autocomplete="off" spellcheck="false" placeholder="VM, IP address or internet"></label>
<div class="row"><label>Protocol<select name="protocol"><option>tcp</option><option>udp</option><option>icmp</option></select></label>
<label>Port<input name="port" inputmode="numeric" autocomplete="off" value="443"></label>
<button>Show path</button></div>
<datalist id="names">${[...machines.map(({ name }) => shown(name)), "internet"].map((name) => html`<option value="${name}"></option>`)}</datalist></form>`) as HTMLFormElement;
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = this.query();
      if (query) onSubmit(query);
    });
    this.field("protocol").addEventListener("change", () => this.updatePortField());
  }

  /** Fills the form in. */
  public show({ from, to, protocol = "tcp", port = 443 }: PathQuery): void {
    this.field("from").value = from;
    this.field("to").value = to;
    this.field("protocol").value = protocol;
    if (protocol !== "icmp") this.field("port").value = String(port);
    this.updatePortField();
  }

  public focus(name: "from" | "to"): void {
    this.field(name).focus();
  }

  private updatePortField(): void {
    this.field("port").toggleAttribute("disabled", this.field("protocol").value === "icmp");
  }

  /** The query as typed; undefined where a field is missing or wrong, which the browser then shows. */
  private query(): PathQuery | undefined {
    const [from, to, port] = [
      this.field("from").value.trim(),
      this.field("to").value.trim() || "internet",
      Number(this.field("port").value),
    ];
    const protocol = this.field("protocol").value as NonNullable<PathQuery["protocol"]>;
    const wrong = from === "" ? "from" : protocol !== "icmp" && !isPort(port) ? "port" : undefined;
    for (const name of ["from", "port"])
      this.field(name).setCustomValidity(
        name !== wrong
          ? ""
          : name === "from"
            ? "Enter a source: a VM's name or an IP address."
            : "Enter a port from 1 to 65535.",
      );
    this.element.reportValidity();
    if (wrong !== undefined) return undefined;
    return protocol === "icmp" ? { from, to, protocol } : { from, to, protocol, port };
  }

  private field(name: string): HTMLInputElement {
    return this.element.elements.namedItem(name) as HTMLInputElement;
  }
}
