// Word banks: press a word and it stands in the blank at hand; press a filled blank, or a used word, to take it back.
// The selects stay in the form and keep the answer; "change" on them is what saves it.
(() => {
  "use strict";
  class Bank {
    constructor(step) {
      this.words = [...step.querySelectorAll(".bank-word")];
      this.blanks = [...step.querySelectorAll("select.blank")].map((select) => this.makeBlank(select));
      this.here = this.nextOpen(-1);
      this.spoken = Object.assign(document.createElement("p"), { className: "visually-hidden" });
      this.spoken.setAttribute("role", "status");
      step.append(this.spoken);
      for (const word of this.words) word.addEventListener("click", () => this.press(word));
      this.draw();
    }
    makeBlank(select) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "blank" });
      const blank = { select, button, name: select.getAttribute("aria-label") };
      button.addEventListener("click", () => { this.here = blank; if (select.value) this.put(blank, ""); else this.draw(); });
      for (const name of ["change", "refill"]) select.addEventListener(name, () => this.draw());
      select.hidden = true;
      select.before(button);
      return blank;
    }
    nextOpen(from) {
      const { length } = this.blanks;
      return this.blanks.map((_, step) => this.blanks[(from + 1 + step) % length]).find(({ select }) => !select.value) || null;
    }
    press(word) {
      const used = this.blanks.find(({ select }) => select.value === word.dataset.word);
      const blank = used || (this.here && !this.here.select.value ? this.here : this.nextOpen(-1));
      if (!blank) return;
      this.put(blank, used ? "" : word.dataset.word);
      this.here = used || this.nextOpen(this.blanks.indexOf(blank));
      this.draw();
      if (this.here) this.here.button.scrollIntoView({ block: "nearest" });
    }
    put({ select, name }, value) {
      const word = (text) => this.words.find(({ dataset }) => dataset.word === text).textContent;
      this.spoken.textContent = value ? `${name}填入${word(value)}。` : `${name}已取消${word(select.value)}。`;
      select.value = value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    draw() {
      for (const blank of this.blanks) {
        const { select, button, name } = blank;
        const text = select.value ? select.selectedOptions[0].textContent : "";
        button.textContent = text || "\u3000";
        button.setAttribute("aria-label", `${name}：${text || "未填"}`);
        button.classList.toggle("filled", Boolean(text));
        button.classList.toggle("here", blank === this.here && !text);
      }
      for (const word of this.words) {
        word.setAttribute("aria-pressed", String(this.blanks.some(({ select }) => select.value === word.dataset.word)));
      }
    }
  }

  for (const step of document.querySelectorAll("[data-bank]")) new Bank(step);
})();
