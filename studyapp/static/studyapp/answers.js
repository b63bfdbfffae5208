// Saves each answer as it is given. PARTS.md, "Answering", has the contract with the page and the server.
(() => {
  "use strict";
  const paper = document.querySelector("form[data-paper]");
  if (!paper) return;
  const KEY = `answers-${paper.dataset.paper}`;
  const TYPING_PAUSE = 800; // ms
  const TIMEOUT = 10000;
  const LONGEST_WAIT = 10000; // between retries
  const TOKEN = "input[name=csrfmiddlewaretoken]";
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

  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  class Question {
    constructor(section) {
      this.section = section;
      this.revision = section.querySelector("input[name$='.revision']");
      this.acknowledged = this.given(); // JSON of what the server has; null when that is unknown
      this.attempted = null; // JSON of the last unacknowledged request
      this.busy = false;
      this.choice = null; // the box that offers both answers, after another window changed this one
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

    fill(values) {
      for (const control of this.controls) {
        if (!(control.name in values)) continue;
        if (control.type === "radio") control.checked = control.value === values[control.name];
        else control.value = values[control.name];
        control.dispatchEvent(new Event("refill")); // no input event: nobody has typed
      }
    }
    // After a reload: put back what was typed. When the server has heard of a later revision, somebody has to choose.
    restore(kept) {
      const stored = this.values();
      const revision = Number(this.revision.value) - 1;
      if (JSON.stringify(kept.values) === this.given()) return this.forget();
      this.fill(kept.values);
      if (kept.revision <= revision) this.offer({ values: stored, revision, text: "这道题已在另一个窗口修改。" });
      else this.revision.value = kept.revision;
    }
    // Two windows gave different answers: show both, overwrite neither.
    offer({ text, values, revision }) {
      if (this.choice) this.choice.remove();
      this.choice = make("div", "notice act");
      const words = make("p", "", `${text}那边的答案：${this.inWords(values)}。这里的答案：${this.inWords(this.values())}。`);
      const buttons = make("div", "buttons");
      for (const [label, isMine] of [["用这里的", true], ["用那边的", false]]) {
        const button = make("button", "button slim", label);
        button.type = "button";
        button.addEventListener("click", () => this.choose(isMine, values, revision));
        buttons.append(button);
      }
      this.choice.setAttribute("role", "alert");
      this.choice.append(words, buttons);
      this.section.querySelector("h2").after(this.choice);
      this.acknowledged = null;
      this.remember();
    }
    choose(isMine, values, revision) {
      this.choice.remove();
      this.choice = this.attempted = null;
      this.revision.value = revision + 1;
      if (!isMine) { this.fill(values); showDashes(this.section); this.acknowledged = this.given(); this.forget(); }
      this.changed(0);
    }
    inWords(values) {
      return Object.entries(values).map(([name, value]) => {
        const chosen = `[name="${name}"][value="${CSS.escape(value)}"] + .option-box, [name="${name}"] > [value="${CSS.escape(value)}"]`;
        return value ? (this.section.querySelector(chosen) || { textContent: value }).textContent.trim() : "空";
      }).join("、");
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
      if (this.busy || stopped || this.choice || !this.unsaved) return show();
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
    settle({ kind, text, conflict }, sent) {
      if (dialog.open && kind !== "signed-out") dialog.close();
      if (kind === "saved" || kind === "overtaken") {
        this.acknowledged = sent;
        this.attempted = null;
        if (kind === "saved") this.revision.value = Number(this.revision.value) + 1;
        if (failures) say("");
        failures = 0;
        if (this.given() === sent) this.forget(); else this.send();
        if (kind === "overtaken") say(text, location.href, "刷新页面");
      } else if (kind === "conflict") this.offer(conflict);
      else {
        this.acknowledged = null;
        failures += 1;
        if (kind === "signed-out") { stopped = true; if (!dialog.open) dialog.showModal(); }
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
    const { csrfmiddlewaretoken, paper: attempt } = paper.elements;
    const body = new URLSearchParams({ csrfmiddlewaretoken: csrfmiddlewaretoken.value, paper: attempt.value, ...values });
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    const init = { method: "POST", body, keepalive, redirect: "manual", signal: abort.signal, headers: { "HX-Request": "true" } };
    try {
      const response = await fetch(paper.action, init);
      hearClock(response);
      if (response.status === 204) return { kind: "saved" }; // anything else with 2xx is some proxy talking
      if (response.status === 401 || response.type === "opaqueredirect") return { kind: "signed-out" };
      if (response.status === 403 && mayRenew) {
        const found = await renewToken();
        if (found === "renewed") return post(values, keepalive, false);
        if (found === "signed-out") return { kind: found };
        return { kind: "refused", text: ANOTHER };
      }
      const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
      if (response.status === 409 && isJson) return { kind: "conflict", conflict: await response.json() };
      if (response.status === 409) return { kind: "overtaken", text: await sentence(response, "这道题在别处改过，这里的改动没有保存。") };
      if (response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status)) {
        return { kind: "refused", text: await sentence(response, "答案没有保存上，请刷新页面再试。") };
      }
    } catch { /* no network, or too slow */ } finally { clearTimeout(timer); }
    return { kind: "failed" };
  }

  // Signing in again makes this page's token stale; a fresh copy of the page has the new one. It must be the same
  // member's paper: another account never gets these answers.
  const pageAt = async (url) => new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const ANOTHER = "现在登录的是另一个账号，答案没有保存。请用原来的账号登录后再试。";
  async function renewToken() {
    const fresh = await pageAt(location.pathname);
    const token = fresh.querySelector(`form[data-paper="${paper.dataset.paper}"] ${TOKEN}`);
    if (!token) return fresh.querySelector("#sign-in-again, nav") ? "another" : "signed-out";
    for (const field of document.querySelectorAll(TOKEN)) field.value = token.value;
    return "renewed";
  }

  // The session has ended: sign in without leaving the page, then send what waits.
  const dialog = document.getElementById("sign-in-again");
  const problem = dialog.querySelector("[data-problem]");
  const signIn = async (form) => {
    const door = await pageAt(form.action);
    const token = door.querySelector(`form[action="${form.getAttribute("action")}"] ${TOKEN}`);
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (response.status === 429) return "试得太多了，请过几分钟再试。";
    return { renewed: "", "signed-out": "密码不对，请再试一次。", another: ANOTHER }[await renewToken()];
  };
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = await signIn(event.target).catch(() => "网络不通，请稍后再试。");
    problem.hidden = !problem.textContent;
    if (problem.textContent) return;
    event.target.reset();
    dialog.close();
    stopped = false;
    flush();
  });
  dialog.querySelector("[data-later]").addEventListener("click", () => {
    dialog.close();
    document.dispatchEvent(new Event("session-ended"));
  });

  // The time left follows the server's clock: told when the page opens, and again by every save.
  const clock = paper.querySelector("[data-left]");
  let end = clock ? performance.now() + 1000 * clock.dataset.left : 0;
  function hearClock({ headers }) {
    if (clock && headers.has("Seconds-Left")) end = performance.now() + 1000 * headers.get("Seconds-Left");
    const endsAt = headers.get("Ends-At");
    if (!endsAt || endsAt === paper.dataset.endsAt) return;
    paper.dataset.endsAt = endsAt;
    say("截止时间已由学习秘书改过，刷新后可以看到。", location.href, "刷新页面");
  }
  function tick() {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = left ? `剩余时间${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "时间到，正在交卷";
    if (left) return setTimeout(tick, 1000);
    paper.append(Object.assign(document.createElement("input"), { type: "hidden", name: "confirmed", value: "1" }));
    paper.querySelector(".finish button").click();
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
    const choosing = waiting.length && waiting.every((question) => question.choice);
    const word = choosing ? "请选择答案" : { saved: "已保存", saving: "保存中", queued: `待同步${places}处` }[kind];
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
  const stand = (id) => { // in red: the question at hand
    for (const dash of document.querySelectorAll("[data-dash]")) dash.classList.toggle("here", dash.dataset.dash === id);
  };
  paper.addEventListener("focusin", ({ target }) => {
    const section = target.closest("[data-answer]");
    if (section) stand(section.id);
  });
  window.addEventListener("hashchange", () => stand(location.hash.slice(1)));

  let pressed = null; // for engines without event.submitter
  paper.addEventListener("click", ({ target }) => { pressed = target.closest("button"); });
  paper.addEventListener("submit", (event) => {
    const button = event.submitter || pressed;
    const handsIn = Boolean(button && button.hasAttribute("formaction"));
    if (handsIn && !unsaved().length) { leaving = true; return; }
    event.preventDefault();
    const open = unsaved().find((question) => question.choice);
    if (open) return open.choice.scrollIntoView({ block: "center" });
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
  document.addEventListener("visibilitychange", () => {
    const hidden = document.visibilityState === "hidden";
    stopped = false;
    flush(hidden);
    if (clock && !hidden) fetch(location.pathname, { method: "HEAD" }).then(hearClock).catch(() => {}); // it may have slept
  });
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
  if (location.hash || paper.matches(".one-by-one")) stand(location.hash.slice(1) || paper.querySelector("[data-answer]").id);
  if (unsaved().length) flush();
  if (clock) tick();
})();
