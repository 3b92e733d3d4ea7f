"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const chosen = new Set();
  const folds = all(".fold");
  const differences = all("main > .passage");
  const place = one("[data-place]");
  const total = place.textContent;
  let current = null;

  document.documentElement.classList.add("scripted");

  // Filters: none chosen shows all; several chosen show what is under any of them.

  function isShown(element) {
    return chosen.size === 0 || chosen.has(element.dataset.status) || (chosen.has("moved") && "moved" in element.dataset);
  }

  function applyFilters() {
    for (const element of all("main > .passage, main > .pointer")) element.hidden = !isShown(element);
    for (const fold of folds) {
      fold.hidden = chosen.size > 0 && !chosen.has("kept");
      fold.open = chosen.has("kept");
    }
    for (const button of all("[data-filter]")) button.setAttribute("aria-pressed", chosen.has(button.dataset.filter));
    one("[data-nothing]").hidden = all("main > :is(.passage, .fold):not([hidden])").length > 0;
    showPlace();
  }

  function toggleFilter(name) {
    if (!chosen.delete(name)) chosen.add(name);
    applyFilters();
  }

  function clearFilters() {
    chosen.clear();
    applyFilters();
  }

  // Steps: from one shown difference to the next, round the end.

  function showPlace() {
    const shown = differences.filter((element) => !element.hidden);
    const at = shown.indexOf(current);
    place.textContent = at >= 0 ? `${at + 1} / ${shown.length}` : shown.length === differences.length ? total : `${shown.length} shown`;
  }

  function goTo(element) {
    const fold = element.closest(".fold");
    if (element.hidden || (fold && fold.hidden)) clearFilters();
    if (fold) fold.open = true;
    if (current) current.removeAttribute("aria-current");
    current = element;
    element.setAttribute("aria-current", "true");
    element.scrollIntoView({ block: "start" });
    element.focus({ preventScroll: true });
    showPlace();
  }

  function step(by) {
    const shown = differences.filter((element) => !element.hidden);
    if (shown.length === 0) return;
    const at = shown.indexOf(current);
    if (at >= 0) return goTo(shown[(at + by + shown.length) % shown.length]);
    const top = one(".bar").getBoundingClientRect().bottom;
    const below = shown.findIndex((element) => element.getBoundingClientRect().top >= top - 1);
    if (by > 0) goTo(shown[below < 0 ? 0 : below]);
    else goTo(shown[(below < 0 ? shown.length : below) - 1] || shown[shown.length - 1]);
  }

  function crossOver() {
    const link = current && current.querySelector(":scope > .rail .moved a, :scope.pointer a");
    if (link) link.click();
  }

  function toggleFolds() {
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }

  // Evidence: its stretches in both texts and its line light up together.

  function light(event, on) {
    const under = event.target instanceof Element && event.target.closest("[data-evidence]");
    if (!under) return;
    const keys = under.dataset.evidence.split(" ");
    for (const element of all("[data-evidence]", under.closest(".passage"))) {
      if (element.dataset.evidence.split(" ").some((key) => keys.includes(key))) element.classList.toggle("lit", on);
    }
  }

  // Help

  const help = one(".help");
  const keys = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    m: crossOver, o: toggleFolds, a: clearFilters, "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("input, textarea, select")) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-filter], [data-step], [data-help], a[href^='#']");
    if (!button) return;
    if (button.dataset.filter) return toggleFilter(button.dataset.filter);
    if (button.dataset.step) return step(Number(button.dataset.step));
    if ("help" in button.dataset) return help.showModal();
    const found = findPlace(button.getAttribute("href"));
    if (found) {
      event.preventDefault();
      goTo(found);
      history.replaceState(null, "", `#${found.id}`);
    }
  });

  for (const [on, names] of [[true, ["mouseover", "focusin"]], [false, ["mouseout", "focusout"]]]) {
    for (const name of names) document.addEventListener(name, (event) => light(event, on));
  }

  window.addEventListener("hashchange", followHash);

  function followHash() {
    const found = findPlace(location.hash);
    if (found) goTo(found);
  }

  // All ids of passages are plain letters, so that a hash needs no decoding.
  function findPlace(hash) {
    const found = document.getElementById(hash.slice(1));
    return found && found.matches(".passage, .pointer") ? found : null;
  }

  followHash();
})();
