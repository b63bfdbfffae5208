// What every page shares. Loaded first and in <head>, so that plain and scripted layout never flash.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // A script that cannot load or be parsed leaves its page without help: show the plain controls again.
  window.addEventListener("error", (event) => {
    const script = event.target instanceof HTMLScriptElement;
    if (script || event.error instanceof SyntaxError) root.classList.remove("js");
  }, true);

  // Any script says a sentence with: document.dispatchEvent(new CustomEvent("notice", {detail: {text, href, label}})).
  // An empty text takes the notice away.
  document.addEventListener("notice", ({ detail: { text, href, label } }) => {
    const notice = document.getElementById("page-notice");
    const link = notice.querySelector("a");
    notice.querySelector("p").textContent = text;
    link.hidden = !href;
    if (href) link.href = href;
    link.textContent = label || "";
    notice.classList.toggle("act", Boolean(href));
    notice.classList.toggle("know", !href);
    notice.hidden = !text;
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-close-notice]")) document.getElementById("page-notice").hidden = true;
  });
  const say = (text, href, label) => document.dispatchEvent(new CustomEvent("notice", { detail: { text, href, label } }));

  const signIn = () => `${root.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
  document.addEventListener("session-ended", () =>
    say("登录已过期，重新登录后会回到这一页，答案不会丢。", signIn(), "重新登录"));

  const SENTENCES = {
    403: ["这一步没有权限，或者页面已经过期。请刷新后再试。", "刷新"],
    404: ["要找的内容已经不在了。请刷新页面。", "刷新"],
    409: ["内容刚在别处改过，这一步没有做。请刷新后再看。", "刷新"],
    429: ["操作太频繁，请稍等片刻再试。"],
  };
  document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    if (xhr.status === 401) return document.dispatchEvent(new Event("session-ended"));
    const [text, label] = SENTENCES[xhr.status] || ["服务器暂时没有回应，这一步没有完成。请稍后再试。"];
    const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    say(plain && xhr.responseText ? xhr.responseText : text, label && location.href, label);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => say("网络不通，这一步没有完成。请检查网络后再试。"));
  }
  document.addEventListener("htmx:beforeRequest", () => say(""));

  // A long text is counted while it is pasted: the server refuses what is longer, and megabytes without reading them.
  document.addEventListener("input", ({ target }) => {
    const longest = Number(target.dataset.longest);
    if (!longest) return;
    const { length } = target.value;
    const said = `现在有${length}个字（上限${longest / 10000}万字）`;
    document.querySelector(`[data-count="${target.id}"]`).textContent = `${said}。`;
    target.setCustomValidity(length > longest ? `内容过长，${said}。请分几次粘贴，或者存成文件上传。` : "");
    if (length > longest) target.reportValidity();
  });

  // A form is sent once. Downloads never leave the page, so the lock also opens by itself.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.removeAttribute("aria-busy"), form.querySelector("input[type=file]") ? 60000 : 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });

  // 大字 changes at once and is stored behind it, even if the page is left meanwhile; when storing fails the plain form takes over.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-large-type]") || form.dataset.failed) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const large = root.dataset.type !== "large";
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    if (large) root.dataset.type = "large"; else delete root.dataset.type;
    button.setAttribute("aria-pressed", String(large));
    button.value = large ? "" : "1";
    fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true })
      .then((response) => { if (!response.ok) throw new Error(response.status); })
      .catch(() => { form.dataset.failed = "1"; say("大字设置没有保存上，只在这一页有效。"); });
  }, true);

  // Copying: the clipboard needs HTTPS, a campus address may not have it.
  const copy = async (text) => {
    if (navigator.clipboard) try { return await navigator.clipboard.writeText(text); } catch { /* not allowed here */ }
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    await copy("value" in source ? source.value : source.textContent.trim());
    const word = button.querySelector("[data-word]") || button;
    const before = word.textContent;
    word.textContent = "已复制";
    setTimeout(() => { word.textContent = before; }, 2000);
  });

  // The file input covers its drop area, so choosing and dropping both work by themselves; this shows what happens.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".drop input")) return;
    const area = target.parentElement;
    const name = area.querySelector("[data-file-name]") || area.querySelector("label");
    name.textContent = target.files.length ? target.files[0].name : "还没有选择文件";
  });
  for (const [name, over] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, ({ target }) => {
      if (target.matches && target.matches(".drop input")) target.parentElement.classList.toggle("over", over);
    });
  }
  // Menus close when something else is pressed, or with Escape.
  const closeMenus = (inside) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(inside)) menu.open = false;
  };
  document.addEventListener("click", ({ target }) => closeMenus(target));
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") closeMenus(null); });
})();
