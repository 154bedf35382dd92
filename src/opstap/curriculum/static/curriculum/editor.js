/* Writing a lesson or a question: the preview follows, Ctrl+S saves, and leaving with something unsaved is asked about. */
(() => {
  "use strict";
  const form = document.querySelector("[data-editor]");
  const preview = document.querySelector("[data-preview]");
  if (!form || !preview) return;
  const state = form.querySelector("[data-state]");
  const told = document.querySelector("[data-told]");
  const QUIET = 400; // milliseconds without a key before the preview is asked for
  let timer = 0;
  let asked = 0;
  let sending = false;

  const written = () => {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return JSON.stringify(fields);
  };
  let saved = written();
  const isUnsaved = () => written() !== saved;

  const draw = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.previewUrl, { method: "POST", body: new FormData(form) });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      preview.innerHTML = await answer.text();
      const many = preview.querySelectorAll(".notice li").length;
      told.textContent = many ? preview.dataset.many.replace("{many}", many) : "";
    } catch {
      // Without a network the preview stays as it was; what was typed is still here.
    }
  };

  form.addEventListener("input", () => {
    state.textContent = isUnsaved() ? form.dataset.unsaved : form.dataset.saved;
    clearTimeout(timer);
    timer = setTimeout(draw, QUIET);
  });
  form.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && isUnsaved()) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=do][value=save]"));
  });

  // A fault in the text takes one to its line.
  preview.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-line]");
    const area = link && document.getElementById(link.getAttribute("href").split("#")[1]);
    if (!(area instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const lines = area.value.split("\n");
    const start = lines.slice(0, link.dataset.line - 1).join("\n").length + (link.dataset.line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + lines[link.dataset.line - 1].length);
    area.scrollTop = area.scrollHeight * ((link.dataset.line - 1) / lines.length) - area.clientHeight / 3;
  });
})();
