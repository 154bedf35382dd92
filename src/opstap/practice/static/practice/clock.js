/* The minutes left of a mock exam go down while the page is open. Nothing is announced; the server keeps the time. */
(() => {
  "use strict";
  const shown = document.querySelectorAll("[data-until]");
  const tell = () => {
    for (const one of shown) {
      const left = Math.max(0, Math.ceil((new Date(one.dataset.until) - Date.now()) / 60000));
      one.textContent = new Intl.NumberFormat(document.documentElement.lang).format(left);
    }
  };
  setInterval(tell, 15000);
})();
