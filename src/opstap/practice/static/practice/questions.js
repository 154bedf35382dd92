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
