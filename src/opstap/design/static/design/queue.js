/* Forms with data-queue stay on this device until the server has them: an outage, a reload or a crash loses nothing.
   They are sent once, in order; kit/queueing.py answers. Without this script the browser sends them itself. */
(() => {
  "use strict";
  const AGAIN = 5000, PATIENCE = 10000;
  const line = document.querySelector("[data-queue-line]");
  let store = null;
  try { store = window.localStorage; } catch { /* refused by the browser: it sends the forms itself */ }
  if (!line || !store || !window.AbortController) return;

  // Of this person alone: a phone may be shared. Signing out empties it.
  const SLOT = "queue." + line.dataset.queueLine;
  const read = () => { try { return JSON.parse(store.getItem(SLOT)) || []; } catch { return []; } };
  const write = (all) => (all.length ? store.setItem(SLOT, JSON.stringify(all)) : store.removeItem(SLOT));
  const held = (id) => read().find((one) => one.id === id);
  const formOf = (id) => document.querySelector(`form[data-queue="${CSS.escape(id)}"]`);
  const put = (one) => {
    const all = read(), at = all.findIndex((other) => other.id === one.id);
    if (at < 0) all.push(one); else all[at] = one;
    write(all);
  };
  const drop = (one) => write(read().filter((other) => other.id !== one.id || other.stamp !== one.stamp));
  const bodyOf = (form, name, value) => {
    const data = new URLSearchParams(new FormData(form));
    if (name) data.append(name, value);
    return data.toString();
  };

  const mine = new Set();  // what this page put in: its forms are newer than what is kept
  const last = new Map();
  const keep = (form, name, value, pressed) => {
    const id = form.dataset.queue;
    put({ id, name, value, pressed, url: form.action, body: bodyOf(form, name, value), stamp: Date.now() + Math.random() });
    mine.add(id);
    last.set(form, bodyOf(form));
  };

  // ---- What is said about it.
  let told = "";
  const show = (words) => {
    const all = read(), refused = all.find((one) => one.refused);
    if (refused) words = line.dataset.refused;
    else if (!words && told && !all.length) words = line.dataset.sent;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(all.length);
    const text = words ? words.replace("{n}", number) : "";
    if (text === told) return;
    told = text;
    line.replaceChildren();
    if (!text) return;
    const box = line.appendChild(document.createElement("div"));
    box.className = "notice";
    box.dataset.kind = all.length ? "wait" : "done";
    box.appendChild(document.createElement("p")).textContent = text;
    if (!refused) return;
    const button = box.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "button";
    button.textContent = line.dataset.look;
    button.addEventListener("click", () => post(refused));
  };
  const free = () => {
    for (const form of document.querySelectorAll("form[data-queue][data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    }
  };

  // ---- Sending.
  const send = async (one) => {
    const body = new URLSearchParams(one.body), stop = new AbortController();
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "Opstap-Queue": "1" };
    try {
      return await fetch(one.url, { method: "POST", body, headers, redirect: "manual", signal: stop.signal });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  // What the server did not take in is sent as the browser would: its page says what is wrong, and keeps what was sent.
  const post = (one) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = one.url;
    for (const [name, value] of new URLSearchParams(one.body)) {
      const input = form.appendChild(document.createElement("input"));
      Object.assign(input, { type: "hidden", name, value });
    }
    const token = form.querySelector("[name=csrfmiddlewaretoken]"), fresh = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token && fresh) token.value = fresh.value;
    write(read().filter((other) => other.id !== one.id));
    document.body.append(form);
    form.submit();
  };
  const settle = (one, reply) => {
    const form = formOf(one.id), fields = JSON.parse(reply.headers.get("Opstap-Fields") || "{}");
    if (!form) return "";
    // After a reload the page shows what was kept before: ask for it again.
    if (!mine.has(one.id)) return reply.headers.get("Opstap-Go") || location.href;
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    if (!held(one.id)) last.set(form, bodyOf(form));
    return reply.headers.get("Opstap-Go") || "";
  };
  const drain = async () => {
    let go = "";
    for (let one; (one = read().find((other) => !other.refused)); ) {
      const form = mine.has(one.id) && formOf(one.id);
      if (form) one.body = bodyOf(form, one.name, one.value);
      const reply = navigator.onLine ? await send(one) : null;
      if (!reply || reply.status >= 500 || reply.status === 429) {
        show(line.dataset.kept);
        break;
      }
      if (reply.type === "opaqueredirect" || reply.status === 403) {
        show(line.dataset.signIn);
        break;
      }
      if (reply.status === 204) {
        drop(one);
        go = settle(one, reply) || go;
      } else if (one.pressed && form) {
        return post(one);
      } else {
        const now = held(one.id);
        if (now) put({ ...now, refused: true });
      }
    }
    if (go) return location.assign(go);
    free();
    const all = read();
    if (all.every((one) => one.refused)) show();
    else setTimeout(flush, AGAIN);
  };
  let running = false, again = false;
  const flush = async () => {
    if (running) return void (again = true);
    running = true;
    // One tab at a time, so that nothing is sent twice.
    await (navigator.locks ? navigator.locks.request(SLOT, drain) : drain());
    running = false;
    if (again) { again = false; flush(); }
  };

  // ---- When: a button is pressed; something is changed; the net is back; the page opens.
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (!form.dataset.queue) return;
    if (form.dataset.sent) return event.preventDefault();
    try {
      keep(form, button ? button.name : "", button ? button.value : "", true);
    } catch {
      return;  // no room: the browser sends it
    }
    event.preventDefault();
    form.dataset.sent = "1";
    if (button) button.setAttribute("aria-busy", "true");
    flush();
  }, true);
  const changed = (event) => {
    const form = event.target instanceof Element && event.target.closest("form[data-queue-changes]");
    if (!form || form.dataset.sent || bodyOf(form) === last.get(form)) return;
    const before = held(form.dataset.queue);
    if (before && before.refused) return put({ ...before, body: bodyOf(form, before.name, before.value) });
    const pressed = Boolean(before && before.pressed);
    try {
      keep(form, pressed ? before.name : "go", pressed ? before.value : form.dataset.queueChanges, pressed);
    } catch {
      return;
    }
    flush();
  };
  document.addEventListener("change", changed);
  document.addEventListener("click", changed);
  window.addEventListener("online", flush);
  document.querySelectorAll("form[data-queue-changes]").forEach((form) => last.set(form, bodyOf(form)));
  if (read().length) flush();
})();
