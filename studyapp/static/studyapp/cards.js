// Keys for reviewing: Space turns the card, 1 to 4 grade it, U takes the last grade back. Turning itself is a
// <details>, so nothing here is needed to review; cards that htmx swaps in are found because nothing is kept.
(() => {
  "use strict";
  const card = () => document.querySelector("details.card");
  const typing = (node) => node.matches("input, select, textarea, [contenteditable]");

  const press = (selector) => {
    const button = document.querySelector(selector);
    if (button && !button.disabled) button.click();
    return Boolean(button);
  };
  const KEYS = {
    " ": () => Boolean(card() && !card().open && (card().open = true)),
    u: () => press("[data-undo]"),
  };
  for (const grade of ["1", "2", "3", "4"]) {
    KEYS[grade] = () => Boolean(card() && card().open) && press(`.grade[value="${grade}"]`);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    const onSummary = event.target.closest("details.card > summary");
    // An open card stays open: Space on a focused grade or link does what it always does.
    if (act() || (event.key === " " && onSummary)) event.preventDefault();
  });

  // The browser's own Space on <summary> acts on keyup; without this it would turn the card back.
  document.addEventListener("keyup", (event) => {
    if (event.key === " " && event.target.closest("details.card > summary")) event.preventDefault();
  });

  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches("details.card") || !target.open) return;
    const back = target.querySelector(".card-back");
    back.focus({ preventScroll: true });
    back.scrollIntoView({ block: "nearest" }); // only moves when the answer would be out of sight
  }, true);

  document.addEventListener("htmx:afterSettle", () => {
    const next = card();
    if (!next) return;
    next.querySelector("summary").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
})();
