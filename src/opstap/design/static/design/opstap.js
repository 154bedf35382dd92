/* Opstap: what a page gains with JavaScript. Everything works without it. One delegated listener per kind of event. */
(() => {
  "use strict";
  const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

  document.addEventListener("click", (event) => {
    const opener = closest(event, "[data-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const closer = closest(event, "[data-close]");
    if (closer) {
      const dialog = closer.closest("dialog");
      if (dialog) {
        event.preventDefault();
        dialog.close();
      }
      return;
    }
    const dismiss = closest(event, "[data-dismiss]");
    if (dismiss) dismiss.parentElement.remove();
    // A click beside a dialog, or beside an open menu, closes it.
    if (event.target instanceof HTMLDialogElement) event.target.close();
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // The same form is not sent twice; the key inside it is the real guard, this one spares the doubt.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || form.method === "get" || form.method === "dialog") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    if (!button || !button.dataset.busy) return;
    button.setAttribute("aria-busy", "true");
    button.dataset.label = button.textContent;
    const words = button.querySelector("span");
    if (words) words.textContent = button.dataset.busy;
  });

  // Back from the next page (also out of the browser's memory): a form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy][data-label]")) {
      button.removeAttribute("aria-busy");
      const words = button.querySelector("span");
      if (words) words.textContent = button.dataset.label;
    }
  });

  const count = (line) => {
    const area = document.getElementById(line.dataset.count);
    if (area) line.textContent = line.dataset.text.replace("#", line.dataset.limit - area.value.length);
  };
  document.addEventListener("input", (event) => {
    const line = event.target.id && document.querySelector(`[data-count="${CSS.escape(event.target.id)}"]`);
    if (line) count(line);
  });
  document.addEventListener("change", (event) => {
    const form = closest(event, "form[data-autosubmit]");
    if (form) form.requestSubmit();
  });

  // Time that is left goes down while the page is open, from the seconds that the server gave: a device's clock may be
  // wrong. Nothing is read aloud. At its end the page sends what is there; the server keeps the time.
  const loaded = Date.now();
  const tick = () => {
    const gone = (Date.now() - loaded) / 1000;
    for (const one of document.querySelectorAll("[data-left]")) {
      const left = Math.max(0, one.dataset.left - gone);
      one.textContent = new Intl.NumberFormat(document.documentElement.lang).format(Math.ceil(left / 60));
      const form = document.querySelector("form[data-at-end]");
      if (left || !form) continue;
      form.removeAttribute("data-at-end");
      form.requestSubmit();
    }
  };
  if (document.querySelector("[data-left]")) setInterval(tick, 1000);

  document.querySelectorAll("[data-count]").forEach(count);
  const first = document.querySelector("[data-focus]:not(.specimen *)");
  if (first) first.focus();
})();
