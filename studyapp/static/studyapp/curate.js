// The secretary's desk: one key for each decision, and selected text becomes a key point. Without it links and buttons do.
(() => {
  "use strict";
  const desk = matchMedia("(min-width: 60rem)");
  const decision = () => document.getElementById("decision");
  const pane = document.getElementById("document");
  const selection = document.getElementById("selection");

  // Keys press the button or link that names them. Typing, other shortcuts and a request under way keep theirs.
  const TYPING = "input:not([type=hidden]), textarea, select, [contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest(TYPING)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "Enter" && event.target.closest("a, button, summary")) return;
    const wanted = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.offsetParent);
    if (!wanted || wanted.disabled) return;
    event.preventDefault();
    if (!document.querySelector("#decision .htmx-request, #selection.htmx-request")) wanted.click();
  });

  // The document follows the decision: straw on what is decided now, and in sight. A part not yet here is sent for.
  function follow() {
    const { at, section } = decision().dataset;
    for (const old of pane.querySelectorAll(".here")) old.classList.remove("here");
    const now = at ? [...pane.querySelectorAll(`[data-ref="${CSS.escape(at)}"]`)] : [];
    for (const one of now) one.classList.add("here");
    const unread = document.querySelector(`#section-${CSS.escape(section)}.unread`);
    if (unread && !now.length) return window.htmx.trigger(unread, "wanted");
    if (now.length && desk.matches) show(now[0]);
  }
  function show(one) {
    const place = one.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (place.top > frame.top + 40 && place.bottom < frame.bottom - 80) return;
    pane.scrollTop += place.top - frame.top - frame.height / 3;
  }
  document.addEventListener("htmx:afterSettle", ({ detail: { target, elt } }) => {
    const id = (elt && elt.id) || target.id;
    if (id === "decision") {
      hideSelection();
      follow();
      // A keyboard that stood on a part which is gone goes on at the top of the new one.
      const head = document.getElementById("panel-head");
      if (head && document.activeElement === document.body) head.focus({ preventScroll: desk.matches });
    } else if (id.startsWith("section-")) follow();
  });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "post") return;
    detail.parameters.loaded = [...pane.querySelectorAll("[data-loaded]")].map((one) => one.dataset.loaded).join();
  });

  // Selected text: the button appears, and knows passage and place. Offsets count code points, as the server does.
  const points = (text) => [...text].length;
  function offset(text, node, at) {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(node, at);
    return points(before.toString());
  }
  function chosen() {
    const picked = getSelection();
    if (!picked.rangeCount || picked.isCollapsed) return null;
    const range = picked.getRangeAt(0);
    const node = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const text = node.closest("[data-text]");
    if (!text || !pane.contains(text)) return null;
    const start = offset(text, range.startContainer, range.startOffset);
    const whole = points(text.textContent);
    const end = text.contains(range.endContainer) ? offset(text, range.endContainer, range.endOffset) : whole;
    return end - start > 1 ? { text, start, end } : null;
  }
  function hideSelection() {
    selection.hidden = true;
  }
  document.addEventListener("selectionchange", () => {
    const found = chosen();
    selection.hidden = !found;
    if (!found) return;
    selection.elements.add.value = found.text.dataset.text;
    selection.elements.range.value = `${found.start}-${found.end}`;
    selection.elements.hash.value = found.text.dataset.hash;
  });
  // Pressing the button must not take the selection away before it is used.
  selection.addEventListener("pointerdown", (event) => event.preventDefault());
  // A tap on a sentence that is no key point yet selects it; the second tap, on the button, decides.
  pane.addEventListener("click", (event) => {
    const text = event.target.closest("[data-text]");
    if (!text || event.target.closest("a") || !getSelection().isCollapsed) return;
    const caret = getSelection();
    if (!caret.rangeCount || !text.contains(caret.anchorNode)) return;
    const at = caret.anchorNode.nodeType === 3 ? caret.anchorNode : null;
    if (!at) return;
    const before = at.data.slice(0, caret.anchorOffset).search(/[^。！？]*$/);
    const rest = at.data.slice(caret.anchorOffset).match(/^[^。！？]*[。！？]*[”’」』）]*/)[0].length;
    caret.setBaseAndExtent(at, before, at, caret.anchorOffset + rest);
  });

  // The outline goes to parts that are not here yet: they are sent for, and come into sight.
  pane.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-section]");
    const unread = link && document.querySelector(`#section-${CSS.escape(link.dataset.section)}.unread`);
    if (!unread) return;
    event.preventDefault();
    const heading = link.hash;
    unread.addEventListener("htmx:afterRequest", () => setTimeout(() => document.querySelector(heading)?.scrollIntoView(), 50));
    window.htmx.trigger(unread, "wanted");
  });

  if (decision().dataset.at && desk.matches) follow();
})();
