import type { Topology } from "../../../analysis/model/azure";
import { html } from "../html";
import { type Match, search } from "../search";
import { createElement } from "./dom";

/** The field that finds a component by name or address. */
export class FindField {
  public readonly element = createElement(
    html`<div class="find"><label>Find <input type="text" role="combobox" aria-expanded="false" aria-controls="hits" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="name or address  ( / )"></label><ul class="hits" id="hits" role="listbox" aria-label="Found" hidden></ul></div>`,
  );
  private readonly input = this.element.querySelector("input")!;
  private readonly list = this.element.querySelector("ul")!;
  private matches: readonly Match[] = [];
  private at = 0;

  public constructor(
    private readonly topology: Topology,
    private readonly chosen: (id: string) => void,
  ) {
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses the focus, and with it the list.
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(Number((event.target as Element).closest("li")?.dataset.index ?? -1));
    });
  }

  public focus(): void {
    this.input.focus();
    this.input.select();
  }

  private look(): void {
    this.matches = search(this.topology, this.input.value);
    this.at = 0;
    this.show();
  }

  private show(): void {
    const typed = this.input.value.trim() !== "";
    const items = this.matches.map(
      ({ name, detail }, index) =>
        html`<li role="option" id="hit-${index}" data-index="${index}" aria-selected="${String(index === this.at)}">${name}<small>${detail}</small></li>`,
    );
    this.list.innerHTML =
      html`${items}${items.length === 0 && html`<li role="option" aria-disabled="true" aria-selected="false">Nothing has that name or address</li>`}`.text;
    this.list.hidden = !typed;
    this.input.setAttribute("aria-expanded", String(typed));
    if (items.length > 0 && typed) this.input.setAttribute("aria-activedescendant", `hit-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.at = Math.min(Math.max(this.at + step, 0), this.matches.length - 1);
      this.show();
    }
    if (event.key === "Enter") this.choose(this.at);
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.input.blur();
    }
  }

  private choose(index: number): void {
    const match = this.matches[index];
    if (!match) return;
    this.close();
    this.chosen(match.id);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
