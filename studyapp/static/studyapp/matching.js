// Tap left, then right (or right, then left) over the plain selects of a matching question. The selects stay in
// the form and keep the answer; "change" on them is what saves it.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  function makePeg(item) {
    const peg = make("button", "peg");
    peg.type = "button";
    peg.append(...item.querySelectorAll(".match-mark, .match-text"));
    const partner = peg.appendChild(make("small", "peg-partner"));
    item.prepend(peg);
    return { peg, partner, mark: peg.querySelector(".match-mark").textContent.trim() };
  }

  class Matching {
    constructor(box) {
      this.box = box;
      const [leftItems, rightItems] = [...box.querySelectorAll(".match-side")].map((side) => [...side.children]);
      this.selects = leftItems.map((item) => item.querySelector("select"));
      this.lefts = leftItems.map(makePeg);
      this.rights = rightItems.map(makePeg);
      this.values = rightItems.map((item) => item.dataset.value);
      this.picked = null; // {side: "lefts" | "rights", row}
      for (const select of this.selects) select.hidden = true;
      this.lines = document.createElementNS(SVG, "svg");
      for (const [name, value] of [["viewBox", "0 0 100 100"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) {
        this.lines.setAttribute(name, value);
      }
      box.querySelector(".match-side").after(this.lines);
      box.classList.add("drawn");
      this.spoken = make("p", "visually-hidden");
      this.spoken.setAttribute("role", "status");
      box.after(this.spoken);
      for (const side of ["lefts", "rights"]) {
        this[side].forEach(({ peg }, row) => peg.addEventListener("click", () => this.press(side, row)));
      }
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") this.pick(null); });
      for (const name of ["change", "refill"]) box.addEventListener(name, () => this.draw(), true);
      this.draw();
    }
    rightOf(left) { return this.values.indexOf(this.selects[left].value); }
    leftOf(right) { return this.selects.findIndex((select) => select.value === this.values[right]); }
    partnerOf(side, row) { return side === "lefts" ? this.rightOf(row) : this.leftOf(row); }

    press(side, row) {
      const { picked } = this;
      if (picked && picked.side !== side) {
        this.join(side === "lefts" ? row : picked.row, side === "lefts" ? picked.row : row);
      } else if (picked && picked.row === row) this.pick(null);
      else if (this.partnerOf(side, row) >= 0) this.release(side === "lefts" ? row : this.leftOf(row));
      else this.pick({ side, row });
    }
    pick(picked) {
      this.picked = picked;
      this.draw();
    }
    join(left, right) {
      const former = this.leftOf(right);
      const changed = new Set([left]);
      if (former >= 0 && former !== left) { this.selects[former].value = ""; changed.add(former); }
      this.selects[left].value = this.values[right];
      const said = [this.pair(left)];
      const openLefts = this.lefts.map((_, row) => row).filter((row) => this.rightOf(row) < 0);
      const openRights = this.rights.map((_, row) => row).filter((row) => this.leftOf(row) < 0);
      if (openLefts.length === 1 && openRights.length === 1) { // the last pair is no choice any more
        this.selects[openLefts[0]].value = this.values[openRights[0]];
        changed.add(openLefts[0]);
        said.push(`剩下的${this.pair(openLefts[0])}`);
      }
      this.finish(changed, `${said.join("，")}。`);
    }
    release(left) {
      const said = this.pair(left);
      this.selects[left].value = "";
      this.finish([left], `已取消${said}。`);
    }
    finish(changed, said) {
      this.picked = null;
      for (const left of changed) this.selects[left].dispatchEvent(new Event("change", { bubbles: true }));
      this.draw();
      this.spoken.textContent = said;
    }
    pair(left) { return `${this.lefts[left].mark}连${this.rights[this.rightOf(left)].mark}`; }

    draw() {
      for (const side of ["lefts", "rights"]) {
        const other = side === "lefts" ? this.rights : this.lefts;
        this[side].forEach(({ peg, partner }, row) => {
          const joined = this.partnerOf(side, row);
          const isPicked = Boolean(this.picked && this.picked.side === side && this.picked.row === row);
          peg.classList.toggle("joined", joined >= 0);
          peg.setAttribute("aria-pressed", String(isPicked));
          partner.textContent = joined >= 0 ? `连 ${other[joined].mark}` : "";
        });
      }
      const paths = this.lefts.map((_, left) => this.line(left, this.rightOf(left))).filter(Boolean);
      this.lines.replaceChildren(...paths);
    }
    line(left, right) {
      if (right < 0) return null;
      const from = ((left + 0.5) / this.lefts.length) * 100;
      const to = ((right + 0.5) / this.rights.length) * 100;
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", `M0 ${from}C45 ${from} 55 ${to} 100 ${to}`);
      path.setAttribute("vector-effect", "non-scaling-stroke");
      return path;
    }
  }

  for (const box of document.querySelectorAll("[data-matching]")) new Matching(box);
})();
