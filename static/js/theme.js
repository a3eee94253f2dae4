// Runs before the page is drawn: the theme chosen on this device, else the device's own.
(() => {
  const root = document.documentElement;
  if (root.hasAttribute("data-bs-theme")) return;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage may be switched off; the device's setting holds then.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-bs-theme", chosen || (dark.matches ? "dark" : "light"));
  apply();
  dark.addEventListener("change", apply);
})();
