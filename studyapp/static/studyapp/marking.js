// Marks blanks in a statement: the selected words are wrapped in Anki's notation {{c1::…}}.
// The buttons name their textarea: <button type="button" data-mark="next|same|none" data-for="id_text">.
(() => {
  "use strict";
  // Each sentence loads the page anew: at the desk its pane stays where it was, with the sentence in question in sight.
  const pane = document.querySelector("[data-keep]");
  if (pane) {
    const key = `pane-${pane.dataset.keep}`;
    pane.scrollTop = Number(sessionStorage.getItem(key)) || 0;
    const here = pane.querySelector(".here");
    const below = here ? here.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    if (here && (below < 0 || below > pane.clientHeight - 80)) pane.scrollTop += below - pane.clientHeight / 3;
    window.addEventListener("pagehide", () => sessionStorage.setItem(key, pane.scrollTop));
  }

  const CLOZE = /\{\{c(\d+)::([^{}]*?)(?:::[^{}]*)?\}\}/g;

  const highest = (text) => Math.max(0, ...[...text.matchAll(CLOZE)].map((match) => Number(match[1])));
  const touching = (text, start, end) =>
    [...text.matchAll(CLOZE)].filter((match) => match.index < end && match.index + match[0].length > start);

  // insertText keeps the browser's own undo; setRangeText is for engines without it.
  function replace(area, start, end, text) {
    area.focus();
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  const hint = (button, words) => {
    const line = button.closest(".marking").querySelector("[role=status]");
    if (line) line.textContent = words;
  };

  function mark(button, area) {
    const { value, selectionStart: start, selectionEnd: end } = area;
    const chosen = value.slice(start, end);
    if (!chosen.trim()) return hint(button, "请先在上面的文字里选中几个字。");
    if (touching(value, start, end).length) return hint(button, "这里已经有一个空，请先取消它。");
    const number = Math.max(1, highest(value) + (button.dataset.mark === "next" ? 1 : 0));
    replace(area, start, end, `{{c${number}::${chosen}}}`);
    hint(button, `已把“${chosen}”标为第${number}组的空。`);
  }

  function unmark(button, area) {
    const { value, selectionStart: start, selectionEnd: end } = area;
    const [found] = touching(value, start, Math.max(end, start + 1));
    if (!found) return hint(button, "请先把光标放在要取消的空里。");
    replace(area, found.index, found.index + found[0].length, found[2]);
    hint(button, `“${found[2]}”不再是空。`);
  }

  // Pressing a button would take the focus, and on some phones the selection, away from the text.
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-mark]")) event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-mark]");
    if (!button) return;
    const area = document.getElementById(button.dataset.for);
    (button.dataset.mark === "none" ? unmark : mark)(button, area);
  });
})();
