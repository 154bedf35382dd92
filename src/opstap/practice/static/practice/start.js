/* The button that begins a mock exam says until when it would last; that moves on while the page is open. */
(() => {
  "use strict";
  const button = document.querySelector("[data-start]"), loaded = Date.now();
  if (!button) return;
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Brussels", hour: "2-digit", minute: "2-digit" });
  const tell = () => {
    if (button.hasAttribute("aria-busy")) return;
    const until = Number(button.dataset.start) + Date.now() - loaded;
    button.querySelector("span").textContent = button.dataset.told.replace("{time}", clock.format(until));
  };
  setInterval(tell, 10000);
})();
