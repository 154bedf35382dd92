/* Forms with data-queue stay on this device until the server has them: an outage, a reload or a crash loses nothing.
   They are sent once, in order; kit/queueing.py answers. Without this script the browser sends them itself. */
(() => {
  "use strict";
  const AGAIN = 5000, PATIENCE = 10000;
  const line = document.querySelector("[data-queue-line]");
  let store = null;
  try { store = window.localStorage; } catch { /* refused: the browser sends the forms */ }
  if (!line || !store || !window.AbortController) return;

  // Of this person alone: a phone may be shared. Signing out empties it.
  const SLOT = "queue." + line.dataset.queueLine;
  const read = () => JSON.parse(store.getItem(SLOT) || "[]");
  const write = (all) => (all.length ? store.setItem(SLOT, JSON.stringify(all)) : store.removeItem(SLOT));
  const held = (id) => read().find((one) => one.id === id);
  const put = (one) => {
    const all = read(), at = all.findIndex((other) => other.id === one.id);
    all.splice(at < 0 ? all.length : at, 1, one);
    write(all);
  };
  const forms = [...document.querySelectorAll("form[data-queue]")];
  const bodyOf = (form, name, value) => {
    const data = new URLSearchParams(new FormData(form));
    if (name) data.append(name, value);
    return data.toString();
  };

  // What this page put in: its form is newer than what is kept.
  const mine = new Set(), last = new Map();
  const keep = (form, name, value, pressed) => {
    const id = form.dataset.queue, body = bodyOf(form, name, value);
    put({ id, name, value, pressed, body, url: form.action, stamp: Math.random() });
    mine.add(id);
    last.set(form, bodyOf(form));
    flush();
  };

  const box = line.firstElementChild, words = line.querySelector("p"), look = line.querySelector("button");
  const show = (text = "") => {
    const all = read(), refused = all.find((one) => one.refused);
    if (refused) text = line.dataset.refused;
    else if (!text && !box.hidden) text = line.dataset.sent;
    text = text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(all.length));
    if (words.textContent !== text) words.textContent = text;
    box.hidden = !text;
    look.hidden = !refused;
    look.onclick = () => post(refused);
  };

  const fresh = (one) => {
    const body = new URLSearchParams(one.body), token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.set(token.name, token.value);
    return body;
  };
  const send = (one) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE);
    const how = { method: "POST", body: fresh(one), headers: { "Opstap-Queue": "1" }, redirect: "manual", signal: stop.signal };
    return fetch(one.url, how).catch(() => null).finally(() => clearTimeout(timer));
  };
  // What was not taken in is sent as the browser would: that page says what is wrong, and shows what was sent.
  const post = (one) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: one.url });
    for (const [name, value] of fresh(one)) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    write(read().filter((other) => other.id !== one.id));
    document.body.append(form);
    form.submit();
  };
  const drain = async () => {
    let go = "", trouble = "";
    for (let one; !trouble && (one = read().find((other) => !other.refused)); ) {
      const form = forms.find((other) => other.dataset.queue === one.id), here = mine.has(one.id);
      if (here) one.body = bodyOf(form, one.name, one.value);
      const reply = navigator.onLine ? await send(one) : null;
      if (!reply || reply.status >= 500 || reply.status === 429) {
        trouble = line.dataset.kept;
      } else if (reply.type === "opaqueredirect" || reply.status === 403) {
        trouble = line.dataset.signIn;
      } else if (reply.status === 204) {
        write(read().filter((other) => other.stamp !== one.stamp));
        const fields = JSON.parse(reply.headers.get("Opstap-Fields") || "{}");
        if (here) for (const name in fields) form.elements[name].value = fields[name];
        if (here && !held(one.id)) last.set(form, bodyOf(form));
        // After a reload the page shows what was kept before: ask for it again.
        if (form) go = reply.headers.get("Opstap-Go") || (here ? go : location.href);
      } else if (here && one.pressed) {
        return post(one);
      } else {
        put({ ...one, ...held(one.id), refused: true });
      }
    }
    if (go) return location.assign(go);
    for (const form of forms) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    }
    show(trouble);
    clearTimeout(later);
    if (trouble) later = setTimeout(flush, AGAIN);
  };
  let running = false, again = false, later = 0;
  const flush = async () => {
    again = running;
    if (running) return;
    running = true;
    // One tab at a time, so that nothing is sent twice.
    await (navigator.locks ? navigator.locks.request(SLOT, drain) : drain());
    running = false;
    if (again) flush();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter || {};
    if (!forms.includes(form)) return;
    if (form.dataset.sent) return event.preventDefault();
    try { keep(form, button.name, button.value, true); } catch { return; /* no room: the browser sends it */ }
    event.preventDefault();
    form.dataset.sent = "1";
    if (event.submitter) button.setAttribute("aria-busy", "true");
  }, true);
  const changed = (event) => {
    const form = event.target.closest("form[data-queue-changes]");
    if (!form || form.dataset.sent || bodyOf(form) === last.get(form)) return;
    const before = held(form.dataset.queue) || {};
    if (before.refused) return put({ ...before, body: bodyOf(form, before.name, before.value) });
    if (before.pressed) keep(form, before.name, before.value, true);
    else keep(form, "go", form.dataset.queueChanges);
  };
  document.addEventListener("change", changed);
  document.addEventListener("click", changed);
  window.addEventListener("online", flush);
  forms.forEach((form) => last.set(form, bodyOf(form)));
  if (read().length) flush();
})();
