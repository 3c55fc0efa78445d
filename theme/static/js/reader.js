/*
 * What a page can do for its reader beyond being read: keep a choice of colours, copy, be there offline.
 * It stands in <head> and blocks for a moment, so that a chosen colour is there before the first line is drawn.
 * Without it nothing is missing but these; its controls are `hidden` until it is here.
 */
"use strict";
(() => {
  const THEME = "gozaresh-theme"; // "light" or "dark"; nothing where the page follows the device
  const root = document.documentElement;
  const { worker, newest } = document.currentScript.dataset;

  /* Storage may be forbidden or full: then a choice lasts as long as the page. */
  function stored(storage, key) {
    try { return self[storage].getItem(key); } catch { return null; }
  }
  function store(storage, key, value) {
    try {
      if (value) self[storage].setItem(key, value);
      else self[storage].removeItem(key);
    } catch { /* see above */ }
  }

  function paint(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("button[data-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choose === (root.dataset.theme || "")));
    }
  }

  function choices() {
    for (const button of document.querySelectorAll("button[data-choose]")) {
      button.addEventListener("click", () => {
        store("localStorage", THEME, button.dataset.choose);
        paint(button.dataset.choose);
      });
    }
    for (const part of document.querySelectorAll(".choice[hidden]")) part.hidden = false;
    paint(root.dataset.theme);
  }

  /* What a button names, or the text that it carries; a word beside it says how that went, and is read out. */
  function copying() {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll(".copy > button")) {
      const { copy, text, crlf, done, failed } = button.dataset;
      const said = button.nextElementSibling;
      button.addEventListener("click", async () => {
        for (const other of document.querySelectorAll(".copy-said")) other.textContent = "";
        const words = text || document.getElementById(copy).textContent;
        try {
          await navigator.clipboard.writeText(crlf === undefined ? words : words.replace(/\r?\n/g, "\r\n"));
          said.textContent = done;
        } catch { said.textContent = failed; }
      });
      button.parentElement.hidden = false;
    }
  }

  /* The worker keeps what is read. Once a visit and language it is also told to keep the newest. */
  async function offline() {
    const here = location.protocol === "https:" || ["localhost", "127.0.0.1"].includes(location.hostname);
    if (!worker || !here || !navigator.serviceWorker) return;
    try {
      await navigator.serviceWorker.register(worker);
      const { active } = await navigator.serviceWorker.ready;
      const list = new URL(newest, location.href).href;
      if (stored("sessionStorage", list) || navigator.connection?.saveData) return;
      active.postMessage({ keep: list, page: location.href });
      store("sessionStorage", list, "asked");
    } catch { /* offline, or the browser keeps nothing for us */ }
  }

  paint(stored("localStorage", THEME));
  addEventListener("storage", (event) => { if (event.key === THEME) paint(event.newValue); });
  addEventListener("pageshow", (event) => { if (event.persisted) paint(stored("localStorage", THEME)); });
  document.addEventListener("DOMContentLoaded", () => { choices(); copying(); });
  addEventListener("load", offline);
})();
