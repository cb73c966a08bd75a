import type { Topology } from "../../../analysis/model/azure";
import { html } from "../html";
import { type Match, search } from "../search";
import { createElement } from "./dom";

/** The field that finds a component by name or address. */
export class FindField {
  public readonly element = createElement(
    html`<div class="find"><label>Find <input type="text" role="combobox" aria-expanded="false" aria-controls="hits" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="name or address  ( / )"></label><ul class="hits" id="hits" role="listbox" aria-label="Matches" hidden></ul></div>`,
  );
  private readonly input = this.element.querySelector("input")!;
  private readonly list = this.element.querySelector("ul")!;
  private matches: readonly Match[] = [];
  private current = 0;

  public constructor(
    private readonly topology: Topology,
    private readonly onChoose: (id: string) => void,
  ) {
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.handleKey(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses the focus, which closes the list.
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(Number((event.target as Element).closest("li")?.dataset.index ?? -1));
    });
  }

  public focus(): void {
    this.input.focus();
    this.input.select();
  }

  private search(): void {
    this.matches = search(this.topology, this.input.value);
    this.current = 0;
    this.show();
  }

  private show(): void {
    const typed = this.input.value.trim() !== "";
    const items = this.matches.map(
      ({ name, detail }, index) =>
        html`<li role="option" id="hit-${index}" data-index="${index}" aria-selected="${String(index === this.current)}">${name}<small>${detail}</small></li>`,
    );
    this.list.innerHTML =
      html`${items}${items.length === 0 && html`<li role="option" aria-disabled="true" aria-selected="false">No match</li>`}`.text;
    this.list.hidden = !typed;
    this.input.setAttribute("aria-expanded", String(typed));
    if (items.length > 0 && typed) this.input.setAttribute("aria-activedescendant", `hit-${this.current}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private handleKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.current = Math.min(Math.max(this.current + step, 0), this.matches.length - 1);
      this.show();
    }
    if (event.key === "Enter") this.choose(this.current);
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
    this.onChoose(match.id);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
