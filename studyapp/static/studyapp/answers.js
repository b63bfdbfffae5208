// Saves each answer as it is given. PARTS.md, "Answering", has the contract with the page and the server.
(() => {
  "use strict";
  const paper = document.querySelector("form[data-paper]");
  if (!paper) return;
  const KEY = `answers-${paper.dataset.paper}`;
  const TYPING_PAUSE = 800; // ms
  const TIMEOUT = 10000;
  const LONGEST_WAIT = 10000; // between retries
  const state = document.getElementById("save-state");
  let failures = 0;
  let retryTimer = 0;
  let stopped = false; // signed out or refused: wait for the person, don't hammer
  let leaving = false;
  let handIn = null; // the pressed 交卷 button, while the last answers are on their way

  const say = (text, href, label) => document.dispatchEvent(new CustomEvent("notice", { detail: { text, href, label } }));

  // What the server has not acknowledged, kept over reloads and crashes. Storage may be full or forbidden.
  const queue = {
    read() { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } },
    change(edit) {
      try {
        const all = this.read();
        edit(all);
        if (Object.keys(all).length) localStorage.setItem(KEY, JSON.stringify(all)); else localStorage.removeItem(KEY);
      } catch { /* the page itself still holds the answers */ }
    },
  };

  class Question {
    constructor(section) {
      this.section = section;
      this.revision = section.querySelector("input[name$='.revision']");
      this.acknowledged = this.given(); // JSON of what the server has; null when that is unknown
      this.attempted = null; // JSON of the last unacknowledged request
      this.busy = false;
      this.timer = 0;
    }
    get controls() {
      return [...this.section.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((c) => c.name);
    }
    values() {
      const values = {};
      for (const control of this.controls) {
        if (control.type !== "radio") values[control.name] = control.value;
        else if (control.checked || !(control.name in values)) values[control.name] = control.checked ? control.value : "";
      }
      return values;
    }
    given() { return JSON.stringify(this.values()); }
    get unsaved() { return this.busy || this.given() !== this.acknowledged; }
    get openPlaces() {
      const before = JSON.parse(this.acknowledged || "{}");
      return Math.max(1, Object.entries(this.values()).filter(([name, value]) => value !== before[name]).length);
    }
    remember() {
      const kept = { values: this.values(), revision: Number(this.revision.value) };
      queue.change((all) => { all[this.section.id] = kept; });
    }
    forget() { queue.change((all) => { delete all[this.section.id]; }); }

    // After a reload: put back what was typed, unless the server has heard of this revision or a later one.
    restore(kept) {
      if (kept.revision < Number(this.revision.value)) {
        this.forget();
        if (JSON.stringify(kept.values) !== this.given()) say(`${this.name}在别处改过，这里显示较新的答案。`);
        return;
      }
      this.revision.value = kept.revision;
      for (const control of this.controls) {
        if (!(control.name in kept.values)) continue;
        if (control.type === "radio") control.checked = control.value === kept.values[control.name];
        else control.value = kept.values[control.name];
      }
    }
    get name() { return (this.section.querySelector("[data-name]") || this.section).textContent.trim().slice(0, 12); }

    changed(delay) {
      clearTimeout(this.timer);
      stopped = false;
      if (this.unsaved) {
        this.remember();
        this.timer = setTimeout(() => this.send(), delay);
      } else this.forget();
      show();
    }
    async send(keepalive = false) {
      clearTimeout(this.timer);
      if (this.busy || stopped || !this.unsaved) return show();
      const sent = this.given();
      if (this.attempted !== null && this.attempted !== sent) this.revision.value = Number(this.revision.value) + 1;
      this.attempted = sent;
      this.remember();
      this.busy = true;
      show();
      const outcome = await post({ ...JSON.parse(sent), [this.revision.name]: this.revision.value }, keepalive);
      this.busy = false;
      this.settle(outcome, sent);
    }
    settle({ kind, text }, sent) {
      if (kind === "saved" || kind === "overtaken") {
        this.acknowledged = sent;
        this.attempted = null;
        if (kind === "saved") this.revision.value = Number(this.revision.value) + 1;
        if (failures) say("");
        failures = 0;
        if (this.given() === sent) this.forget(); else this.send();
        if (kind === "overtaken") say(text, location.href, "刷新页面");
      } else {
        this.acknowledged = null;
        failures += 1;
        if (kind === "signed-out") { stopped = true; document.dispatchEvent(new Event("session-ended")); }
        else if (kind === "refused") { stopped = true; say(text, location.href, "刷新页面"); }
        else retryLater();
      }
      show();
    }
  }

  const sentence = async (response, otherwise) => {
    const plain = (response.headers.get("Content-Type") || "").startsWith("text/plain");
    return (plain && (await response.text()).trim().slice(0, 200)) || otherwise;
  };

  async function post(values, keepalive, mayRenew = true) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: paper.elements.csrfmiddlewaretoken.value, ...values });
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    const init = { method: "POST", body, keepalive, redirect: "manual", signal: abort.signal, headers: { "HX-Request": "true" } };
    try {
      const response = await fetch(paper.action, init);
      if (response.status === 204) return { kind: "saved" }; // anything else with 2xx is some proxy talking
      if (response.status === 401 || response.type === "opaqueredirect") return { kind: "signed-out" };
      if (response.status === 403 && mayRenew && (await renewToken())) return post(values, keepalive, false);
      if (response.status === 409) return { kind: "overtaken", text: await sentence(response, "这道题在别处改过，这里的改动没有保存。") };
      if (response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status)) {
        return { kind: "refused", text: await sentence(response, "答案没有保存上，请刷新页面再试。") };
      }
    } catch { /* no network, or too slow */ } finally { clearTimeout(timer); }
    return { kind: "failed" };
  }

  // Signing in again in another tab makes this page's token stale; a fresh copy of the page has the new one.
  async function renewToken() {
    const response = await fetch(location.pathname + location.search, { redirect: "manual" });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = fresh.querySelector("form[data-paper] input[name=csrfmiddlewaretoken]");
    if (!token || token.value === paper.elements.csrfmiddlewaretoken.value) return false;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token.value;
    return true;
  }

  const questions = new Map();
  const unsaved = () => [...questions.values()].filter((question) => question.unsaved);

  function flush(keepalive) {
    clearTimeout(retryTimer);
    for (const question of unsaved()) question.send(keepalive);
  }
  function retryLater() {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(flush, Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - 1)));
    say(`有${unsaved().length}题未保存，正在重试。答案先存在这台设备上，可以继续答题。`);
    handIn = null;
  }
  function show() {
    const waiting = unsaved();
    const kind = !waiting.length ? "saved" : failures ? "queued" : "saving";
    const places = waiting.reduce((sum, question) => sum + question.openPlaces, 0);
    const word = { saved: "已保存", saving: "保存中", queued: `待同步${places}处` }[kind];
    state.dataset.state = kind;
    const label = state.querySelector("[data-word]");
    if (label.textContent !== word) label.textContent = word;
    if (!waiting.length && handIn) { const button = handIn; handIn = null; button.click(); }
  }
  function showDashes(section) {
    const dash = document.querySelector(`[data-dash="${section.id}"]`);
    if (!dash) return;
    dash.classList.toggle("done", Object.values(questions.get(section.id).values()).every((value) => value.trim()));
    const dashes = [...dash.parentElement.children];
    const done = dashes.filter((other) => other.classList.contains("done")).length;
    dash.parentElement.setAttribute("aria-label", `${dashes.length}道题已答${done}道`);
  }
  const questionOf = (node) => questions.get((node.closest("[data-answer]") || {}).id);

  paper.addEventListener("input", (event) => {
    if (event.isComposing || !questionOf(event.target)) return; // an unfinished word of an input method is no answer
    const typed = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
    questionOf(event.target).changed(typed ? TYPING_PAUSE : 0);
    showDashes(event.target.closest("[data-answer]"));
  });
  paper.addEventListener("compositionend", ({ target }) => questionOf(target) && questionOf(target).changed(TYPING_PAUSE));
  paper.addEventListener("change", ({ target }) => {
    if (!questionOf(target)) return;
    questionOf(target).changed(0);
    showDashes(target.closest("[data-answer]"));
  });
  paper.addEventListener("focusin", ({ target }) => {
    const section = target.closest("[data-answer]");
    if (!section) return;
    for (const dash of document.querySelectorAll("[data-dash]")) dash.classList.toggle("here", dash.dataset.dash === section.id);
  });

  let pressed = null; // for engines without event.submitter
  paper.addEventListener("click", ({ target }) => { pressed = target.closest("button"); });
  paper.addEventListener("submit", (event) => {
    const button = event.submitter || pressed;
    const handsIn = Boolean(button && button.hasAttribute("formaction"));
    if (handsIn && !unsaved().length) { leaving = true; return; }
    event.preventDefault();
    if (handsIn && stopped) return;
    handIn = handsIn ? button : null;
    if (!handsIn) nextBlank(document.activeElement);
    flush();
    show();
  });
  function nextBlank(from) { // Enter in a blank goes on to the next one instead of leaving the page
    const blanks = [...paper.querySelectorAll("input.blank")];
    const next = blanks[blanks.indexOf(from) + 1];
    if (from && from.matches(".blank")) if (next) next.focus(); else from.blur();
  }

  window.addEventListener("online", () => { stopped = false; flush(); });
  document.addEventListener("visibilitychange", () => { stopped = false; flush(document.visibilityState === "hidden"); });
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !unsaved().length) return;
    event.preventDefault();
    event.returnValue = "";
  });

  const kept = queue.read();
  for (const section of paper.querySelectorAll("[data-answer]")) {
    const question = new Question(section);
    questions.set(section.id, question);
    if (kept[section.id]) question.restore(kept[section.id]);
    showDashes(section);
  }
  if (unsaved().length) flush();
})();
