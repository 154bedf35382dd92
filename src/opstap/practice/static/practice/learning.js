/* A lesson: remembers where one is, and reads aloud with the device's own voice. The page is whole without it. */
(() => {
  "use strict";
  const reader = document.querySelector("[data-reader]");
  if (!reader) return;
  const pieces = [...reader.querySelectorAll("[data-piece]")];

  // ---- Where one is. A block counts once one has stayed at it for a while, elsewhere than where one arrived.
  const STAY = 4000, APART = 15000;
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const loaded = Date.now();
  let here = null, arrived = null, pending = null, timer = 0, sentAt = 0;
  const moment = () => Number(reader.dataset.opened) + Date.now() - loaded;
  const send = () => {
    if (!pending) return;
    const form = new FormData();
    for (const [name, value] of Object.entries(pending)) form.append(name, value);
    form.append("language", reader.dataset.language);
    form.append("csrfmiddlewaretoken", token.value);
    navigator.sendBeacon(reader.dataset.places, form);
    pending = null;
    sentAt = Date.now();
  };
  const stayed = () => {
    if (!here || here === arrived) return;
    arrived = null;
    pending = { anchor: here.id, at: moment() };
    if (Date.now() - sentAt > APART) send();
  };
  if (reader.dataset.places && token && navigator.sendBeacon && "IntersectionObserver" in window) {
    // A thin band in the upper third of the screen: the block in it is the one that is read.
    const band = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting || entry.target === here) continue;
        here = entry.target;
        clearTimeout(timer);
        timer = setTimeout(stayed, STAY);
      }
    }, { rootMargin: "-25% 0px -70% 0px" });
    pieces.forEach((piece) => band.observe(piece));
    setTimeout(() => { arrived = here || pieces[0]; }, 600);
    document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
    window.addEventListener("pagehide", send);
    // "I have read this" ends it: nothing may be noted after that.
    document.addEventListener("submit", (event) => {
      if (event.target.closest(".lesson-end")) { pending = null; here = arrived = null; band.disconnect(); }
    });
  }

  // ---- What is printed: the meanings of the words unfold.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details[data-print]").forEach((one) => { one.open = true; });
  });

  // ---- Reading aloud.
  const bar = document.querySelector("[data-aloud]");
  const synth = window.speechSynthesis;
  const none = document.querySelector("[data-no-voice]");
  if (!bar || !none) return;
  if (!synth || !window.SpeechSynthesisUtterance) {
    none.hidden = false;
    return;
  }
  const play = bar.querySelector("[data-play]"), stop = bar.querySelector("[data-stop]");
  const language = reader.dataset.language;
  let voice = null, state = "silent", at = 0, sentence = 0, run = 0;

  const tongue = (one) => one.lang.replace("_", "-").toLowerCase();
  const choose = () => {
    const able = synth.getVoices().filter((one) => tongue(one).split("-")[0] === language);
    // A voice on the device costs no data; the accent of Belgium where there is one.
    const worth = (one) => (one.localService ? 2 : 0) + (tongue(one) === language + "-be" ? 1 : 0);
    voice = able.sort((a, b) => worth(b) - worth(a))[0] || null;
    bar.hidden = !voice;
    none.hidden = Boolean(voice);
  };
  const show = (next) => {
    state = next;
    play.querySelector("span").textContent = play.dataset[{ silent: "read", speaking: "pause", paused: "goOn" }[next]];
    play.setAttribute("data-playing", next === "speaking");
    stop.hidden = next === "silent";
  };
  const mark = (piece) => {
    pieces.forEach((one) => one.toggleAttribute("data-speaking", one === piece));
    if (!piece) return;
    const box = piece.getBoundingClientRect();
    if (box.top < 80 || box.bottom > window.innerHeight - 100) piece.scrollIntoView({ block: "center" });
  };
  // Sentence by sentence: some browsers fall silent in the middle of a long text.
  const sentences = (piece) => piece.innerText.replace(/([.!?؟:])\s+/g, "$1\n").split("\n").filter((one) => one.trim());
  const speak = () => {
    const mine = ++run;
    if (at >= pieces.length) return silence();
    const lines = sentences(pieces[at]);
    if (sentence >= lines.length) {
      at += 1;
      sentence = 0;
      return speak();
    }
    mark(pieces[at]);
    const told = new SpeechSynthesisUtterance(lines[sentence]);
    told.voice = voice;
    told.lang = voice.lang;
    told.rate = 0.95;
    told.onend = () => { if (mine === run) { sentence += 1; speak(); } };
    told.onerror = () => { if (mine === run) silence(); };
    synth.speak(told);
    show("speaking");
  };
  // Pausing is stopping and keeping the place: a phone's own pause does not come back.
  const pause = () => { run += 1; synth.cancel(); show("paused"); };
  const silence = () => { run += 1; synth.cancel(); mark(null); show("silent"); };
  play.addEventListener("click", () => {
    if (state === "speaking") return pause();
    if (state === "silent") {
      at = Math.max(0, pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > 100));
      sentence = 0;
    }
    speak();
  });
  stop.addEventListener("click", () => { silence(); play.focus(); });
  window.addEventListener("pagehide", silence);
  choose();
  if (synth.addEventListener) synth.addEventListener("voiceschanged", choose);
})();

/* Steps move by arrows instead of numbers; a place in a picture is chosen by a tap on it. Everything works without. */
(() => {
  "use strict";
  const place = (item) => item.querySelector("select");

  for (const list of document.querySelectorAll("[data-steps]")) {
    const box = list.parentElement;
    const settle = () => {
      // Back from another page, the browser has filled in the places again: the list follows them.
      const items = [...list.children];
      if (items.every((item) => place(item).value)) list.append(...items.sort((a, b) => place(a).value - place(b).value));
      [...list.children].forEach((item, at, all) => {
        const [up, down] = item.querySelectorAll("[data-move]");
        up.setAttribute("aria-disabled", at === 0);
        down.setAttribute("aria-disabled", at === all.length - 1);
      });
    };
    box.querySelector("[data-moves]").hidden = false;
    for (const item of list.children) {
      place(item).hidden = true;
      item.querySelector(".row").hidden = false;
    }
    list.dataset.steps = "move";
    settle();
    window.addEventListener("pageshow", settle);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      const item = button.closest("li");
      const up = button.dataset.move < 0;
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      if (up) other.before(item);
      else other.after(item);
      const items = [...list.children];
      items.forEach((one, at) => (place(one).value = at + 1));
      settle();
      button.focus();
      const number = new Intl.NumberFormat(document.documentElement.lang);
      const words = { step: item.querySelector("label span").textContent, place: number.format(items.indexOf(item) + 1), many: number.format(items.length) };
      box.querySelector("[data-moved]").textContent = list.dataset.told.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    });
  }

  for (const picture of document.querySelectorAll("form [data-picture]")) {
    const form = picture.closest("form");
    const radios = form.elements.choice;
    const regions = picture.querySelectorAll("[data-region]");
    const paint = () => {
      for (const one of regions) one.toggleAttribute("data-on", one.dataset.region === radios.value);
    };
    picture.dataset.tap = "";
    paint();
    window.addEventListener("pageshow", paint);
    form.addEventListener("change", paint);
    picture.addEventListener("click", (event) => {
      const region = event.target.closest("[data-region]");
      if (!region) return;
      radios.value = region.dataset.region;
      paint();
      form.querySelector("input[name=choice]:checked").focus({ preventScroll: true });
    });
  }
})();
