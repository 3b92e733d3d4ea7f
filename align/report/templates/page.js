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

  // Filters: of the statuses none chosen shows all, several chosen show what is under any of them; evidence,
  // confidence and words sought narrow that further.

  const search = one("[data-search]");
  const kind = one("[data-kind]");
  const least = one("[data-least]");
  const texts = new Map();

  function isNarrowed() {
    return search.value.trim() !== "" || (kind && kind.value !== "") || least.value !== "0";
  }

  function isUnder(element) {
    return chosen.size === 0 || [...chosen].some((status) => element.classList.contains(status) && status !== "moved") || (chosen.has("moved") && "moved" in element.dataset);
  }

  function isShown(element, sought) {
    if (!isUnder(element)) return false;
    if (element.matches(".pointer")) return !isNarrowed();
    if (kind && kind.value && !(element.dataset.kinds || "").split(" ").includes(kind.value)) return false;
    if (Number(element.dataset.percent) < Number(least.value)) return false;
    return sought === "" || readText(element).folded.includes(sought);
  }

  function applyFilters() {
    const sought = fold(search.value.trim());
    const narrowed = isNarrowed();
    for (const element of all("main > .passage, main > .pointer")) element.hidden = !isShown(element, sought);
    for (const details of folds) {
      const kept = all(".passage", details);
      for (const element of kept) element.hidden = narrowed && !isShown(element, sought);
      const some = kept.some((element) => !element.hidden);
      details.hidden = (chosen.size > 0 && !chosen.has("kept")) || !some;
      details.open = chosen.has("kept") || (narrowed && some);
    }
    for (const button of all("[data-filter]")) button.setAttribute("aria-pressed", chosen.has(button.dataset.filter));
    one("[data-nothing]").hidden = all("main > :is(.passage, .fold):not([hidden])").length > 0;
    highlight(sought);
    showPlace();
  }

  function toggleFilter(name) {
    if (!chosen.delete(name)) chosen.add(name);
    applyFilters();
  }

  function clearFilters() {
    chosen.clear();
    search.value = "";
    if (kind) kind.value = "";
    least.value = "0";
    applyFilters();
  }

  // Search: vowel marks, tatweel, capitals, digits and the variants of Arabic letters make no difference.

  const letters = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك" };

  function fold(text) {
    return [...text].map(foldLetter).join("");
  }

  function foldLetter(letter) {
    if (letters[letter]) return letters[letter];
    const plain = letter.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "").toLowerCase();
    return plain.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.codePointAt(0) & 15))
      .replace(/[أإآٱىیئؤةک]/g, (found) => letters[found]).replace(/\s/g, " ");
  }

  // The folded text of a passage, and for each of its letters the text node and the place it came from.
  function readText(element) {
    if (!texts.has(element)) {
      let folded = "";
      const places = [];
      for (const side of all(":scope > .text:not(.empty)", element)) {
        const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          let at = 0;
          for (const letter of walker.currentNode.data) {
            for (const plain of foldLetter(letter)) {
              folded += plain;
              for (let unit = 0; unit < plain.length; unit++) places.push([walker.currentNode, at, at + letter.length]);
            }
            at += letter.length;
          }
        }
        folded += "\n";
        places.push(null);
      }
      texts.set(element, { folded, places });
    }
    return texts.get(element);
  }

  function highlight(sought) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (sought === "") return;
    const ranges = [];
    for (const element of all(".passage:not([hidden])")) {
      const { folded, places } = readText(element);
      for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
        const [first, last] = [places[at], places[at + sought.length - 1]];
        const range = new Range();
        range.setStart(first[0], first[1]);
        range.setEnd(last[0], last[2]);
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  // Steps: from one shown difference to the next, round the end.

  function showPlace() {
    const shown = differences.filter((element) => !element.hidden);
    const at = shown.indexOf(current);
    place.textContent = at >= 0 ? `${at + 1} / ${shown.length}` : shown.length === differences.length ? total : `${shown.length} shown`;
  }

  function goTo(element) {
    const around = element.closest(".fold");
    if (element.hidden || (around && around.hidden)) clearFilters();
    if (around) around.open = true;
    if (current) current.removeAttribute("aria-current");
    current = element;
    element.setAttribute("aria-current", "true");
    element.tabIndex = -1;
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
    const open = folds.some((details) => !details.open);
    for (const details of folds) details.open = open;
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
    m: crossOver, o: toggleFolds, a: clearFilters, "/": () => search.focus(), "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      applyFilters();
      search.blur();
      return;
    }
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

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(applyFilters, 120);
  });
  for (const choice of [kind, least]) if (choice) choice.addEventListener("change", applyFilters);

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
